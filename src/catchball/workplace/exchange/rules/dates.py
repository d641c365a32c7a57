"""Days as people and programs write them."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import cache, partial

from catchball.kernel.words import Later
from catchball.workplace.exchange.rules.months import (
    LANGUAGES,
    languages_for,
    month_in_any,
    months_in,
    plain,
)
from catchball.workplace.exchange.rules.styles import Ambiguous, Style, Unreadable, fitting, verdict

FIRST_YEAR, LAST_YEAR = 1900, 2199
LONGEST = 60
"""A longer text is no date, and is not looked into."""

_PIVOT = 69
_SERIALS = range(10_000, 73_051)  # 18 May 1927 to the end of 2099
_EPOCH = date(1899, 12, 30)

_TIME = re.compile(
    r"[T ,]\s*(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]{1,9})?)?"
    r"(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s?(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}))?$"
)
_NUMERIC = re.compile(r"([0-9]{1,4})([./-])\s?([0-9]{1,2})\2\s?([0-9]{1,4})\.?")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DAY_FIRST = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th|er|º)?[.\-/ ]*(?:de )?([^\W\d_]{3,20})[.\-/, ]*(?:de )?"
    r"([0-9]{4}|[0-9]{2})\.?"
)
_MONTH_FIRST = re.compile(
    r"([^\W\d_]{3,20})[.\-/ ]*([0-9]{1,2})(?:st|nd|rd|th)?[,\-/ ]\s*([0-9]{4}|[0-9]{2})"
)
_MONTH_YEAR = re.compile(r"([^\W\d_]{3,20})[.\-/, ]*([0-9]{4}|[0-9]{2})\.?")
_MONTH_NUMBER = re.compile(r"([0-9]{1,2})[./-]\s?([0-9]{4})|([0-9]{4})-([0-9]{1,2})")
_SERIAL = re.compile(r"([0-9]{5})(?:[.,][0-9]{1,15})?")
_WORD = re.compile(r"[^\W\d_]{3,20}")

_Months = Callable[[str], int | None]


def full_year(year: int, digits: int) -> int:
    """Return a year of two digits in full: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068.

    Source: POSIX.1-2017, strptime, %y.

    >>> full_year(68, 2), full_year(69, 2), full_year(2026, 4)
    (2068, 1969, 2026)
    """
    if digits != 2:
        return year
    return year + (1900 if year >= _PIVOT else 2000)


def _day(year: str, month: int, day: int) -> date:
    """Return the day, or say why there is none."""
    if len(year) not in {2, 4}:
        raise Unreadable(Later("“%(year)s” is not a year of two or four digits.", {"year": year}))
    number = full_year(int(year), len(year))
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise Unreadable(
            Later(
                "The year %(year)s is not between %(first)s and %(last)s.",
                {"year": number, "first": FIRST_YEAR, "last": LAST_YEAR},
            )
        )
    if not 1 <= month <= 12:
        raise Unreadable(Later("There is no month %(month)s.", {"month": month}))
    last = monthrange(number, month)[1]
    if not 1 <= day <= last:
        raise Unreadable(
            Later(
                "There is no day %(day)s in month %(month)s of %(year)s: it has %(last)s days.",
                {"day": day, "month": month, "year": number, "last": last},
            )
        )
    return date(number, month, day)


def _not_so_written(text: str, example: str) -> Unreadable:
    return Unreadable(
        Later(
            "“%(text)s” is not a date written like %(example)s.",
            {"text": text[:60], "example": example},
        )
    )


def _without_time(text: str) -> str:
    """Return the day alone; a text too long for a date is cut, so that searching stays short."""
    if len(text) > LONGEST:
        return text[:LONGEST] + "…"
    return _TIME.sub("", text.strip()).strip()


def _numeric(text: str, *, order: str, example: str) -> date:
    match = _NUMERIC.fullmatch(_without_time(text))
    if match is None:
        raise _not_so_written(text, example)
    first, _separator, middle, last = match.groups()
    if len(first) > 2:
        raise _not_so_written(text, example)
    if order == "dmy":
        return _day(last, int(middle), int(first))
    return _day(last, int(first), int(middle))


def _year_first(text: str) -> date:
    written = _without_time(text)
    if match := _COMPACT.fullmatch(written):
        year, middle, last = match.groups()
    elif (match := _NUMERIC.fullmatch(written)) and len(match[1]) == 4 and len(match[4]) <= 2:
        year, _separator, middle, last = match.groups()
    else:
        raise _not_so_written(text, "2026-11-27")
    return _day(year, int(middle), int(last))


def _month(name: str, months: _Months) -> int:
    number = months(name)
    if number is None:
        raise Unreadable(Later("“%(name)s” is not the name of one month.", {"name": name}))
    return number


def _named(text: str, *, months: _Months) -> date:
    written = _without_time(text)
    if match := _DAY_FIRST.fullmatch(written):
        day, name, year = match.groups()
    elif match := _MONTH_FIRST.fullmatch(written):
        name, day, year = match.groups()
    else:
        raise _not_so_written(text, "27-Nov-26")
    return _day(year, _month(name, months), int(day))


def _month_only(text: str, *, months: _Months) -> date:
    written = text.strip()
    if match := _MONTH_NUMBER.fullmatch(written):
        return _day(match[2] or match[3], int(match[1] or match[4]), 1)
    if match := _MONTH_YEAR.fullmatch(written):
        return _day(match[2], _month(match[1], months), 1)
    raise _not_so_written(text, "nov.26")


def _serial(text: str) -> date:
    match = _SERIAL.fullmatch(text.strip())
    if match is None or int(match[1]) not in _SERIALS:
        raise _not_so_written(text, "46353")
    return _EPOCH + timedelta(days=int(match[1]))


_BASE = (
    Style("y-m-d", Later("Year, month, day, such as 2026-11-27"), _year_first),
    Style(
        "d/m/y",
        Later("Day, month, year in digits, such as 27.11.2026; years 69–99 are of the 1900s"),
        partial(_numeric, order="dmy", example="27.11.2026"),
    ),
    Style(
        "m/d/y",
        Later("Month, day, year in digits, such as 11/27/2026; years 69–99 are of the 1900s"),
        partial(_numeric, order="mdy", example="11/27/2026"),
    ),
    Style(
        "d-mon-y",
        Later("With the name of the month, such as 27-Nov-26; years 69–99 are of the 1900s"),
        partial(_named, months=month_in_any),
    ),
    Style(
        "mon-y",
        Later("Month and year only, such as nov.26, taken as the first day of the month"),
        partial(_month_only, months=month_in_any),
    ),
    Style(
        "serial",
        # Source: ECMA-376 part 1, 18.17.4.1, the 1900 date system
        Later("Excel's count of days, such as 46353"),
        _serial,
    ),
)
_BY_KEY = {style.key: style for style in _BASE}
_NAMED = {"d-mon-y": _named, "mon-y": _month_only}


@cache
def date_style(key: str) -> Style | None:
    """Return the style of this key; one with names may name a language, such as `mon-y:hr`."""
    base, _colon, language = key.partition(":")
    style = _BY_KEY.get(base)
    if not language or style is None:
        return style
    if base not in _NAMED or language not in LANGUAGES:
        return None
    months = months_in(language)
    read = partial(_NAMED[base], months=lambda name: months.get(plain(name)))
    return Style(
        key, Later("%(style)s (%(language)s)", {"style": style.title, "language": language}), read
    )


def _styles_for(values: Iterable[str]) -> list[Style]:
    """Return every style that a column might be written in.

    A name such as `lip` is June in one language and July in another, so where one occurs each
    language that knows it is a style of its own.
    """
    words = {word for value in values for word in _WORD.findall(_without_time(value))}
    languages = dict.fromkeys(language for word in words for language in languages_for(word))
    keys = [*_BY_KEY, *(f"{base}:{language}" for base in _NAMED for language in languages)]
    return [style for key in keys if (style := date_style(key))]


def styles_that_fit(values: Iterable[str]) -> list[Style]:
    """Return the date styles that may be meant by a column; more than one must be asked about.

    >>> [style.key for style in styles_that_fit(["3/4/2026", "11/12/2026"])]
    ['d/m/y', 'm/d/y']
    >>> [style.key for style in styles_that_fit(["3/4/2026", "13/4/2026"])]
    ['d/m/y']
    """
    distinct = list(dict.fromkeys(values))
    return fitting(distinct, _styles_for(distinct))


def date_verdict(column: str, values: Iterable[str]) -> Style | Ambiguous | None:
    """Return the one style of a column of days, the question to ask, or None if none fits."""
    distinct = list(dict.fromkeys(values))
    return verdict(column, distinct, _styles_for(distinct))


def evidence_of(text: str) -> str:
    """Return the part of a cell that tells its style: the same for all times of one day."""
    return _without_time(text)


def rough_evidence_of(texts: Sequence[str]) -> Sequence[str]:
    """Return for each cell what is alike only where the evidence is: the cell itself."""
    return texts

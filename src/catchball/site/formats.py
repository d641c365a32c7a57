"""Days, instants, numbers and spans as the reader writes them: their language, their zone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, format_timedelta
from babel.numbers import format_decimal
from babel.units import format_unit

from catchball.kernel.days import Period
from catchball.kernel.words import _, ngettext

Theme = Literal["system", "light", "dark"]

NOTHING = "–"  # what stands where there is no value
NO_BREAK = "\N{NO-BREAK SPACE}"
_DAY_STORED = re.compile(r"\d{4}-\d\d-\d\d")
_INSTANT_STORED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)")
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


@dataclass(frozen=True)
class Reader:
    """Who is looking: language, zone, the instant of the request, and the chosen theme.

    `locale` is how days and numbers are written, `language` that of the words, as Django knows it.
    """

    locale: str = "en-GB"
    zone: str = "UTC"
    now: datetime = field(default=datetime(1970, 1, 1, tzinfo=UTC))
    theme: Theme = "system"
    language: str = ""

    def timeless(self) -> "Reader":
        """Return the reader without the instant: whatever asks for it then fails."""
        return replace(self, now=None)  # type: ignore[arg-type] # see above


_ANYONE = Reader()
_reader: ContextVar[Reader] = ContextVar("reader", default=_ANYONE)


@contextmanager
def reading_as(reader: Reader) -> Iterator[None]:
    """Format everything inside the block for this reader."""
    token = _reader.set(reader)
    try:
        yield
    finally:
        _reader.reset(token)


def reader() -> Reader:
    """Return who is looking; the default reader where nobody was named."""
    return _reader.get()


@lru_cache(maxsize=64)
def _locale(name: str) -> Locale:
    return Locale.parse(name, sep="-")


@lru_cache(maxsize=4096)
def _skeleton(skeleton: str, value: date, locale: str) -> str:
    return format_skeleton(skeleton, value, locale=_locale(locale))


def _zone(name: str = "") -> tzinfo:
    return ZoneInfo(name or _reader.get().zone)


def _day_of(value: date) -> date:
    """Return the calendar day; that of the reader's zone when an instant is given."""
    return value.astimezone(_zone()).date() if isinstance(value, datetime) else value


def day(value: date | None) -> str:
    """Return a day with its month in letters, so that no reader takes it for another.

    >>> day(date(2026, 3, 3))
    '3 Mar 2026'
    """
    if value is None:
        return NOTHING
    return _skeleton("yMMMd", _day_of(value), _reader.get().locale)


def month(value: date | None, *, year: bool = True) -> str:
    """Return the month in letters, with its year unless `year` is false.

    >>> month(date(2026, 3, 3)), month(date(2026, 3, 3), year=False)
    ('Mar 2026', 'Mar')
    """
    if value is None:
        return NOTHING
    return _skeleton("yMMM" if year else "MMM", _day_of(value), _reader.get().locale)


def period(value: Period, *, year: bool = True) -> str:
    """Return the name of a month, quarter or year, or where another span begins and ends.

    Without `year`, months and quarters are named alone, for headings that give the year once.

    >>> period(Period(date(2026, 10, 1), date(2027, 1, 1)))
    'Q4 2026'
    >>> period(Period(date(2026, 10, 5), date(2026, 10, 12)))
    '5 Oct 2026 – 11 Oct 2026'
    >>> period(Period(date(2025, 12, 1), date(2026, 12, 1)))
    'Dec 2025 – Nov 2026'
    """
    months = (value.until.year - value.first.year) * 12 + value.until.month - value.first.month
    whole = value.first.day == value.until.day == 1
    locale = _reader.get().locale
    if whole and months == 1:
        return month(value.first, year=year)
    if whole and months == 3 and value.first.month % 3 == 1:
        if not year:  # of a quarter alone the locales have a pattern, and no skeleton
            return format_date(value.first, "QQQ", locale=_locale(locale))
        return _skeleton("yQQQ", value.first, locale)
    if whole and months == 12 and value.first.month == 1:
        return _skeleton("y", value.first, locale)
    if whole:
        return f"{month(value.first)} – {month(value.last)}"
    return f"{day(value.first)} – {day(value.last)}"


def zone_word(value: datetime) -> str:
    """Return the abbreviation of the value's zone, or its distance from UTC where it has none."""
    name = value.tzname() or "UTC"
    return name if name[0].isalpha() else f"UTC{name.replace('-', '−')}"


def instant(value: datetime | None, zone: str = "") -> str:
    """Return date, time and zone of an instant, in the reader's zone or the one named.

    >>> instant(datetime(2026, 11, 22, 17, 40, tzinfo=UTC))
    '22 Nov 2026 17:40 UTC'
    """
    if value is None:
        return NOTHING
    local = value.astimezone(_zone(zone))
    return f"{day(local.date())} {clock(value, zone)} {zone_word(local)}"


def clock(value: datetime, zone: str = "") -> str:
    """Return the time of day of an instant, in the reader's zone or the one named.

    >>> clock(datetime(2026, 11, 22, 17, 40, tzinfo=UTC), zone="America/New_York")
    '12:40'
    """
    local = value.astimezone(_zone(zone))
    shown = format_time(local.time(), "short", locale=_locale(_reader.get().locale))
    return shown.replace("\u202f", NO_BREAK)


def weekday(value: date, zone: str = "") -> str:
    """Return the day of the week, of an instant in the reader's zone or the one named.

    >>> weekday(date(2026, 11, 23))
    'Mon'
    """
    on = value.astimezone(_zone(zone)).date() if isinstance(value, datetime) else value
    return _skeleton("EEE", on, _reader.get().locale)


def ago(value: date | None) -> str:
    """Return how far a day or an instant lies from now, in the reader's words.

    >>> with reading_as(Reader(now=datetime(2026, 11, 27, 9, tzinfo=UTC))):
    ...     ago(date(2026, 11, 27)), ago(date(2026, 12, 1)), ago(datetime(2026, 11, 27, 7, tzinfo=UTC))
    ('today', 'in 4 days', '2 hours ago')
    """
    if value is None:
        return NOTHING
    now = _reader.get().now
    if isinstance(value, datetime) and abs(value - now) < timedelta(days=1):
        return _from_now(value - now, "second", threshold=1)
    distance = _day_of(value) - _day_of(now)
    named = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}.get(distance.days)
    return named or _from_now(distance, "day", threshold=4.3)


def _from_now(
    distance: timedelta, granularity: Literal["second", "day"], *, threshold: float
) -> str:
    """Return the distance in the largest unit of which it holds `threshold` or more."""
    locale = _locale(_reader.get().locale)
    return format_timedelta(distance, granularity, threshold, add_direction=True, locale=locale)


def _rounded(value: float | Decimal, decimals: int) -> Decimal:
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@lru_cache(maxsize=64)
def _pattern(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def stored(value: str | None) -> str:
    """Return a value as the database's copy of a row holds it: days and instants as one reads them.

    Any other text stays as it is.

    >>> stored("2026-10-31"), stored("2026-10-31T09:30:00+00:00"), stored("2026-13-01"), stored("")
    ('31 Oct 2026', '31 Oct 2026 09:30 UTC', '2026-13-01', '–')
    """
    if not value:
        return NOTHING
    try:
        if _DAY_STORED.fullmatch(value):
            return day(date.fromisoformat(value))
        if _INSTANT_STORED.fullmatch(value):
            return instant(datetime.fromisoformat(value))
    except (ValueError, OverflowError):
        return value
    return value


def number(value: float | Decimal | None, decimals: int = 0) -> str:
    """Return a number with exactly so many decimals, halves rounded away from zero.

    >>> number(1234.5), number(92.45, 1)
    ('1,235', '92.5')
    """
    if value is None:
        return NOTHING
    return _written(_rounded(value, decimals), decimals, _reader.get().locale)


@lru_cache(maxsize=16_384)
def _written(rounded: Decimal, decimals: int, locale: str) -> str:
    shown = format_decimal(rounded, _pattern(decimals), _locale(locale))
    return shown.replace("-", "−") if rounded < 0 else shown


def quantity(value: Decimal | float | None, unit: str = "") -> str:
    """Return a quantity with its unit; decimals only where there are any.

    >>> quantity(Decimal("1200.000000"), "packs"), quantity(Decimal("38.4"))
    ('1,200 packs', '38.400')
    """
    if value is None:
        return NOTHING
    shown = number(value, 0 if value == int(value) else 3)
    return f"{shown} {unit}" if unit else shown


def share(value: float | Decimal | None, decimals: int = 1) -> str:
    """Return a share between 0 and 1 as a percentage, unbroken from its sign.

    Source: SI Brochure, 9th edition, section 5.4.7: a space stands between number and %.

    >>> share(0.976614).replace("\N{NO-BREAK SPACE}", " ")
    '97.7 %'
    """
    if value is None:
        return NOTHING
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return f"{number(exact * 100, decimals)}{NO_BREAK}%"


def duration(value: timedelta | None) -> str:
    """Return a span of elapsed time in its two largest units.

    >>> duration(timedelta(days=3, hours=4, minutes=12)), duration(timedelta(minutes=15))
    ('3 days 4 hrs', '15 mins')
    """
    if value is None:
        return NOTHING
    left = round(abs(value.total_seconds()) / _MINUTE) * _MINUTE
    parts = []
    for unit, seconds in (("day", _DAY), ("hour", _HOUR), ("minute", _MINUTE)):
        count, left = divmod(left, seconds)
        if count:
            parts.append(_unit(count, unit))
    shown = " ".join(parts[:2]) or _unit(0, "minute")
    return f"−{shown}" if value < timedelta() else shown


def _unit(count: int, unit: str) -> str:
    return format_unit(count, unit, length="short", locale=_locale(_reader.get().locale))


def business_days(count: int) -> str:
    """Return a span counted in business days, saying that it is.

    >>> business_days(3)
    '3 business days'
    """
    return ngettext("%(count)s business day", "%(count)s business days", count)

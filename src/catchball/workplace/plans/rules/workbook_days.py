"""Which numbers of a workbook are days, and which days: a cell says it by its style alone.

Source: ECMA-376 part 1, 18.8.30 (number formats) and 18.17.4.1 (the 1900 and 1904 date systems).
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_FROM_1900 = date(1899, 12, 30)  # as if 1900 had a 29 February, which no plan reaches
_FROM_1904 = date(1904, 1, 1)
_FIRST, _LAST = 61, 200_000  # from March 1900 to the year 2447
_DAYS_BY_NUMBER = frozenset({*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)})
# What is shown as it stands; conditions, colours and languages, but not elapsed time, as in [h]:mm.
_NOT_A_PART = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_CLOCK = re.compile(r"[hs]|\[m")


@dataclass(frozen=True)
class Days:
    """The styles of a workbook that show days, and where its days begin."""

    styles: frozenset[int] = frozenset()
    begin_on: date = _FROM_1900

    def written(self, value: str, style: str) -> str:
        """Return a stored number as the day that its style shows; all else as it is."""
        if not (
            style.isascii() and style.isdigit() and len(style) < 9 and int(style) in self.styles
        ):
            return value
        try:
            number = float(value)
        except ValueError:
            return value
        if not (math.isfinite(number) and _FIRST <= number <= _LAST):
            return value
        return (self.begin_on + timedelta(days=int(number))).isoformat()


def days_of(*, formats: dict[str, str], styles: Iterable[str], counts_from_1904: bool) -> Days:
    """Return what is a day, from the formats by number and the format's number of each style."""
    found = {
        at
        for at, number in enumerate(styles)
        if (shows_day(formats[number]) if number in formats else _is_known_day(number))
    }
    return Days(frozenset(found), _FROM_1904 if counts_from_1904 else _FROM_1900)


def _is_known_day(number: str) -> bool:
    return (
        number.isascii() and number.isdigit() and len(number) < 9 and int(number) in _DAYS_BY_NUMBER
    )


def shows_day(code: str) -> bool:
    """Answer whether a format shows a day or month of the calendar, and not a time or a number.

    >>> [shows_day(one) for one in ("dd.mm.yyyy", "mmm", "[h]:mm", '0 "days"', "[Red]0")]
    [True, True, False, False, False]
    """
    parts = _NOT_A_PART.sub("", code.partition(";")[0]).lower()
    return "d" in parts or "y" in parts or ("m" in parts and not _CLOCK.search(parts))

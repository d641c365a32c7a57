"""Periods of whole days: months, quarters and years, always half-open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Grain(StrEnum):
    """How long one column of a scorecard is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """The number of calendar months in one such period."""
        return {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}[self]


@dataclass(frozen=True, order=True)
class Period:
    """The days from `first` up to but not including `until`."""

    first: date
    until: date

    def __hash__(self) -> int:
        """Return the hash of the first day, which tells nearly all periods used together apart."""
        return hash(self.first)

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.until

    @property
    def last(self) -> date:
        """The last day inside the period."""
        return self.until - timedelta(days=1)


def month_start(day: date, plus: int = 0) -> date:
    """Return the first day of the month `plus` months after that of `day`.

    >>> month_start(date(2026, 11, 27), -11)
    datetime.date(2025, 12, 1)
    """
    count = day.year * 12 + day.month - 1 + plus
    return date(count // 12, count % 12 + 1, 1)


def period_of(day: date, grain: Grain) -> Period:
    """Return the month, quarter or year in which the day falls.

    >>> period_of(date(2026, 11, 27), Grain.QUARTER)
    Period(first=datetime.date(2026, 10, 1), until=datetime.date(2027, 1, 1))
    """
    first = date(day.year, (day.month - 1) // grain.months * grain.months + 1, 1)
    return Period(first, month_start(first, grain.months))


def periods_until(day: date, grain: Grain, count: int) -> tuple[Period, ...]:
    """Return `count` neighbouring periods, oldest first, the last one holding the day."""
    last = period_of(day, grain).first
    firsts = [month_start(last, -grain.months * back) for back in range(count - 1, -1, -1)]
    return tuple(Period(first, month_start(first, grain.months)) for first in firsts)


def each_period(first: date, last: date, grain: Grain) -> Iterator[Period]:
    """Yield the periods from the one that holds `first` to the one that holds `last`."""
    period = period_of(first, grain)
    while period.first <= last:
        yield period
        period = period_of(period.until, grain)

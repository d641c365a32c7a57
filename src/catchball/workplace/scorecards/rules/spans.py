"""Which periods a scorecard shows: how long each is, and which is the last."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from catchball.kernel.days import Grain, Period, month_start, periods_until
from catchball.kernel.errors import Invalid
from catchball.kernel.words import _

COLUMNS = 12
# Limits that mean something need about two years of months behind them; and the first period
# shown is judged beside the one before.
READ_BACK = {Grain.MONTH: 24, Grain.QUARTER: 16, Grain.YEAR: 13}
_FIRST_YEAR = 1990


class NoSuchSpan(Invalid):
    """The months asked for are none."""


@dataclass(frozen=True)
class Span:
    """The columns of a scorecard: twelve periods, the last holding the day `end`."""

    end: date
    grain: Grain = Grain.MONTH

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods shown, oldest first."""
        return periods_until(self.end, self.grain, COLUMNS)

    @cached_property
    def read(self) -> tuple[Period, ...]:
        """The periods read: those shown, and before them what limits are computed from."""
        return periods_until(self.end, self.grain, READ_BACK[self.grain])

    @cached_property
    def whole(self) -> Period:
        """All shown periods as one."""
        shown = self.periods
        return Period(shown[0].first, shown[-1].until)

    def moved(self, columns: int) -> "Span":
        """Return the span so many columns later, or earlier."""
        return Span(month_start(self.end, columns * self.grain.months), self.grain)


def span_from(*, month: str, grain: str, otherwise: date) -> Span:
    """Return the span that an address names: the last month as 2026-11, and the grain.

    :raises NoSuchSpan: if one of the two means nothing
    """
    try:
        end = date.fromisoformat(f"{month}-01") if month else otherwise
        span = Span(end, Grain(grain) if grain else Grain.MONTH)
    except ValueError as error:
        raise NoSuchSpan(
            _("Name a month as 2026-11, and a grain of month, quarter or year.")
        ) from error
    if not _FIRST_YEAR <= end.year <= otherwise.year + 10:
        raise NoSuchSpan(_("This month is too far away."))
    return span


def known_from(*, day: str, now: datetime, zone: str) -> datetime:
    """Return the instant as of which numbers are read: the end of the named day, or now.

    A day is that of the relationship's zone; its last microsecond still belongs to it.

    :raises NoSuchSpan: if the day means nothing or has not come
    """
    if not day:
        return now
    try:
        end = datetime.combine(date.fromisoformat(day), time.max, ZoneInfo(zone))
    except ValueError as error:
        raise NoSuchSpan(_("Name the day of a cut-off as 2026-11-30.")) from error
    if date.fromisoformat(day) > now.astimezone(ZoneInfo(zone)).date():
        raise NoSuchSpan(_("Nobody knows yet what will be known on that day."))
    if end.year < _FIRST_YEAR:
        raise NoSuchSpan(_("This day is too far away."))
    return min(end, now)

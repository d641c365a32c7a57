"""Which periods a scorecard shows: how long each is, and which is the last."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from catchball.kernel.days import Grain, Period, month_start, periods_until
from catchball.kernel.errors import Invalid
from catchball.kernel.words import _

COLUMNS = 12
ROLLING = "rolling"
# Limits that mean something need about two years of months behind them; and the first period
# shown is judged beside the one before.
READ_BACK = {Grain.MONTH: 24, Grain.QUARTER: 16, Grain.YEAR: 13}
_BEFORE = 9  # months of the three quarters before the one that names a rolling column
_FIRST_YEAR = 1990


class NoSuchSpan(Invalid):
    """The months asked for are none."""


@dataclass(frozen=True)
class Span:
    """The columns of a scorecard: twelve periods, the last holding the day `end`.

    Rolling, each column holds the four quarters up to the one that names it, so that neighbours
    share three of them: where facts are few, that says more than a quarter does.
    """

    end: date
    grain: Grain = Grain.MONTH
    is_rolling: bool = False

    @property
    def choice(self) -> str:
        """The word by which an address asks for such columns."""
        return ROLLING if self.is_rolling else self.grain.value

    @cached_property
    def named(self) -> tuple[Period, ...]:
        """The periods that name the columns, oldest first."""
        return periods_until(self.end, self.grain, COLUMNS)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The periods shown, oldest first."""
        if not self.is_rolling:
            return self.named
        return tuple(Period(month_start(one.first, -_BEFORE), one.until) for one in self.named)

    @cached_property
    def charted(self) -> tuple[Period, ...]:
        """The periods of the chart: those named, and before them what limits are computed from."""
        return periods_until(self.end, self.grain, READ_BACK[self.grain])

    @cached_property
    def judged(self) -> tuple[Period, ...]:
        """The periods shown, and the one before: the first may be a second miss in a row.

        Rolling periods share quarters, so no two of them are a row.
        """
        return self.periods if self.is_rolling else self.charted[-COLUMNS - 1 :]

    @cached_property
    def read(self) -> tuple[Period, ...]:
        """Every period whose numbers are read."""
        return tuple(sorted({*self.charted, *self.periods, self.whole}))

    @cached_property
    def whole(self) -> Period:
        """All shown periods as one."""
        shown = self.periods
        return Period(shown[0].first, shown[-1].until)

    def moved(self, columns: int) -> "Span":
        """Return the span so many columns later, or earlier."""
        return self.until(month_start(self.end, columns * self.grain.months))

    def until(self, end: date) -> "Span":
        """Return the span of such columns whose last holds another day."""
        return span_of(end, self.grain, is_rolling=self.is_rolling)


@lru_cache(maxsize=512)
def span_of(end: date, grain: Grain = Grain.MONTH, *, is_rolling: bool = False) -> Span:
    """Return the columns whose last holds a day, the same object for the same ones.

    So their periods, which every page of numbers asks for, are listed once.
    """
    return Span(end, grain, is_rolling)


def span_from(*, month: str, grain: str, otherwise: date) -> Span:
    """Return the span that an address names: the last month as 2026-11, and the grain.

    “rolling” stands for four quarters each.

    :raises NoSuchSpan: if one of the two means nothing
    """
    try:
        end = date.fromisoformat(f"{month}-01") if month else otherwise
        is_rolling = grain == ROLLING
        span = span_of(
            end, Grain.QUARTER if is_rolling else Grain(grain or "month"), is_rolling=is_rolling
        )
    except ValueError as error:
        raise NoSuchSpan(
            _("Name a month as 2026-11, and a grain of month, quarter, rolling or year.")
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

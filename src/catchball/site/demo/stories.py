"""How the supply of each demo client went: what three years of it look like, in numbers."""

from dataclasses import dataclass, field
from datetime import date

from catchball.kernel.days import Grain, Period, month_start, period_of

MONTHS = 36


@dataclass(frozen=True)
class Trend:
    """A chance or level that moves evenly from the first day of the history to the last."""

    first: float
    last: float

    def at(self, share: float) -> float:
        """Return the level when this share of the history has passed, between 0 and 1."""
        return self.first + (self.last - self.first) * min(1.0, max(0.0, share))


@dataclass(frozen=True)
class Made:
    """A product: its unit, and how much a batch of it should give and a delivery holds."""

    code: str
    name: str
    unit: str
    batch: int
    pack: int


@dataclass(frozen=True, kw_only=True)
class Story:
    """One client's supply: volumes a month, chances of what may go wrong, and what stands open."""

    seed: int
    prefix: str
    months: int = MONTHS
    deliveries: int
    batches: int
    season: float = 0.2
    peak_month: int = 10
    on_time: Trend = field(default_factory=lambda: Trend(0.96, 0.97))
    bad_quarter: float | None = None
    in_full: Trend = field(default_factory=lambda: Trend(0.96, 0.97))
    yields: Trend = field(default_factory=lambda: Trend(0.95, 0.955))
    spread: float = 0.012
    clean: Trend = field(default_factory=lambda: Trend(0.93, 0.94))
    rejected: float = 0.008
    release_days: float = 13
    overdue: int = 2
    unreviewed: int = 2
    over_full: bool = False
    kinds: tuple[str, ...] = ("commercial",) * 14 + ("ppq", "engineering")
    destinations: tuple[str, ...]


def bad_quarter_before(today: date) -> Period:
    """Return the quarter before the last whole one: recent enough to show, old enough to heal."""
    this = period_of(today, Grain.QUARTER)
    return period_of(month_start(this.first, -6), Grain.QUARTER)

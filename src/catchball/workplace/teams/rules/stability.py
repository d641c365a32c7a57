"""How steady a team is, from who joined it and who left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Stint:
    """That somebody is of the core team from a day up to but not including another."""

    id: UUID
    since_on: date
    left_on: date | None = None
    follows: UUID | None = None


@dataclass(frozen=True)
class Stability:
    """How many of the named core members are unchanged; none named is no figure."""

    unchanged: int
    named: int

    @property
    def share(self) -> float | None:
        """The unchanged among the named, from 0 to 1."""
        return self.unchanged / self.named if self.named else None


def year_before(day: date) -> date:
    """Return the same day of the year before.

    >>> year_before(date(2028, 2, 29))
    datetime.date(2027, 2, 28)
    """
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def team_stability(stints: Iterable[Stint], *, on: date) -> Stability:
    """Return the named core members unchanged in the twelve months up to a day, and the named.

    Named is whoever was of the core on one of those days; who takes over from one of them stands
    in the same place and is not named a second time. Unchanged is whoever has not left.

    Source: "named core members unchanged in 12 months ÷ named", a usual clause on dedicated
    teams; how successors count is this product's (docs/metrics.md).

    >>> first, second = UUID(int=1), UUID(int=2)
    >>> stints = [
    ...     Stint(id=first, since_on=date(2025, 1, 1), left_on=date(2026, 3, 1)),
    ...     Stint(id=second, since_on=date(2026, 3, 1), follows=first),
    ...     Stint(id=UUID(int=3), since_on=date(2025, 1, 1)),
    ... ]
    >>> team_stability(stints, on=date(2026, 6, 1))
    Stability(unchanged=1, named=2)
    """
    begins = year_before(on)
    within = {
        one.id: one
        for one in stints
        if one.since_on <= on and (one.left_on is None or one.left_on > begins)
    }
    named = [one for one in within.values() if one.follows not in within]
    return Stability(sum(one.left_on is None or one.left_on > on for one in named), len(named))

"""Which facts stand behind a number, said alike for all forms, so that no reader differs."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias, assert_never
from uuid import UUID

from catchball.measures.language import (
    Condition,
    Counted,
    Facts,
    Mean,
    Metric,
    Percentile,
    Quantity,
    Rate,
    RatioOfSums,
    Share,
)

Ids: TypeAlias = frozenset[UUID]
NONE: Ids = frozenset()


class Outcome(StrEnum):
    """What became of one fact in one number."""

    NOT_GOOD = "not-good"
    EXCLUDED = "excluded"
    GOOD = "good"
    COUNTED = "counted"
    WAITING = "waiting"
    NOT_DUE = "not-due"
    LEFT_OUT = "left-out"
    OUTSIDE = "outside"

    @property
    def counted(self) -> bool:
        """Whether the fact is among the n of the number."""
        return self in {Outcome.NOT_GOOD, Outcome.GOOD, Outcome.COUNTED}

    @property
    def pending(self) -> bool:
        """Whether the fact belongs to the period and cannot be judged yet."""
        return self in {Outcome.WAITING, Outcome.NOT_DUE}


@dataclass(frozen=True)
class Basis:
    """The facts of one source that a number stands on.

    A fact belongs to a period by its day `on`. If it meets `counted` it is due once `wait_days`
    have passed, and judged if it meets `judged_when` and each quantity in `of` is known.
    Facts in `excluded` would be counted, but both companies agreed that they are not.
    """

    facts: Facts
    on: str
    wait_days: int
    counted: Condition
    judged_when: Condition | None = None
    good: Condition | None = None
    of: tuple[Quantity, ...] = ()
    excluded: Ids = NONE


def basis_of(metric: Metric, excluded: Ids = NONE) -> Basis:
    """Return the facts behind a number without those excluded; for a rate, of its exposure."""
    return replace(_all_of(metric), excluded=excluded) if excluded else _all_of(metric)


def _all_of(metric: Metric) -> Basis:
    facts, on, wait = metric.facts, metric.on, metric.wait_days
    match metric.form:
        case Share(counted, good, judged_when):
            return Basis(facts, on, wait, counted, judged_when, good)
        case Rate(_, exposure):
            return _side(exposure, wait)
        case RatioOfSums(counted, top, bottom):
            return Basis(facts, on, wait, counted, of=(top, bottom))
        case Percentile(counted, of) | Mean(counted, of):
            return Basis(facts, on, wait, counted, of=(of,))
        case _:
            assert_never(metric.form)


def events_of(metric: Metric, excluded: Ids = NONE) -> Basis | None:
    """Return the facts on the upper side of a rate; None for the other forms."""
    if not isinstance(metric.form, Rate):
        return None
    return replace(_side(metric.form.events, metric.wait_days), excluded=excluded)


def side_of(metric: Metric, *, among_events: bool, excluded: Ids = NONE) -> Basis:
    """Return the facts behind a number, or those of its events where it has such a side."""
    return (events_of(metric, excluded) if among_events else None) or basis_of(metric, excluded)


def _side(side: Counted, wait_days: int) -> Basis:
    return Basis(side.facts, side.on, wait_days, side.counted, side.judged_when, None, (side.of,))

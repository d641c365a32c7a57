"""Which facts stand behind a number, said alike for all forms, so that no reader differs."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

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


class Outcome(StrEnum):
    """What became of one fact in one number."""

    NOT_GOOD = "not-good"
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
    """

    facts: Facts
    on: str
    wait_days: int
    counted: Condition
    judged_when: Condition | None = None
    good: Condition | None = None
    of: tuple[Quantity, ...] = ()


def basis_of(metric: Metric) -> Basis:
    """Return the facts behind a number; for a rate, those of its exposure."""
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


def events_of(metric: Metric) -> Basis | None:
    """Return the facts on the upper side of a rate; None for the other forms."""
    return _side(metric.form.events, metric.wait_days) if isinstance(metric.form, Rate) else None


def _side(side: Counted, wait_days: int) -> Basis:
    return Basis(side.facts, side.on, wait_days, side.counted, side.judged_when, None, (side.of,))

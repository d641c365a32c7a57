"""Rare events seen by the gaps between them: which metrics have such events, and what lies between."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from math import log

from catchball.measures.language import Better, Count, Metric, Rate, Share
from catchball.measures.reading import Reading

# Of independent events so few a period that most periods have none: e to the power -0.693 is ½.
RARE = log(2)


class Between(StrEnum):
    """What is counted from one event to the next."""

    FACTS = "facts"
    DAYS = "days"


@dataclass(frozen=True)
class Event:
    """An event, its day, and its place: among the facts counted, or on the calendar."""

    on: date
    place: int


@dataclass(frozen=True)
class Gap:
    """What lies between an event and the one before, and the days of both."""

    after: date
    on: date
    size: int


def between_of(metric: Metric) -> Between | None:
    """Return what lies between the unwanted events of a metric; None where it has no such events.

    Facts, where each is an opportunity for the event: a share, or a rate for each fact; else days.
    """
    match metric.form:
        case Share():
            return Between.FACTS
        case Rate(events, exposure) if metric.better is Better.LOWER:
            alike = (events.facts, events.on) == (exposure.facts, exposure.on)
            return Between.FACTS if alike and exposure.of == Count() else Between.DAYS
        case _:
            return None


def is_rare(metric: Metric, readings: Iterable[Reading]) -> bool:
    """Tell whether there are fewer than ln 2 unwanted events a period, over periods with facts.

    Most periods then have none, and limits by period say little.

    Source: docs/metrics.md, “Which chart”.
    """
    counted = [one for one in readings if one.bottom]
    events = sum(float(_events(metric, one)) for one in counted)
    return bool(counted) and events < RARE * len(counted)


def _events(metric: Metric, reading: Reading) -> float:
    if isinstance(metric.form, Share) and metric.better is Better.HIGHER:
        return float(reading.bottom - reading.top)
    return float(reading.top)


def gaps_of(events: Sequence[Event], between: Between) -> tuple[Gap, ...]:
    """Return the gaps between neighbouring events, oldest first.

    Facts between two are those that are neither; days are those from one to the other.

    >>> first, second = Event(date(2026, 3, 2), 5), Event(date(2026, 3, 9), 12)
    >>> gaps_of([first, second], Between.FACTS)[0].size
    6
    """
    less = 1 if between is Between.FACTS else 0
    return tuple(
        Gap(earlier.on, later.on, later.place - earlier.place - less)
        for earlier, later in pairwise(events)
    )


def mean_gap(metric: Metric, target: float, between: Between, *, per_day: float) -> float | None:
    """Return the mean gap at which a number stands at its target; None where no gap is long enough.

    Of a rate `per_day` is the exposure of a day.

    Source: the mean of a geometric distribution for facts, of a Poisson process for days.
    """
    chance = target / metric.per
    if isinstance(metric.form, Share) and metric.better is Better.HIGHER:
        chance = 1 - target
    if between is Between.DAYS:
        return 1 / (chance * per_day) if chance * per_day > 0 else None
    return facts_between(chance)


def facts_between(chance: float) -> float | None:
    """Return how many facts lie between two events on average, each having this chance to be one.

    >>> facts_between(0.25), facts_between(0.0)
    (3.0, None)
    """
    return (1 - chance) / chance if 0 < chance < 1 else None

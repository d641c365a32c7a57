"""What threatens a plan: risks that strike in some of the draws, and what each then delays.

A risk may strike one activity; or, between two times, all work; or come after the end. Like
activities, each draws from a stream of its own, whatever other risks there are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from catchball.kernel.schedule.network import Network
from catchball.kernel.schedule.problems import SpreadContradicts
from catchball.kernel.schedule.simulation import (
    Endings,
    Outlook,
    Spread,
    draw,
    endings,
    stream_of,
)
from catchball.kernel.schedule.walking import Array, Blows, Hit, Rest, in_order, walk
from catchball.kernel.words import _

_ALONE = 1_000  # draws from which the effect of one threat is told


@dataclass(frozen=True, slots=True)
class Threat:
    """A risk that strikes with a chance, and then delays by so much.

    An `activity` takes longer by it. `between` are the times between which it strikes, each of
    them as likely as the others: what has ended by then it does not delay any more, and without
    an activity all work rests for so long. With neither it comes after the end of the plan.

    :raises SpreadContradicts: if the chance is not between 0 and 1, or the times are not in order
    """

    key: str
    chance: float
    delay: Spread
    activity: str | None = None
    between: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.chance <= 1:
            raise SpreadContradicts(_("A chance lies between 0 and 100 %."))
        if self.between and self.between[0] > self.between[1]:
            raise SpreadContradicts(_("The first day of a time comes before its last."))


@dataclass(frozen=True)
class Effect:
    """By how much a threat, if it strikes alone, delays each activity watched, and the whole."""

    threat: Threat
    late: Mapping[str, float]
    whole: float


@dataclass(frozen=True)
class _Drawn:
    """A threat as it was drawn: its delay, nothing where it does not strike, and when."""

    threat: Threat
    delay: Array
    at: Array | None


def threatened(
    network: Network,
    outlook: Outlook,
    threats: Sequence[Threat],
    *,
    watched: Sequence[str] = (),
    seed: int = 1,
) -> Endings:
    """Return how the plan of an outlook may end with all of these threats, in the same draws."""
    drawn = [_drawn(one, seed, outlook.finishes.size) for one in threats]
    ends = walk(network, outlook.durations, _blows(drawn)).ends
    return endings(network, outlook.planned, ends, watched, outlook.due, late=_after(drawn))


def effects(
    network: Network,
    outlook: Outlook,
    threats: Sequence[Threat],
    *,
    watched: Sequence[str] = (),
    seed: int = 1,
) -> tuple[Effect, ...]:
    """Return what each threat delays on average when it strikes, and no other does.

    From the first thousand draws, in each of which it strikes.
    """
    durations = outlook.durations[:, :_ALONE]
    known = walk(network, durations)
    rows = {key: row for row, key in enumerate(network.order)}
    found = []
    for one in threats:
        drawn = [_drawn(replace(one, chance=1), seed, durations.shape[1])]
        ends = walk(network, durations, _blows(drawn), known=known).ends
        late = ends.max(axis=0, initial=0) + _after(drawn) - known.ends.max(axis=0, initial=0)
        found.append(
            Effect(
                one,
                {key: float((ends[rows[key]] - known.ends[rows[key]]).mean()) for key in watched},
                float(late.mean()),
            )
        )
    return tuple(found)


def _drawn(threat: Threat, seed: int, draws: int) -> _Drawn:
    stream = stream_of(seed, f"{threat.key}\0threat")
    delay = np.empty(draws, dtype=np.float32)
    draw(threat.delay, stream, out=delay)
    delay *= stream.random(draws) < threat.chance
    if threat.between is None:
        return _Drawn(threat, delay, None)
    first, last = threat.between
    at = (first + (last - first) * stream.random(draws)).astype(np.float32)
    return _Drawn(threat, delay, at)


def _after(drawn: Iterable[_Drawn]) -> Array:
    """Return how much comes after the end of the plan, one threat after the other."""
    delays = [one.delay for one in drawn if one.threat.activity is None and one.at is None]
    return sum(delays, start=np.float32(0))


def _blows(drawn: Sequence[_Drawn]) -> Blows:
    longer: dict[str, Array] = {}
    hits: dict[str, list[Hit]] = {}
    for one in drawn:
        struck = one.threat.activity
        if struck is None:
            continue
        if one.at is None:
            longer[struck] = longer.get(struck, 0) + one.delay
        else:
            hits.setdefault(struck, []).append(Hit(one.at, one.delay))
    return Blows(longer, hits, _rests(drawn))


def _rests(drawn: Sequence[_Drawn]) -> list[Rest]:
    """Return the times at which all work rests, in every draw one after the other.

    One that begins within another begins after it. Where nothing strikes it never begins.
    """
    found = [
        (np.where(one.delay > 0, one.at, np.float32(np.inf)), one.delay)
        for one in drawn
        if one.threat.activity is None and one.at is not None
    ]
    rests = [Rest(at, delay) for at, delay in in_order(found)] if found else []
    for before, one in pairwise(rests):
        np.maximum(one.at, before.at + before.delay, out=one.at)
    return rests

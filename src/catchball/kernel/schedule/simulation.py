"""How a plan may end: the network drawn many times over, with three-point durations and risks.

Each activity draws from a stream of its own, made from the seed and its key: the same plan and
seed give the same answer, and a changed activity leaves the draws of all others as they were.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from typing import Any

import numpy as np

from catchball.kernel.schedule.network import Dependency, Link, Network
from catchball.kernel.schedule.passes import schedule
from catchball.kernel.schedule.problems import DrawsOutOfBounds, SpreadContradicts
from catchball.kernel.words import _

DRAWS = 10_000
MOST_DRAWS = 100_000
_POINTS = 1024  # of a table of quantiles
_SHAPES = 128  # tables between the two extreme shapes of a beta
_GRID = 2048  # steps over which a beta is summed up

Array = Any


class Shape(StrEnum):
    """How the chances lie between the lowest and the highest of three points."""

    TRIANGULAR = "triangular"
    PERT = "pert"


@dataclass(frozen=True, slots=True)
class Spread:
    """A duration as three points.

    :raises SpreadContradicts: if they are not in order, or below nothing
    """

    low: float
    likely: float
    high: float
    shape: Shape = Shape.PERT

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.likely <= self.high:
            raise SpreadContradicts(
                _("An estimate goes from the shortest over the likeliest to the longest duration.")
            )


@dataclass(frozen=True, slots=True)
class Threat:
    """A risk that, if it strikes, makes an activity longer by so much.

    :raises SpreadContradicts: if the chance is not between 0 and 1
    """

    activity: str
    chance: float
    delay: Spread

    def __post_init__(self) -> None:
        if not 0 <= self.chance <= 1:
            raise SpreadContradicts(_("A chance lies between 0 and 100 %."))


@dataclass(frozen=True)
class Outlook:
    """What the draws say of the activities asked for, and of all.

    Percentiles by key: the time by which an activity is finished in half, 80 and 95 of 100
    draws. `bias` is how much later than planned it ends on average: what paths that meet, and
    long tails, add to the sum of the likeliest. `criticality` is the share of draws in which an
    activity lies on a longest path.
    """

    percentiles: dict[str, tuple[float, float, float]]
    bias: dict[str, float]
    on_plan: dict[str, float]
    criticality: dict[str, float]
    mean: float
    deviation: float
    finishes: Array = field(repr=False, compare=False)  # of the whole plan, draw by draw

    def finish_by(self, percent: float) -> float:
        """Return the time by which the plan has ended in so many of 100 draws."""
        return float(np.percentile(self.finishes, percent))

    def chance_by(self, time: float) -> float:
        """Return the share of draws in which the plan has ended by a time."""
        return float((self.finishes <= time).mean())


AT = (50, 80, 95)


def simulate(
    network: Network,
    spreads: Mapping[str, Spread],
    *,
    threats: Sequence[Threat] = (),
    watched: Sequence[str] = (),
    seed: int = 1,
    draws: int = DRAWS,
) -> Outlook:
    """Return how the plan may end; activities without a spread take their planned duration.

    :raises DrawsOutOfBounds: if there are too few or too many draws
    """
    if not 1 <= draws <= MOST_DRAWS:
        raise DrawsOutOfBounds(
            _("A forecast takes 1 to %(most)s draws.") % {"most": f"{MOST_DRAWS:,}"}
        )
    durations = _drawn(network, spreads, threats, seed, draws)
    rows = {key: row for row, key in enumerate(network.order)}
    ends = _ends(network, durations)
    whole = ends.max(axis=0, initial=0)
    planned = schedule(network)
    found = {key: ends[rows[key]] for key in watched}
    return Outlook(
        percentiles={key: tuple(np.percentile(end, AT).tolist()) for key, end in found.items()},
        bias={
            key: float(end.mean()) - planned.times[key].early_finish for key, end in found.items()
        },
        on_plan={
            key: float((end <= planned.times[key].early_finish).mean())
            for key, end in found.items()
        },
        criticality=_criticality(network, durations, ends, whole),
        mean=float(whole.mean()),
        deviation=float(whole.std()),
        finishes=whole,
    )


def delayed(outlook: Outlook, threats: Sequence[Threat], *, seed: int = 1) -> Outlook:
    """Return how the plan may end with each threat after its end, one after the other.

    Each is an activity of its own, which takes its delay where it strikes: what lies before the
    end stays as it was drawn, and is not drawn again.
    """
    whole = outlook.finishes.copy()
    for delay in _delays(threats, seed, whole.size):
        whole += delay
    mean, deviation = float(whole.mean()), float(whole.std())
    return replace(outlook, mean=mean, deviation=deviation, finishes=whole)


def _drawn(
    network: Network,
    spreads: Mapping[str, Spread],
    threats: Sequence[Threat],
    seed: int,
    draws: int,
) -> Array:
    """Return the durations: a row for each activity in order, a column for each draw."""
    durations = np.empty((len(network.order), draws), dtype=np.float32)
    for row, key in enumerate(network.order):
        spread = spreads.get(key)
        if spread is None:
            durations[row] = network.by_key[key].duration
        else:
            _draw(spread, _stream(seed, key), out=durations[row])
    rows = {key: row for row, key in enumerate(network.order)}
    for threat, delay in zip(threats, _delays(threats, seed, draws), strict=True):
        durations[rows[threat.activity]] += delay
    return durations


def _delays(threats: Sequence[Threat], seed: int, draws: int) -> Iterator[Array]:
    """Yield how much longer each threat makes its activity, nothing where it does not strike."""
    before: Counter[str] = Counter()
    for threat in threats:
        stream = _stream(seed, f"{threat.activity}\0{before[threat.activity]}")
        before[threat.activity] += 1
        delay = np.empty(draws, dtype=np.float32)
        _draw(threat.delay, stream, out=delay)
        yield delay * (stream.random(draws) < threat.chance)


def _stream(seed: int, key: str) -> np.random.Generator:
    digest = hashlib.sha256(f"{seed}\0{key}".encode()).digest()
    return np.random.Generator(np.random.SFC64(int.from_bytes(digest[:16])))


def _draw(spread: Spread, stream: np.random.Generator, *, out: Array) -> None:
    """Fill a row with draws, each one of the equally likely points of a table of quantiles."""
    table = quantiles(spread)
    np.take(table, stream.integers(0, _POINTS, out.size, dtype=np.uint16), out=out, mode="clip")


def quantiles(spread: Spread) -> Array:
    """Return the middles of 1,024 equally likely parts of an estimate, ascending."""
    width = spread.high - spread.low
    if not width:
        return np.full(_POINTS, spread.low, dtype=np.float32)
    mode = (spread.likely - spread.low) / width
    unit = _triangular(mode) if spread.shape is Shape.TRIANGULAR else _pert(mode)
    return (spread.low + width * unit).astype(np.float32)


def _parts() -> Array:
    return (np.arange(_POINTS) + 0.5) / _POINTS


def _triangular(mode: float) -> Array:
    """Return quantiles between 0 and 1, by the inverse of the distribution in closed form."""
    at = _parts()
    below = np.sqrt(at * mode)
    above = 1 - np.sqrt((1 - at) * (1 - mode))
    return np.where(at < mode, below, above)


def _pert(mode: float) -> Array:
    """Return quantiles between 0 and 1 of the beta whose mean is (0 + 4 × mode + 1) ÷ 6.

    Between two of the tables that are kept, in proportion.

    Source: D. G. Malcolm and others, Application of a Technique for Research and Development
    Program Evaluation, Operations Research 7 (1959): alpha = 1 + 4 × mode, beta = 5 - 4 × mode.
    """
    place = mode * _SHAPES
    lower = min(int(place), _SHAPES - 1)
    tables = _beta_tables()
    return tables[lower] + (place - lower) * (tables[lower + 1] - tables[lower])


@cache
def _beta_tables() -> Array:
    """Return a table of quantiles for each of the shapes, by summing up the density."""
    grid = np.linspace(0, 1, _GRID + 1)
    tables = np.empty((_SHAPES + 1, _POINTS))
    for number in range(_SHAPES + 1):
        mode = number / _SHAPES
        density = grid ** (4 * mode) * (1 - grid) ** (4 - 4 * mode)
        below = np.concatenate([[0], np.cumsum((density[1:] + density[:-1]) / 2)])
        tables[number] = np.interp(_parts(), below / below[-1], grid)
    return tables


def _ends(network: Network, durations: Array) -> Array:
    """Return when each activity ends, each as early as its links and limits allow."""
    rows = {key: row for row, key in enumerate(network.order)}
    starts = np.zeros_like(durations)
    ends = np.empty_like(durations)
    room = np.empty(durations.shape[1], dtype=np.float32)
    for row, key in enumerate(network.order):
        start = starts[row]
        limits = network.by_key[key].limits
        if limits.start_no_earlier is not None:
            np.maximum(start, limits.start_no_earlier, out=start)
        if limits.finish_no_earlier is not None:
            np.maximum(start, limits.finish_no_earlier - durations[row], out=start)
        for link in network.before[key]:
            _push(start, link, rows[link.before], starts, ends, durations[row], room)
        np.add(start, durations[row], out=ends[row])
    return ends


def _push(
    start: Array,
    link: Dependency,
    before: int,
    starts: Array,
    ends: Array,
    duration: Array,
    room: Array,
) -> None:
    """Move starts later where a link asks for it; `room` is scratch space of a row."""
    from_end = link.link in {Link.FINISH_START, Link.FINISH_FINISH}
    at = ends[before] if from_end else starts[before]
    if link.lag:
        at = np.add(at, link.lag, out=room)
    if link.link in {Link.FINISH_FINISH, Link.START_FINISH}:
        at = np.subtract(at, duration, out=room)
    np.maximum(start, at, out=start)


def _criticality(network: Network, durations: Array, ends: Array, whole: Array) -> dict[str, float]:
    """Return the share of draws in which each activity has no float."""
    rows = {key: row for row, key in enumerate(network.order)}
    late = np.empty_like(durations)
    room = np.empty(durations.shape[1], dtype=np.float32)
    found = {}
    slack = np.float32(1e-4) * (whole + 1)  # what sums in single precision may differ by
    for key in reversed(network.order):
        row = rows[key]
        end = late[row]
        end[:] = whole
        for link in network.after[key]:
            _pull(end, link, rows[link.after], late, durations, durations[row], room)
        np.subtract(end, ends[row], out=room)
        found[key] = float(np.count_nonzero(room <= slack) / room.size)
    return found


def _pull(
    end: Array,
    link: Dependency,
    after: int,
    late: Array,
    durations: Array,
    duration: Array,
    room: Array,
) -> None:
    """Move latest ends earlier where a link asks for it; `room` is scratch space of a row."""
    at = late[after]
    if link.link in {Link.FINISH_START, Link.START_START}:
        at = np.subtract(at, durations[after], out=room)
    if link.lag:
        at = np.subtract(at, link.lag, out=room)
    if link.link in {Link.START_START, Link.START_FINISH}:
        at = np.add(at, duration, out=room)
    np.minimum(end, at, out=end)

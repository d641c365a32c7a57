"""How a plan may end: the network drawn many times over, with three-point durations.

Each activity draws from a stream of its own, made from the seed and its key: the same plan and
seed give the same answer, and a changed activity leaves the draws of all others as they were.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

import numpy as np

from catchball.kernel.schedule.network import Dependency, Link, Network
from catchball.kernel.schedule.passes import Schedule, schedule
from catchball.kernel.schedule.problems import DrawsOutOfBounds, SpreadContradicts
from catchball.kernel.schedule.walking import Array, walk
from catchball.kernel.words import _

DRAWS = 10_000
MOST_DRAWS = 100_000
_POINTS = 1024  # of a table of quantiles
_SHAPES = 128  # tables between the two extreme shapes of a beta
_GRID = 2048  # steps over which a beta is summed up


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


@dataclass(frozen=True, kw_only=True)
class Endings:
    """When the activities asked for, and all of them, end in the draws.

    Percentiles by key: the time by which an activity is finished in half, 80 and 95 of 100
    draws. `bias` is how much later than planned it ends on average: what paths that meet, long
    tails, and threats add to the sum of the likeliest. `planned` is what they are held against.
    `on_plan` is the share of draws in which it has ended by when it is `due`.
    """

    planned: Schedule
    due: Mapping[str, float]
    percentiles: dict[str, tuple[float, float, float]]
    bias: dict[str, float]
    on_plan: dict[str, float]
    mean: float
    deviation: float
    finishes: Array = field(repr=False, compare=False)  # of the whole plan, draw by draw

    def finish_by(self, percent: float) -> float:
        """Return the time by which the plan has ended in so many of 100 draws."""
        return float(np.percentile(self.finishes, percent))

    def chance_by(self, time: float) -> float:
        """Return the share of draws in which the plan has ended by a time."""
        return float((self.finishes <= time).mean())

    def chances(self, through: Callable[[float], float]) -> Iterator[tuple[float, float]]:
        """Yield when the plan first ends within a day, and the chance that it has by its end.

        `through` says when the day ends (or whatever else time is cut into) that a time lies in.
        A day in which it ends in no draw is left out.
        """
        ends, done = np.sort(self.finishes), 0
        while done < ends.size:
            first = float(ends[done])
            done = int(np.searchsorted(ends, max(through(first), first), side="right"))
            yield first, done / ends.size


@dataclass(frozen=True, kw_only=True)
class Outlook(Endings):
    """What the draws say of a plan that nothing strikes.

    `criticality` is the share of draws in which an activity lies on a longest path.
    """

    criticality: dict[str, float]
    durations: Array = field(repr=False, compare=False)  # a row for each activity in order


AT = (50, 80, 95)


def simulate(
    network: Network,
    spreads: Mapping[str, Spread],
    *,
    watched: Sequence[str] = (),
    seed: int = 1,
    draws: int = DRAWS,
    planned: Schedule | None = None,
    due: Mapping[str, float] | None = None,
) -> Outlook:
    """Return how the plan may end; activities without a spread take their planned duration.

    It is held against `planned`; without it, against what the network itself comes to. `due` says
    by when a watched activity has to end to be on plan: the end of its day, say. One that it does
    not name has until the very time planned.

    :raises DrawsOutOfBounds: if there are too few or too many draws
    """
    if not 1 <= draws <= MOST_DRAWS:
        raise DrawsOutOfBounds(
            _("A forecast takes 1 to %(most)s draws.") % {"most": f"{MOST_DRAWS:,}"}
        )
    durations = _drawn(network, spreads, seed, draws)
    ends = walk(network, durations).ends
    found = endings(network, planned or schedule(network), ends, watched, due or {})
    return Outlook(
        **vars(found),
        criticality=_criticality(network, durations, ends, found.finishes),
        durations=durations,
    )


def endings(
    network: Network,
    planned: Schedule,
    ends: Array,
    watched: Sequence[str],
    due: Mapping[str, float],
    *,
    late: Array | float = 0,
) -> Endings:
    """Sum up when the watched activities end, and the whole plan, that `late` after the last."""
    rows = {key: row for row, key in enumerate(network.order)}
    whole = ends.max(axis=0, initial=0) + late
    found = {key: ends[rows[key]] for key in watched}
    return Endings(
        planned=planned,
        due=due,
        percentiles={key: tuple(np.percentile(end, AT).tolist()) for key, end in found.items()},
        bias={
            key: float(end.mean()) - planned.times[key].early_finish for key, end in found.items()
        },
        on_plan={
            key: float((end <= due.get(key, planned.times[key].early_finish)).mean())
            for key, end in found.items()
        },
        mean=float(whole.mean()),
        deviation=float(whole.std()),
        finishes=whole,
    )


def _drawn(network: Network, spreads: Mapping[str, Spread], seed: int, draws: int) -> Array:
    """Return the durations: a row for each activity in order, a column for each draw."""
    durations = np.empty((len(network.order), draws), dtype=np.float32)
    for row, key in enumerate(network.order):
        spread = spreads.get(key)
        if spread is None:
            durations[row] = network.by_key[key].duration
        else:
            draw(spread, stream_of(seed, key), out=durations[row])
    return durations


def stream_of(seed: int, key: str) -> np.random.Generator:
    """Return the source of chance that belongs to a key under a seed, and to no other."""
    digest = hashlib.sha256(f"{seed}\0{key}".encode()).digest()
    return np.random.Generator(np.random.SFC64(int.from_bytes(digest[:16])))


def draw(spread: Spread, stream: np.random.Generator, *, out: Array) -> None:
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

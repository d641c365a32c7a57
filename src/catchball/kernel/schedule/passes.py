"""The critical path: the earliest and the latest times of every activity, and its floats.

Source: J. E. Kelley and M. R. Walker, Critical-Path Planning and Scheduling (1959); links of all
four kinds with lags as in the precedence diagramming method (J. W. Fondahl, 1961, and after).
"""

from dataclasses import dataclass

from catchball.kernel.schedule.network import Dependency, Link, Network


@dataclass(frozen=True, slots=True)
class Times:
    """When an activity can and must begin and end.

    `total_float` is how far it may slip before the plan ends later or a latest time is passed;
    `free_float` how far before any other activity, or the end, moves.
    """

    early_start: int
    early_finish: int
    late_start: int
    late_finish: int
    free_float: int

    @property
    def total_float(self) -> int:
        """How far it may slip; less than nothing where a latest time cannot be kept."""
        return self.late_finish - self.early_finish

    @property
    def is_critical(self) -> bool:
        """Answer whether any slip of it moves the end, or a latest time is passed already."""
        return self.total_float <= 0


@dataclass(frozen=True)
class Schedule:
    """The times of every activity by key, and when the whole ends."""

    times: dict[str, Times]
    finish: int

    @property
    def critical(self) -> tuple[str, ...]:
        """The keys of what is critical, by its start."""
        found = [key for key, times in self.times.items() if times.is_critical]
        return tuple(sorted(found, key=lambda key: self.times[key].early_start))


def schedule(network: Network) -> Schedule:
    """Return the times of all activities, each as early as its links and limits allow."""
    early = _forward(network)
    finish = max((end for _start, end in early.values()), default=0)
    late = _backward(network, finish)
    times = {
        key: Times(*early[key], *late[key], _free(network, key, early, finish)) for key in early
    }
    return Schedule(times, finish)


Span = tuple[int, int]


def _forward(network: Network) -> dict[str, Span]:
    early: dict[str, Span] = {}
    for key in network.order:
        one = network.by_key[key]
        starts = [0, one.limits.start_no_earlier or 0]
        if one.limits.finish_no_earlier is not None:
            starts.append(one.limits.finish_no_earlier - one.duration)
        starts += [
            _start_after(link, early[link.before], one.duration) for link in network.before[key]
        ]
        early[key] = (max(starts), max(starts) + one.duration)
    return early


def _start_after(link: Dependency, before: Span, duration: int) -> int:
    """Return the earliest start that a link leaves to the activity after it."""
    start, end = before
    match link.link:
        case Link.FINISH_START:
            return end + link.lag
        case Link.START_START:
            return start + link.lag
        case Link.FINISH_FINISH:
            return end + link.lag - duration
        case Link.START_FINISH:
            return start + link.lag - duration


def _backward(network: Network, finish: int) -> dict[str, Span]:
    late: dict[str, Span] = {}
    for key in reversed(network.order):
        one = network.by_key[key]
        ends = [finish]
        if one.limits.finish_no_later is not None:
            ends.append(one.limits.finish_no_later)
        if one.limits.start_no_later is not None:
            ends.append(one.limits.start_no_later + one.duration)
        ends += [_end_before(link, late[link.after], one.duration) for link in network.after[key]]
        late[key] = (min(ends) - one.duration, min(ends))
    return late


def _end_before(link: Dependency, after: Span, duration: int) -> int:
    """Return the latest end that a link leaves to the activity before it."""
    start, end = after
    match link.link:
        case Link.FINISH_START:
            return start - link.lag
        case Link.START_START:
            return start - link.lag + duration
        case Link.FINISH_FINISH:
            return end - link.lag
        case Link.START_FINISH:
            return end - link.lag + duration


def _free(network: Network, key: str, early: dict[str, Span], finish: int) -> int:
    """Return how far an activity may slip before any that follows it moves, or the end."""
    room = [
        early[link.after][0] - _start_after(link, early[key], network.by_key[link.after].duration)
        for link in network.after[key]
    ]
    return min([finish - early[key][1], *room])

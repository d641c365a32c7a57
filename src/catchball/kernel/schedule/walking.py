"""One walk through a network for all draws at once: when each activity starts and ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from catchball.kernel.schedule.network import Dependency, Limits, Link, Network

Array = Any


@dataclass(frozen=True)
class Walk:
    """When activities start and end: a row for each in order, a column for each draw."""

    starts: Array
    ends: Array


@dataclass(frozen=True)
class Hit:
    """That an activity takes so much longer where it has not ended at a time; draw by draw."""

    at: Array
    delay: Array


@dataclass(frozen=True)
class Rest:
    """That no work is done for so long from a time on; draw by draw, nowhere two at once."""

    at: Array
    delay: Array


@dataclass(frozen=True)
class Blows:
    """What a walk meets: activities made longer, hit at a time, and times at which work rests.

    `rests` are in the order in which they come, in every draw.
    """

    longer: Mapping[str, Array] = field(default_factory=dict)
    hits: Mapping[str, Sequence[Hit]] = field(default_factory=dict)
    rests: Sequence[Rest] = ()


NONE = Blows()


def walk(
    network: Network, durations: Array, blows: Blows = NONE, *, known: Walk | None = None
) -> Walk:
    """Let each activity start as early as its links and limits allow, and tell when it ends.

    With a walk that is `known`, what neither is hit nor waits for what is hit stays as in it.
    """
    starts = np.zeros_like(durations) if known is None else known.starts.copy()
    ends = np.empty_like(durations) if known is None else known.ends.copy()
    again = network.by_key.keys() if known is None else _reached(network, blows)
    rows = {key: row for row, key in enumerate(network.order)}
    room = np.empty(durations.shape[1], dtype=np.float32)
    for row, key in enumerate(network.order):
        if key not in again:
            continue
        start = starts[row]
        start[:] = 0
        duration = durations[row]
        if key in blows.longer:
            duration = duration + blows.longer[key]
        _keep_to(start, network.by_key[key].limits, duration)
        for link in network.before[key]:
            _push(start, link, rows[link.before], starts, ends, duration, room)
        _end(start, duration, ends[row], blows.hits.get(key, ()), blows.rests)
    return Walk(starts, ends)


def _reached(network: Network, blows: Blows) -> frozenset[str]:
    """Return what is struck, and all that waits for it."""
    if blows.rests:
        return frozenset(network.order)
    found = {*blows.longer, *blows.hits}
    for key in network.order:
        if any(link.before in found for link in network.before[key]):
            found.add(key)
    return frozenset(found)


def _keep_to(start: Array, limits: Limits, duration: Array) -> None:
    """Move starts later where a limit asks for it."""
    if limits.start_no_earlier is not None:
        np.maximum(start, limits.start_no_earlier, out=start)
    if limits.finish_no_earlier is not None:
        np.maximum(start, limits.finish_no_earlier - duration, out=start)


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


def _end(
    start: Array, duration: Array, end: Array, hits: Sequence[Hit], rests: Sequence[Rest]
) -> None:
    """Work from a start to its end; a start within a rest waits until the rest is over."""
    works = duration > 0
    for rest in rests:
        over = rest.at + rest.delay
        np.copyto(start, over, where=works & (start >= rest.at) & (start < over))
    np.add(start, duration, out=end)
    blows = [(rest.at, np.where(start < rest.at, rest.delay, 0)) for rest in rests]
    if hits:
        blows = in_order([*blows, *((hit.at, hit.delay) for hit in hits)])
    for at, delay in blows:
        end += np.where(end > at, delay, 0)


def in_order(blows: Sequence[tuple[Array, Array]]) -> list[tuple[Array, Array]]:
    """Return times and delays in the order in which they come, in every draw."""
    times, delays = (np.stack(rows) for rows in zip(*blows, strict=True))
    order = np.argsort(times, axis=0, kind="stable")
    times, delays = (np.take_along_axis(rows, order, axis=0) for rows in (times, delays))
    return list(zip(times, delays, strict=True))

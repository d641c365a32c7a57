"""Pauses: when the clock stands still although work is done, as while a client is asked."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime

from catchball.kernel.words import _
from catchball.kernel.worktime.problems import PausedForGood, PauseUnreadable
from catchball.kernel.worktime.zones import DAWN, FOREVER, in_utc

Pause = tuple[datetime, datetime | None]
Stop = tuple[datetime, datetime]


def merged(
    pauses: Iterable[Pause], first: datetime = DAWN, last: datetime = FOREVER
) -> tuple[Stop, ...]:
    """Return what is paused between two instants, each once; without an end it lasts for ever.

    :raises PauseUnreadable: a pause ends before it begins.
    """
    stops: list[Stop] = []
    for begun, ended in sorted(_stop(begin, end) for begin, end in pauses):
        begin, end = max(begun, first), min(ended, last)
        if begin >= end:
            continue
        if stops and begin <= stops[-1][1]:
            stops[-1] = (stops[-1][0], max(stops[-1][1], end))
        else:
            stops.append((begin, end))
    return tuple(stops)


def ending_of(stop: Stop) -> datetime:
    """Return the end of a pause.

    :raises PausedForGood: it has none.
    """
    if stop[1] >= FOREVER:
        raise PausedForGood(
            _("The clock is paused and no end of the pause is known, so nothing falls due.")
        )
    return stop[1]


def pause_around(stops: tuple[Stop, ...], at: datetime) -> Stop | None:
    """Return the pause that holds the instant."""
    place = bisect_right(stops, at, key=lambda stop: stop[0]) - 1
    return stops[place] if place >= 0 and at < stops[place][1] else None


def _stop(begin: datetime, end: datetime | None) -> Stop:
    stop = in_utc(begin), FOREVER if end is None else in_utc(end)
    if stop[1] < stop[0]:
        raise PauseUnreadable(
            _(
                "The pause from %(begin)s ends before it begins, on %(end)s. Swap the two.",
                begin=begin,
                end=end,
            )
        )
    return stop

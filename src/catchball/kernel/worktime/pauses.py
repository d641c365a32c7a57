"""Pauses: when the clock stands still although work is done, as while a client is asked."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime

from catchball.kernel.words import _
from catchball.kernel.worktime.problems import PausedForGood, PauseUnreadable
from catchball.kernel.worktime.segments import Segments, Span
from catchball.kernel.worktime.zones import LATEST, MILLION, micros

Pause = tuple[datetime, datetime | None]
FOREVER = LATEST * MILLION


def merged(pauses: Iterable[Pause]) -> Segments:
    """Return the paused microseconds, each once; a pause without an end lasts for ever.

    :raises PauseUnreadable: a pause ends before it begins.
    """
    return Segments.of(_pause(begin, stop) for begin, stop in pauses)


def _pause(begin: datetime, stop: datetime | None) -> Span:
    first, last = micros(begin), FOREVER if stop is None else micros(stop)
    if last < first:
        raise PauseUnreadable(
            _(
                "The pause from %(begin)s ends before it begins, on %(stop)s. Swap the two.",
                begin=begin,
                stop=stop,
            )
        )
    return first, last


def ending_of(stop: int) -> int:
    """Return the end of a pause.

    :raises PausedForGood: it has none.
    """
    if stop >= FOREVER:
        raise PausedForGood(
            _("The clock is paused and no end of the pause is known, so nothing falls due.")
        )
    return stop


def pause_around(stops: tuple[Span, ...], at: int) -> Span | None:
    """Return the pause that holds the instant."""
    place = bisect_right(stops, at, key=lambda span: span[0]) - 1
    return stops[place] if place >= 0 and at < stops[place][1] else None

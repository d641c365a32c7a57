"""From a calendar to its clock, and what the calendar says of an instant."""

from datetime import date, datetime
from functools import lru_cache

from catchball.kernel.worktime.calendars import Closure, Holiday, WorkCalendar
from catchball.kernel.worktime.clock import Clock
from catchball.kernel.worktime.segments import Segments
from catchball.kernel.worktime.zones import (
    DAY,
    EPOCH_DAY,
    in_utc,
    offsets_between,
    on_the_wall,
    zone_named,
)


@lru_cache(maxsize=256)
def clock_of(calendar: WorkCalendar) -> Clock:
    """Return the clock of a calendar; equal calendars share one.

    The instants it knows run from 1900 to 2199; it compiles only the years that are asked for.
    """
    zone = zone_named(calendar.zone)

    def opened(first: int, until: int) -> Segments:
        low = date.fromordinal(first // DAY + EPOCH_DAY - 2)
        high = date.fromordinal(until // DAY + EPOCH_DAY + 3)
        return on_the_wall(calendar.on_the_wall(low, high), offsets_between(zone, first, until))

    return Clock(opened, zone)


def holiday_at(calendar: WorkCalendar, at: datetime) -> Holiday | None:
    """Find the holiday on which the instant falls, by the calendar's wall clock."""
    shown = in_utc(at).astimezone(zone_named(calendar.zone))
    return calendar.holiday_on(shown.date())


def closure_at(calendar: WorkCalendar, at: datetime) -> Closure | None:
    """Find the closure during which the instant falls, by the calendar's wall clock."""
    shown = in_utc(at).astimezone(zone_named(calendar.zone))
    return calendar.closed_for(shown.date(), shown.hour * 60 + shown.minute)

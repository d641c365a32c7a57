"""Business time: calendars of work, and a clock that runs only while work is done."""

from catchball.kernel.worktime.calendars import (
    Closure,
    Holiday,
    SpecialHours,
    Week,
    WeekInForce,
    WorkCalendar,
    office_week,
    week_of,
)
from catchball.kernel.worktime.clock import Clock, Landing
from catchball.kernel.worktime.compiled import clock_of, closure_at, holiday_at
from catchball.kernel.worktime.holidays import known_countries, public_holidays
from catchball.kernel.worktime.hours import Hours, Weekday
from catchball.kernel.worktime.ical import HolidaysRead, read_holidays
from catchball.kernel.worktime.pauses import Pause
from catchball.kernel.worktime.segments import Segments
from catchball.kernel.worktime.vector import Pauses, after_many, elapsed_many
from catchball.kernel.worktime.written import as_json, from_json

__all__ = [
    "Clock",
    "Closure",
    "Holiday",
    "HolidaysRead",
    "Hours",
    "Landing",
    "Pause",
    "Pauses",
    "Segments",
    "SpecialHours",
    "Week",
    "WeekInForce",
    "Weekday",
    "WorkCalendar",
    "after_many",
    "as_json",
    "clock_of",
    "closure_at",
    "elapsed_many",
    "from_json",
    "holiday_at",
    "known_countries",
    "office_week",
    "public_holidays",
    "read_holidays",
    "week_of",
]

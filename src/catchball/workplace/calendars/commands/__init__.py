"""Everything that can happen to calendars."""

from catchball.workplace.calendars.commands.dates import (
    add_closure,
    add_holidays,
    remove_closure,
    remove_holiday,
    remove_special_hours,
    set_special_hours,
)
from catchball.workplace.calendars.commands.versions import (
    discard_plan,
    set_client_calendar,
    set_site_calendar,
)

__all__ = [
    "add_closure",
    "add_holidays",
    "discard_plan",
    "remove_closure",
    "remove_holiday",
    "remove_special_hours",
    "set_client_calendar",
    "set_site_calendar",
    "set_special_hours",
]

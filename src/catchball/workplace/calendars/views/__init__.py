"""Pages about calendars: each asks one query, each submission runs one command."""

from catchball.workplace.calendars.views.calendars import (
    calendar_list,
    calendar_page,
    calendar_set,
    plan_discard,
)
from catchball.workplace.calendars.views.dates import (
    calendar_days,
    closure_add,
    closure_remove,
    holiday_add,
    holiday_remove,
    special_remove,
    special_set,
)
from catchball.workplace.calendars.views.holidays import holidays_add, holidays_propose

__all__ = [
    "calendar_days",
    "calendar_list",
    "calendar_page",
    "calendar_set",
    "closure_add",
    "closure_remove",
    "holiday_add",
    "holiday_remove",
    "holidays_add",
    "holidays_propose",
    "plan_discard",
    "special_remove",
    "special_set",
]

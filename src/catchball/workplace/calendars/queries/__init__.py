"""Everything that may be asked about calendars."""

from catchball.workplace.calendars.queries.due_days import due_day
from catchball.workplace.calendars.queries.overview import get_overview
from catchball.workplace.calendars.queries.page import (
    get_calendar_page,
    get_changing,
    get_days_page,
    get_proposal,
)
from catchball.workplace.calendars.queries.reading import (
    LockedCalendar,
    Row,
    get_calendar_for_change,
    get_place,
    get_place_calendar,
    list_calendar_gaps,
    list_place_calendars,
    list_places,
)
from catchball.workplace.calendars.queries.shapes import (
    CalendarPage,
    Card,
    Changing,
    DaysPage,
    DueLine,
    EntryLine,
    Overview,
    Pair,
    Place,
    PlaceCalendar,
    PlaceGap,
    Proposal,
    VersionLine,
)

__all__ = [
    "CalendarPage",
    "Card",
    "Changing",
    "DaysPage",
    "DueLine",
    "EntryLine",
    "LockedCalendar",
    "Overview",
    "Pair",
    "Place",
    "PlaceCalendar",
    "PlaceGap",
    "Proposal",
    "Row",
    "VersionLine",
    "due_day",
    "get_calendar_for_change",
    "get_calendar_page",
    "get_changing",
    "get_days_page",
    "get_overview",
    "get_place",
    "get_place_calendar",
    "get_proposal",
    "list_calendar_gaps",
    "list_place_calendars",
    "list_places",
]

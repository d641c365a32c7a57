"""The shape of what people send about calendars."""

from catchball.workplace.calendars.forms.asking import Ask
from catchball.workplace.calendars.forms.dates import (
    AddClosure,
    AddHoliday,
    Discard,
    RemoveClosure,
    RemoveDay,
    SetSpecialHours,
)
from catchball.workplace.calendars.forms.holidays import (
    Chosen,
    ProposeFromCountry,
    ProposeFromFile,
)
from catchball.workplace.calendars.forms.weeks import SetWeek

__all__ = [
    "AddClosure",
    "AddHoliday",
    "Ask",
    "Chosen",
    "Discard",
    "ProposeFromCountry",
    "ProposeFromFile",
    "RemoveClosure",
    "RemoveDay",
    "SetSpecialHours",
    "SetWeek",
]

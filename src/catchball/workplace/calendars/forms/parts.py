"""Fields that several forms of calendars share."""

from datetime import datetime
from typing import Any

from django import forms

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.kernel.worktime import Hours
from catchball.workplace.calendars import rules
from catchball.workplace.calendars.rules import FIRST_YEAR, LAST_YEAR


class HoursField(forms.CharField):
    """Hours of a day: “09:00–12:00, 13:00–17:00”; empty means none."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=200)

    def clean(self, value: Any) -> tuple[Hours, ...]:
        """Return the hours, or the sentence that says what cannot be read."""
        try:
            return rules.read_hours(super().clean(value))
        except Invalid as error:
            raise forms.ValidationError(str(error)) from error


class DayField(forms.DateField):
    """A calendar day in years that people plan in."""

    def clean(self, value: Any) -> Any:
        """Return the day if its year does."""
        day = super().clean(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("Check the year."))
        return day


class WallClockField(forms.Field):
    """A day and time on the wall clock of a zone that another field names."""

    widget = forms.DateTimeInput

    def to_python(self, value: Any) -> datetime | None:
        """Return the day and time without a zone."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            found = None
        if found is None or found.tzinfo or not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise forms.ValidationError(_("Write a day and a time, such as 2026-11-27 09:00."))
        return found

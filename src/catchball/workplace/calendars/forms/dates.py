"""The shape of single entries: a holiday, a closure, special hours; and of taking them away."""

from typing import Any, ClassVar

from django import forms

from catchball.kernel.errors import Invalid
from catchball.kernel.words import Later
from catchball.kernel.worktime import Closure, Holiday, SpecialHours
from catchball.trust.forms import TellingForm
from catchball.workplace.calendars.forms.parts import DayField, HoursField


class _OfEdition(TellingForm):
    """A change of a calendar as it was shown."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, edition: int = 0) -> None:
        super().__init__(data, initial={"edition": edition})
        # Several of these forms stand on one page, each with its own fields.
        self.auto_id = f"{type(self).__name__.lower()}-%s"

    def shows(self, edition: int) -> None:
        """Let the same be sent again, on top of what somebody else changed meanwhile."""
        self.data = {**dict(self.data.items()), "edition": str(edition)}


class AddHoliday(_OfEdition):
    """One holiday by hand."""

    LABELS: ClassVar = {"on": Later("Day"), "name": Later("Name")}
    on = DayField()
    name = forms.CharField(max_length=200)

    def clean(self) -> dict[str, Any]:
        """Put day and name together."""
        sent: dict[str, Any] = super().clean() or {}
        if not self.errors:
            sent["holiday"] = Holiday(sent["on"], sent["name"])
        return sent


class _OfClosure(_OfEdition):
    """A closure: its days, its name, and the hours where it is not closed all day."""

    first = DayField()
    last = DayField()
    name = forms.CharField(max_length=200)
    hours = HoursField()

    def clean(self) -> dict[str, Any]:
        """Look at the two days together."""
        sent: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                sent["closure"] = Closure(sent["first"], sent["last"], sent["name"], sent["hours"])
            except Invalid as error:
                self.add_error("last" if sent["last"] < sent["first"] else "hours", str(error))
        return sent


class AddClosure(_OfClosure):
    """Days on which the place is closed, or some hours of them."""

    LABELS: ClassVar = {
        "first": Later("First day"),
        "last": Later("Last day"),
        "name": Later("Name"),
        "hours": Later("Only during these hours"),
    }
    HELP: ClassVar = {"hours": Later("Leave it empty for whole days, or write 12:00-17:00.")}


class SetSpecialHours(_OfEdition):
    """Other hours on one day."""

    LABELS: ClassVar = {"on": Later("Day"), "hours": Later("Hours on this day")}
    HELP: ClassVar = {"hours": Later("Such as 09:00-13:00. Leave it empty if work rests.")}
    on = DayField()
    hours = HoursField()

    def clean(self) -> dict[str, Any]:
        """Refuse hours that overlap."""
        sent: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                sent["special"] = SpecialHours(sent["on"], sent["hours"])
            except Invalid as error:
                self.add_error("hours", str(error))
        return sent


class RemoveDay(_OfEdition):
    """Which day loses its holiday or its special hours."""

    on = DayField()


class RemoveClosure(_OfClosure):
    """Which closure is taken away: named by all that it is."""


class Discard(_OfEdition):
    """Which planned version is given up."""

    number = forms.IntegerField(widget=forms.HiddenInput)

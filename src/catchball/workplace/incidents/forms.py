"""The shape of what people send about incidents."""

from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms

from catchball.kernel.words import Later
from catchball.trust.forms import Because, TellingForm
from catchball.workplace.incidents.rules import (
    LONGEST,
    PLACE_LENGTH,
    TITLE_LENGTH,
    IncidentTerms,
    Severity,
)


class Telling(TellingForm):
    """What happened, when and where, and how bad it is."""

    LABELS: ClassVar = {
        "title": Later("What happened"),
        "happened_on": Later("Day"),
        "place": Later("Where"),
        "severity": Later("How bad it is"),
        "what": Later("More about it"),
    }
    HELP: ClassVar = {
        "title": Later("In one sentence; both companies read it."),
        "place": Later("Site, line, laboratory, or a lane of transport."),
        "what": Later("What was seen, what was done at once, which batches are concerned."),
    }
    title = forms.CharField(max_length=TITLE_LENGTH)
    happened_on = forms.DateField()
    place = forms.CharField(max_length=PLACE_LENGTH, required=False)
    severity = forms.TypedChoiceField(coerce=Severity, widget=forms.RadioSelect)
    what = forms.CharField(
        max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, data: Any, *, initial: dict[str, Any] | None = None) -> None:
        """Say what each severity means."""
        super().__init__(data, initial=initial)
        severity = cast("forms.TypedChoiceField", self.fields["severity"])
        severity.choices = [(one.value, f"{one.label}: {one.explained}") for one in Severity]

    def terms(self) -> IncidentTerms:
        """Return what the command takes."""
        names = ("title", "happened_on", "place", "severity", "what")
        return IncidentTerms(**{name: self.cleaned_data[name] for name in names})


class Recording(Telling):
    """A new incident, and its program."""

    LABELS: ClassVar = {**Telling.LABELS, "program": Later("Program")}
    program = forms.TypedChoiceField(coerce=UUID)
    field_order = ("program",)

    def __init__(
        self, data: Any, *, programs: list[tuple[str, str]], initial: dict[str, Any]
    ) -> None:
        """Offer the programs of the client."""
        super().__init__(data, initial=initial)
        cast("forms.ChoiceField", self.fields["program"]).choices = programs


class Correcting(Telling, Because):
    """Other words or another day, and what was wrong."""

    LABELS: ClassVar = {**Telling.LABELS, "reason": Later("What was wrong")}
    HELP: ClassVar = {**Telling.HELP, **Because.HELP}


class Closing(Because):
    """When an incident was over, and how it ended."""

    LABELS: ClassVar = {"closed_on": Later("Over on"), "reason": Later("How it ended")}
    closed_on = forms.DateField()
    field_order = ("closed_on", "reason")

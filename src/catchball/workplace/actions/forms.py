"""The shape of what people send about actions."""

from collections.abc import Iterable
from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms

from catchball.kernel.words import Later
from catchball.trust.forms import Because, Step, TellingForm
from catchball.trust.queries import PersonLine
from catchball.workplace.actions.rules import LONGEST, TITLE_LENGTH


class Offer(TellingForm):
    """What is to be done, by whom, until when."""

    LABELS: ClassVar = {
        "title": Later("What is to be done"),
        "owner": Later("Owner"),
        "due_on": Later("Due on"),
    }
    HELP: ClassVar = {
        "owner": Later("One person of either company. It is theirs once they accept it."),
        "due_on": Later("This day is kept for ever; a later one can only be forecast."),
    }
    title = forms.CharField(max_length=TITLE_LENGTH)
    owner = forms.TypedChoiceField(coerce=UUID)
    due_on = forms.DateField()

    def __init__(self, data: Any, *, owners: Iterable[PersonLine]) -> None:
        """Offer the people of both companies to choose from."""
        super().__init__(data)
        choose_person(self, "owner", owners)


class Forecast(Because):
    """When an action is expected, and why not on its day."""

    LABELS: ClassVar = {"forecast_on": Later("Expected on"), "reason": Later("Reason")}
    HELP: ClassVar = {"reason": Later("What holds it up, and what is done about it.")}
    forecast_on = forms.DateField()
    field_order = ("forecast_on", "reason")


class Complete(Step):
    """When an action was done, and where one can see it."""

    LABELS: ClassVar = {"done_on": Later("Done on"), "evidence": Later("Evidence")}
    HELP: ClassVar = {
        "evidence": Later("A document with its number, a record, a result: where one can see it.")
    }
    done_on = forms.DateField()
    evidence = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))


def choose_person(form: forms.Form, name: str, people: Iterable[PersonLine]) -> None:
    """Let a field choose one of these people, each with their company."""
    field = cast("forms.ChoiceField", form.fields[name])
    field.choices = [
        ("", "–"),
        *((str(one.id), f"{one.name} ({one.role.label})") for one in people),
    ]

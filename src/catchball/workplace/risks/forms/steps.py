"""The shape of what people do about a risk: act, fire, decide, foresee."""

from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from catchball.kernel.words import Later, _
from catchball.trust.forms import Step
from catchball.trust.queries import PersonLine
from catchball.workplace.actions.rules import TITLE_LENGTH as ACTION_LENGTH
from catchball.workplace.incidents.rules import Severity
from catchball.workplace.risks.forms.parts import area, choose, people_of
from catchball.workplace.risks.queries import Candidate
from catchball.workplace.risks.rules import (
    LONGEST,
    Decision,
)


class Acting(Step):
    """An action for a risk: what, by whom, until when."""

    LABELS: ClassVar = {
        "title": Later("What is to be done"),
        "owner": Later("Owner"),
        "due_on": Later("Due on"),
    }
    HELP: ClassVar = {
        "owner": Later("One person of either company. It is theirs once they accept it."),
        "due_on": Later("This day is kept for ever; a later one can only be forecast."),
    }
    title = forms.CharField(max_length=ACTION_LENGTH)
    owner = forms.TypedChoiceField(coerce=UUID)
    due_on = forms.DateField()

    def __init__(
        self, data: Any, *, people: Iterable[PersonLine], initial: dict[str, Any] | None = None
    ) -> None:
        """Offer the people of both companies to choose from."""
        super().__init__(data, initial=initial)
        choose(self, "owner", [("", "–"), *people_of(people)])

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes; the reason is in the scope already."""
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}


class Firing(Acting):
    """What was seen of a trigger, and the action that follows."""

    LABELS: ClassVar = {
        **Acting.LABELS,
        "reason": Later("What was seen"),
        "severity": Later("Has it happened?"),
    }
    HELP: ClassVar = {
        **Acting.HELP,
        "reason": Later("When and where, so that both can check it."),
        "severity": Later("Then an incident of today is opened, which this risk foresaw."),
    }
    reason = forms.CharField(max_length=LONGEST, widget=area(3))
    severity = forms.TypedChoiceField(coerce=Severity, required=False, empty_value=None)
    field_order = ("version", "reason", "severity", "title", "owner", "due_on")

    def __init__(
        self, data: Any, *, people: Iterable[PersonLine], initial: dict[str, Any] | None = None
    ) -> None:
        """Offer people, and how bad it is where the risk has happened."""
        super().__init__(data, people=people, initial=initial)
        happened = [(one.value, f"{one.label}: {one.explained}") for one in Severity]
        choose(self, "severity", [("", _("not yet; only its sign was seen")), *happened])


class Deciding(Step):
    """A decision on a yellow risk."""

    LABELS: ClassVar = {
        "decision": Later("What is decided"),
        "reason": Later("Reason"),
        "accepted_until": Later("Accepted until"),
    }
    HELP: ClassVar = {
        "reason": Later("Both companies see it. Owed where the risk is accepted."),
        "accepted_until": Later("Only where it is accepted: then it is to be decided anew."),
    }
    decision = forms.TypedChoiceField(coerce=Decision, widget=forms.RadioSelect)
    reason = forms.CharField(max_length=LONGEST, required=False, widget=area(3))
    accepted_until = forms.DateField(required=False)

    def __init__(self, data: Any) -> None:
        """Say what can be decided in the reader's language."""
        super().__init__(data)
        choose(
            self,
            "decision",
            [
                (Decision.PLAN.value, _("It gets a plan")),
                (Decision.ACCEPT.value, _("It is accepted for a while, with a reason")),
            ],
        )

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes; the reason is in the scope already."""
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}


class Foreseeing(Step):
    """Which risk foresaw an incident."""

    LABELS: ClassVar = {"risk": Later("Which risk foresaw it?")}
    risk = forms.TypedChoiceField(
        coerce=UUID, required=False, empty_value=None, widget=forms.RadioSelect
    )

    def __init__(
        self, data: Any, *, candidates: Iterable[Candidate], initial: dict[str, Any]
    ) -> None:
        """Offer the risks that had been scored when it happened, and none."""
        super().__init__(data, initial=initial)
        found = [
            (str(one.risk), f"{one.number} · {one.event} ({one.document})") for one in candidates
        ]
        choose(self, "risk", [("", _("No risk foresaw it")), *found])

"""The shape of what people send about closes."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms

from catchball.kernel.days import Period
from catchball.kernel.words import Later, _, period_name
from catchball.trust.forms import TellingForm
from catchball.workplace.scorecards.queries import CloseOverview
from catchball.workplace.scorecards.rules import LONGEST_REASON

_ALL = "all"


class Propose(TellingForm):
    """Which month is closed, for all programs or one."""

    LABELS: ClassVar = {"month": Later("Month"), "program": Later("Program")}
    month = forms.DateField(widget=forms.HiddenInput)
    program = forms.ChoiceField(required=False)

    def __init__(self, data: Any, *, overview: CloseOverview) -> None:
        """Offer the programs of the client."""
        super().__init__(data)
        program = cast("forms.ChoiceField", self.fields["program"])
        program.choices = [
            (_ALL, _("All programs")),
            *((str(one), name) for one, name in overview.programs),
        ]

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes."""
        word = self.cleaned_data["program"]
        program = UUID(word) if word and word != _ALL else None
        return {"month": self.cleaned_data["month"], "program": program}


class Because(TellingForm):
    """Words that the other company is owed."""

    LABELS: ClassVar = {"reason": Later("In your words")}
    HELP: ClassVar = {"reason": Later("Both companies see it beside the number.")}
    reason = forms.CharField(max_length=2000, widget=forms.Textarea)


class BeginPhase(Because):
    """From which month on the limits begin anew, and why."""

    LABELS: ClassVar = {
        "starts_on": Later("From which month on"),
        "reason": Later("What changed in the process"),
    }
    HELP: ClassVar = {"reason": Later("In a short sentence: it stands in the chart.")}
    reason = forms.CharField(max_length=LONGEST_REASON)
    starts_on = forms.TypedChoiceField(coerce=date.fromisoformat)

    def __init__(self, data: Any, *, months: Sequence[Period]) -> None:
        """Offer the months of the chart, the newest first."""
        super().__init__(data)
        starts_on = cast("forms.TypedChoiceField", self.fields["starts_on"])
        starts_on.choices = [(one.first.isoformat(), period_name(one)) for one in reversed(months)]


class Withdraw(Because):
    """Why a close is withdrawn, and which version of it was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)

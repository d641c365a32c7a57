"""The shape of what people send about exclusions."""

from typing import Any, ClassVar, cast

from django import forms

from catchball.kernel.words import Later
from catchball.trust import forms as trust
from catchball.trust.forms import RecordRuling, TellingForm
from catchball.workplace.exclusions.rules import CLAUSE_LENGTH, LONGEST, Ground, Ruling


class Claim(TellingForm):
    """Why a fact should not count."""

    LABELS: ClassVar = {
        "ground": Later("Ground"),
        "cause": Later("What happened"),
        "clause": Later("Clause"),
        "evidence": Later("Evidence"),
    }
    HELP: ClassVar = {
        "cause": Later("What caused the miss, and why it is not yours to answer for."),
        "clause": Later("The clause of the agreement that lets it be excluded: MSA 6.2, say."),
        "evidence": Later(
            "Where the other company finds it: a document with its number, a message with its "
            "day, the record of a system."
        ),
    }
    ground = forms.ChoiceField(widget=forms.RadioSelect)
    cause = forms.CharField(max_length=LONGEST, widget=forms.Textarea)
    clause = forms.CharField(max_length=CLAUSE_LENGTH)
    evidence = forms.CharField(max_length=LONGEST, widget=forms.Textarea)

    def __init__(self, data: Any) -> None:
        """Offer the grounds in the reader's language."""
        super().__init__(data)
        ground = cast("forms.ChoiceField", self.fields["ground"])
        ground.choices = [(one.value, one.label) for one in Ground]

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes."""
        return {**self.cleaned_data, "ground": Ground(self.cleaned_data["ground"])}


class Because(trust.Because):
    """A step that owes the other company a reason."""

    HELP: ClassVar = {"reason": Later("Both companies see it beside the claim.")}


class Record(RecordRuling):
    """A ruling on a claim."""

    BODY: ClassVar = Later("Operations and quality review")
    OUTCOMES: ClassVar = (
        (RecordRuling.UPHELD, Later("Upheld: the fact is excluded")),
        ("denied", Later("Denied: the fact counts")),
    )

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes."""
        return {"version": self.cleaned_data["version"], "ruling": Ruling(**self.ruled())}

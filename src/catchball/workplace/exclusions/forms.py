"""The shape of what people send about exclusions."""

from typing import Any, ClassVar, cast

from django import forms

from catchball.kernel.words import Later, _
from catchball.trust import forms as trust
from catchball.trust.forms import Step, TellingForm
from catchball.workplace.exclusions.rules import CLAUSE_LENGTH, LONGEST, Ground, Ruling

_UPHELD, _DENIED = "upheld", "denied"


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


class Record(Step):
    """A ruling, and the password of who records it."""

    LABELS: ClassVar = {
        "upheld": Later("What was ruled"),
        "body": Later("Governance body"),
        "ruled_on": Later("Day of the meeting"),
        "ruled_cmo": Later("For the manufacturer"),
        "ruled_client": Later("For the client"),
        "ruling": Later("Reason of the ruling"),
        "password": Later("Your password"),
    }
    HELP: ClassVar = {
        "ruled_cmo": Later("Who sat for the manufacturer, by name."),
        "ruled_client": Later("Who sat for the client, by name."),
        "ruling": Later("As the minutes say it, with their number."),
    }
    upheld = forms.ChoiceField(widget=forms.RadioSelect)
    body = forms.CharField(max_length=CLAUSE_LENGTH)
    ruled_on = forms.DateField()
    ruled_cmo = forms.CharField(max_length=2 * CLAUSE_LENGTH)
    ruled_client = forms.CharField(max_length=2 * CLAUSE_LENGTH)
    ruling = forms.CharField(max_length=LONGEST, widget=forms.Textarea)
    password = forms.CharField(max_length=256, strip=False, widget=forms.PasswordInput)

    def __init__(self, data: Any) -> None:
        """Propose the body that rules by default."""
        super().__init__(data, initial={"body": _("Operations and quality review")})
        upheld = cast("forms.ChoiceField", self.fields["upheld"])
        upheld.choices = [
            (_UPHELD, _("Upheld: the fact is excluded")),
            (_DENIED, _("Denied: the fact counts")),
        ]

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes."""
        sent = dict(self.cleaned_data)
        version = sent.pop("version")
        del sent["password"]
        upheld = sent.pop("upheld") == _UPHELD
        return {"version": version, "ruling": Ruling(upheld=upheld, **sent)}

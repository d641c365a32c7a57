"""The shape of what people send about findings and statements."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from catchball.kernel.words import Later
from catchball.trust.forms import RecordRuling, Step
from catchball.workplace.consequences.rules import LONGEST, SHORT, Amounts, Plan
from catchball.workplace.exclusions.rules import Ruling

_MONEY: dict[str, Any] = {"max_digits": 15, "decimal_places": 2, "min_value": 0}


class Accept(Step):
    """Accepting a finding, with who recovers the promise where the ladder asks for it."""

    LABELS: ClassVar = {
        "owner": Later("Owner"),
        "plan": Later("What will be done"),
        "recover_on": Later("Kept again by"),
    }
    HELP: ClassVar = {
        "owner": Later("Who answers for the recovery, by name."),
        "plan": Later("In a sentence or two, with the number of the A3."),
    }
    owner = forms.CharField(max_length=SHORT, required=False)
    plan = forms.CharField(max_length=LONGEST, required=False, widget=forms.Textarea)
    recover_on = forms.DateField(required=False)

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes."""
        sent = dict(self.cleaned_data)
        return {"version": sent.pop("version"), "plan": Plan(**sent)}


class Record(RecordRuling):
    """A ruling on a finding."""

    BODY: ClassVar = Later("Steering committee")
    OUTCOMES: ClassVar = (
        (RecordRuling.UPHELD, Later("Upheld: the consequences follow")),
        ("dropped", Later("Dropped: nothing follows")),
    )

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes."""
        return {"version": self.cleaned_data["version"], "ruling": Ruling(**self.ruled())}


class Draft(Step):
    """The amounts of a month; fee and gain only where the statement can hold them."""

    LABELS: ClassVar = {
        "base": Later("Invoiced in the month"),
        "source": Later("Where the amount is from"),
        "fee": Later("Fee"),
        "fee_note": Later("How the fee was worked out"),
        "gain": Later("Worth of the yield above its target"),
        "gain_note": Later("How the gain was worked out"),
    }
    HELP: ClassVar = {
        "base": Later("Without taxes. Credits are shares of it."),
        "source": Later("The invoices by number, or the period in your accounts."),
        "fee": Later("The reservation or expedite fee that the agreement names."),
        "gain": Later("Quantity gained × its value; the agreement says which share of it is paid."),
    }
    base = forms.DecimalField(**_MONEY)
    source = forms.CharField(max_length=SHORT)
    fee = forms.DecimalField(required=False, **_MONEY)
    fee_note = forms.CharField(max_length=SHORT, required=False)
    gain = forms.DecimalField(required=False, **_MONEY)
    gain_note = forms.CharField(max_length=SHORT, required=False)

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes."""
        sent = dict(self.cleaned_data)
        version = sent.pop("version")
        fee, gain = (sent.pop(name) or Decimal(0) for name in ("fee", "gain"))
        return {"version": version, "amounts": Amounts(fee=fee, gain=gain, **sent)}

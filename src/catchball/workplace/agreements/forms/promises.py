"""The shape of what people send about promises; numbers in the unit in which people write them."""

from decimal import Decimal
from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms

from catchball.kernel.words import Later, _
from catchball.measures.language import Unit
from catchball.trust.forms import Because, TellingForm
from catchball.trust.permissions import Side
from catchball.workplace.agreements.queries import Drafting, MetricLine
from catchball.workplace.agreements.rules import Terms, as_stored, as_written

_IN_UNIT = {
    Unit.SHARE: (Later("Target in per cent"), Later("Floor in per cent")),
    Unit.DAYS: (Later("Target in days"), Later("Floor in days")),
    Unit.RATE: (Later("Target per %(per)s"), Later("Floor per %(per)s")),
    Unit.NUMBER: (Later("Target"), Later("Floor")),
}
_ALL = "all"
_NOT_A_NUMBER = Later("Write a number with digits and, where needed, one point: 97.5")


def number_label(name: str, metric: MetricLine) -> str:
    """Return what the target, floor or tolerance of a metric is called, with its unit."""
    target, floor = (str(one) % {"per": metric.per} for one in _IN_UNIT[metric.unit])
    return {
        "target": target,
        "floor": floor,
        "tolerance": str(Later("Tolerance, in the same unit")),
    }[name]


class Draft(TellingForm):
    """The terms of a draft, with what is proposed for its metric filled in."""

    LABELS: ClassVar = {
        "party": Later("Who promises it"),
        "program": Later("For which program"),
        "n_min": Later("Least number of facts"),
        "from_on": Later("In force from"),
    }
    HELP: ClassVar = {
        "n_min": Later("With fewer facts in a period the number is shown without a verdict."),
        "from_on": Later(
            "The first promise on a metric may begin in the past: then history is judged by it. "
            "One that follows another begins today at the earliest."
        ),
    }
    party = forms.ChoiceField(widget=forms.RadioSelect)
    program = forms.ChoiceField()
    target = forms.DecimalField(max_digits=18)
    floor = forms.DecimalField(max_digits=18)
    n_min = forms.IntegerField()
    from_on = forms.DateField()

    def __init__(self, data: Any, *, drafting: Drafting) -> None:
        """Offer the programs of the client, and start with the terms at hand."""
        terms, metric = drafting.terms, drafting.metric
        initial = {
            "party": terms.party.value,
            "program": terms.program or _ALL,
            "target": _written(terms.target, metric.unit),
            "floor": _written(terms.floor, metric.unit),
            "n_min": terms.n_min,
            "from_on": terms.from_on,
        }
        super().__init__(data, initial=initial)
        self.unit = metric.unit
        self._choices("party").choices = [
            (Side.CMO.value, _("We promise it to %(client)s", client=drafting.client_name)),
            (Side.CLIENT.value, _("%(client)s promises it to us", client=drafting.client_name)),
        ]
        self._choices("program").choices = [
            (_ALL, _("All programs")),
            *((str(program), name) for program, name in drafting.programs),
        ]
        for name in ("target", "floor"):
            number = cast("forms.DecimalField", self.fields[name])
            number.label = number_label(name, metric)
            number.error_messages["invalid"] = str(_NOT_A_NUMBER)
            number.widget.attrs["step"] = "any"

    def _choices(self, name: str) -> forms.ChoiceField:
        return cast("forms.ChoiceField", self.fields[name])

    @property
    def terms(self) -> Terms:
        """The terms as commands take them: shares between 0 and 1."""
        sent = self.cleaned_data
        return Terms(
            party=Side(sent["party"]),
            program=None if sent["program"] == _ALL else UUID(sent["program"]),
            target=as_stored(sent["target"], self.unit),
            floor=as_stored(sent["floor"], self.unit),
            n_min=sent["n_min"],
            from_on=sent["from_on"],
        )


def _written(value: Decimal | None, unit: Unit) -> Decimal | None:
    return None if value is None else as_written(value, unit)


class ChangeDraft(Draft):
    """The terms of a draft that is there already."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, drafting: Drafting) -> None:
        """Remember which version was shown."""
        super().__init__(data, drafting=drafting)
        self.initial["version"] = drafting.version


class Withdraw(Because):
    """Why an offer is taken back."""

    HELP: ClassVar = {"reason": Later("Both companies see it in the history of the promise.")}

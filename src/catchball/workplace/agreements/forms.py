"""The shape of what people send about promises; numbers in the unit in which people write them."""

from typing import Any, cast
from uuid import UUID

from django import forms

from catchball.kernel.errors import Expected
from catchball.kernel.words import Later, _
from catchball.measures.language import Unit
from catchball.trust.permissions import Side
from catchball.trust.signing import Meaning
from catchball.workplace.agreements.commands import MEANINGS
from catchball.workplace.agreements.queries import Drafting
from catchball.workplace.agreements.rules import Terms, as_stored, as_written, decimals_kept

_IN_UNIT = {
    Unit.SHARE: (Later("Target in per cent"), Later("Floor in per cent")),
    Unit.DAYS: (Later("Target in days"), Later("Floor in days")),
    Unit.RATE: (Later("Target per %(per)s"), Later("Floor per %(per)s")),
    Unit.NUMBER: (Later("Target"), Later("Floor")),
}
_NOT_A_NUMBER = Later("Write a number with digits and, where needed, one point: 97.5")


class TellingForm(forms.Form):
    """A form that takes back what a command has to say about its fields."""

    def tell(self, error: Expected) -> None:
        """Put each sentence beside its field, and one that belongs to none on top."""
        known = {name: text for name, text in error.fields.items() if name in self.fields}
        for name, sentence in known.items():
            self.add_error(name, sentence)
        if not known:
            self.add_error(None, str(error))


class Draft(TellingForm):
    """The terms of a draft, with what is proposed for its metric filled in."""

    party = forms.ChoiceField(label=Later("Who promises it"), widget=forms.RadioSelect)
    program = forms.ChoiceField(label=Later("For which program"), required=False)
    target = forms.DecimalField(max_digits=18, help_text=Later("From here on it is kept."))
    floor = forms.DecimalField(
        max_digits=18,
        help_text=Later("Beyond it the promise is failed; between target and floor it is missed."),
    )
    n_min = forms.IntegerField(
        label=Later("Least number of facts"),
        help_text=Later("With fewer facts in a period the number is shown without a verdict."),
    )
    from_on = forms.DateField(
        label=Later("In force from"),
        help_text=Later(
            "The first promise on a metric may begin in the past: then history is judged by it. "
            "One that follows another begins today at the earliest."
        ),
    )

    def __init__(self, data: Any, *, drafting: Drafting) -> None:
        """Offer the programs of the client, and start with the terms at hand."""
        terms, metric = drafting.terms, drafting.metric
        initial = {
            "party": terms.party.value,
            "program": terms.program or "",
            "target": terms.target
            if terms.target is None
            else as_written(terms.target, metric.unit),
            "floor": terms.floor if terms.floor is None else as_written(terms.floor, metric.unit),
            "n_min": terms.n_min,
            "from_on": terms.from_on,
        }
        super().__init__(data, initial=initial)
        self.unit = metric.unit
        self._field("party").choices = [
            (Side.CMO.value, _("We promise it to %(client)s", client=drafting.client_name)),
            (Side.CLIENT.value, _("%(client)s promises it to us", client=drafting.client_name)),
        ]
        self._field("program").choices = [
            ("", _("All programs")),
            *((str(program), name) for program, name in drafting.programs),
        ]
        for name, label in zip(("target", "floor"), _IN_UNIT[metric.unit], strict=True):
            number = cast("forms.DecimalField", self.fields[name])
            number.label = str(label) % {"per": metric.per}
            number.error_messages["invalid"] = str(_NOT_A_NUMBER)
            number.decimal_places = decimals_kept(metric.unit)
            number.widget.attrs["step"] = "any"

    def _field(self, name: str) -> forms.ChoiceField:
        return cast("forms.ChoiceField", self.fields[name])

    @property
    def terms(self) -> Terms:
        """The terms as commands take them: shares between 0 and 1."""
        sent = self.cleaned_data
        return Terms(
            party=Side(sent["party"]),
            program=UUID(sent["program"]) if sent["program"] else None,
            target=as_stored(sent["target"], self.unit),
            floor=as_stored(sent["floor"], self.unit),
            n_min=sent["n_min"],
            from_on=sent["from_on"],
        )


class ChangeDraft(Draft):
    """The terms of a draft that is there already."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, drafting: Drafting) -> None:
        """Remember which version was shown."""
        super().__init__(data, drafting=drafting)
        self.initial["version"] = drafting.version


class Step(TellingForm):
    """The version that somebody saw when they pressed a button."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class Withdraw(Step):
    """Why an offer is taken back."""

    reason = forms.CharField(
        label=Later("Reason"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=Later("Both companies see it in the history of the promise."),
    )


class Sign(Step):
    """A signature: what it means, under which content, and the password again."""

    content_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)
    meaning = forms.TypedChoiceField(
        label=Later("What your signature means"),
        coerce=Meaning,
        widget=forms.RadioSelect,
        initial=MEANINGS[0].value,
    )
    password = forms.CharField(
        label=Later("Your password"), max_length=256, strip=False, widget=forms.PasswordInput
    )

    def __init__(self, data: Any) -> None:
        """Say the meanings in the reader's language."""
        super().__init__(data)
        meaning = cast("forms.TypedChoiceField", self.fields["meaning"])
        meaning.choices = [(one.value, one.label) for one in MEANINGS]

"""The shape of what people send about the library of a site."""

from typing import Any, ClassVar

from django import forms

from catchball.kernel.words import Later
from catchball.trust.forms import Step, TellingForm
from catchball.workplace.risks.forms.parts import choose
from catchball.workplace.risks.forms.risks import Wording
from catchball.workplace.risks.rules import (
    SENTENCE,
    Category,
    Phase,
    StarterWords,
)


class Keeping(TellingForm):
    """A starter risk for the library of a site."""

    LABELS: ClassVar = {
        **{
            name: Wording.LABELS[name] for name in ("cause", "event", "effect", "category", "phase")
        },
        "response": Later("What answers it"),
        "contingency": Later("What is done if it happens all the same"),
    }
    HELP: ClassVar = {"event": Later("Name no client, program or product: every client sees it.")}
    cause = forms.CharField(max_length=SENTENCE, required=False)
    event = forms.CharField(max_length=SENTENCE)
    effect = forms.CharField(max_length=SENTENCE, required=False)
    response = forms.CharField(max_length=SENTENCE, required=False)
    contingency = forms.CharField(max_length=SENTENCE, required=False)
    category = forms.TypedChoiceField(coerce=Category)
    phase = forms.TypedChoiceField(coerce=Phase)

    def __init__(self, data: Any, *, initial: dict[str, Any] | None = None) -> None:
        """Offer the categories and phases."""
        super().__init__(data, initial=initial)
        choose(self, "category", [(one.value, one.label) for one in Category])
        choose(self, "phase", [(one.value, one.label) for one in Phase])

    def words(self) -> StarterWords:
        """Return what the command takes."""
        sent = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return StarterWords(**sent)


class Rekeeping(Keeping, Step):
    """Other words of a starter risk, for the version that somebody saw."""

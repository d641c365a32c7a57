"""The shape of a month of a metric as people enter it."""

from typing import Any, ClassVar, cast

from django import forms

from catchball.kernel.words import Later
from catchball.trust.forms import TellingForm
from catchball.workplace.agreements.queries import Entering
from catchball.workplace.agreements.rules.entered import LONGEST_NOTE, LONGEST_SOURCE

_NOT_A_NUMBER = Later("Write a number with digits and, where needed, one point: 97.5")


class Enter(TellingForm):
    """Two numbers, and where they come from."""

    LABELS: ClassVar = {"source": Later("Source"), "note": Later("Note")}
    HELP: ClassVar = {
        "source": Later("The system, report or person that the numbers come from."),
        "note": Later("How they were counted, and what to know when reading them."),
    }
    version = forms.IntegerField(widget=forms.HiddenInput)
    top = forms.DecimalField(max_digits=18)
    bottom = forms.DecimalField(max_digits=18)
    source = forms.CharField(max_length=LONGEST_SOURCE)
    note = forms.CharField(max_length=LONGEST_NOTE, widget=forms.Textarea)

    def __init__(self, data: Any, *, entering: Entering) -> None:
        """Start with what stands there, and call the numbers by what they count."""
        line = entering.line
        initial: dict[str, Any] = {"version": line.version if line else 0}
        if line:
            initial |= {
                "top": f"{line.top.normalize():f}",
                "bottom": f"{line.bottom.normalize():f}",
            }
            initial |= {"source": line.source, "note": line.note}
        super().__init__(data, initial=initial)
        for name, label in (("top", entering.page.top), ("bottom", entering.page.bottom)):
            number = cast("forms.DecimalField", self.fields[name])
            number.label = label
            number.error_messages["invalid"] = str(_NOT_A_NUMBER)
            number.widget.attrs["step"] = "any"

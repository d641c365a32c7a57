"""The shape of what people send about webhooks."""

from collections.abc import Collection
from typing import Any, ClassVar

from django import forms

from catchball.kernel.words import Later
from catchball.site.webhooks.told import KINDS, events_of
from catchball.trust.forms import TellingForm
from catchball.trust.webhooks.rules import LONGEST_URL


class AddWebhook(TellingForm):
    """Which system is told, where, and of what."""

    name = forms.CharField(max_length=80)
    url = forms.CharField(max_length=LONGEST_URL, widget=forms.URLInput)
    kinds = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    LABELS: ClassVar = {
        "name": Later("What is told"),
        "url": Later("Its address"),
        "kinds": Later("What it is told of"),
    }
    HELP: ClassVar = {
        "name": Later("Such as: planning system. The list of webhooks shows it."),
        "url": Later("Such as https://hooks.acme.example/catchball, open to the internet."),
        "kinds": Later("Tick none to tell it everything, also what later releases add."),
    }

    def __init__(self, data: Any) -> None:
        """Offer the kinds of what happens."""
        super().__init__(data)
        choices = [(kind, str(word)) for kind, word in KINDS.items()]
        self.fields["kinds"].choices = choices  # type: ignore[attr-defined] # a choice field

    def events(self, known: Collection[str]) -> tuple[str, ...]:
        """Return the events that were chosen; none stands for all."""
        return events_of(self.cleaned_data["kinds"], known)


class Changed(TellingForm):
    """Which version of a webhook the person saw."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

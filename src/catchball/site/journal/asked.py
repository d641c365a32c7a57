"""What a reader asks of the journal, from the parameters of the address."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from catchball.kernel.words import Later
from catchball.trust.journal import JournalFilters
from catchball.trust.permissions import Side
from catchball.trust.risks import Risk

NAMES: dict[str, Later] = {
    "q": Later("Search"),
    "event": Later("Event"),
    "person": Later("Person"),
    "side": Later("Company"),
    "risk": Later("Risk"),
    "record": Later("Record"),
    "first": Later("From"),
    "last": Later("To"),
    "page": Later("Page"),
}
SIDES = tuple((side.value, side.value) for side in Side)
RISKS = tuple((risk.value, risk.value) for risk in Risk)


class Asked(forms.Form):
    """The parameters of the journal's address; all may be left out."""

    q = forms.CharField(required=False, max_length=200)
    event = forms.CharField(required=False, max_length=80)
    person = forms.CharField(required=False, max_length=160)
    side = forms.ChoiceField(required=False, choices=SIDES)
    risk = forms.ChoiceField(required=False, choices=RISKS)
    record = forms.UUIDField(required=False)
    first = forms.DateField(required=False)
    last = forms.DateField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=100_000)


@dataclass(frozen=True)
class Asking:
    """What was asked, how many filters hold, and what could not be understood."""

    filters: JournalFilters
    active: int
    ignored: tuple[str, ...]


def read(parameters: QueryDict) -> Asking:
    """Return what was asked; a parameter that cannot be understood is told and not used."""
    form = Asked(parameters)
    form.is_valid()
    given: dict[str, Any] = {name: form.cleaned_data.get(name) for name in form.fields}
    filters = JournalFilters(
        search=given["q"] or "",
        event=given["event"] or "",
        person=given["person"] or "",
        side=Side(given["side"]) if given["side"] else None,
        risk=Risk(given["risk"]) if given["risk"] else None,
        record=given["record"],
        first_on=given["first"],
        last_on=given["last"],
        page=given["page"] or 1,
    )
    return Asking(
        filters=filters,
        active=sum(bool(value) for name, value in given.items() if name != "page"),
        ignored=tuple(str(NAMES[name]) for name in form.errors),
    )

"""The shape of what people send about sites, clients and products."""

from typing import Any, ClassVar

from django import forms

from catchball.kernel.words import Later
from catchball.trust.forms import TellingForm, zone_choices


class AddSite(TellingForm):
    """A plant of the manufacturer: what it is called, and where it stands."""

    name = forms.CharField(max_length=120)
    code = forms.CharField(max_length=12)
    country = forms.CharField(max_length=60)
    zone = forms.ChoiceField()

    LABELS: ClassVar = {
        "name": Later("Name"),
        "code": Later("Code"),
        "country": Later("Country"),
        "zone": Later("Time zone"),
    }
    HELP: ClassVar = {
        "code": Later("Short, and no other site has it, such as BLM."),
        "country": Later("Two letters, such as GB; its public holidays are proposed by it."),
        "zone": Later("By whose wall clock the site works."),
    }

    def __init__(self, data: Any, *, zone: str) -> None:
        """Offer the zone of whoever adds it."""
        super().__init__(data, initial={"zone": zone})
        self.fields["zone"].choices = zone_choices(zone)  # type: ignore[attr-defined] # a choice


class AddClient(TellingForm):
    """A company that has its medicines made here, and how its days are counted."""

    name = forms.CharField(max_length=120)
    slug = forms.CharField(max_length=40)
    zone = forms.ChoiceField()

    LABELS: ClassVar = {
        "name": Later("Name"),
        "slug": Later("Short name"),
        "zone": Later("Time zone"),
    }
    HELP: ClassVar = {
        "name": Later("As both companies read it on every page and paper."),
        "slug": Later(
            "It stands in every address of the client and stays: small letters, digits and "
            "hyphens, such as acme."
        ),
        "zone": Later("In which the days of this relationship are counted, for both companies."),
    }

    def __init__(self, data: Any, *, zone: str) -> None:
        """Offer the zone of whoever adds it."""
        super().__init__(data, initial={"zone": zone})
        self.fields["zone"].choices = zone_choices(zone)  # type: ignore[attr-defined] # a choice


class AddProduct(TellingForm):
    """What is made for a client, under the client's own code."""

    code = forms.CharField(max_length=40)
    name = forms.CharField(max_length=160)

    LABELS: ClassVar = {"code": Later("Code"), "name": Later("Name")}
    HELP: ClassVar = {"code": Later("The client’s own; files that you import name it by this.")}

"""The shape of what people send about sites, clients and products."""

from typing import Any, ClassVar, cast

from django import forms

from catchball.kernel.words import Later
from catchball.trust.fields import CountryField, ZoneField
from catchball.trust.forms import TellingForm


class _InAZone(TellingForm):
    """Something whose days are counted in a zone: that of whoever adds it, unless they say so."""

    zone = ZoneField()

    def __init__(self, data: Any, *, zone: str) -> None:
        """Offer the zone of whoever adds it, after all else."""
        super().__init__(data, initial={"zone": zone})
        self.order_fields([name for name in self.fields if name != "zone"])
        cast("ZoneField", self.fields["zone"]).keep(zone)


class AddSite(_InAZone):
    """A plant of the manufacturer: what it is called, and where it stands."""

    name = forms.CharField(max_length=120)
    code = forms.CharField(max_length=12)
    country = CountryField()

    LABELS: ClassVar = {
        "name": Later("Name"),
        "code": Later("Code"),
        "country": Later("Country"),
        "zone": Later("Time zone"),
    }
    HELP: ClassVar = {
        "code": Later("Short, and no other site has it, such as BLM."),
        "country": Later("By it the public holidays are proposed."),
        "zone": Later("By whose wall clock the site works."),
    }

    def __init__(self, data: Any, *, zone: str, locale: str) -> None:
        """Name the countries in the reader's language."""
        super().__init__(data, zone=zone)
        cast("CountryField", self.fields["country"]).name_in(locale)


class AddClient(_InAZone):
    """A company that has its medicines made here, and how its days are counted."""

    name = forms.CharField(max_length=120)
    slug = forms.CharField(max_length=40)

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


class AddProduct(TellingForm):
    """What is made for a client, under the client's own code."""

    name = forms.CharField(max_length=160)
    code = forms.CharField(max_length=40)

    LABELS: ClassVar = {"code": Later("Code"), "name": Later("Name")}
    HELP: ClassVar = {"code": Later("The client’s own; files that you import name it by this.")}

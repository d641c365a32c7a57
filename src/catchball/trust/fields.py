"""Fields that forms of several contexts share."""

from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from babel import Locale
from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString

from catchball.kernel.words import _
from catchball.trust.rules import zones_to_offer

# Regions of the world and codes for tests, which Unicode lists beside the countries.
_NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


class LongSelect(forms.Select):
    """A choice among hundreds, drawn without a template for each: twenty times as fast."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the select with its options, the value's selected."""
        told = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        options = _options(tuple(self.choices), selected=False)
        chosen = "" if value is None else str(value)
        if chosen in options:
            word = dict(self.choices)[chosen]
            options = {**options, **_options(((chosen, word),), selected=True)}
        return format_html("<select{}>{}</select>", told, SafeString("".join(options.values())))


@lru_cache(maxsize=32)
def _options(choices: tuple[tuple[str, str], ...], *, selected: bool) -> dict[str, SafeString]:
    mark = SafeString(" selected") if selected else ""
    return {
        key: format_html('<option value="{}"{}>{}</option>', key, mark, word)
        for key, word in choices
    }


class ZoneField(forms.ChoiceField):
    """The IANA time zone of a place or a person."""

    widget = LongSelect

    def __init__(self) -> None:
        super().__init__(choices=_zones)

    def keep(self, zone: str) -> None:
        """Offer the zone that holds, too, though it may be one of old."""
        self.choices = _zones(zone)


def _zones(*kept: str) -> list[tuple[str, str]]:
    return [(zone, zone) for zone in zones_to_offer(*kept)]


class CountryField(forms.ChoiceField):
    """The code of a country, chosen by its name."""

    widget = LongSelect

    def name_in(self, locale: str) -> None:
        """Offer all countries by their names in a language."""
        self.choices = [("", _("Choose one")), *_countries(locale)]


@cache
def _countries(locale: str) -> tuple[tuple[str, str], ...]:
    named = Locale.parse(locale, sep="-").territories.items()
    countries = [
        (code, name)
        for code, name in named
        if code.isalpha() and len(code) == 2 and code not in _NO_COUNTRIES
    ]
    return tuple(sorted(countries, key=itemgetter(1)))

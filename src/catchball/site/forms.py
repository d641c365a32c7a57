"""The shape of what people send to the site's own pages."""

from typing import Any, cast

from babel import Locale
from django import forms

from catchball.kernel.words import Later
from catchball.trust.fields import ZoneField
from catchball.trust.rules import LOCALES, THEMES

_THEMES = {
    "system": Later("As the device"),
    "light": Later("Light"),
    "dark": Later("Dark"),
}


class SignIn(forms.Form):
    """An address and a password."""

    email = forms.CharField(max_length=254)
    password = forms.CharField(max_length=256, strip=False, widget=forms.PasswordInput)


def language_word(locale: str) -> str:
    """Return a language and its region in its own words, as whoever reads it looks for it.

    >>> language_word("en-GB"), language_word("de-DE")
    ('English (United Kingdom)', 'Deutsch (Deutschland)')
    """
    said = Locale.parse(locale, sep="-").get_display_name() or locale
    return said[:1].upper() + said[1:]


class OwnSettings(forms.Form):
    """How the person is shown dates, numbers, zones and colours."""

    locale = forms.ChoiceField(choices=lambda: [(name, language_word(name)) for name in LOCALES])
    zone = ZoneField()
    theme = forms.ChoiceField(choices=lambda: [(name, str(_THEMES[name])) for name in THEMES])

    def __init__(self, data: Any = None, *, initial: dict[str, Any]) -> None:
        """Begin with what holds now; the zone that holds can always be kept."""
        super().__init__(data, initial=initial)
        cast("ZoneField", self.fields["zone"]).keep(initial["zone"])

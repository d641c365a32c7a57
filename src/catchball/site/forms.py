"""The shape of what people send to the site's own pages."""

from django import forms

from catchball.trust.rules import LOCALES, THEMES, zones


class SignIn(forms.Form):
    """An address and a password."""

    email = forms.CharField(max_length=254)
    password = forms.CharField(max_length=256, strip=False, widget=forms.PasswordInput)


class OwnSettings(forms.Form):
    """How the person is shown dates, numbers, zones and colours."""

    locale = forms.ChoiceField(choices=[(name, name) for name in LOCALES])
    zone = forms.ChoiceField(choices=lambda: [(name, name) for name in sorted(zones())])
    theme = forms.ChoiceField(choices=[(name, name) for name in THEMES])

"""The shape of what people send about themselves and each other."""

from typing import ClassVar

from django import forms

from catchball.kernel.words import Later
from catchball.trust.forms import TellingForm

_RULE = Later("12 characters or more, and none of the usual ones. It never has to be changed.")


class Forgotten(TellingForm):
    """An address to which a link may go."""

    LABELS: ClassVar = {"email": Later("E-mail")}

    email = forms.CharField(max_length=254)


class NewPassword(TellingForm):
    """A new password; typed once, since it can be shown and reset."""

    LABELS: ClassVar = {"password": Later("New password")}
    HELP: ClassVar = {"password": _RULE}

    password = forms.CharField(max_length=256, strip=False, widget=forms.PasswordInput)


class ChangePassword(TellingForm):
    """The password as it is, and as it shall be."""

    LABELS: ClassVar = {"current": Later("Present password"), "password": Later("New password")}
    HELP: ClassVar = {"password": _RULE}

    current = forms.CharField(max_length=256, strip=False, widget=forms.PasswordInput)
    password = forms.CharField(max_length=256, strip=False, widget=forms.PasswordInput)

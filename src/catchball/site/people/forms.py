"""The shape of what people send about themselves and each other."""

from collections.abc import Iterable
from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms

from catchball.kernel.words import Later
from catchball.trust.fields import ZoneField
from catchball.trust.forms import TellingForm
from catchball.trust.permissions import Role, Side
from catchball.trust.rules import roles_to_give

_RULE = Later("12 characters or more, and none of the usual ones. It never has to be changed.")


class Forgotten(TellingForm):
    """An address to which a link may go."""

    LABELS: ClassVar = {"email": Later("E-mail")}

    email = forms.CharField(max_length=254)


class SecondStep(TellingForm):
    """A code of an authenticator app or for emergencies; a passkey answers beside it."""

    LABELS: ClassVar = {"code": Later("Code")}

    code = forms.CharField(max_length=20)


class Proving(TellingForm):
    """A change that asks the person to prove themself in the same submission."""

    LABELS: ClassVar = {"password": Later("Password")}
    HELP: ClassVar = {"password": Later("Or a code from your authenticator app.")}

    password = forms.CharField(max_length=256, strip=False, widget=forms.PasswordInput)


class SignReview(Proving):
    """A signature under a review, and under which content."""

    content_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)


class WithdrawReview(TellingForm):
    """Why a review is withdrawn."""

    LABELS: ClassVar = {"reason": Later("Reason")}

    reason = forms.CharField(max_length=500)


class AddApp(Proving):
    """The first code of an authenticator app, which shows that it has the secret."""

    LABELS: ClassVar = {"code": Later("Code that the app shows"), **Proving.LABELS}

    code = forms.CharField(max_length=20)
    field_order = ("code", "password")


class AddPasskey(Proving):
    """What a new passkey answered, and what it is called."""

    LABELS: ClassVar = {"name": Later("Name of the passkey"), **Proving.LABELS}
    HELP: ClassVar = {"name": Later("Such as: laptop, key ring."), **Proving.HELP}

    name = forms.CharField(max_length=60)
    made = forms.JSONField(widget=forms.HiddenInput)
    field_order = ("name", "password", "made")


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


class Invite(TellingForm):
    """Who shall come in, and as what."""

    LABELS: ClassVar = {"email": Later("E-mail"), "name": Later("Name"), "role": Later("Role")}
    HELP: ClassVar = {
        "email": Later("The letter with the link goes here; it is also what they sign in with."),
        "name": Later("As it is printed under signatures. They can correct it as they come in."),
    }

    email = forms.CharField(max_length=254)
    name = forms.CharField(max_length=120)
    role = forms.TypedChoiceField(coerce=Role)

    def __init__(self, side: Side, data: Any) -> None:
        """Offer the roles that somebody of this side may give."""
        super().__init__(data)
        _field(self, "role").choices = [(role.value, role.label) for role in roles_to_give(side)]


class Join(TellingForm):
    """What somebody who comes in says of themself."""

    LABELS: ClassVar = {
        "name": Later("Name"),
        "zone": Later("Time zone"),
        "password": Later("Password"),
    }
    HELP: ClassVar = {
        "name": Later("As it is printed under your signatures."),
        "password": _RULE,
    }

    name = forms.CharField(max_length=120)
    zone = ZoneField()
    password = forms.CharField(max_length=256, strip=False, widget=forms.PasswordInput)


class ChangeRole(TellingForm):
    """Another role in the same company."""

    LABELS: ClassVar = {"role": Later("Role"), "reason": Later("Reason")}

    role = forms.TypedChoiceField(coerce=Role)
    reason = forms.CharField(max_length=500)

    def __init__(self, side: Side, data: Any, *, initial: dict[str, Any] | None = None) -> None:
        """Offer the roles of the company that the person works for."""
        super().__init__(data, initial=initial)
        _field(self, "role").choices = [
            (role.value, role.label) for role in Role if role.side is side
        ]


class Leave(TellingForm):
    """Why a person's sign-in ends."""

    LABELS: ClassVar = {"reason": Later("Reason")}

    reason = forms.CharField(max_length=500)


class Admit(TellingForm):
    """Which colleague is given access."""

    LABELS: ClassVar = {"person": Later("Colleague")}

    person = forms.TypedChoiceField(coerce=UUID)

    def __init__(self, people: Iterable[tuple[UUID, str]], data: Any) -> None:
        """Offer the colleagues who have no access yet."""
        super().__init__(data)
        _field(self, "person").choices = [(str(person), name) for person, name in people]


def _field(form: forms.Form, name: str) -> forms.ChoiceField:
    return cast("forms.ChoiceField", form.fields[name])

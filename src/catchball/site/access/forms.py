"""The shape of what people send about tokens."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms

from catchball.kernel.words import Later, ngettext
from catchball.trust.fields import ZoneField
from catchball.trust.forms import TellingForm
from catchball.trust.permissions import Permission, Role
from catchball.trust.scope import Scope
from catchball.trust.tokens.rules import Access, TokenBounds

DAYS = (30, 90, 180, 365)


class MakeToken(TellingForm):
    """What a token is for, what it may, and the password again."""

    name = forms.CharField(max_length=80)
    access = forms.ChoiceField(widget=forms.RadioSelect)
    days = forms.TypedChoiceField(coerce=int)
    clients = forms.TypedMultipleChoiceField(
        coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )
    permissions = forms.TypedMultipleChoiceField(
        coerce=Permission, required=False, widget=forms.CheckboxSelectMultiple
    )
    password = forms.CharField(max_length=256, strip=False, widget=forms.PasswordInput)

    LABELS: ClassVar = {
        "name": Later("What uses it"),
        "access": Later("Access"),
        "days": Later("Ends after"),
        "clients": Later("Clients"),
        "permissions": Later("Permissions"),
        "password": Later("Your password"),
    }
    HELP: ClassVar = {
        "name": Later("Such as: stock report. The list of tokens shows it."),
        "clients": Later("Tick none to open all that you are assigned to, later ones included."),
        "permissions": Later("Tick none to give all that your role has."),
        "password": Later("A token acts in your name, so that you prove yourself again."),
    }

    def __init__(
        self, data: Any, *, clients: Iterable[tuple[UUID, str]], held: Iterable[Permission]
    ) -> None:
        """Offer these clients and permissions."""
        super().__init__(data, initial={"access": Access.READ, "days": 90})
        self._choose("access", [(one.value, one.label) for one in Access])
        self._choose("days", [(one, ngettext("one day", "%(count)s days", one)) for one in DAYS])
        self._choose("clients", [(str(one), name) for one, name in clients])
        self._choose("permissions", [(one.value, one.value) for one in sorted(held)])
        if len(self.fields["clients"].choices) < 2:  # type: ignore[attr-defined] # a choice field
            del self.fields["clients"]

    def _choose(self, field: str, choices: list[tuple[Any, str]]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined] # a choice field

    def bounds(self, scope: Scope) -> TokenBounds:
        """Return what was asked for."""
        named = self.cleaned_data
        return TokenBounds(
            name=named["name"],
            access=Access(named["access"]),
            expires_at=scope.now + timedelta(days=named["days"]),
            permissions=frozenset(named["permissions"]) or None,
            clients=frozenset(named.get("clients", ())) or None,
        )


class MakeServiceToken(MakeToken):
    """What a service's token is for, what it may, and the password of whoever makes it."""

    HELP: ClassVar = {
        "name": Later("Such as: nightly run. The list of tokens shows it."),
        "clients": Later("Tick none to open all that the service sees, later ones included."),
        "permissions": Later("Tick none to give all that the service's role has."),
        "password": Later("You let a machine in, so that you prove yourself again."),
    }


class AddService(TellingForm):
    """What a service is called, and what it may be."""

    name = forms.CharField(max_length=120)
    slug = forms.CharField(max_length=60)
    role = forms.TypedChoiceField(coerce=Role)
    zone = ZoneField()

    LABELS: ClassVar = {
        "name": Later("Name"),
        "slug": Later("Short name"),
        "role": Later("Role"),
        "zone": Later("Time zone"),
    }
    HELP: ClassVar = {
        "name": Later("As the journal names who did something, such as: Stock report."),
        "slug": Later("Small letters, digits and hyphens, such as stock-report."),
        "role": Later("It may what this role may. Each of its tokens can be given less."),
        "zone": Later("In which days and times are told to it."),
    }

    def __init__(self, data: Any, *, zone: str) -> None:
        """Offer the roles, and the zone of whoever adds it."""
        super().__init__(data, initial={"zone": zone})
        cast("ZoneField", self.fields["zone"]).keep(zone)
        choices = [(role.value, f"{role.label}, {role.side.label}") for role in Role]
        self.fields["role"].choices = choices  # type: ignore[attr-defined] # a choice field

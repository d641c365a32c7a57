"""What can happen to second factors; each change asks for a proof in the same submission."""

from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn

from catchball.kernel.errors import NotFound, Refused
from catchball.kernel.words import _
from catchball.trust.commands.people import get_person_for_change
from catchball.trust.door import command
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope


class OneOnly(Refused):
    """A person has one authenticator app; another takes its place once it is removed."""


class NothingToRecover(Refused):
    """Codes for emergencies stand in for a second factor, so there must be one."""


@command(may=Permission.SETTINGS_OWN, event="people.authenticator-added", signs=True)
def add_authenticator(scope: Scope, *, secret: str) -> None:
    """Let codes of an app count as the actor's second factor; the secret is kept encrypted.

    :raises OneOnly: if they have one already
    """
    person = get_person_for_change(scope.actor)
    if Authenticator.objects.filter(user_id=person.pk, type="totp").exists():
        raise OneOnly(_("You have an authenticator app already. Remove that one first."))
    TOTP.activate(person, secret)


@command(may=Permission.SETTINGS_OWN, event="people.passkey-added", signs=True)
def add_passkey(scope: Scope, *, name: str, credential: dict[str, Any]) -> None:
    """Let a passkey, whose answer to our challenge was checked, count as the actor's factor."""
    WebAuthn.add(get_person_for_change(scope.actor), name, credential)


@command(may=Permission.SETTINGS_OWN, event="people.factor-removed", signs=True)
def remove_factor(scope: Scope, *, factor: int) -> None:
    """Take a factor away; the codes for emergencies go with the last one.

    :raises NotFound: if it is not the actor's
    """
    own = Authenticator.objects.filter(user_id=get_person_for_change(scope.actor).pk)
    if own.exclude(type="recovery_codes").filter(pk=factor).delete()[0] == 0:
        raise NotFound(_("There is no such passkey or app of yours."))
    if not own.exclude(type="recovery_codes").exists():
        own.delete()


@command(may=Permission.SETTINGS_OWN, event="people.recovery-codes-made", signs=True)
def make_recovery_codes(scope: Scope) -> None:
    """Make new codes for emergencies; earlier ones work no more.

    :raises NothingToRecover: if the actor has no second factor
    """
    person = get_person_for_change(scope.actor)
    own = Authenticator.objects.filter(user_id=scope.actor)
    if not own.exclude(type="recovery_codes").exists():
        raise NothingToRecover(_("Add a passkey or an authenticator app first."))
    own.filter(type="recovery_codes").delete()
    RecoveryCodes.activate(person)


@command(may=Permission.PERSON_ADMINISTER, event="people.factors-forgotten")
def forget_factors(scope: Scope, *, person: UUID) -> None:
    """Take all second factors from somebody who lost them, or whose secrets nobody can read.

    Their password alone lets them in then, until they add a factor anew.

    :raises NotFound: if there is no such person
    """
    row = get_person_for_change(person)
    Authenticator.objects.filter(user_id=row.pk).delete()

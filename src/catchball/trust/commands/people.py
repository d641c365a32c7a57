"""What can happen to people: added, assigned, closed; and what they change of themselves."""

from functools import lru_cache
from uuid import UUID

from django.contrib.auth.hashers import BasePasswordHasher, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.db import IntegrityError

from catchball.kernel.errors import NotFound, Refused
from catchball.kernel.words import _
from catchball.trust import rules
from catchball.trust.door import command
from catchball.trust.models import Assignment, Person
from catchball.trust.permissions import Permission, Role
from catchball.trust.scope import Scope


class AddressTaken(Refused):
    """Another person signs in with this address."""


@lru_cache
def _common_passwords() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)


@command(may=Permission.PERSON_ADMINISTER, event="people.person-added")
def add_person(
    scope: Scope,
    *,
    email: str,
    name: str,
    role: Role,
    password: str,
    zone: str,
    hasher: BasePasswordHasher | str = "default",
) -> UUID:
    """Add somebody who may sign in from now on; return their id.

    A published password, as the demo has it, may be hashed by a quicker `hasher`.

    :raises NotAnAddress, NameMissing, PasswordTooWeak, NoSuchZone: if a value does not do
    :raises AddressTaken: if the address is in use
    """
    email, name = rules.clean_email(email), rules.clean_name(name)
    rules.check_password_strength(password, email=email, common=_common_passwords())
    rules.check_zone(zone)
    if Person.objects.filter(email=email).exists():
        sentence = _("Somebody with this address is here already.")
        raise AddressTaken(sentence, email=sentence)
    hashed = make_password(password, hasher=hasher)
    person = Person(email=email, name=name, role=role, zone=zone, password=hashed)
    person.save(force_insert=True)
    return person.pk


@command(may=Permission.PERSON_ADMINISTER, event="people.person-assigned")
def assign_person(scope: Scope, *, person: UUID) -> None:
    """Let a person see the client worked for; assigning twice changes nothing.

    :raises NotFound: if there is no such person
    :raises WrongSide: if a client's person already belongs to another client
    """
    row = _get_person_for_change(person)
    if Assignment.objects.filter(client_id=scope.client, person=row).exists():
        return
    try:
        Assignment.objects.create(
            client_id=scope.client, person=row, side=row.side, since=scope.now
        )
    except IntegrityError as error:
        raise rules.WrongSide(_("A client's person belongs to one client only.")) from error


@command(may=Permission.PERSON_ADMINISTER, event="people.person-unassigned")
def unassign_person(scope: Scope, *, person: UUID) -> None:
    """Take the sight of the client worked for from a person; their history stays."""
    Assignment.objects.filter(client_id=scope.client, person_id=person).delete()


@command(may=Permission.PERSON_ADMINISTER, event="people.password-set")
def set_password(scope: Scope, *, person: UUID, password: str) -> None:
    """Give a person a new password.

    :raises NotFound: if there is no such person
    :raises PasswordTooWeak: if it is short or common
    """
    row = _get_person_for_change(person)
    rules.check_password_strength(password, email=row.email, common=_common_passwords())
    row.password = make_password(password)
    row.save(update_fields=["password"])


@command(may=Permission.SETTINGS_OWN, event="people.own-password-changed")
def change_own_password(scope: Scope, *, password: str) -> None:
    """Change the actor's password, after they proved themself or followed a link to their mail.

    Every session of theirs ends with it, since each is bound to the password it began with.

    :raises PasswordTooWeak: if it is short or common
    """
    row = _get_person_for_change(scope.actor)
    rules.check_password_strength(password, email=row.email, common=_common_passwords())
    row.password = make_password(password)
    row.save(update_fields=["password"])


@command(may=Permission.PERSON_ADMINISTER, event="people.person-left")
def close_person(scope: Scope, *, person: UUID) -> None:
    """End a person's sign-in; what they did and signed stays theirs.

    :raises NotFound: if there is no such person
    """
    row = _get_person_for_change(person)
    row.is_active = False
    row.save(update_fields=["is_active"])


@command(may=Permission.SETTINGS_OWN, event="people.settings-changed")
def change_settings(scope: Scope, *, locale: str, zone: str, theme: str) -> None:
    """Change how the actor is shown dates, numbers, zones and colours.

    :raises NoSuchZone, NoSuchSetting: if a value is not offered
    """
    rules.check_zone(zone)
    rules.check_settings(locale=locale, theme=theme)
    row = _get_person_for_change(scope.actor)
    row.locale, row.zone, row.theme = locale, zone, theme
    row.save(update_fields=["locale", "zone", "theme"])


def _get_person_for_change(person: UUID) -> Person:
    row = Person.objects.select_for_update().filter(pk=person).first()
    if row is None:
        raise NotFound(_("There is no such person here."))
    return row

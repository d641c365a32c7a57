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
from catchball.trust.sessions import end_sessions


class AddressTaken(Refused):
    """Another person signs in with this address."""


@lru_cache
def common_passwords() -> frozenset[str]:
    """Return the passwords that everybody tries first."""
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
    rules.check_password_strength(password, email=email, common=common_passwords())
    rules.check_zone(zone)
    hashed = make_password(password, hasher=hasher)
    person = Person(email=email, name=name, role=role, zone=zone, password=hashed)
    try:
        person.save(force_insert=True)
    except IntegrityError as error:
        sentence = _("Somebody with this address is here already.")
        raise AddressTaken(sentence, email=sentence) from error
    return person.pk


@command(may=Permission.PERSON_ADMINISTER, event="people.person-assigned")
def assign_person(scope: Scope, *, person: UUID) -> None:
    """Let a person see the client worked for; assigning twice changes nothing.

    :raises NotFound: if there is no such person
    :raises WrongSide: if a client's person already belongs to another client
    """
    row = get_person_for_change(person)
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
    """Give a person a new password; every session of theirs ends.

    :raises NotFound: if there is no such person
    :raises PasswordTooWeak: if it is short or common
    """
    _set_password(get_person_for_change(person), password)


@command(may=Permission.SETTINGS_OWN, event="people.own-password-changed")
def change_own_password(scope: Scope, *, password: str) -> None:
    """Change the actor's password, after they proved themself or followed a link to their mail.

    Every session of theirs ends with it.

    :raises PasswordTooWeak: if it is short or common
    """
    _set_password(get_person_for_change(scope.actor), password)


@command(may=Permission.PERSON_MANAGE, event="people.person-left")
def close_person(scope: Scope, *, person: UUID) -> None:
    """End a person's sign-in, sessions and tokens; what they did and signed stays theirs.

    :raises NotFound: if there is no such person, or not for the client worked for
    :raises NotYourCompany: if a client would end the sign-in of the manufacturer's people
    :raises NotOneself: if it is the actor
    """
    row = _get_managed_for_change(scope, person)
    row.is_active, row.left_at = False, scope.now
    row.save(update_fields=["is_active", "left_at"])
    end_sessions(person)


@command(may=Permission.PERSON_MANAGE, event="people.role-changed")
def change_role(scope: Scope, *, person: UUID, role: Role) -> None:
    """Give a person another role of the same company, from their next page on.

    :raises NotFound: if there is no such person for the client worked for
    :raises NotYourCompany: if a client would change the manufacturer's people
    :raises NotOneself: if it is the actor
    :raises OtherSide: if the role belongs to the other company
    """
    row = _get_managed_for_change(scope, person)
    rules.check_same_side(before=Role(row.role), after=role)
    row.role = role
    row.save(update_fields=["role"])


@command(may=Permission.SETTINGS_OWN, event="people.settings-changed")
def change_settings(scope: Scope, *, locale: str, zone: str, theme: str) -> None:
    """Change how the actor is shown dates, numbers, zones and colours.

    :raises NoSuchZone, NoSuchSetting: if a value is not offered
    """
    rules.check_zone(zone)
    rules.check_settings(locale=locale, theme=theme)
    row = get_person_for_change(scope.actor)
    row.locale, row.zone, row.theme = locale, zone, theme
    row.save(update_fields=["locale", "zone", "theme"])


def _set_password(row: Person, password: str) -> None:
    rules.check_password_strength(password, email=row.email, common=common_passwords())
    row.password = make_password(password)
    row.save(update_fields=["password"])
    end_sessions(row.pk)


def get_person_for_change(person: UUID) -> Person:
    """Return a person whom the wall shows, locked.

    :raises NotFound: if there is none
    """
    row = Person.objects.select_for_update().filter(pk=person).first()
    if row is None:
        raise NotFound(_("There is no such person here."))
    return row


def _get_managed_for_change(scope: Scope, person: UUID) -> Person:
    """Return a person whom the actor may manage; for a client, only one who sees that client.

    They are looked at before they are locked: the wall lets nobody lock what they may not change.
    """
    seen = Person.objects.filter(pk=person)
    if scope.client_id is not None:
        seen = seen.filter(assignments__client_id=scope.client_id)
    row = seen.first()
    if row is None:
        raise NotFound(_("There is no such person here."))
    rules.check_may_manage(side=scope.side, role=Role(row.role))
    rules.check_not_oneself(is_self=person == scope.actor_id)
    return get_person_for_change(person)

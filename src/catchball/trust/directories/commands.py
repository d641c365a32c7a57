"""What a company's directory can do: tell of its people, give them roles, say that they left.

People come in by invitation as everybody does, so that a directory learns nothing of an address
that belongs to another company: only the letter's reader does.
"""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from django.db import IntegrityError

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.commands import (
    change_role,
    close_person,
    invite_person,
    withdraw_invitation,
)
from catchball.trust.commands.invitations import HereAlready
from catchball.trust.commands.people import get_person_for_change
from catchball.trust.directories.models import DirectoryUser
from catchball.trust.directories.queries import open_invitations, own_people, role_of
from catchball.trust.directories.rules import (
    KnownAlready,
    NoSuchGroup,
    Said,
    check_address_stays,
    groups_of,
    name_from,
)
from catchball.trust.door import command
from catchball.trust.models import Person
from catchball.trust.permissions import Permission, Role
from catchball.trust.rules import clean_email, clean_name
from catchball.trust.scope import Scope

_TEXTS = ("external_id", "display_name", "given_name", "family_name")


@command(may=Permission.DIRECTORY_KEEP, event="people.directory-user-added")
def add_directory_user(scope: Scope, *, said: Said) -> UUID:
    """Keep what the directory says of somebody new; they are invited once they have a role.

    :raises NotAnAddress, NameMissing: if a value does not do
    :raises KnownAlready: if the directory told of this address, or a colleague signs in with it
    """
    email = clean_email(said.email or "")
    if own_people(scope).filter(person__email=email, person__is_active=True).exists():
        raise KnownAlready(_("Somebody with this address signs in here already."))
    row = DirectoryUser(
        client_id=scope.client, email=email, is_active=True, added_at=scope.now, role=""
    )
    _take_down(scope, row, said)
    try:
        row.save(force_insert=True)
    except IntegrityError as error:
        raise KnownAlready(_("The directory told of this address already.")) from error
    return row.pk


@command(may=Permission.DIRECTORY_KEEP, event="people.directory-user-changed")
def change_directory_user(scope: Scope, *, user: UUID, said: Said) -> None:
    """Keep what the directory says of somebody now; not active, they leave, and active, come back.

    What they did and signed stays theirs. Whoever comes back does so by another invitation.

    :raises NotFound: if the company has nobody of this id
    :raises AddressFixed: if they would be given another address
    :raises NameMissing: if their name does not do
    """
    row, person = _get_for_change(scope, user)
    check_address_stays(row.email, said.email)
    before = _name_of(row)
    _take_down(scope, row, said)
    row.save()
    if person is not None and person.is_active and _name_of(row) != before:
        person.name = _name_of(row)
        person.save(update_fields=["name"])
    _settle(scope, row, person)


@command(may=Permission.DIRECTORY_KEEP, event="people.directory-user-removed")
def remove_directory_user(scope: Scope, *, user: UUID) -> None:
    """Let somebody leave, and forget what the directory said of them; their history stays theirs.

    :raises NotFound: if the company has nobody of this id
    """
    row, person = _get_for_change(scope, user)
    row.is_active = False
    _settle(scope, row, person)
    row.delete()


@command(may=Permission.DIRECTORY_KEEP, event="people.directory-group-changed")
def change_directory_group(
    scope: Scope, *, role: Role, added: Collection[UUID], removed: Collection[UUID]
) -> None:
    """Give some people a role and take it from others; whoever is left without one leaves.

    :raises NoSuchGroup: if it is no role of the directory's company
    :raises NotFound: if the company has nobody of one of these ids
    """
    if role not in groups_of(scope.side):
        raise NoSuchGroup(_("There is no such role in this company."))
    for user in sorted({*added, *removed}):
        row, person = _get_for_change(scope, user)
        if user in added:
            row.role = role
        elif row.role == role:
            row.role = ""
        row.changed_at = scope.now
        row.save(update_fields=["role", "changed_at"])
        _settle(scope, row, person)


def _take_down(scope: Scope, row: DirectoryUser, said: Said) -> None:
    for name in _TEXTS:
        text = getattr(said, name)
        if text is not None:
            setattr(row, name, " ".join(text.split())[:255])
    if said.is_active is not None:
        row.is_active = said.is_active
    row.changed_at = scope.now
    clean_name(_name_of(row))


def _name_of(row: DirectoryUser) -> str:
    return name_from(
        display_name=row.display_name,
        given_name=row.given_name,
        family_name=row.family_name,
        email=row.email,
    )


def _get_for_change(scope: Scope, user: UUID) -> tuple[DirectoryUser, Person | None]:
    """Return what the directory said of somebody, locked, and the person if they have come in.

    Who came in without the directory is kept by it from now on.
    """
    rows = DirectoryUser.objects.select_for_update().filter(client_id=scope.client)
    row = rows.filter(pk=user).first()
    own = own_people(scope)
    found = (own.filter(person__email=row.email) if row else own.filter(person_id=user)).first()
    if row is None:
        if found is None or not found.person.is_active or _is_told(scope, found.person.email):
            raise NotFound(_("There is no such user in this directory."))
        row = DirectoryUser.objects.create(
            pk=user,
            client_id=scope.client,
            email=found.person.email,
            display_name=found.person.name,
            is_active=True,
            added_at=found.since,
            changed_at=scope.now,
        )
    person = get_person_for_change(found.person_id) if found else None
    row.role = role_of(row, person)
    return row, person


def _is_told(scope: Scope, email: str) -> bool:
    return DirectoryUser.objects.filter(client_id=scope.client, email=email).exists()


def _settle(scope: Scope, row: DirectoryUser, person: Person | None) -> None:
    """Bring about here what the directory wants of somebody."""
    # Whoever keeps the directory manages the people of its company by that.
    managing = replace(scope, permissions=scope.permissions | {Permission.PERSON_MANAGE})
    is_in = row.is_active and bool(row.role)
    if person is not None and person.is_active:
        if not is_in:
            close_person(managing, person=person.pk)
        elif person.role != row.role:
            change_role(managing, person=person.pk, role=Role(row.role))
        return
    letter = open_invitations(scope).filter(email=row.email).first()
    if is_in and (letter is None or letter.role != row.role):
        try:
            invite_person(managing, email=row.email, name=_name_of(row), role=Role(row.role))
        except HereAlready as error:
            raise KnownAlready(str(error)) from error
    elif not is_in and letter is not None:
        withdraw_invitation(managing, invitation=letter.pk)

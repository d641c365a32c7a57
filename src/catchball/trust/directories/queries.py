"""Everything that a company's directory may ask about its people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.directories.models import DirectoryUser
from catchball.trust.directories.rules import groups_of
from catchball.trust.door import query
from catchball.trust.models import Assignment, Invitation, Person
from catchball.trust.permissions import Permission, Role
from catchball.trust.scope import Scope
from catchball.trust.tokens.rules import SERVICE_DOMAIN


@dataclass(frozen=True, kw_only=True)
class DirectoryLine:
    """Somebody of the company as its directory sees them here.

    `role` is what they are here, or what they will come in as.
    """

    id: UUID
    email: str
    external_id: str
    display_name: str
    given_name: str
    family_name: str
    role: Role | None
    is_active: bool
    added_at: datetime
    changed_at: datetime


@query(may=Permission.DIRECTORY_KEEP)
def list_directory_users(scope: Scope) -> tuple[DirectoryLine, ...]:
    """Return whom the directory told of and who else of its company signs in, by address.

    Three SQL queries, however many people.
    """
    rows = list(DirectoryUser.objects.filter(client_id=scope.client))
    people = {one.person.email: one for one in own_people(scope)}
    invited = set(open_invitations(scope).values_list("email", flat=True))
    told = {row.email for row in rows}
    lines = [
        *(_told(row, people.get(row.email), is_invited=row.email in invited) for row in rows),
        *_untold(one for email, one in people.items() if email not in told),
    ]
    return tuple(sorted(lines, key=lambda line: line.email))


@query(may=Permission.DIRECTORY_KEEP)
def get_directory_user(scope: Scope, user: UUID) -> DirectoryLine:
    """Return one of those people (three SQL queries).

    :raises NotFound: if the directory's company has nobody of this id
    """
    found = next((one for one in list_directory_users(scope) if one.id == user), None)
    if found is None:
        raise NotFound(_("There is no such user in this directory."))
    return found


def own_people(scope: Scope) -> QuerySet[Assignment]:
    """Return the people of the company whose directory asks, services left out; inside the wall."""
    return (
        Assignment.objects.filter(
            client_id=scope.client,
            person__role__in=[role.value for role in groups_of(scope.side)],
        )
        .exclude(person__email__endswith=f"@{SERVICE_DOMAIN}")
        .select_related("person")
    )


def open_invitations(scope: Scope) -> QuerySet[Invitation]:
    """Return the invitations to the client worked for that nobody has followed; inside the wall."""
    return Invitation.objects.filter(
        client_id=scope.client, accepted_at__isnull=True, withdrawn_at__isnull=True
    )


def role_of(row: DirectoryUser, person: Person | None) -> str:
    """Return the role that somebody has here, or else is to come in as."""
    return person.role if person is not None and person.is_active else row.role


def _told(row: DirectoryUser, own: Assignment | None, *, is_invited: bool) -> DirectoryLine:
    person = own.person if own else None
    role = role_of(row, person)
    has_left = person is not None and not person.is_active
    return DirectoryLine(
        id=row.pk,
        email=row.email,
        external_id=row.external_id,
        display_name=row.display_name,
        given_name=row.given_name,
        family_name=row.family_name,
        role=Role(role) if role else None,
        # Somebody may end a sign-in here without the directory.
        is_active=row.is_active and (is_invited or not row.role or not has_left),
        added_at=row.added_at,
        changed_at=row.changed_at,
    )


def _untold(found: Iterable[Assignment]) -> Iterable[DirectoryLine]:
    """Give those who came in without the directory; those of them who left are none of its."""
    for one in found:
        if one.person.is_active:
            yield DirectoryLine(
                id=one.person_id,
                email=one.person.email,
                external_id="",
                display_name=one.person.name,
                given_name="",
                family_name="",
                role=Role(one.person.role),
                is_active=True,
                added_at=one.since,
                changed_at=one.since,
            )

"""Links of invitations: what they say, who holds one, and with which scope they come in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from catchball.kernel.ids import new_id
from catchball.trust.models import Assignment, Invitation, Person
from catchball.trust.permissions import Permission, Role, Side
from catchball.trust.scope import Scope
from catchball.trust.wall import identified_as, signing_in_as

Standing = Literal["new", "returning", "taken"]


@dataclass(frozen=True)
class Invited:
    """Somebody who holds a link that works, or to whom one shall go."""

    id: UUID
    client_id: UUID
    email: str
    name: str
    role: Role
    invited_by_name: str
    expires_at: datetime
    key: str
    standing: Standing
    person_id: UUID


def find_invited(invitation: UUID, *, now: datetime) -> Invited | None:
    """Return who an open invitation is for, seen with the eyes of the letter's reader."""
    with signing_in_as(str(invitation)):
        row = Invitation.objects.filter(
            pk=invitation,
            accepted_at__isnull=True,
            withdrawn_at__isnull=True,
            expires_at__gt=now,
        ).first()
    if row is None:
        return None
    standing, person_id = _standing(row)
    return Invited(
        id=row.pk,
        client_id=row.client_id,
        email=row.email,
        name=row.name,
        role=Role(row.role),
        invited_by_name=row.invited_by_name,
        expires_at=row.expires_at,
        key=_key(row),
        standing=standing,
        person_id=person_id,
    )


def follow_link(invitation: UUID, key: str, *, now: datetime) -> Invited | None:
    """Return who follows a link; None where it is forged, used, withdrawn or too old."""
    found = find_invited(invitation, now=now)
    if found is None or found.standing == "taken" or not constant_time_compare(key, found.key):
        return None
    return found


def scope_of_invited(invited: Invited, *, name: str, zone: str, now: datetime) -> Scope:
    """Return the scope in which somebody comes in: it can do that, and nothing else."""
    return Scope(
        actor_id=invited.person_id,
        actor_name=name,
        side=invited.role.side,
        permissions=frozenset({Permission.INVITATION_ACCEPT, Permission.PROGRAM_READ}),
        sees=frozenset({invited.client_id}),
        client_id=invited.client_id,
        zone=zone,
        now=now,
    )


def _key(row: Invitation) -> str:
    """Return the secret part of the link: it depends on the letter, so an older one is void."""
    said = f"{row.pk}:{row.issue}:{row.email}"
    return salted_hmac("catchball.invitation", said, algorithm="sha256").hexdigest()[:48]


def _standing(row: Invitation) -> tuple[Standing, UUID]:
    """Return whether the address is new, returns to this client, or signs in elsewhere."""
    with signing_in_as(row.email):
        person = Person.objects.filter(email=row.email).first()
    if person is None:
        return "new", new_id()
    with identified_as(person.pk):
        clients = set(Assignment.objects.filter(person=person).values_list("client_id", flat=True))
    side = Role(row.role).side
    returns = person.side is side and (side is Side.CMO or clients <= {row.client_id})
    return ("returning" if returns and not person.is_active else "taken"), person.pk

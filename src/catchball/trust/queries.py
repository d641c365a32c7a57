"""Everything that may be asked about people and about what happened."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.asking import rows_of
from catchball.trust.door import query
from catchball.trust.models import (
    Assignment,
    Change,
    Entry,
    Invitation,
    Person,
    SecurityEvent,
)
from catchball.trust.permissions import ROLE_PERMISSIONS, Permission, Role, Side
from catchball.trust.rules import may_manage
from catchball.trust.scope import Scope
from catchball.trust.tokens.models import TokenUse


@dataclass(frozen=True)
class PersonLine:
    """A person as others see them."""

    id: UUID
    name: str
    email: str
    role: Role
    side: Side
    is_active: bool


@dataclass(frozen=True)
class ChangeLine:
    """One field of one row, before and after."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True)
class EntryLine:
    """One thing that happened, with the fields it changed on the record asked about."""

    id: UUID
    event: str
    actor_name: str
    side: Side
    happened_at: datetime
    reason: str
    changes: tuple[ChangeLine, ...]


@dataclass(frozen=True)
class Happening:
    """One thing that happened, with the first row that it changed."""

    event: str
    client_id: UUID | None
    actor_name: str
    side: Side
    happened_at: datetime
    reason: str
    arguments: dict[str, Any]
    table: str
    row_id: UUID | None
    row: dict[str, Any]


@dataclass(frozen=True)
class ColleagueLine:
    """A person as the two companies of a client see them: who, since when, last here.

    Whoever comes by a token is here too.
    """

    id: UUID
    name: str
    email: str
    role: Role
    side: Side
    is_active: bool
    since: datetime
    last_used_at: datetime | None
    client_id: UUID


@dataclass(frozen=True)
class InvitationLine:
    """An invitation that nobody has followed yet."""

    id: UUID
    name: str
    email: str
    role: Role
    invited_by: str
    invited_at: datetime
    expires_at: datetime
    is_expired: bool
    may_manage: bool


_SILENT = {"id", "client_id", "version", "audience"}


@query(may=Permission.PERSON_ADMINISTER)
def find_person(scope: Scope, *, email: str) -> PersonLine | None:
    """Return the person with this address, if the scope sees them."""
    row = Person.objects.filter(email=email.strip().lower()).first()
    return _person(row) if row else None


@query(may=Permission.PERSON_ADMINISTER)
def list_people(scope: Scope) -> list[PersonLine]:
    """Return all people whom the scope sees, by name (one SQL query)."""
    return [_person(row) for row in Person.objects.order_by("name", "email")]


@query(may=Permission.PERSON_READ)
def list_colleagues(scope: Scope) -> tuple[ColleagueLine, ...]:
    """Return who sees the clients that the scope sees, by name (three SQL queries).

    Somebody who sees several of them is named for each.
    """
    rows = list(
        Assignment.objects.filter(client_id__in=scope.sees)
        .select_related("person")
        .order_by("person__name", "person__email", "since")
    )
    return _colleagues(rows)


@query(may=Permission.PERSON_READ)
def get_colleague(scope: Scope, person: UUID) -> ColleagueLine:
    """Return a person who sees the client worked for (three SQL queries).

    :raises NotFound: if nobody of this id sees it
    """
    rows = Assignment.objects.filter(client_id=scope.client, person_id=person)
    found = _colleagues(list(rows.select_related("person")))
    if not found:
        raise NotFound(_("There is no such person here."))
    return found[0]


@query(may=Permission.PERSON_ADMINISTER)
def list_to_admit(scope: Scope) -> tuple[PersonLine, ...]:
    """Return the manufacturer's people who do not see the client worked for (one SQL query)."""
    here = Assignment.objects.filter(client_id=scope.client, person=OuterRef("pk"))
    roles = [role.value for role in Role if role.side is Side.CMO]
    rows = Person.objects.filter(~Exists(here), is_active=True, role__in=roles)
    return tuple(_person(row) for row in rows.order_by("name", "email"))


@query(may=Permission.PERSON_MANAGE)
def list_invitations(scope: Scope) -> tuple[InvitationLine, ...]:
    """Return the open invitations to the client worked for, newest first (one SQL query)."""
    rows = Invitation.objects.filter(
        client_id=scope.client, accepted_at__isnull=True, withdrawn_at__isnull=True
    )
    return tuple(
        InvitationLine(
            id=row.pk,
            name=row.name,
            email=row.email,
            role=Role(row.role),
            invited_by=row.invited_by_name,
            invited_at=row.invited_at,
            expires_at=row.expires_at,
            is_expired=row.expires_at <= scope.now,
            may_manage=may_manage(side=scope.side, role=Role(row.role)),
        )
        for row in rows.order_by("-invited_at")
    )


def list_assigned_clients(person: UUID) -> list[UUID]:
    """Return the clients that a person is assigned to; asked while identified as them."""
    return list(Assignment.objects.filter(person_id=person).values_list("client_id", flat=True))


def list_history(
    scope: Scope, *, row: UUID, limit: int = 100, since_version: int = 0
) -> tuple[EntryLine, ...]:
    """Return what happened to one row, newest first, within the wall (two SQL queries).

    With `since_version`, only what happened after the row was shown in that version.
    """
    found = Change.objects.filter(client_id=scope.client, row_id=row)
    if since_version:
        found = found.filter(new__version__gt=since_version)
    changes = list(found.order_by("-id").values("entry_id", "old", "new")[:limit])
    entries = Entry.objects.in_bulk([change["entry_id"] for change in changes])
    return tuple(
        _entry(entries[change["entry_id"]], change["old"], change["new"])
        for change in changes
        if change["entry_id"] in entries
    )


def list_entries_since(
    scope: Scope, *, rows: Iterable[UUID], since: datetime
) -> dict[UUID, tuple[EntryLine, ...]]:
    """Return what happened to each row after an instant, newest first, within the wall.

    Up to the scope's instant; two SQL queries, however many rows.
    """
    changes = list(
        Change.objects.filter(
            client_id=scope.client,
            row_id__in=list(rows),
            entry__happened_at__gt=since,
            entry__happened_at__lte=scope.now,
        )
        .order_by("-id")
        .values("entry_id", "row_id", "old", "new")
    )
    entries = Entry.objects.in_bulk([change["entry_id"] for change in changes])
    found: dict[UUID, list[EntryLine]] = {}
    for change in changes:
        line = _entry(entries[change["entry_id"]], change["old"], change["new"])
        found.setdefault(change["row_id"], []).append(line)
    return {row: tuple(lines) for row, lines in found.items()}


_HAPPENED = """
    SELECT e.event, e.client_id, e.actor_name, e.actor_side, e.happened_at, e.reason, e.arguments,
      c.table_name, c.row_id, c.new
    FROM (
      SELECT * FROM trust_entry
      WHERE client_id = ANY(%(clients)s::uuid[]) AND parent_id IS NULL
        AND event <> ALL(%(silent)s::text[])
      ORDER BY happened_at DESC, id DESC LIMIT %(limit)s
    ) e LEFT JOIN LATERAL (
      SELECT table_name, row_id, new FROM trust_change WHERE entry_id = e.id ORDER BY id LIMIT 1
    ) c ON true
    ORDER BY e.happened_at DESC, e.id DESC"""


@query(may=Permission.JOURNAL_READ)
def list_happenings(
    scope: Scope, *, limit: int, silent: Iterable[str] = ()
) -> tuple[Happening, ...]:
    """Return the newest things that happened for the clients seen, newest first (one SQL query).

    `silent` names events that are no news; inner steps of a command are told by their outer one.
    """
    rows = rows_of(_HAPPENED, clients=list(scope.sees), silent=list(silent), limit=limit)
    return tuple(
        Happening(
            event=event,
            client_id=client,
            actor_name=name,
            side=Side(side),
            happened_at=at,
            reason=reason,
            arguments=json.loads(arguments),
            table=table or "",
            row_id=row_id,
            row=json.loads(row) if row else {},
        )
        for event, client, name, side, at, reason, arguments, table, row_id, row in rows
    )


def _person(row: Person) -> PersonLine:
    role = Role(row.role)
    return PersonLine(row.pk, row.name, row.email, role, role.side, row.is_active)


def _last_here(people: list[Person]) -> dict[UUID, datetime]:
    """Return when each was last here: signed in, or by a token (two SQL queries)."""
    ids = {person.email: person.pk for person in people}
    signed_in = (
        SecurityEvent.objects.filter(kind="signed-in", subject__in=list(ids))
        .values_list("subject")
        .annotate(last=Max("happened_at"))
    )
    found = {ids[subject]: last for subject, last in signed_in}
    by_token = (
        TokenUse.objects.filter(person_id__in=list(ids.values()))
        .values_list("person_id")
        .annotate(last=Max("minute"))
    )
    for person, last in by_token:
        found[person] = max(last, found.get(person, last))
    return found


def _colleagues(rows: list[Assignment]) -> tuple[ColleagueLine, ...]:
    used = _last_here([row.person for row in rows])
    return tuple(
        ColleagueLine(
            id=row.person_id,
            name=row.person.name,
            email=row.person.email,
            role=Role(row.person.role),
            side=row.person.side,
            is_active=row.person.is_active,
            since=row.since,
            last_used_at=used.get(row.person_id),
            client_id=row.client_id,
        )
        for row in rows
    )


def _entry(row: Entry, old: dict[str, Any] | None, new: dict[str, Any] | None) -> EntryLine:
    before, after = old or {}, new or {}
    fields = [name for name in {**before, **after} if name not in _SILENT]
    return EntryLine(
        id=row.pk,
        event=row.event,
        actor_name=row.actor_name,
        side=Side(row.actor_side),
        happened_at=row.happened_at,
        reason=row.reason,
        changes=tuple(
            ChangeLine(name, before.get(name), after.get(name))
            for name in fields
            if before.get(name) != after.get(name)
        ),
    )


@query(may=Permission.PROGRAM_READ)
def list_assigned_people(scope: Scope, *, who_may: Permission) -> tuple[PersonLine, ...]:
    """Return the active people of both sides of the client who may do this, by name (one query)."""
    roles = [role for role, may in ROLE_PERMISSIONS.items() if who_may in may]
    rows = Person.objects.filter(
        assignments__client_id=scope.client, is_active=True, role__in=roles
    )
    return tuple(_person(row) for row in rows.order_by("name", "email"))

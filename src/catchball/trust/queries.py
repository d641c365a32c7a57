"""Everything that may be asked about people and about what happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from catchball.trust.door import query
from catchball.trust.models import Assignment, Change, Entry, Person
from catchball.trust.permissions import Permission, Role, Side
from catchball.trust.scope import Scope


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


@query(may=Permission.JOURNAL_READ)
def list_happenings(
    scope: Scope, *, limit: int, silent: Iterable[str] = ()
) -> tuple[Happening, ...]:
    """Return the newest things that happened for the clients seen, newest first (one SQL query).

    `silent` names events that are no news; inner steps of a command are told by their outer one.
    """
    first = Change.objects.filter(entry=OuterRef("pk")).order_by("id")
    rows = (
        Entry.objects.filter(client_id__in=scope.sees, parent__isnull=True)
        .exclude(event__in=list(silent))
        .annotate(
            table=Subquery(first.values("table_name")[:1]),
            row_id=Subquery(first.values("row_id")[:1]),
            row=Subquery(first.values("new")[:1]),
        )
        .order_by("-happened_at", "-id")[:limit]
    )
    return tuple(
        Happening(
            event=row.event,
            client_id=row.client_id,
            actor_name=row.actor_name,
            side=Side(row.actor_side),
            happened_at=row.happened_at,
            reason=row.reason,
            arguments=row.arguments,
            table=row.table or "",
            row_id=row.row_id,
            row=row.row or {},
        )
        for row in rows
    )


def _person(row: Person) -> PersonLine:
    role = Role(row.role)
    return PersonLine(row.pk, row.name, row.email, role, role.side, row.is_active)


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

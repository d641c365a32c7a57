"""Everything that may be asked of the journal as a whole: searched, filtered, page by page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from catchball.kernel.errors import NotFound
from catchball.kernel.paging import PAGE_ROWS, Page, last_page, page_of
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.models import Change, Entry, EntryAudience
from catchball.trust.permissions import Permission, Side
from catchball.trust.risks import Risk, risk_of
from catchball.trust.scope import Scope

COUNTED = 10_000
SHOWN_ROWS = 6
# Entries are several lines high each, with the names of all that they refer to.
PAGE_ENTRIES = 30


@dataclass(frozen=True, kw_only=True)
class JournalFilters:
    """What is wanted of the journal; days are those of the scope's zone, both included."""

    search: str = ""
    event: str = ""
    person: str = ""
    side: Side | None = None
    risk: Risk | None = None
    record: UUID | None = None
    first_on: date | None = None
    last_on: date | None = None
    page: int = 1


@dataclass(frozen=True)
class RowChange:
    """What happened to one row: all of it before, and all of it after."""

    id: int
    entry_id: UUID
    client_id: UUID | None
    audience: EntryAudience
    table: str
    row_id: UUID
    operation: str
    old: dict[str, Any] | None
    new: dict[str, Any] | None


@dataclass(frozen=True)
class JournalEntry:
    """One thing that happened, with the rows that it changed or the first of them."""

    id: UUID
    client_id: UUID | None
    parent_id: UUID | None
    actor_id: UUID | None
    actor_name: str
    side: Side
    event: str
    audience: EntryAudience
    reason: str
    arguments: dict[str, Any]
    happened_at: datetime
    changes: tuple[RowChange, ...]
    has_more: bool = False


@dataclass(frozen=True)
class JournalPage:
    """One page of the journal; beyond `COUNTED` entries it is only known that there are more."""

    page: Page[JournalEntry]
    is_counted: bool


@dataclass(frozen=True)
class EntryPage:
    """One entry with one page of all rows that it changed.

    `names` holds, for each row that a value refers to, its newest content in the journal.
    """

    entry: JournalEntry
    changes: Page[RowChange]
    names: dict[UUID, dict[str, Any]]


@dataclass(frozen=True)
class Choices:
    """By what the journal can be filtered: the events that occurred, the people who acted."""

    events: tuple[str, ...]
    people: tuple[str, ...]


@query(may=Permission.JOURNAL_READ)
def read_journal(scope: Scope, *, filters: JournalFilters) -> JournalPage:
    """Return one page of what happened, newest first (three SQL queries)."""
    found = wanted(scope, filters)
    count = found.order_by()[: COUNTED + 1].count()
    rows = min(count, COUNTED)
    number = min(filters.page, last_page(rows, PAGE_ENTRIES))
    start = (number - 1) * PAGE_ENTRIES
    entries = list(found[start : start + PAGE_ENTRIES])
    changes = first_changes([entry.pk for entry in entries])
    lines = [line_of(entry, changes.get(entry.pk, [])) for entry in entries]
    return JournalPage(
        page=page_of(lines, number=number, rows=rows, per_page=PAGE_ENTRIES),
        is_counted=count <= COUNTED,
    )


@query(may=Permission.JOURNAL_READ)
def walk_journal(
    scope: Scope, *, filters: JournalFilters, after: UUID | None, limit: int
) -> tuple[JournalEntry, ...]:
    """Return what happened, oldest first, beginning after one entry (two or three SQL queries).

    :raises NotFound: if there is no such entry to begin after
    """
    found = wanted(scope, filters).order_by("happened_at", "id")
    if after is not None:
        last = Entry.objects.filter(seen_by(scope), pk=after).first()
        if last is None:
            raise NotFound(_("There is no such entry in the journal."))
        later = Q(happened_at=last.happened_at, pk__gt=after) | Q(happened_at__gt=last.happened_at)
        found = found.filter(later, happened_at__gte=last.happened_at)
    entries = list(found[:limit])
    changes = first_changes([entry.pk for entry in entries])
    return tuple(line_of(entry, changes.get(entry.pk, [])) for entry in entries)


@query(may=Permission.JOURNAL_READ)
def get_entry(scope: Scope, entry: UUID, *, page: int = 1) -> EntryPage:
    """Return one entry with all that it changed, page by page (four SQL queries).

    :raises NotFound: if it does not exist or lies behind the wall
    """
    found, changes = read_entry(scope, entry, page=page)
    return EntryPage(found, changes, names=names_in(scope, changes.items))


@query(may=Permission.JOURNAL_READ)
def read_entry(scope: Scope, entry: UUID, *, page: int = 1) -> tuple[JournalEntry, Page[RowChange]]:
    """Return what `get_entry` does, without what the values refer to (three SQL queries).

    :raises NotFound: if it does not exist or lies behind the wall
    """
    row = Entry.objects.filter(seen_by(scope), pk=entry).first()
    if row is None:
        raise NotFound(_("There is no such entry in the journal."))
    rows = Change.objects.filter(entry_id=entry).defer("label").order_by("id")
    count = rows.count()
    number = min(page, last_page(count))
    start = (number - 1) * PAGE_ROWS
    changes = [change_of(one) for one in rows[start : start + PAGE_ROWS]]
    return line_of(row, []), page_of(changes, number=number, rows=count)


@query(may=Permission.JOURNAL_READ)
def list_choices(scope: Scope) -> Choices:
    """Return by what the journal can be filtered (two SQL queries, whatever its length)."""
    return Choices(events=_distinct(scope, "event"), people=_distinct(scope, "actor_name"))


def seen_by(scope: Scope) -> Q:
    """Return whose entries the page is about; the wall itself hides what else is not theirs.

    Across clients also what belongs to none: people, sites.
    """
    own = Q(client_id__in=scope.sees)
    return own | Q(client_id__isnull=True) if scope.client_id is None else own


def wanted(scope: Scope, filters: JournalFilters) -> QuerySet[Entry]:
    """Return the entries wanted, newest first; inside the wall only."""
    found = Entry.objects.filter(seen_by(scope))
    exact = {
        "event": filters.event or None,
        "actor_name": filters.person or None,
        "actor_side": filters.side,
        "happened_at__gte": _midnight(scope, filters.first_on),
        "happened_at__lt": _midnight(scope, filters.last_on, days=1),
    }
    found = found.filter(**{name: value for name, value in exact.items() if value is not None})
    if filters.risk:
        found = found.filter(at_risk(scope, filters.risk))
    if filters.record:
        found = found.filter(_changing(scope, row_id=filters.record))
    if filters.search:
        found = found.filter(_matching(scope, filters.search))
    return found.order_by("-happened_at", "-id")


def at_risk(scope: Scope, risk: Risk) -> Q:
    """Match the entries of one risk: by what they are called, and by the rows they removed."""
    risks = {event: risk_of(event) for event in _distinct(scope, "event")}
    named = Q(event__in=[event for event, found in risks.items() if found is risk])
    if risk is not Risk.REMOVED:
        return named
    ordinary = [event for event, found in risks.items() if found is None]
    return named | Q(removing_rows(scope), event__in=ordinary)


def removing_rows(scope: Scope) -> Q:
    """Match the entries that removed a row."""
    return _changing(scope, operation="DELETE")


def _midnight(scope: Scope, day: date | None, *, days: int = 0) -> datetime | None:
    if day is None or day == date.max:
        return None
    return datetime.combine(day + timedelta(days=days), time.min, ZoneInfo(scope.zone))


def _changing(scope: Scope, **which: Any) -> Q:
    """Match the entries that changed such rows, also rows of no client: a site's, a person's."""
    rows = Change.objects.filter(seen_by(scope) | Q(client_id__isnull=True), **which)
    return Q(pk__in=rows.values("entry_id"))


def _matching(scope: Scope, search: str) -> Q:
    """Match who, what, why and what was sent anywhere; and names of records from their start."""
    return (
        Q(actor_name__icontains=search)
        | Q(event__icontains=search)
        | Q(reason__icontains=search)
        | Exists(
            Entry.objects.filter(pk=OuterRef("pk"))
            .annotate(sent=Cast("arguments", TextField()))
            .filter(sent__icontains=search)
        )
        | _changing(scope, label__startswith=search.lower())
    )


def _distinct(scope: Scope, column: str) -> tuple[str, ...]:
    """Return the values that a column has, by leaping through its index from one to the next."""
    clients = sorted(map(str, scope.sees))
    leaps = [_leap(column, "SELECT unnest(%s::uuid[])", "client_id = found.client")]
    if scope.client_id is None:
        leaps.append(_leap(column, "SELECT NULL::uuid", "client_id IS NULL"))
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(leaps), [clients])
        return tuple(sorted(value for (value,) in cursor.fetchall() if value is not None))


def _leap(column: str, clients: str, of_client: str) -> str:
    least = f"SELECT min({column}) FROM trust_entry WHERE {of_client}"  # noqa: S608 -- own names
    return f"""(
        WITH RECURSIVE found(client, value) AS (
            SELECT found.client, ({least}) FROM ({clients}) found(client)
            UNION ALL
            SELECT found.client, ({least} AND {column} > found.value)
            FROM found WHERE found.value IS NOT NULL
        ) SELECT value FROM found)"""  # noqa: S608 -- as above


def first_changes(entries: list[UUID]) -> dict[UUID, list[RowChange]]:
    """Return the first rows that each entry changed, one more than are shown."""
    found: dict[UUID, list[RowChange]] = {}
    rows = Change.objects.raw(
        """
        SELECT c.id, c.entry_id, c.client_id, c.audience, c.table_name, c.row_id, c.operation,
            c.old, c.new
        FROM unnest(%s::uuid[]) AS e(id) CROSS JOIN LATERAL (
            SELECT * FROM trust_change WHERE entry_id = e.id ORDER BY id LIMIT %s
        ) c ORDER BY c.id
        """,
        [[str(entry) for entry in entries], SHOWN_ROWS + 1],
    )
    for row in rows:
        found.setdefault(row.entry_id, []).append(change_of(row))
    return found


def names_in(scope: Scope, changes: Iterable[RowChange]) -> dict[UUID, dict[str, Any]]:
    """Return the newest content of every row that these refer to by a field `…_id`."""
    wanted = {
        value
        for change in changes
        for row in (change.old, change.new)
        for field, value in (row or {}).items()
        if field.endswith("_id") and isinstance(value, str)
    }
    rows = (
        Change.objects.filter(seen_by(scope) | Q(client_id__isnull=True))
        .filter(row_id__in=[value for value in wanted if _is_uuid(value)])
        .order_by("row_id", "-id")
        .distinct("row_id")
    )
    return {
        row_id: new or old or {} for row_id, old, new in rows.values_list("row_id", "old", "new")
    }


def _is_uuid(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def change_of(row: Change) -> RowChange:
    """Return a line of the journal as what happened to one row."""
    return RowChange(
        id=row.pk,
        entry_id=row.entry_id,
        client_id=row.client_id,
        audience=EntryAudience(row.audience),
        table=row.table_name,
        row_id=row.row_id,
        operation=row.operation,
        old=row.old,
        new=row.new,
    )


def line_of(
    row: Entry, changes: list[RowChange], *, shown: int | None = SHOWN_ROWS
) -> JournalEntry:
    """Return an entry with these changes, or with the first of them."""
    return JournalEntry(
        id=row.pk,
        client_id=row.client_id,
        parent_id=row.parent_id,
        actor_id=row.actor_id,
        actor_name=row.actor_name,
        side=Side(row.actor_side),
        event=row.event,
        audience=EntryAudience(row.audience),
        reason=row.reason,
        arguments=row.arguments,
        happened_at=row.happened_at,
        changes=tuple(changes[:shown]),
        has_more=shown is not None and len(changes) > shown,
    )

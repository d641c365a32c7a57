"""Everything that may be asked about reviews of the journal: who reviewed up to where.

A mark says: all that stood in the journal up to this entry. Each client's journal has its marks,
and so has what belongs to no client (people, sites, services), which the manufacturer's people
review across clients. An entry is dated by when its
command began, so that a long one may come in below a mark; hence a mark also keeps what was
committed when it was set (PostgreSQL's snapshot), and what came in later is not reviewed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Count, Max, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from catchball.kernel.errors import NotFound
from catchball.kernel.paging import Page, last_page, page_of
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.journal import (
    PAGE_ENTRIES,
    JournalEntry,
    at_risk,
    first_changes,
    line_of,
    names_in,
    removing_rows,
)
from catchball.trust.models import Assignment, Entry, JournalReview, Person, SecurityEvent
from catchball.trust.permissions import Permission, Role, Side
from catchball.trust.risks import Risk, risk_of
from catchball.trust.scope import Scope

REVIEWED = "journal.journal-reviewed"
# No command runs for longer; only so far back is looked for what came in below a mark.
LONGEST_COMMAND = timedelta(days=1)
SHOWN_PROOFS = 20


@dataclass(frozen=True)
class Mark:
    """Up to where one person reviewed the journal, and how much has happened since."""

    person: UUID
    person_name: str
    side: Side
    up_to: UUID
    up_to_at: datetime
    note: str
    reviewed_at: datetime
    since: int


@dataclass(frozen=True)
class FailedProof:
    """That somebody failed to prove themself under a signature or a change."""

    who: str
    method: str
    at: datetime


@dataclass(frozen=True)
class Unreviewed:
    """What the actor has not reviewed, oldest first, and what of it deserves a second look.

    `rows` counts all of it, whatever risk the page shows; `risks` holds the risks that occur.
    """

    page: Page[JournalEntry]
    rows: int
    risks: tuple[tuple[Risk, int], ...]


@dataclass(frozen=True)
class UnreviewedNamed(Unreviewed):
    """The same; `names` holds, for each row that a value refers to, its newest content."""

    names: dict[UUID, dict[str, Any]]


@query(may=Permission.JOURNAL_REVIEW)
def read_unreviewed(scope: Scope, *, risk: Risk | None = None, page: int = 1) -> UnreviewedNamed:
    """Return what `read_waiting` does, and what the values refer to (six SQL queries)."""
    found = read_waiting(scope, risk=risk, page=page)
    changes = [change for line in found.page.items for change in line.changes]
    return UnreviewedNamed(**vars(found), names=names_in(scope, changes))


@query(may=Permission.JOURNAL_REVIEW)
def read_waiting(scope: Scope, *, risk: Risk | None = None, page: int = 1) -> Unreviewed:
    """Return what the actor has not reviewed of the client's journal (five SQL queries).

    Across clients: of what belongs to none. Reviews themselves do not wait for a review.
    """
    waits = unreviewed(scope, find_last(scope))
    kinds = _count_kinds(scope, waits)
    total = sum(kinds.values())
    rows = total if risk is None else kinds.get(risk, 0)
    shown = waits if risk is None else waits.filter(at_risk(scope, risk))
    number = min(page, last_page(rows, PAGE_ENTRIES))
    start = (number - 1) * PAGE_ENTRIES
    entries = list(shown.order_by("happened_at", "id")[start : start + PAGE_ENTRIES])
    changes = first_changes([entry.pk for entry in entries])
    lines = [line_of(entry, changes.get(entry.pk, [])) for entry in entries]
    return Unreviewed(
        page=page_of(lines, number=number, rows=rows, per_page=PAGE_ENTRIES),
        rows=total,
        risks=tuple((one, kinds[one]) for one in Risk if kinds.get(one)),
    )


@query(may=Permission.JOURNAL_READ)
def list_marks(scope: Scope) -> tuple[Mark, ...]:
    """Return the last mark of each person in the client's journal, newest first (one SQL query).

    Across clients: in what belongs to none.
    """
    newest = JournalReview.objects.filter(_of_one(scope))
    newest = newest.order_by("person_id", "-up_to_at", "-reviewed_at").distinct("person_id")
    later = (
        _entries(scope)
        .filter(
            Q(happened_at__gt=OuterRef("up_to_at"))
            | Q(happened_at=OuterRef("up_to_at"), pk__gt=OuterRef("up_to_id"))
        )
        .order_by()
        .values("client_id")
        .annotate(count=Count("pk"))
        .values("count")
    )
    rows = JournalReview.objects.filter(pk__in=newest.values("pk"))
    rows = rows.annotate(since=Coalesce(Subquery(later), 0)).order_by("-reviewed_at", "person_name")
    return tuple(
        Mark(
            person=row.person_id,
            person_name=row.person_name,
            side=Side(row.side),
            up_to=row.up_to_id,
            up_to_at=row.up_to_at,
            note=row.note,
            reviewed_at=row.reviewed_at,
            since=row.since,
        )
        for row in rows
    )


@query(may=Permission.JOURNAL_REVIEW)
def list_failed_proofs(scope: Scope) -> tuple[FailedProof, ...]:
    """Return who of the actor's company failed to prove themself since the actor's last mark.

    Newest first, twenty at most (two SQL queries). No journal entry tells these: the refused
    submission left nothing behind.
    """
    last = find_last(scope)
    rows = SecurityEvent.objects.filter(kind="proof-failed", person_id__in=_colleagues(scope))
    if last:
        rows = rows.filter(happened_at__gt=last.reviewed_at)
    rows = rows.order_by("-happened_at", "-id")[:SHOWN_PROOFS]
    return tuple(FailedProof(row.subject, row.detail, row.happened_at) for row in rows)


def _colleagues(scope: Scope) -> QuerySet[Any, Any]:
    """Return the people of the actor's company who work for the client; across clients, all."""
    if scope.client_id is None:
        roles = [role for role in Role if role.side is scope.side]
        return Person.objects.filter(role__in=roles).values("pk")
    people = Assignment.objects.filter(client_id=scope.client_id, side=scope.side)
    return people.values("person_id")


def find_last(scope: Scope) -> JournalReview | None:
    """Return the actor's last mark in the client's journal; inside the wall only."""
    own = JournalReview.objects.filter(_of_one(scope), person_id=scope.actor)
    return own.order_by("-up_to_at", "-reviewed_at").first()


def unreviewed(scope: Scope, last: JournalReview | None) -> QuerySet[Entry]:
    """Return the entries after a mark, and those that came in below it afterwards."""
    rows = _entries(scope)
    if last is None:
        return rows
    # No snapshot holds what its own transaction wrote; but whoever reads that now has counted it.
    came_later = RawSQL(
        "NOT pg_visible_in_snapshot(trust_entry.xact, %s::pg_snapshot)"
        " AND trust_entry.xact IS DISTINCT FROM pg_current_xact_id_if_assigned()",
        [last.snapshot],
        output_field=BooleanField(),
    )
    after = Q(happened_at__gt=last.up_to_at) | Q(happened_at=last.up_to_at, pk__gt=last.up_to_id)
    return rows.filter(after | Q(came_later), happened_at__gte=last.up_to_at - LONGEST_COMMAND)


def count_up_to(rows: QuerySet[Entry], end: tuple[datetime, UUID]) -> tuple[int, str]:
    """Return how many rows lie up to an instant and id, and the snapshot of that count."""
    at, last = end
    within = Q(happened_at__lt=at) | Q(happened_at=at, pk__lte=last)
    snapshot = RawSQL("pg_current_snapshot()::text", [], output_field=TextField())
    counted = rows.filter(within).aggregate(count=Count("pk"), snapshot=Max(snapshot))
    return counted["count"], counted["snapshot"] or ""


def get_entry_up_to(scope: Scope, entry: UUID) -> Entry:
    """Return the entry up to which somebody reviewed; inside the wall only.

    :raises NotFound: if it is not in the client's journal
    """
    row = _entries(scope).filter(pk=entry).first()
    if row is None:
        raise NotFound(_("There is no such entry in the journal."))
    return row


def _entries(scope: Scope) -> QuerySet[Entry]:
    return Entry.objects.filter(_of_one(scope)).exclude(event=REVIEWED)


def _of_one(scope: Scope) -> Q:
    """Match what belongs to the client worked for; across clients, what belongs to none."""
    if scope.client_id is None:
        return Q(client_id__isnull=True)
    return Q(client_id=scope.client_id)


def _count_kinds(scope: Scope, rows: QuerySet[Entry]) -> dict[Risk | None, int]:
    """Return how many rows are of each risk (one SQL query); each row is counted once."""
    counted = (
        rows.order_by()
        .annotate(removes=removing_rows(scope))
        .values_list("event", "removes")
        .annotate(count=Count("pk"))
    )
    kinds: dict[Risk | None, int] = {}
    for event, removes, count in counted:
        risk = risk_of(event) or (Risk.REMOVED if removes else None)
        kinds[risk] = kinds.get(risk, 0) + count
    return kinds

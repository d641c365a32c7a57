"""Everything that may be asked about batches."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Lower

from catchball.kernel.errors import NotFound
from catchball.kernel.paging import Page
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.production import rules
from catchball.workplace.production.models import Batch
from catchball.workplace.production.queries.days import today_of_clients
from catchball.workplace.production.queries.history import list_batch_history
from catchball.workplace.production.queries.lines import (
    BatchDetail,
    BatchLine,
    HistoryLine,
    batch_line,
)
from catchball.workplace.production.queries.lists import (
    EXPORT_ROWS,
    hand_all,
    one_page,
    one_step,
)
from catchball.workplace.production.rules import BatchState, Disposition

_AWAITING = Q(state=BatchState.COMPLETED, disposition=Disposition.PENDING)
_OVER_FULL = Q(quantity_actual__gt=F("quantity_theoretical"))


@dataclass(frozen=True, kw_only=True)
class BatchFilters:
    """Which batches are wanted, in which order; days are of `completed_on`, both included."""

    search: str = ""
    state: BatchState | None = None
    disposition: Disposition | None = None
    program: UUID | None = None
    awaiting_only: bool = False
    over_full_only: bool = False
    completed_from: date | None = None
    completed_until: date | None = None
    sort: str = "-completed_on"
    page: int = 1

    SORTS: ClassVar = (
        "reference",
        "client_reference",
        "program",
        "product",
        "kind",
        "state",
        "planned_start_on",
        "started_on",
        "completed_on",
        "disposition",
        "disposed_on",
        "quantity_theoretical",
        "quantity_actual",
        "yield",
        "deviations",
    )

    @property
    def active(self) -> int:
        """How many filters hold, the search included."""
        return sum(
            (
                bool(self.search),
                self.state is not None,
                self.disposition is not None,
                self.program is not None,
                self.awaiting_only,
                self.over_full_only,
                self.completed_from is not None,
                self.completed_until is not None,
            )
        )


def _batches(scope: Scope) -> QuerySet[Batch]:
    rows = Batch.objects.filter(client_id__in=scope.sees)
    return rows.select_related("client", "program", "product")


def _filtered(scope: Scope, filters: BatchFilters) -> QuerySet[Batch]:
    rows = _batches(scope)
    exact = {
        "state": filters.state,
        "disposition": filters.disposition,
        "program_id": filters.program,
        "completed_on__gte": filters.completed_from,
        "completed_on__lte": filters.completed_until,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    if filters.search:
        rows = rows.filter(search__contains=Lower(Value(filters.search.strip())))
    if filters.awaiting_only:
        rows = rows.filter(_AWAITING)
    if filters.over_full_only:
        rows = rows.filter(_OVER_FULL)
    return rows


_MAY_BE_UNKNOWN = {
    "product",
    "planned_start_on",
    "started_on",
    "completed_on",
    "disposed_on",
    "quantity_theoretical",
    "quantity_actual",
    "yield",
    "deviations",
}


def _sorted(rows: QuerySet[Batch], sort: str) -> QuerySet[Batch]:
    name = sort.removeprefix("-")
    named: dict[str, Any] = {
        "program": F("program__code"),
        "product": F("product__name"),
        "yield": F("quantity_actual") / F("quantity_theoretical"),
    }
    field = named.get(name, F(name))
    # An index serves the order only where it says nothing needless about what is unknown.
    last = True if name in _MAY_BE_UNKNOWN else None
    order = field.desc(nulls_last=last) if sort.startswith("-") else field.asc(nulls_last=last)
    return rows.order_by(order, "reference", "id")


@query(may=Permission.BATCH_READ)
def list_batches(
    scope: Scope, *, filters: BatchFilters, every: int | None = None
) -> Page[BatchLine]:
    """Return one page of the batches wanted (two SQL queries for one client).

    `every`: how many there are without a filter, where that is known already. A page beyond the
    last shows the last.
    """
    rows = _filtered(scope, filters)
    count = rows.count() if every is None or filters.active else every
    in_order = _sorted(rows, filters.sort)
    return one_page(scope, in_order, batch_line, number=filters.page, count=count)


@query(may=Permission.BATCH_READ)
def walk_batches(
    scope: Scope, *, filters: BatchFilters, after: UUID | None, limit: int
) -> tuple[BatchLine, ...]:
    """Return the batches wanted in the order of their ids, beginning after one of them.

    The order never changes, so that who walks page by page meets each of them once (one SQL query
    for one client). How the filters sort is no matter here.
    """
    return one_step(scope, _filtered(scope, filters), batch_line, after=after, limit=limit)


@query(may=Permission.BATCH_READ)
def list_all_batches(
    scope: Scope, *, filters: BatchFilters, limit: int = EXPORT_ROWS
) -> tuple[BatchLine, ...]:
    """Return all batches wanted, where few are expected (two SQL queries for one client).

    :raises TooMuchToExport: if there are more than `limit`
    """
    found: list[BatchLine] = []
    hand_batches(scope, filters=filters, take=found.extend, limit=limit)
    return tuple(found)


@query(may=Permission.BATCH_READ)
def hand_batches(
    scope: Scope,
    *,
    filters: BatchFilters,
    take: Callable[[Iterator[BatchLine]], None],
    limit: int = EXPORT_ROWS,
) -> None:
    """Hand all batches wanted to `take`, which must use them up, for a file.

    However many they are, some are in memory at a time (two SQL queries for one client).

    :raises TooMuchToExport: if there are more than `limit`
    """
    rows = _sorted(_filtered(scope, filters), filters.sort)
    hand_all(scope, rows, batch_line, take=take, limit=limit)


@query(may=Permission.BATCH_READ)
def list_awaiting_disposition(scope: Scope, *, limit: int) -> tuple[BatchLine, ...]:
    """Return the completed batches nobody has decided about, those that waited longest first."""
    return awaiting_on(scope, today_of_clients(scope), limit=limit)


def awaiting_on(scope: Scope, todays: dict[UUID, date], *, limit: int) -> tuple[BatchLine, ...]:
    """Return what waits for disposition on the day that it is for each client (one SQL query)."""
    rows = _batches(scope).filter(_AWAITING).order_by("completed_on", "reference")[:limit]
    return tuple(batch_line(row, todays[row.client_id]) for row in rows)


@query(may=Permission.BATCH_READ)
def get_batch(scope: Scope, batch: UUID) -> BatchDetail:
    """Return one batch with its history (five SQL queries).

    :raises NotFound: if there is no such batch of the client worked for
    """
    row = _batches(scope).filter(client_id=scope.client, pk=batch).first()
    if row is None:
        raise NotFound(_("There is no such batch here."))
    line = batch_line(row, scope.today)
    return BatchDetail(
        line=line,
        headline=rules.batch_headline(
            reference=line.reference,
            state=line.state,
            disposition=line.disposition,
            waiting=line.waiting or 0,
            clean=line.is_clean,
        ),
        history=list_batch_history(scope, batch),
        actions=_actions(scope, line),
    )


@query(may=Permission.BATCH_READ)
def list_batch_changes(scope: Scope, batch: UUID, *, since_version: int) -> tuple[HistoryLine, ...]:
    """Return what happened to a batch after it was shown in a version, newest first."""
    return list_batch_history(scope, batch, since_version=since_version)


def get_batch_for_change(scope: Scope, batch: UUID) -> Batch:
    """Return the locked row, to the commands of this context.

    :raises NotFound: if there is no such batch of the client worked for
    """
    found = Batch.objects.select_for_update().filter(client_id=scope.client, pk=batch).first()
    if found is None:
        raise NotFound(_("There is no such batch here."))
    return found


def _actions(scope: Scope, line: BatchLine) -> tuple[str, ...]:
    """Return the verbs that state and role allow, the most usual first."""
    undecided = line.disposition is Disposition.PENDING
    steps = {
        BatchState.PLANNED: (
            (Permission.BATCH_RECORD, "start"),
            (Permission.BATCH_RECORD, "cancel"),
        ),
        BatchState.STARTED: ((Permission.BATCH_RECORD, "complete"),),
        BatchState.COMPLETED: ((Permission.BATCH_DISPOSE, "dispose"),) if undecided else (),
        BatchState.CANCELLED: (),
    }[line.state]
    correct = ((Permission.BATCH_CORRECT, "correct"),)
    return tuple(verb for may, verb in (*steps, *correct) if scope.may(may))

"""Everything that may be asked about deliveries."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Lower

from catchball.kernel.errors import NotFound
from catchball.kernel.paging import Page
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.production import rules
from catchball.workplace.production.models import Delivery, Redating
from catchball.workplace.production.queries.days import by_day, today_of_clients
from catchball.workplace.production.queries.history import list_delivery_history
from catchball.workplace.production.queries.lines import (
    DeliveryDetail,
    DeliveryLine,
    HistoryLine,
    RedatingLine,
    delivery_line,
)
from catchball.workplace.production.queries.lists import (
    EXPORT_ROWS,
    hand_all,
    one_page,
    one_step,
)
from catchball.workplace.production.rules import DeliveryState


@dataclass(frozen=True, kw_only=True)
class DeliveryFilters:
    """Which deliveries are wanted, in which order; days are of `promised_on`, both included."""

    search: str = ""
    state: DeliveryState | None = None
    program: UUID | None = None
    late_only: bool = False
    promised_from: date | None = None
    promised_until: date | None = None
    sort: str = "-promised_on"
    page: int = 1

    SORTS: ClassVar = (
        "reference",
        "client_reference",
        "item",
        "program",
        "destination",
        "requested_on",
        "first_promised_on",
        "promised_on",
        "delivered_on",
        "quantity_promised",
        "quantity_delivered",
        "state",
    )

    @property
    def active(self) -> int:
        """How many filters hold, the search included."""
        return sum(
            (
                bool(self.search),
                self.state is not None,
                self.program is not None,
                self.late_only,
                self.promised_from is not None,
                self.promised_until is not None,
            )
        )


def _deliveries(scope: Scope) -> QuerySet[Delivery]:
    return Delivery.objects.filter(client_id__in=scope.sees).select_related("client", "program")


def _open_and_late(today: date) -> Q:
    return Q(state=DeliveryState.PROMISED, first_promised_on__lt=today)


def _late(today: date) -> Q:
    return _open_and_late(today) | Q(
        state=DeliveryState.DELIVERED, delivered_on__gt=F("first_promised_on")
    )


def _due(today: date, within_days: int) -> Q:
    until = today + timedelta(days=within_days)
    return Q(state=DeliveryState.PROMISED, promised_on__range=(today, until))


def _filtered(scope: Scope, filters: DeliveryFilters) -> QuerySet[Delivery]:
    rows = _deliveries(scope)
    exact = {
        "state": filters.state,
        "program_id": filters.program,
        "promised_on__gte": filters.promised_from,
        "promised_on__lte": filters.promised_until,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    if filters.search:
        rows = rows.filter(search__contains=Lower(Value(filters.search.strip())))
    if filters.late_only:
        rows = rows.filter(by_day(today_of_clients(scope), _late))
    return rows


_MAY_BE_UNKNOWN = {"requested_on", "delivered_on", "quantity_promised", "quantity_delivered"}


def _sorted(rows: QuerySet[Delivery], sort: str) -> QuerySet[Delivery]:
    name = sort.removeprefix("-")
    field = F("program__code" if name == "program" else name)
    # An index serves the order only where it says nothing needless about what is unknown.
    last = True if name in _MAY_BE_UNKNOWN else None
    order = field.desc(nulls_last=last) if sort.startswith("-") else field.asc(nulls_last=last)
    return rows.order_by(order, "reference", "id")


@query(may=Permission.DELIVERY_READ)
def list_deliveries(
    scope: Scope, *, filters: DeliveryFilters, every: int | None = None
) -> Page[DeliveryLine]:
    """Return one page of the deliveries wanted (two SQL queries for one client).

    `every`: how many there are without a filter, where that is known already. A page beyond the
    last shows the last.
    """
    rows = _filtered(scope, filters)
    count = rows.count() if every is None or filters.active else every
    in_order = _sorted(rows, filters.sort)
    return one_page(scope, in_order, delivery_line, number=filters.page, count=count)


@query(may=Permission.DELIVERY_READ)
def walk_deliveries(
    scope: Scope, *, filters: DeliveryFilters, after: UUID | None, limit: int
) -> tuple[DeliveryLine, ...]:
    """Return the deliveries wanted in the order of their ids, beginning after one of them.

    The order never changes, so that who walks page by page meets each of them once (one SQL query
    for one client). How the filters sort is no matter here.
    """
    return one_step(scope, _filtered(scope, filters), delivery_line, after=after, limit=limit)


@query(may=Permission.DELIVERY_READ)
def list_all_deliveries(
    scope: Scope, *, filters: DeliveryFilters, limit: int = EXPORT_ROWS
) -> tuple[DeliveryLine, ...]:
    """Return all deliveries wanted, where few are expected (two SQL queries for one client).

    :raises TooMuchToExport: if there are more than `limit`
    """
    found: list[DeliveryLine] = []
    hand_deliveries(scope, filters=filters, take=found.extend, limit=limit)
    return tuple(found)


@query(may=Permission.DELIVERY_READ)
def hand_deliveries(
    scope: Scope,
    *,
    filters: DeliveryFilters,
    take: Callable[[Iterator[DeliveryLine]], None],
    limit: int = EXPORT_ROWS,
) -> None:
    """Hand all deliveries wanted to `take`, which must use them up, for a file.

    However many they are, some are in memory at a time (two SQL queries for one client).

    :raises TooMuchToExport: if there are more than `limit`
    """
    rows = _sorted(_filtered(scope, filters), filters.sort)
    hand_all(scope, rows, delivery_line, take=take, limit=limit)


@query(may=Permission.DELIVERY_READ)
def list_late_deliveries(scope: Scope, *, limit: int) -> tuple[DeliveryLine, ...]:
    """Return the open deliveries past their first confirmed day, latest ones first."""
    return late_on(scope, today_of_clients(scope), limit=limit)


def late_on(scope: Scope, todays: dict[UUID, date], *, limit: int) -> tuple[DeliveryLine, ...]:
    """Return what is late on the day that it is for each client (one SQL query)."""
    rows = _deliveries(scope).filter(by_day(todays, _open_and_late))
    found = rows.order_by("first_promised_on", "reference")[:limit]
    return tuple(delivery_line(row, todays[row.client_id]) for row in found)


@query(may=Permission.DELIVERY_READ)
def list_due_deliveries(scope: Scope, *, within_days: int, limit: int) -> tuple[DeliveryLine, ...]:
    """Return the open deliveries whose last confirmed day comes within the days, soonest first."""
    return due_on(scope, today_of_clients(scope), within_days=within_days, limit=limit)


def due_on(
    scope: Scope, todays: dict[UUID, date], *, within_days: int, limit: int
) -> tuple[DeliveryLine, ...]:
    """Return what is due within the days from that of each client on (one SQL query)."""
    rows = _deliveries(scope).filter(by_day(todays, lambda today: _due(today, within_days)))
    found = rows.order_by("promised_on", "reference")[:limit]
    return tuple(delivery_line(row, todays[row.client_id]) for row in found)


@query(may=Permission.DELIVERY_READ)
def get_delivery(scope: Scope, delivery: UUID) -> DeliveryDetail:
    """Return one delivery with its history (five SQL queries).

    :raises NotFound: if there is no such delivery of the client worked for
    """
    row = _deliveries(scope).filter(client_id=scope.client, pk=delivery).first()
    if row is None:
        raise NotFound(_("There is no such delivery here."))
    line = delivery_line(row, scope.today)
    history = list_delivery_history(scope, delivery)
    redatings = Redating.objects.filter(client_id=scope.client, delivery_id=delivery)
    return DeliveryDetail(
        line=line,
        headline=rules.delivery_headline(
            reference=line.reference,
            state=line.state,
            late=line.late,
            due_in=(line.promised_on - scope.today).days,
            moved=line.was_moved,
        ),
        redatings=tuple(_redating(one) for one in redatings.order_by("-redated_at", "-id")),
        history=history,
        corrections=tuple(one for one in history if one.is_first_day),
        cancelled_late=_cancelled_late(scope, line, history),
        actions=_actions(scope, line.state),
    )


@query(may=Permission.DELIVERY_READ)
def list_delivery_changes(
    scope: Scope, delivery: UUID, *, since_version: int
) -> tuple[HistoryLine, ...]:
    """Return what happened to a delivery after it was shown in a version, newest first."""
    return list_delivery_history(scope, delivery, since_version=since_version)


def get_delivery_for_change(scope: Scope, delivery: UUID) -> Delivery:
    """Return the locked row, to the commands of this context.

    :raises NotFound: if there is no such delivery of the client worked for
    """
    found = Delivery.objects.select_for_update().filter(client_id=scope.client, pk=delivery).first()
    if found is None:
        raise NotFound(_("There is no such delivery here."))
    return found


def _redating(row: Redating) -> RedatingLine:
    return RedatingLine(
        row.promised_before, row.promised_after, Side(row.asked_by), row.cause, row.redated_at
    )


def _cancelled_late(scope: Scope, line: DeliveryLine, history: tuple[HistoryLine, ...]) -> int:
    """Return by how many days a cancellation came after the first confirmed day; 0 if not."""
    if line.state is not DeliveryState.CANCELLED:
        return 0
    cancelled = next((one.at for one in history if one.is_cancelling), None)
    if cancelled is None:
        return 0
    day = cancelled.astimezone(ZoneInfo(scope.zone)).date()
    return max(0, (day - line.first_promised_on).days)


def _actions(scope: Scope, state: DeliveryState) -> tuple[str, ...]:
    """Return the verbs that state and role allow, the most usual first."""
    found = []
    if state is DeliveryState.PROMISED and scope.may(Permission.DELIVERY_RECORD):
        found += ["record", "redate", "cancel"]
    if scope.may(Permission.DELIVERY_CORRECT):
        found.append("correct")
    return tuple(found)

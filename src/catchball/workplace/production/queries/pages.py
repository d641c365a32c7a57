"""What a whole page about deliveries or batches asks for at once."""

from dataclasses import dataclass
from uuid import UUID

from catchball.kernel.paging import Page
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.production.queries.batches import (
    BatchFilters,
    awaiting_on,
    list_batches,
)
from catchball.workplace.production.queries.counting import (
    DUE_WITHIN_DAYS,
    BatchCounts,
    DeliveryCounts,
    count_batches,
    count_deliveries,
    count_on,
)
from catchball.workplace.production.queries.days import today_of_clients
from catchball.workplace.production.queries.deliveries import (
    DeliveryFilters,
    due_on,
    late_on,
    list_deliveries,
)
from catchball.workplace.production.queries.lines import BatchLine, DeliveryLine
from catchball.workplace.programs.queries import list_products, list_programs

Choice = tuple[UUID, str]


@dataclass(frozen=True)
class Places:
    """The programs and products that a record of this client may name."""

    programs: tuple[Choice, ...]
    products: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class DeliveryList:
    """One page of deliveries, how many are late and due, and what can be filtered by."""

    page: Page[DeliveryLine]
    counts: DeliveryCounts
    places: Places


@dataclass(frozen=True)
class BatchList:
    """One page of batches, how many wait, and what can be filtered by."""

    page: Page[BatchLine]
    counts: BatchCounts
    places: Places


@dataclass(frozen=True)
class DayOfWork:
    """What of deliveries and batches a day begins with: the counts, and the first of each."""

    counts: DeliveryCounts
    awaiting: int
    late: tuple[DeliveryLine, ...] = ()
    due: tuple[DeliveryLine, ...] = ()
    batches: tuple[BatchLine, ...] = ()


@query(may=Permission.PROGRAM_READ)
def list_places(scope: Scope) -> Places:
    """Return what a record may name, by code and by name (two SQL queries)."""
    return Places(_programs(scope), tuple((one.id, one.name) for one in list_products(scope)))


def _programs(scope: Scope) -> tuple[Choice, ...]:
    return tuple((one.id, f"{one.code} – {one.name}") for one in list_programs(scope))


@query(may=Permission.DELIVERY_READ)
def get_day_of_work(scope: Scope, *, limit: int) -> DayOfWork:
    """Return what is late, due and undecided of all clients seen, so many of each.

    One SQL query, one for each kind of which there are any, and across clients one for their days.
    """
    scope.require(Permission.BATCH_READ)
    todays = today_of_clients(scope)
    counts, awaiting = count_on(todays)
    return DayOfWork(
        counts=counts,
        awaiting=awaiting,
        late=late_on(scope, todays, limit=limit) if counts.late else (),
        due=(due_on(scope, todays, within_days=DUE_WITHIN_DAYS, limit=limit) if counts.due else ()),
        batches=awaiting_on(scope, todays, limit=limit) if awaiting else (),
    )


@query(may=Permission.DELIVERY_READ)
def get_delivery_list(scope: Scope, *, filters: DeliveryFilters) -> DeliveryList:
    """Return what the list of deliveries shows (three SQL queries, four with a filter)."""
    counts = count_deliveries(scope)
    page = list_deliveries(scope, filters=filters, every=counts.all)
    return DeliveryList(page, counts, Places(_programs(scope)))


@query(may=Permission.BATCH_READ)
def get_batch_list(scope: Scope, *, filters: BatchFilters) -> BatchList:
    """Return what the list of batches shows (three SQL queries, four with a filter)."""
    counts = count_batches(scope)
    page = list_batches(scope, filters=filters, every=counts.all)
    return BatchList(page, counts, Places(_programs(scope)))

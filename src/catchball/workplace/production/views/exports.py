"""The rows of a list as a file: what is shown, in its order, no formula among them."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, Literal

from django.http import HttpResponse

from catchball.kernel.cells import as_csv, as_xlsx
from catchball.kernel.words import Later, _
from catchball.trust.scope import Scope
from catchball.workplace.production import queries
from catchball.workplace.production.queries import BatchFilters, BatchLine, DeliveryFilters

Format = Literal["csv", "xlsx"]
Column = tuple[Later, Callable[[Any], Any]]
WORKBOOK_ROWS = 30_000  # some four seconds of work
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _reworked(line: BatchLine) -> str | None:
    return None if line.reworked is None else _("yes") if line.reworked else _("no")


DELIVERY_COLUMNS: tuple[Column, ...] = (
    (Later("Reference"), attrgetter("reference")),
    (Later("Client's reference"), attrgetter("client_reference")),
    (Later("Program"), attrgetter("program")),
    (Later("Item"), attrgetter("item")),
    (Later("Destination"), attrgetter("destination")),
    (Later("Requested day"), attrgetter("requested_on")),
    (Later("First confirmed day"), attrgetter("first_promised_on")),
    (Later("Last confirmed day"), attrgetter("promised_on")),
    (Later("Delivered on"), attrgetter("delivered_on")),
    (Later("Days late"), lambda line: line.late if line.is_late else None),
    (Later("Promised quantity"), attrgetter("quantity_promised")),
    (Later("Delivered quantity"), attrgetter("quantity_delivered")),
    (Later("Unit"), attrgetter("unit")),
    (Later("State"), lambda line: line.state.label),
)
BATCH_COLUMNS: tuple[Column, ...] = (
    (Later("Reference"), attrgetter("reference")),
    (Later("Client's reference"), attrgetter("client_reference")),
    (Later("Program"), attrgetter("program")),
    (Later("Product"), attrgetter("product")),
    (Later("Made for"), lambda line: line.kind.label),
    (Later("State"), lambda line: line.state.label),
    (Later("Planned start"), attrgetter("planned_start_on")),
    (Later("Started on"), attrgetter("started_on")),
    (Later("Completed on"), attrgetter("completed_on")),
    (Later("Decision"), lambda line: line.disposition.label),
    (Later("Decided on"), attrgetter("disposed_on")),
    (Later("Theoretical quantity"), attrgetter("quantity_theoretical")),
    (Later("Actual quantity"), attrgetter("quantity_actual")),
    (Later("Unit"), attrgetter("unit")),
    (Later("Yield"), lambda line: line.yield_share and round(line.yield_share, 6)),
    (Later("Deviations"), attrgetter("deviations")),
    (Later("Reworked"), _reworked),
)


def deliveries_as(kind: Format, scope: Scope, filters: DeliveryFilters) -> HttpResponse:
    """Return the deliveries wanted as a file."""
    lines = queries.list_all_deliveries(scope, filters=filters, limit=_limit(kind))
    return _file(kind, _("Deliveries"), f"deliveries-{scope.today}", DELIVERY_COLUMNS, lines)


def batches_as(kind: Format, scope: Scope, filters: BatchFilters) -> HttpResponse:
    """Return the batches wanted as a file."""
    lines = queries.list_all_batches(scope, filters=filters, limit=_limit(kind))
    return _file(kind, _("Batches"), f"batches-{scope.today}", BATCH_COLUMNS, lines)


def _limit(kind: Format) -> int:
    return WORKBOOK_ROWS if kind == "xlsx" else queries.EXPORT_ROWS


def _file(
    kind: Format, title: str, name: str, columns: Sequence[Column], lines: Sequence[Any]
) -> HttpResponse:
    head = [str(word) for word, _value in columns]
    rows = ([value(line) for _word, value in columns] for line in lines)
    content = as_csv(head, rows) if kind == "csv" else as_xlsx(title, head, rows)
    answer = HttpResponse(content, content_type=_TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer

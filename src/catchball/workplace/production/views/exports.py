"""The rows of a list as a file: what is shown, in its order, no formula among them."""

import io
import weakref
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Literal

from django.http import FileResponse
from django.http.response import HttpResponseBase

from catchball.kernel.cells import CSV, XLSX, write_csv, write_xlsx
from catchball.kernel.words import Later, _
from catchball.trust.scope import Scope
from catchball.workplace.production import queries
from catchball.workplace.production.queries import BatchFilters, BatchLine, DeliveryFilters

Format = Literal["csv", "xlsx"]
Column = tuple[Later, Callable[[Any], Any]]
WORKBOOK_ROWS = 30_000  # some four seconds of work
_LIMITS: dict[Format, int] = {"csv": queries.EXPORT_ROWS, "xlsx": WORKBOOK_ROWS}
_IN_MEMORY = 1 << 20
_TYPES = {
    "csv": CSV,
    "xlsx": XLSX,
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


def deliveries_as(kind: Format, scope: Scope, filters: DeliveryFilters) -> HttpResponseBase:
    """Return the deliveries wanted as a file."""
    file = _Export(kind, _("Deliveries"), f"deliveries-{scope.today}", DELIVERY_COLUMNS)
    queries.hand_deliveries(scope, filters=filters, take=file.write, limit=_LIMITS[kind])
    return file.answer()


def batches_as(kind: Format, scope: Scope, filters: BatchFilters) -> HttpResponseBase:
    """Return the batches wanted as a file."""
    file = _Export(kind, _("Batches"), f"batches-{scope.today}", BATCH_COLUMNS)
    queries.hand_batches(scope, filters=filters, take=file.write, limit=_LIMITS[kind])
    return file.answer()


class _Export:
    """A file that is written while the rows come, on disk where they are many.

    It is whole before the first of it is sent, as nothing is sent from within a transaction.
    """

    def __init__(self, kind: Format, title: str, name: str, columns: Sequence[Column]) -> None:
        self._kind, self._title, self._name, self._columns = kind, title, name, columns
        self._file: IO[bytes] | None = None

    def write(self, lines: Iterator[Any]) -> None:
        head = [str(word) for word, _value in self._columns]
        rows = ([value(line) for _word, value in self._columns] for line in lines)
        file: Any = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 -- the answer closes it
        self._file = file
        if self._kind == "csv":
            write_csv(file, head, rows)
        else:
            write_xlsx(file, self._title, head, rows)
        file.seek(0)

    def answer(self) -> HttpResponseBase:
        file = self._file or io.BytesIO()
        name = f"{self._name}.{self._kind}"
        kind = _TYPES[self._kind]
        sent = FileResponse(file, as_attachment=True, filename=name, content_type=kind)
        weakref.finalize(sent, file.close)  # also where nobody reads it to its end
        return sent

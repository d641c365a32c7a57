"""Reading the rows of a kept file against what this client has: programs, products, records."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.exchange.models import Import, ImportMapping
from catchball.workplace.exchange.rules.error_files import ErrorFile
from catchball.workplace.exchange.rules.keeping import Shelf
from catchball.workplace.exchange.rules.mapping import Mapping, fields_written
from catchball.workplace.exchange.rules.pairing import judge_rows
from catchball.workplace.exchange.rules.records import Problem
from catchball.workplace.exchange.rules.rows import Bad, Good, settle_styles
from catchball.workplace.exchange.rules.sheets import open_table
from catchball.workplace.exchange.rules.styles import Ambiguous
from catchball.workplace.exchange.rules.tables import Row, Table
from catchball.workplace.production.queries import preview_batches, preview_deliveries
from catchball.workplace.production.rules import (
    BatchFacts,
    BatchKind,
    BatchRow,
    BatchState,
    BulkOutcome,
    DeliveryFacts,
    DeliveryRow,
    DeliveryState,
    Disposition,
)
from catchball.workplace.programs.queries import list_products, list_programs

SHOWN = 200
_TELL_EVERY = 2_000


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with one row, to be shown."""

    line: int
    column: str
    value: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What a file holds: before writing what would become of it, afterwards what did."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    shown: tuple[Any, ...] = ()
    new_products: tuple[str, ...] = ()

    def written(self, *, read: int, bad: int, outcome: BulkOutcome) -> "Findings":
        """Return the same findings with what was really written."""
        return replace(
            self,
            read=read,
            created=outcome.created,
            updated=outcome.updated,
            unchanged=outcome.unchanged,
            refused=bad + len(outcome.refused),
        )


@dataclass(frozen=True)
class Checked:
    """The verdict on a file, and what must still be asked."""

    mapping: Mapping
    questions: tuple[Ambiguous, ...]
    findings: Findings


@dataclass
class RowBook:
    """Keeps count while rows pass by, gathers the bad ones, and notes how far it is."""

    shelf: Shelf
    import_id: UUID
    read: int = 0
    bad: int = 0
    shown: list[Finding] = field(default_factory=list)

    def pass_by(self) -> None:
        """Count a row."""
        self.read += 1
        if self.read % _TELL_EVERY == 0:
            with suppress(OSError):
                self.shelf.progress(self.import_id).write_text(str(self.read))

    def refuse(self, bad: Bad) -> None:
        """Count a bad row, and keep the first ones to be shown."""
        self.bad += 1
        for problem in bad.errors:
            if len(self.shown) < SHOWN:
                self.shown.append(
                    Finding(bad.line_no, problem.column, problem.value[:SHOWN], problem.why)
                )


@query(may=Permission.IMPORT_RUN)
def check_file(scope: Scope, *, import_id: UUID, shelf: Shelf) -> Checked:
    """Judge every row of an import's file and compare it with what is recorded; keep nothing.

    The bad rows are put on the shelf as a file.

    :raises NotFound: if there is no such import
    :raises CannotRead, MappingDoesNotFit: if the file cannot be read, or not in this way
    """
    row = Import.objects.filter(client_id=scope.client, pk=import_id).first()
    if row is None:
        raise NotFound(_("There is no such import here."))
    mapping, path = Mapping(**row.mapping), shelf.path(row.content_hash)
    before = ImportMapping.objects.filter(client_id=scope.client, what=row.what).first()
    remembered = before.mapping.get("styles", {}) if before else {}
    with open_table(path, mapping.choices) as table:
        settled = settle_styles(table, mapping, remembered)
    if settled.questions:
        return Checked(settled.mapping, settled.questions, Findings())
    places = _Places(scope)
    book = RowBook(shelf, import_id)
    with (
        open_table(path, settled.mapping.choices) as table,
        ErrorFile(shelf.errors(import_id), table.header) as errors,
    ):
        outcome = _preview(
            scope, row, settled.mapping, _good(table, settled.mapping, places, book, scope, errors)
        )
    if outcome.refused:
        _write_all_errors(scope, path, settled.mapping, places, book, outcome)
    return Checked(settled.mapping, (), _findings(book, outcome, places))


def _preview(
    scope: Scope, row: Import, mapping: Mapping, rows: Iterator[DeliveryRow | BatchRow]
) -> BulkOutcome:
    preview: Any = {"deliveries": preview_deliveries, "batches": preview_batches}[row.what]
    outcome: BulkOutcome = preview(
        scope,
        rows=rows,
        given=given_fields(fields_written(mapping)),
        update=row.update_existing,
    )
    return outcome


def _findings(book: RowBook, outcome: BulkOutcome, places: "_Places") -> Findings:
    shown = book.shown + [
        Finding(one.line, "", one.reference, one.reason)
        for one in outcome.refused[: SHOWN - len(book.shown)]
    ]
    return Findings(
        read=book.read,
        created=outcome.created,
        updated=outcome.updated,
        unchanged=outcome.unchanged,
        refused=book.bad + len(outcome.refused),
        shown=tuple(sorted(shown, key=lambda one: one.line)),
        new_products=tuple(places.new_products.values()),
    )


def _write_all_errors(
    scope: Scope,
    path: Path,
    mapping: Mapping,
    places: "_Places",
    book: RowBook,
    outcome: BulkOutcome,
) -> None:
    """Write the file of bad rows anew, with those that the records themselves refuse."""
    refused = {one.line: one for one in outcome.refused}
    with (
        open_table(path, mapping.choices) as table,
        ErrorFile(book.shelf.errors(book.import_id), table.header) as errors,
    ):
        for row, verdict in judge_rows(table, mapping, scope.today):
            bad = _fault(row, verdict, mapping, places)
            if bad is None and row.line_no in refused:
                one = refused[row.line_no]
                bad = Bad(row.line_no, (Problem("", one.reference, one.reason),), row.cells)
            if bad is not None:
                errors.write(bad)


def _fault(row: Row, verdict: Good | Bad, mapping: Mapping, places: "_Places") -> Bad | None:
    """Return why a row cannot be written as far as the file and the programs tell."""
    if isinstance(verdict, Bad):
        return verdict
    code = str(verdict.values["program"])
    if places.program(code) is not None:
        return None
    why = _("There is no program with this code. Add it first, or choose another.")
    problem = Problem(mapping.columns.get("program", ""), code, why)
    return Bad(row.line_no, (problem,), row.cells)


class _Places:
    """The client's programs and products by code, and the codes of products still to be added."""

    def __init__(self, scope: Scope) -> None:
        self.programs = {one.code.casefold(): one.id for one in list_programs(scope)}
        self.products = {one.code.casefold(): one.id for one in list_products(scope)}
        self.new_products: dict[str, str] = {}

    def program(self, code: str) -> UUID | None:
        """Return the program of this code, if there is one."""
        return self.programs.get(code.casefold())

    def product(self, code: str | None) -> UUID | None:
        """Return the product of this code; one that is not there yet is noted, to be added."""
        if not code:
            return None
        found = self.products.get(code.casefold())
        if found is None:
            self.new_products.setdefault(code.casefold(), code)
        return found


def _good(
    table: Table,
    mapping: Mapping,
    places: _Places,
    book: RowBook,
    scope: Scope,
    errors: ErrorFile | None,
) -> Iterator[DeliveryRow | BatchRow]:
    """Yield the good rows as production takes them; count and keep the bad ones."""
    make = _delivery if mapping.what == "deliveries" else _batch
    for row, verdict in judge_rows(table, mapping, scope.today):
        book.pass_by()
        bad = _fault(row, verdict, mapping, places)
        if bad is not None:
            book.refuse(bad)
            if errors is not None:
                errors.write(bad)
        elif isinstance(verdict, Good):
            program = places.program(str(verdict.values["program"]))
            if program is not None:
                yield make(verdict, program, places)


def _delivery(good: Good, program: UUID, _places: _Places) -> DeliveryRow:
    values = {name: value for name, value in good.values.items() if value is not None}
    values["state"] = DeliveryState(values["state"])
    values["first_promised_on"] = values.pop("promised_on")
    return DeliveryRow(good.line_no, DeliveryFacts(**{**values, "program": program}))


def _batch(good: Good, program: UUID, places: _Places) -> BatchRow:
    values = {name: value for name, value in good.values.items() if value is not None}
    values["state"] = BatchState(values["state"])
    values["kind"] = BatchKind(values.get("kind", BatchKind.COMMERCIAL))
    values["disposition"] = Disposition(values.get("disposition", Disposition.PENDING))
    product = places.product(values.pop("product", None))
    return BatchRow(good.line_no, BatchFacts(**{**values, "program": program, "product": product}))


def given_fields(written: Collection[str]) -> tuple[str, ...]:
    """Return the fields by the names under which production keeps them."""
    names = {"promised_on": "first_promised_on"}
    return tuple(names.get(name, name) for name in written if name != "reference")


@contextmanager
def open_good_rows(
    scope: Scope, content_hash: str, import_id: UUID, mapping: Mapping, shelf: Shelf
) -> Iterator[tuple[Iterator[DeliveryRow | BatchRow], RowBook]]:
    """Open the file of an import for writing: its good rows, and the book that counts them."""
    places = _Places(scope)
    book = RowBook(shelf, import_id)
    with open_table(shelf.path(content_hash), mapping.choices) as table:
        yield _good(table, mapping, places, book, scope, None), book

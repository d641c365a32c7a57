"""Reading the rows of a kept file against what this client has: programs, products, records."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import compress
from operator import attrgetter
from pathlib import Path
from typing import Any
from uuid import UUID

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.exchange.models import Import, ImportMapping
from catchball.workplace.exchange.queries.findings import Findings, RowBook, findings_of
from catchball.workplace.exchange.queries.hands import check_free
from catchball.workplace.exchange.queries.places import CheckFirst, Places
from catchball.workplace.exchange.rules.error_files import ErrorFile
from catchball.workplace.exchange.rules.keeping import RowsFile, Shelf
from catchball.workplace.exchange.rules.mapping import Mapping, fields_written
from catchball.workplace.exchange.rules.records import Problem
from catchball.workplace.exchange.rules.rows import Bad, Judged, judge_some
from catchball.workplace.exchange.rules.settling import Settled, Telling, settle_styles
from catchball.workplace.exchange.rules.sheets import open_table
from catchball.workplace.exchange.rules.steps import ImportState, check_may_follow
from catchball.workplace.exchange.rules.styles import Ambiguous
from catchball.workplace.exchange.rules.tables import Table
from catchball.workplace.production.queries import get_mark, preview_batches, preview_deliveries
from catchball.workplace.production.rules import Block, BulkOutcome, Kept, RowRefused

_FIRST = 5_000
"""So many rows tell how the others are probably written."""


@dataclass(frozen=True)
class Checked:
    """The verdict on a file, and what must still be asked."""

    mapping: Mapping
    questions: tuple[Ambiguous, ...]
    findings: Findings


@dataclass(frozen=True)
class Reading:
    """The rows of a file on their way through: the good ones, and the book of all."""

    rows: Iterator[Block] | Kept
    book: RowBook
    places: Places
    path: Path
    mapping: Mapping
    scope: Scope

    def found(self, outcome: BulkOutcome, *, new_products: Iterable[str]) -> Findings:
        """Return what was found, and put the bad rows on the shelf, each with its reasons.

        Those that the records refuse are known only now, so then the file is walked once more.
        """
        if outcome.refused:
            with (
                open_table(self.path, self.mapping.choices) as table,
                ErrorFile(self._errors, table.header) as errors,
            ):
                for bad in self._all_bad(table, outcome.refused):
                    errors.write(bad)
        return self.book.found(outcome, new_products=new_products)

    def _all_bad(self, table: Table, refused: Iterable[RowRefused]) -> Iterator[Bad]:
        """Yield the bad rows of the file and those refused by the records, in their order."""
        left = iter(refused)
        next_one = next(left, None)
        for judged in judge_some(table, self.mapping, self.scope.today):
            self.places.check_programs(judged, self.mapping)
            bad = judged.all_bad
            for row in judged.rows:
                if next_one and next_one.line == row.line_no:
                    problem = Problem("", next_one.reference, next_one.reason)
                    bad.append(Bad(row.line_no, (problem,), row.cells))
                    next_one = next(left, None)
            yield from sorted(bad, key=attrgetter("line_no"))

    @property
    def _errors(self) -> Path:
        return self.book.shelf.errors(self.book.import_id)


@query(may=Permission.IMPORT_RUN)
def check_file(scope: Scope, *, import_id: UUID, shelf: Shelf) -> Checked:
    """Judge every row of an import's file and compare it with what is recorded; keep nothing.

    The bad rows are put on the shelf as a file.

    :raises NotFound: if there is no such import
    :raises NotNow: if it is not to be checked now, or another worker has it in hand
    :raises CannotRead, MappingDoesNotFit: if the file cannot be read, or not in this way
    """
    check_free(import_id)
    row = Import.objects.filter(client_id=scope.client, pk=import_id).first()
    if row is None:
        raise NotFound(_("There is no such import here."))
    check_may_follow(ImportState(row.state), ImportState.JUDGED)
    mapping = Mapping(**row.mapping)
    mark = get_mark(scope, what=row.what)
    with open_table(shelf.path(row.content_hash), mapping.choices) as table:
        settled = settle_styles(table, mapping, _remembered_styles(scope, row.what))
        if settled.questions:
            return Checked(settled.mapping, settled.questions, Findings(read=settled.rows))
        with (
            _read(table.anew(), scope, row, settled.mapping, shelf, settled.rows) as reading,
            shelf.keep_rows(import_id, mark) as kept,
        ):
            outcome = _preview(scope, row, settled.mapping, reading, kept)
    products = tuple(reading.places.new_products.values())
    findings = reading.found(outcome, new_products=products)
    if outcome.refused or products:  # then what is written is not what was judged now
        shelf.forget_rows(import_id)
    else:
        findings = replace(findings, kept=kept.hash)
    return Checked(settled.mapping, (), findings)


def _remembered_styles(scope: Scope, what: str) -> dict[str, str]:
    before = ImportMapping.objects.filter(client_id=scope.client, what=what).first()
    styles: dict[str, str] = before.mapping.get("styles", {}) if before else {}
    return styles


def _preview(
    scope: Scope, row: Import, mapping: Mapping, reading: Reading, kept: RowsFile
) -> BulkOutcome:
    preview: Any = {"deliveries": preview_deliveries, "batches": preview_batches}[row.what]
    outcome: BulkOutcome = preview(
        scope,
        rows=reading.rows,
        given=given_fields(fields_written(mapping)),
        update=row.update_existing,
        keep=kept.write,
    )
    return outcome


@contextmanager
def open_good_rows(scope: Scope, row: Import, mapping: Mapping, shelf: Shelf) -> Iterator[Reading]:
    """Open what an import writes: its good rows, and the book that counts all.

    Where everything is as it was when they were judged, they are those that were kept then.
    """
    found = findings_of(row)
    mark = get_mark(scope, what=row.what)
    path = shelf.path(row.content_hash)
    if not (found.kept and shelf.has_rows(row.pk, mark, found.kept)):
        with (
            open_table(path, mapping.choices) as table,
            _read(table, scope, row, mapping, shelf, found.read) as reading,
        ):
            yield reading
        return
    book = RowBook(shelf, row.pk, found.read, found.read, found.refused, list(found.shown))
    shelf.note_progress(row.pk, done=found.read, total=found.read)
    good = found.read - found.refused
    rows = Kept(shelf.read_rows(row.pk), read=good, good=good)
    yield Reading(rows, book, Places(scope), path, mapping, scope)


@contextmanager
def open_rows_at_once(scope: Scope, row: Import, shelf: Shelf) -> Iterator[Reading]:
    """Open the rows of a file that nobody checked yet, to be written as they are judged.

    :raises CheckFirst: here or between rows, if something must be asked or added first
    :raises CannotRead, MappingDoesNotFit: if the file cannot be read, or not in this way
    """
    mapping = Mapping(**row.mapping)
    with open_table(shelf.path(row.content_hash), mapping.choices) as table:
        telling = Telling(table, mapping, _remembered_styles(scope, row.what))
        settled = telling.walk(table, most=_FIRST)
        if settled.questions:
            raise CheckFirst
        with _read(table.anew(), scope, row, settled.mapping, shelf, 0, telling) as reading:
            yield reading


@contextmanager
def _read(
    table: Table,
    scope: Scope,
    row: Import,
    mapping: Mapping,
    shelf: Shelf,
    total: int,
    telling: Telling | None = None,
) -> Iterator[Reading]:
    """Open the rows; those that tell how they are written must tell the same at their end."""
    book, places = RowBook(shelf, row.pk, total=total), Places(scope, adds=telling is None)
    with ErrorFile(shelf.errors(row.pk), table.header) as errors:
        rows = _good(table, mapping, places, book, errors, scope, telling)
        yield Reading(rows, book, places, shelf.path(row.content_hash), mapping, scope)


def _good(
    table: Table,
    mapping: Mapping,
    places: Places,
    book: RowBook,
    errors: ErrorFile,
    scope: Scope,
    telling: Telling | None,
) -> Iterator[Block]:
    """Yield the good rows as production takes them; count and keep the bad ones."""
    watch = telling.see if telling else len
    for judged in judge_some(table, mapping, scope.today, watch=watch):
        programs = places.check_programs(judged, mapping)
        book.pass_by(len(judged.rows) + len(judged.unreadable))
        for bad in judged.all_bad:
            book.refuse(bad)
            errors.write(bad)
        yield _block(judged, programs, places)
    if telling and telling.settled() != Settled(mapping, ()):
        raise CheckFirst  # the later rows are written in another way than the first ones


def _block(judged: Judged, programs: list[UUID | None], places: Places) -> Block:
    columns = {**judged.columns, "program": programs}
    lines = [row.line_no for row in judged.rows]
    if judged.bad:
        is_good = [at not in judged.bad for at in range(len(lines))]
        lines = list(compress(lines, is_good))
        columns = {field: list(compress(values, is_good)) for field, values in columns.items()}
    if "product" in columns:
        columns["product"] = [places.product(code) for code in columns["product"]]
    if "promised_on" in columns:
        columns["first_promised_on"] = columns.pop("promised_on")
    return Block(lines, columns)


def given_fields(written: Collection[str]) -> tuple[str, ...]:
    """Return the fields by the names under which production keeps them."""
    names = {"promised_on": "first_promised_on"}
    return tuple(names.get(name, name) for name in written if name != "reference")

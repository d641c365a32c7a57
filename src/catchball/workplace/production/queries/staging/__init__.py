"""The lines of a file beside what is recorded: judged, staged in a table of their own, compared.

That goes slice by slice, so that Python judges the next lines while PostgreSQL writes the last ones.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection

from catchball.kernel.ahead import made_ahead
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.production.queries.staging.comparing import Comparison
from catchball.workplace.production.queries.staging.judging import Judge, Lines, copied
from catchball.workplace.production.queries.staging.kinds import BATCHES, DELIVERIES, Kind
from catchball.workplace.production.queries.staging.refusals import Refusals
from catchball.workplace.production.rules import BulkOutcome, Kept
from catchball.workplace.programs.queries import list_products, list_programs

__all__ = [
    "BATCHES",
    "DELIVERIES",
    "Keep",
    "Kind",
    "Lines",
    "Refusals",
    "Slice",
    "Staging",
    "get_mark",
    "preview_batches",
    "preview_deliveries",
]

Keep = Callable[[bytes], object]
"""Takes good lines as they were judged, to be handed back as `rules.Kept`."""

_SLICE = 10_000  # lines at least: less costs statements, more lets the database wait for the first
# Enough for the rows of a large file, which a statement hands to its triggers.
_MEMORY = "SET LOCAL work_mem = '64MB'"


@dataclass(frozen=True)
class Slice:
    """Some thousand staged lines: how many are new, and how many bring records up to date."""

    new: int
    updated: int
    has_known: bool  # whether a reference among them is recorded already


@dataclass(frozen=True)
class _Lines:
    """So many good lines, as COPY reads them."""

    chunks: Iterable[bytes]
    good: int


@query(may=Permission.DELIVERY_RECORD)
def preview_deliveries(
    scope: Scope,
    *,
    rows: Lines,
    given: Collection[str] | None = None,
    update: bool = False,
    keep: Keep | None = None,
) -> BulkOutcome:
    """Return what `commands.bulk_record_deliveries` would do with the same rows.

    Nothing is kept here; `keep` is handed what the good rows are once they are judged.
    """
    staging = Staging(scope, DELIVERIES, rows=rows, given=given, update=update, keep=keep)
    return staging.preview()


@query(may=Permission.BATCH_RECORD)
def preview_batches(
    scope: Scope,
    *,
    rows: Lines,
    given: Collection[str] | None = None,
    update: bool = False,
    keep: Keep | None = None,
) -> BulkOutcome:
    """Return what `commands.bulk_record_batches` would do with the same rows.

    Nothing is kept here; `keep` is handed what the good rows are once they are judged.
    """
    staging = Staging(scope, BATCHES, rows=rows, given=given, update=update, keep=keep)
    return staging.preview()


@query(may=Permission.IMPORT_RUN)
def get_mark(scope: Scope, *, what: str) -> str:
    """Return by what good rows are judged now: day, programs, products, and columns of records.

    Rows that a preview kept may be handed back only where all of it is as it was.
    """
    kind = {"deliveries": DELIVERIES, "batches": BATCHES}[what]
    programs, products = _places(scope)
    parts = [scope.today, *kind.columns, *sorted(map(str, programs)), *sorted(map(str, products))]
    return " ".join(map(str, parts))


class Staging:
    """The rows of a file judged by the rules of the single commands, and compared with records.

    `given` names the facts that the file speaks of (all, if None); others are left as they are.
    """

    def __init__(
        self,
        scope: Scope,
        kind: Kind,
        *,
        rows: Lines | Kept,
        given: Collection[str] | None,
        update: bool,
        keep: Keep | None = None,
    ) -> None:
        self._scope, self._kind, self._update = scope, kind, update
        self._rows, self._keep = rows, keep
        self._compared = tuple(name for name in kind.columns if given is None or name in given)
        self._refusals = Refusals()
        self._read = 0
        self._new = self._unchanged = self._updated = 0

    def slices(self) -> Iterator[Slice]:
        """Stage the good lines some thousand at a time, and say what each slice amounts to.

        While one is being written, the next is judged. Until the next one is asked for, the staged
        table holds the lines of the slice, and the table of updates those records as they will be
        that `update` lets the file bring up to date.
        """
        return self._slices(made_ahead(self._lines()))

    def _slices(self, some: Iterable[_Lines]) -> Iterator[Slice]:
        _make_tables(self._kind)
        for at, lines in enumerate(some):
            if at:
                _empty_tables(self._kind)
            _copy(self._kind, self._kind.staged, lines.chunks)
            if not at:
                _analyse(self._kind)
            yield self._compared_with_records(lines.good)

    def preview(self) -> BulkOutcome:
        """Return what would become of the rows."""
        for _slice in self._slices(self._lines()):
            pass
        return self.outcome(entry=None, created=self._new)

    def outcome(self, *, entry: UUID | None, created: int) -> BulkOutcome:
        """Return what became of all slices, the refused lines in the order of the file."""
        return BulkOutcome(
            entry=entry,
            read=self._read,
            created=created,
            updated=self._updated,
            unchanged=self._unchanged,
            refused=self._refusals,
        )

    def _compared_with_records(self, good: int) -> Slice:
        comparison = Comparison(self._scope, self._kind, self._compared, self._refusals)
        comparison.go_through(update=self._update, take=partial(_take, self._kind))
        new = good - comparison.known
        self._new += new
        self._unchanged += comparison.unchanged
        self._updated += comparison.updated
        return Slice(new, comparison.updated, has_known=comparison.known > 0)

    def _lines(self) -> Iterator[_Lines]:
        if isinstance(self._rows, Kept):
            self._read = self._rows.read
            return iter([_Lines(self._rows.chunks, self._rows.good)])
        places, note = _places(self._scope), self._refusals.by_rules.add
        judge = Judge(self._kind, places, today=self._scope.today, note=note)
        return self._judged(judge, self._rows)

    def _judged(self, judge: Judge, rows: Lines) -> Iterator[_Lines]:
        chunks: list[bytes] = []
        before = 0
        for text in judge.texts(rows):
            lines = text.encode()
            if self._keep:
                self._keep(lines)
            chunks.append(lines)
            if judge.kept - before >= _SLICE:
                yield _Lines(chunks, judge.kept - before)
                chunks, before = [], judge.kept
        if chunks:
            yield _Lines(chunks, judge.kept - before)
        self._read = judge.read


def _places(scope: Scope) -> tuple[set[UUID], set[UUID]]:
    return {one.id for one in list_programs(scope)}, {one.id for one in list_products(scope)}


def _make_tables(kind: Kind) -> None:
    """Make both tables empty, in one round trip."""
    columns = ", ".join(
        f"{name} {sql}" for name, sql in zip(kind.kept, kind.columns.values(), strict=True)
    )
    made = [
        f"CREATE TEMP TABLE {table} (line integer, id uuid, {columns}) ON COMMIT DROP"
        for table in (kind.staged, kind.updates)
    ]
    gone = f"DROP TABLE IF EXISTS pg_temp.{kind.staged}, pg_temp.{kind.updates}"
    with connection.cursor() as cursor:
        cursor.execute("; ".join((_MEMORY, gone, *made)))


def _empty_tables(kind: Kind) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {kind.staged}, {kind.updates}")


def _analyse(kind: Kind) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {kind.staged} (reference)")


def _copy(kind: Kind, table: str, chunks: Iterable[bytes]) -> None:
    columns = ", ".join(("line", "id", *kind.kept))
    statement = f"COPY {table} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
        for chunk in chunks:
            copy.write(chunk)


def _take(kind: Kind, updates: list[tuple[Any, ...]]) -> None:
    """Put records, as they will be, into the table of updates."""
    if updates:
        lines = ("\t".join(map(copied, update)) + "\n" for update in updates)
        _copy(kind, kind.updates, ["".join(lines).encode()])

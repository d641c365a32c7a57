"""The lines of a file beside what is recorded: judged, staged in a table of their own, compared."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

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
    "Staged",
    "get_mark",
    "preview_batches",
    "preview_deliveries",
    "stage",
]

Keep = Callable[[bytes], object]
"""Takes good lines as they were judged, to be handed back as `rules.Kept`."""

# Enough for the rows of a large file, which a statement hands to its triggers.
_MEMORY = "SET LOCAL work_mem = '64MB'"


@dataclass(frozen=True)
class Staged:
    """What a file amounts to beside what is recorded."""

    read: int
    new: int
    unchanged: int
    updated: int
    refused: Refusals

    def outcome(self, *, entry: UUID | None, created: int) -> BulkOutcome:
        """Return it as the importer is told, the refused lines in the order of the file."""
        return BulkOutcome(
            entry=entry,
            read=self.read,
            created=created,
            updated=self.updated,
            unchanged=self.unchanged,
            refused=self.refused,
        )


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
    staged = stage(scope, DELIVERIES, rows=rows, given=given, update=update, keep=keep)
    return staged.outcome(entry=None, created=staged.new)


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
    staged = stage(scope, BATCHES, rows=rows, given=given, update=update, keep=keep)
    return staged.outcome(entry=None, created=staged.new)


@query(may=Permission.IMPORT_RUN)
def get_mark(scope: Scope, *, what: str) -> str:
    """Return by what good rows are judged now: day, programs, products, and columns of records.

    Rows that a preview kept may be handed back only where all of it is as it was.
    """
    kind = {"deliveries": DELIVERIES, "batches": BATCHES}[what]
    programs, products = _places(scope)
    parts = [scope.today, *kind.columns, *sorted(map(str, programs)), *sorted(map(str, products))]
    return " ".join(map(str, parts))


def stage(
    scope: Scope,
    kind: Kind,
    *,
    rows: Lines | Kept,
    given: Collection[str] | None,
    update: bool,
    keep: Keep | None = None,
) -> Staged:
    """Judge the rows by the rules of the single commands, stage the good ones, compare them.

    `given` names the facts that the file speaks of (all, if None); others are left as they are.
    Until the transaction ends the staged table holds the good rows, and the table of updates
    those records as they will be that `update` lets the file bring up to date.
    """
    refusals = Refusals()
    _make_tables(kind)
    if isinstance(rows, Kept):
        read, kept = rows.read, rows.good
        _copy(kind, kind.staged, rows.chunks)
    else:
        judge = _judge(scope, kind, refusals)
        _copy(kind, kind.staged, _handed(judge.texts(rows), keep))
        read, kept = judge.read, judge.kept
    compared = tuple(name for name in kind.columns if given is None or name in given)
    comparison = Comparison(scope, kind, compared, refusals)
    comparison.count_unchanged()
    comparison.go_through(update=update, take=lambda updates: _take(kind, updates))
    differing = comparison.updated + refusals.by_records.count
    return Staged(
        read=read,
        new=kept - comparison.unchanged - differing,
        unchanged=comparison.unchanged,
        updated=comparison.updated,
        refused=refusals,
    )


def _judge(scope: Scope, kind: Kind, refusals: Refusals) -> Judge:
    return Judge(kind, _places(scope), today=scope.today, note=refusals.by_rules.add)


def _places(scope: Scope) -> tuple[set[UUID], set[UUID]]:
    return {one.id for one in list_programs(scope)}, {one.id for one in list_products(scope)}


def _handed(texts: Iterable[str], keep: Keep | None) -> Iterable[bytes]:
    for text in texts:
        lines = text.encode()
        if keep:
            keep(lines)
        yield lines


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


def _copy(kind: Kind, table: str, chunks: Iterable[bytes]) -> None:
    columns = ", ".join(("line", "id", *kind.kept))
    with connection.cursor() as cursor:
        with cursor.cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for chunk in chunks:
                copy.write(chunk)
        cursor.execute(f"ANALYZE {table} (reference)")


def _take(kind: Kind, updates: list[tuple[Any, ...]]) -> None:
    """Put records, as they will be, into the table of updates."""
    if updates:
        lines = ("\t".join(map(copied, update)) + "\n" for update in updates)
        _copy(kind, kind.updates, ["".join(lines).encode()])

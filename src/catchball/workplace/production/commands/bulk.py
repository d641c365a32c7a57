"""Many deliveries or batches at once, as an import brings them, and the way back."""

# ruff: noqa: S608 -- every name put into a statement is a constant of a Kind
from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection
from psycopg.errors import UniqueViolation

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _, ngettext
from catchball.trust.door import command
from catchball.trust.models import Entry
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.trust.wall import current_entry
from catchball.workplace.production import rules
from catchball.workplace.production.models import Redating
from catchball.workplace.production.queries.staging import (
    BATCHES,
    DELIVERIES,
    Kind,
    Lines,
    Slice,
    Staging,
)
from catchball.workplace.production.rules import (
    BulkOutcome,
    CannotUndo,
    Kept,
    UndoOutcome,
)

DELIVERIES_IMPORTED = "production.deliveries-imported"
BATCHES_IMPORTED = "production.batches-imported"
_KINDS = {DELIVERIES_IMPORTED: DELIVERIES, BATCHES_IMPORTED: BATCHES}
_NAMED = 20
_UNDONE_AT_ONCE = 5_000
_ANY_CHANGE = (1 << 63) - 1
_AT_ONCE = 5_000


def bulk_record_deliveries(
    scope: Scope,
    *,
    rows: Lines | Kept,
    import_id: str,
    given: Collection[str] | None = None,
    update: bool = False,
) -> BulkOutcome:
    """Record all good rows under one entry of the journal, and say why the others are refused.

    A reference with the same values is unchanged; with other values it is refused, or with
    `update` brought up to date where the rules allow. `given` names the facts that the file
    speaks of. A last confirmed day that a file moves counts as asked by the manufacturer.
    `rows` are read while the connection copies them, so reading them may not ask the database;
    or they are those that a preview of the same day kept.

    :raises MayNot: with `update`, if the role may not correct
    :raises ChangedMeanwhile: if somebody recorded one of the references at the same moment
    """
    return _record_deliveries(
        scope, rows=_once(rows), import_id=import_id, given=given, update=update
    )


def bulk_record_batches(
    scope: Scope,
    *,
    rows: Lines | Kept,
    import_id: str,
    given: Collection[str] | None = None,
    update: bool = False,
) -> BulkOutcome:
    """Record all good rows under one entry of the journal, and say why the others are refused.

    As `bulk_record_deliveries`; a decision in the file is recorded as made elsewhere.

    :raises MayNot: with `update`, if the role may not correct
    :raises ChangedMeanwhile: if somebody recorded one of the references at the same moment
    """
    return _record_batches(scope, rows=_once(rows), import_id=import_id, given=given, update=update)


def _once(rows: Lines | Kept) -> Lines | Kept:
    """Return rows that are walked once, so that the journal names their kind and not each."""
    return rows if isinstance(rows, Kept) else iter(rows)


@command(may=Permission.DELIVERY_RECORD, event=DELIVERIES_IMPORTED)
def _record_deliveries(
    scope: Scope,
    *,
    rows: Lines | Kept,
    import_id: str,
    given: Collection[str] | None,
    update: bool,
) -> BulkOutcome:
    if update:
        scope.require(Permission.DELIVERY_CORRECT)
    staging = Staging(scope, DELIVERIES, rows=rows, given=given, update=update)
    return _write(scope, DELIVERIES, staging, also=lambda: _note_redatings(scope, import_id))


@command(may=Permission.BATCH_RECORD, event=BATCHES_IMPORTED)
def _record_batches(
    scope: Scope,
    *,
    rows: Lines | Kept,
    import_id: str,
    given: Collection[str] | None,
    update: bool,
) -> BulkOutcome:
    if update:
        scope.require(Permission.BATCH_CORRECT)
    staging = Staging(scope, BATCHES, rows=rows, given=given, update=update)
    return _write(scope, BATCHES, staging)


def _write(
    scope: Scope, kind: Kind, staging: Staging, *, also: Callable[[], None] | None = None
) -> BulkOutcome:
    """Write slice by slice; `also` is done before records are brought up to date."""
    created = 0
    for staged in staging.slices():
        created += _insert(scope, kind, staged)
        if staged.updated:
            if also:
                also()
            _update(kind)
    return staging.outcome(entry=current_entry(), created=created)


def _insert(scope: Scope, kind: Kind, staged: Slice) -> int:
    if not staged.new:
        return 0
    names = ", ".join(kind.kept)
    known = (
        f"WHERE NOT EXISTS (SELECT FROM {kind.table} d "
        "WHERE d.client_id = %(client)s AND d.reference = s.reference)"
    )
    changed = rules.ChangedMeanwhile(
        _("Somebody recorded the same references at this moment. Run the import again.")
    )
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {kind.table} (id, client_id, version, {names}) "
                f"SELECT s.id, %(client)s, 1, {', '.join(f's.{name}' for name in kind.kept)} "
                f"FROM {kind.staged} s {known if staged.has_known else ''} ORDER BY s.line",
                {"client": scope.client},
            )
            created = int(cursor.rowcount)
    except IntegrityError as fault:
        if isinstance(fault.__cause__, UniqueViolation):
            raise changed from fault
        raise
    if created != staged.new:
        raise changed
    return created


def _update(kind: Kind) -> None:
    sets = ", ".join(f"{name} = u.{name}" for name in kind.kept)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {kind.table} d SET {sets}, version = d.version + 1 "
            f"FROM {kind.updates} u WHERE d.id = u.id"
        )


def _note_redatings(scope: Scope, import_id: str) -> None:
    """Keep that a file moved promised days: what nobody claims counts as the manufacturer's."""
    cause = (scope.reason or _("Moved by an import (%(id)s)", id=import_id))[:240]
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            f"SELECT d.id, d.promised_on, u.promised_on FROM {DELIVERIES.updates} u "
            f"JOIN {DELIVERIES.table} d ON d.id = u.id "
            "WHERE d.promised_on <> u.promised_on ORDER BY u.line"
        )
        while some := cursor.fetchmany(_AT_ONCE):
            Redating.objects.bulk_create(
                Redating(
                    client_id=scope.client,
                    delivery_id=row_id,
                    promised_before=before,
                    promised_after=after,
                    asked_by=Side.CMO,
                    cause=cause,
                    redated_at=scope.now,
                )
                for row_id, before, after in some
            )


@command(may=Permission.IMPORT_RUN, event="production.import-undone")
def undo_bulk(
    scope: Scope, *, entry: UUID, tell: Callable[[int, int], None] | None = None
) -> UndoOutcome:
    """Roll one import back: remove what it made, put back what it changed; all or nothing.

    `tell` hears now and then how many rows are done, and how many there are.

    :raises NotFound: if the client has no such import
    :raises CannotUndo: if one of its rows was changed or removed since, naming the first ones
    """
    kind = _kind_of(scope, entry)
    _check_untouched(scope, kind, entry)
    restored = removed = 0
    with connection.cursor() as cursor:
        _remove(cursor, scope, "production_redating", entry, None)
        spans, total = _spans(cursor, scope, kind, entry)
        for span in spans:
            restored += _restore(cursor, scope, kind, entry, span)
            removed += _remove(cursor, scope, kind.table, entry, span)
            if tell:
                tell(restored + removed, total)
    return UndoOutcome(removed=removed, restored=restored)


def _spans(cursor: Any, scope: Scope, kind: Kind, entry: UUID) -> tuple[list[tuple[int, int]], int]:
    """Return the import's lines of the journal in spans of some thousand rows, and their count."""
    cursor.execute(
        "SELECT min(id), max(id), count(*) FROM ("
        "SELECT id, (row_number() OVER (ORDER BY id) - 1) / %s AS span FROM trust_change "
        "WHERE entry_id = %s AND client_id = %s AND table_name = %s) c GROUP BY span ORDER BY span",
        [_UNDONE_AT_ONCE, entry, scope.client, kind.table],
    )
    found = cursor.fetchall()
    return [(first, last) for first, last, _count in found], sum(count for *_span, count in found)


def _kind_of(scope: Scope, entry: UUID) -> Kind:
    found = Entry.objects.filter(pk=entry, client_id=scope.client, event__in=_KINDS).first()
    if found is None:
        raise NotFound(_("There is no such import here."))
    return _KINDS[found.event]


_CHANGES = (
    "FROM trust_change c LEFT JOIN {table} d ON d.client_id = %s AND d.id = c.row_id "
    "WHERE c.entry_id = %s AND c.client_id = %s AND c.table_name = %s"
)


def _check_untouched(scope: Scope, kind: Kind, entry: UUID) -> None:
    """Compare each row's version with the one that the import left behind."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.new ->> 'reference' "
            + _CHANGES.format(table=kind.table)
            + " AND d.version IS DISTINCT FROM (c.new ->> 'version')::integer "
            "ORDER BY 1 LIMIT 1000",
            [scope.client, entry, scope.client, kind.table],
        )
        touched = tuple(reference for (reference,) in cursor.fetchall())
    if touched:
        error = CannotUndo(_touched(touched))
        error.references = touched
        raise error


def _touched(references: tuple[str, ...]) -> str:
    named = ", ".join(references[:_NAMED])
    return ngettext(
        "%(count)s row of this import was changed or removed since, so nothing was rolled back: "
        "%(named)s",
        "%(count)s rows of this import were changed or removed since, so nothing was rolled back: "
        "%(named)s",
        len(references),
        named=named if len(references) <= _NAMED else f"{named} …",
    )


def _restore(cursor: Any, scope: Scope, kind: Kind, entry: UUID, span: tuple[int, int]) -> int:
    """Write back the old values under a new version, so that nobody's open form slips through."""
    sets = ", ".join(f"{name} = o.{name}" for name in kind.kept)
    cursor.execute(
        f"UPDATE {kind.table} d SET {sets}, version = d.version + 1 "
        "FROM trust_change c, "
        f"LATERAL jsonb_populate_record(NULL::{kind.table}, c.old) o "
        "WHERE d.client_id = %s AND d.id = c.row_id AND c.entry_id = %s AND c.client_id = %s "
        "AND c.table_name = %s AND c.operation = 'UPDATE' AND c.id BETWEEN %s AND %s",
        [scope.client, entry, scope.client, kind.table, *span],
    )
    return int(cursor.rowcount)


def _remove(
    cursor: Any, scope: Scope, table: str, entry: UUID, span: tuple[int, int] | None
) -> int:
    cursor.execute(
        f"DELETE FROM {table} d USING trust_change c "
        "WHERE d.client_id = %s AND d.id = c.row_id AND c.entry_id = %s AND c.client_id = %s "
        "AND c.table_name = %s AND c.operation = 'INSERT' AND c.id BETWEEN %s AND %s",
        [scope.client, entry, scope.client, table, *(span or (0, _ANY_CHANGE))],
    )
    return int(cursor.rowcount)

"""The lines of a file beside what is recorded: judged, staged in a table of their own, compared."""

# ruff: noqa: S608 -- every name put into a statement is a constant of a Kind
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from catchball.kernel.errors import Expected
from catchball.kernel.ids import new_id
from catchball.kernel.words import Later, _
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.production import rules
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
    RowRefused,
)
from catchball.workplace.programs.queries import list_products, list_programs

DAY, TEXT, NUMBER, ID = "date", "text", "numeric", "uuid"
_BLOCK = 500


class Row(Protocol):
    """A line of a file, whatever it tells of."""

    @property
    def line(self) -> int: ...
    @property
    def facts(self) -> Any: ...


@dataclass(frozen=True)
class Kind:
    """How one kind of record is staged: its table, its columns in order, and its rules."""

    table: str
    columns: dict[str, str]
    words: dict[str, Later]
    enums: dict[str, Callable[[str], Enum]]
    facts: type
    clean: Callable[..., Any]
    state_after: Callable[[Any, Any], Any]
    check_update: Callable[..., None]

    @property
    def staged(self) -> str:
        """The name of the table that lives as long as the transaction."""
        return f"staged_{self.table}"

    def column(self, name: str) -> str:
        """Return the column in which a fact is kept."""
        return f"{name}_id" if name in ("program", "product") else name

    @property
    def kept(self) -> tuple[str, ...]:
        """The columns of all facts, in order."""
        return tuple(self.column(name) for name in self.columns)


def _delivery_after(before: DeliveryFacts, after: DeliveryFacts) -> DeliveryFacts:
    state = rules.delivery_state(before.state, delivered_on=after.delivered_on)
    return replace(after, state=state)


def _batch_after(before: BatchFacts, after: BatchFacts) -> BatchFacts:
    state = rules.batch_state(
        before.state, started_on=after.started_on, completed_on=after.completed_on
    )
    return replace(after, state=state)


DELIVERIES = Kind(
    table="production_delivery",
    columns={
        "reference": TEXT,
        "program": ID,
        "first_promised_on": DAY,
        "promised_on": DAY,
        "state": TEXT,
        "client_reference": TEXT,
        "item": TEXT,
        "origin": TEXT,
        "destination": TEXT,
        "category": TEXT,
        "transport": TEXT,
        "unit": TEXT,
        "requested_on": DAY,
        "delivered_on": DAY,
        "quantity_promised": NUMBER,
        "quantity_delivered": NUMBER,
    },
    words=rules.DELIVERY_WORDS,
    enums={"state": DeliveryState},
    facts=DeliveryFacts,
    clean=rules.clean_delivery,
    state_after=_delivery_after,
    check_update=rules.check_may_update_delivery,
)
BATCHES = Kind(
    table="production_batch",
    columns={
        "reference": TEXT,
        "program": ID,
        "product": ID,
        "client_reference": TEXT,
        "kind": TEXT,
        "state": TEXT,
        "planned_start_on": DAY,
        "started_on": DAY,
        "completed_on": DAY,
        "disposition": TEXT,
        "disposed_on": DAY,
        "unit": TEXT,
        "quantity_theoretical": NUMBER,
        "quantity_actual": NUMBER,
        "deviations": "integer",
        "reworked": "boolean",
    },
    words=rules.BATCH_WORDS,
    enums={"state": BatchState, "kind": BatchKind, "disposition": Disposition},
    facts=BatchFacts,
    clean=rules.clean_batch,
    state_after=_batch_after,
    check_update=rules.check_may_update_batch,
)


@dataclass
class Staged:
    """What a file amounts to beside what is recorded."""

    read: int = 0
    new: int = 0
    unchanged: int = 0
    refused: list[RowRefused] = field(default_factory=list)
    updates: list[tuple[int, UUID, Any, Any]] = field(default_factory=list)

    def outcome(self, *, entry: UUID | None, created: int) -> BulkOutcome:
        """Return it as the importer is told, the refused lines in the order of the file."""
        return BulkOutcome(
            entry=entry,
            read=self.read,
            created=created,
            updated=len(self.updates),
            unchanged=self.unchanged,
            refused=tuple(sorted(self.refused, key=lambda row: row.line)),
        )


@query(may=Permission.DELIVERY_RECORD)
def preview_deliveries(
    scope: Scope,
    *,
    rows: Iterable[DeliveryRow],
    given: Collection[str] | None = None,
    update: bool = False,
) -> BulkOutcome:
    """Return what `commands.bulk_record_deliveries` would do with the same rows; keeps nothing."""
    staged = stage(scope, DELIVERIES, rows=rows, given=given, update=update)
    return staged.outcome(entry=None, created=staged.new)


@query(may=Permission.BATCH_RECORD)
def preview_batches(
    scope: Scope,
    *,
    rows: Iterable[BatchRow],
    given: Collection[str] | None = None,
    update: bool = False,
) -> BulkOutcome:
    """Return what `commands.bulk_record_batches` would do with the same rows; keeps nothing."""
    staged = stage(scope, BATCHES, rows=rows, given=given, update=update)
    return staged.outcome(entry=None, created=staged.new)


def stage(
    scope: Scope,
    kind: Kind,
    *,
    rows: Iterable[Row],
    given: Collection[str] | None,
    update: bool,
) -> Staged:
    """Judge the rows by the rules of the single commands, stage the good ones, compare them.

    `given` names the facts that the file speaks of (all, if None); others are left as they are.
    Afterwards the staged table holds the good rows until the transaction ends.
    """
    staged = Staged()
    _make_table(kind)
    places = {one.id for one in list_programs(scope)}, {one.id for one in list_products(scope)}
    _copy(kind, _judged(kind, rows, staged, places, today=scope.today))
    compared = tuple(name for name in kind.columns if given is None or name in given)
    _compare(scope, kind, staged, compared, update=update)
    return staged


def stage_updates(kind: Kind, staged: Staged) -> None:
    """Put the updates, as they will be kept, in the place of the staged rows."""
    _make_table(kind)
    _copy(
        kind,
        ((line, row_id, *vars(after).values()) for line, row_id, _before, after in staged.updates),
    )


def _make_table(kind: Kind) -> None:
    columns = ", ".join(
        f"{name} {sql}" for name, sql in zip(kind.kept, kind.columns.values(), strict=True)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{kind.staged}")
        cursor.execute(
            f"CREATE TEMP TABLE {kind.staged} (line integer, id uuid, {columns}) ON COMMIT DROP"
        )


def _copy(kind: Kind, lines: Iterable[tuple[Any, ...]]) -> None:
    """Copy the lines in PostgreSQL's text format, some hundred at a time."""
    columns = ", ".join(("line", "id", *kind.kept))
    with connection.cursor() as cursor:
        with cursor.cursor.copy(f"COPY {kind.staged} ({columns}) FROM STDIN") as copy:
            block: list[str] = []
            for line in lines:
                block.append("\t".join([_copied(value) for value in line]))
                if len(block) == _BLOCK:
                    copy.write("\n".join(block) + "\n")
                    block.clear()
            copy.write("".join(f"{text}\n" for text in block))
        cursor.execute(f"ANALYZE {kind.staged}")


def _copied(value: Any) -> str:
    """Return a value as COPY reads it; a cleaned text holds no sign to escape but a backslash.

    Source: PostgreSQL documentation, COPY, "Text Format".
    """
    if value is None:
        return "\\N"
    text = str(value)
    return text.replace("\\", "\\\\") if "\\" in text else text


def _judged(
    kind: Kind,
    rows: Iterable[Row],
    staged: Staged,
    places: tuple[set[UUID], set[UUID]],
    *,
    today: date,
) -> Iterable[tuple[Any, ...]]:
    """Yield the good rows as they are kept, and note the reasons against the others.

    It runs while the connection is busy copying, so it may not ask the database anything.
    """
    seen: dict[str, int] = {}
    for row in rows:
        staged.read += 1
        try:
            facts = kind.clean(row.facts, today=today)
            _check_row(facts, row.line, places, seen)
        except Expected as error:
            reference = str(row.facts.reference)[:80]
            staged.refused.append(RowRefused(row.line, reference, _sentence(kind, error)))
            continue
        yield (row.line, new_id(), *vars(facts).values())


def _check_row(
    facts: Any, line: int, places: tuple[set[UUID], set[UUID]], seen: dict[str, int]
) -> None:
    programs, products = places
    first = seen.setdefault(facts.reference, line)
    if first != line:
        raise rules.ReferenceTaken(_("Line %(line)s has the same reference.", line=first))
    if facts.program not in programs:
        raise rules.MayNotUpdate(_("There is no such program here."))
    product = getattr(facts, "product", None)
    if product is not None and product not in products:
        raise rules.MayNotUpdate(_("There is no such product here."))


def _sentence(kind: Kind, error: Expected) -> str:
    """Return the reason with the name of the column in front, where it is about one."""
    name = next(iter(error.fields), None)
    word = kind.words.get(kind.column(name)) if name else None
    return f"{word}: {error}" if word else str(error)


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def _compare(
    scope: Scope, kind: Kind, staged: Staged, compared: tuple[str, ...], *, update: bool
) -> None:
    columns = [kind.column(name) for name in compared]
    ours = ", ".join(f"s.{name}" for name in columns)
    theirs = ", ".join(f"d.{name}" for name in columns)
    differs = f"({ours}) IS DISTINCT FROM ({theirs})"
    joined = (
        f"FROM {kind.staged} s JOIN {kind.table} d "
        "ON d.client_id = %s AND d.reference = s.reference"
    )
    both = ", ".join(f"{side}.{name}" for side in ("s", "d") for name in kind.kept)
    lock = " FOR UPDATE OF d" if update else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {joined} WHERE NOT ({differs})", [scope.client])
        staged.unchanged = cursor.fetchone()[0]
        cursor.execute(
            f"SELECT s.line, d.id, {both} {joined} WHERE {differs} ORDER BY s.line{lock}",
            [scope.client],
        )
        found = cursor.fetchall()
        cursor.execute(f"SELECT count(*) FROM {kind.staged}")
        staged.new = cursor.fetchone()[0] - staged.unchanged - len(found)
    width = len(kind.columns)
    for line, row_id, *values in found:
        said, before = _facts(kind, values[:width]), _facts(kind, values[width:])
        try:
            if not update:
                raise rules.MayNotUpdate(_other_values(kind, before, said, compared))
            after = _changed(kind, before, said, compared, today=scope.today)
        except Expected as error:
            staged.refused.append(RowRefused(line, said.reference, _sentence(kind, error)))
        else:
            staged.updates.append((line, row_id, before, after))


def _facts(kind: Kind, values: list[Any]) -> Any:
    named = dict(zip(kind.columns, values, strict=True))
    for name, enum in kind.enums.items():
        named[name] = enum(named[name])
    return kind.facts(**named)


def _changed(kind: Kind, before: Any, said: Any, compared: tuple[str, ...], *, today: date) -> Any:
    """Return the recorded facts with those of the file, if they may be brought up to date so."""
    after = replace(before, **{name: getattr(said, name) for name in compared})
    if "state" not in compared:
        after = kind.state_after(before, after)
    after = kind.clean(after, today=today)
    kind.check_update(before=before, after=after)
    return after


def _other_values(kind: Kind, before: Any, said: Any, compared: tuple[str, ...]) -> str:
    """Return the sentence that names each fact with its recorded and its new value."""
    differing = "; ".join(
        f"{kind.words[kind.column(name)]} {_spoken(before, name)} → {_spoken(said, name)}"
        for name in compared
        if getattr(before, name) != getattr(said, name)
    )
    return _("It exists with other values: %(values)s", values=differing)


def _spoken(facts: Any, name: str) -> str:
    value = _plain(getattr(facts, name))
    return "–" if value in (None, "") else str(value)

"""Every row of a file judged by itself, so that one bad row costs no good one."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import chain, islice
from operator import attrgetter
from typing import Any, NamedTuple

from catchball.kernel.words import _
from catchball.workplace.exchange.rules.cells import Reader, glance_for, reader_for
from catchball.workplace.exchange.rules.columns import FIELDS
from catchball.workplace.exchange.rules.mapping import Mapping, check_mapping
from catchball.workplace.exchange.rules.records import (
    Columns,
    Problem,
    finish_batches,
    finish_deliveries,
)
from catchball.workplace.exchange.rules.styles import Unreadable
from catchball.workplace.exchange.rules.tables import Cell, Row, Table, text_of
from catchball.workplace.exchange.rules.targets import Target

_REMEMBERED_CELLS = 20_000
_SHOWN = 200
_AT_ONCE = 500


Watch = Callable[[Sequence[Sequence[Cell]]], object]
"""Sees the cells of some rows, column by column."""


class Good(NamedTuple):
    """A row that can be written: every field of the mapping, and those that follow from them."""

    line_no: int
    values: dict[str, Any]


class Bad(NamedTuple):
    """A row that cannot be written, as it stands in the file, with everything that is wrong."""

    line_no: int
    errors: tuple[Problem, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Fault:
    """A refusal that is remembered like a value."""

    why: str


class _Memory(dict[Cell, Any]):
    """What each different cell of a column was read as; the same cell is read once only."""

    def __init__(self, read: Reader, *, required: bool) -> None:
        super().__init__()
        self._read, self._required = read, required
        self.has_faults = False

    def __missing__(self, cell: Cell) -> Any:
        if len(self) >= _REMEMBERED_CELLS:
            self.clear()
        value = self[cell] = self.fresh(cell)
        return value

    def fresh(self, cell: Cell) -> Any:
        try:
            value = self._read(cell)
        except Unreadable as refusal:
            self.has_faults = True
            return _Fault(str(refusal))
        if value is None and self._required:
            self.has_faults = True
            return _Fault(_("The cell is empty; it is needed."))
        return value


class _Column:
    """One column read for one field."""

    def __init__(self, target: Target, index: int, name: str, style: str | None) -> None:
        self.field, self.index, self.name = target.field, index, name
        self.memory = _Memory(reader_for(target, style), required=target.required)
        self._glance, self._required = glance_for(target, style), target.required

    def read(self, cells: Sequence[Cell]) -> list[Any]:
        values = self._glance(cells)
        if values is None or (self._required and None in values):
            values = list(map(self.memory.__getitem__, cells))
        return values


_Finish = Callable[[Columns, dict[str, str], date, Collection[int]], dict[int, list[Problem]]]
_FINISH: dict[str, _Finish] = {"deliveries": finish_deliveries, "batches": finish_batches}


@dataclass(frozen=True)
class Judged:
    """Some hundred rows with their verdicts: the values of all by column, the bad by position."""

    rows: list[Row]
    columns: Columns
    bad: dict[int, Bad]
    unreadable: list[Bad]

    @property
    def all_bad(self) -> list[Bad]:
        """All bad rows in the order of the file."""
        return sorted([*self.bad.values(), *self.unreadable], key=attrgetter("line_no"))

    def verdicts(self) -> Iterator[Good | Bad]:
        """Yield the verdicts one by one, in the order of the file."""
        fields = tuple(self.columns)
        good = (
            self.bad.get(at) or Good(row.line_no, dict(zip(fields, values, strict=True)))
            for at, (row, values) in enumerate(
                zip(self.rows, zip(*self.columns.values(), strict=True), strict=True)
            )
        )
        return merge(good, self.unreadable, key=attrgetter("line_no"))


class _Judge:
    """Reads a few hundred rows at a time, column by column, and judges each in its turn."""

    def __init__(self, table: Table, mapping: Mapping, today: date, watch: Watch) -> None:
        check_mapping(mapping, table.header)
        targets = {target.field: target for target in FIELDS[mapping.what]}
        place = {name: index for index, name in enumerate(table.header)}
        self._columns = [
            _Column(targets[field], place[name], name, mapping.styles.get(name))
            for field, name in mapping.columns.items()
        ]
        self._names = mapping.columns
        self._constants = {
            field: reader_for(targets[field])(value) for field, value in mapping.constants.items()
        }
        self._finish = _FINISH[mapping.what]
        self._today, self._watch = today, watch
        self._first_lines: dict[str, int] = {}

    def all(self, rows: Iterator[Row]) -> Iterator[Judged]:
        while some := list(islice(rows, _AT_ONCE)):
            yield self._some(some)

    def _some(self, some: list[Row]) -> Judged:
        rows = [row for row in some if not row.problem]
        unreadable = [
            Bad(row.line_no, (Problem("", "", row.problem),), row.cells)
            for row in some
            if row.problem
        ]
        if not rows:
            return Judged([], {}, {}, unreadable)
        cells = list(zip(*[row.cells for row in rows], strict=True))
        self._watch(cells)
        columns = {each.field: each.read(cells[each.index]) for each in self._columns}
        columns.update({field: [value] * len(rows) for field, value in self._constants.items()})
        errors = self._faults(rows, columns)
        self._note_twice(rows, columns["reference"], errors)
        errors.update(self._finish(columns, self._names, self._today, errors.keys()))
        bad = {
            at: Bad(rows[at].line_no, tuple(errors[at]), rows[at].cells)
            for at in sorted(errors)
            if errors[at]
        }
        return Judged(rows, columns, bad, unreadable)

    def _note_twice(
        self, rows: list[Row], references: list[Any], errors: dict[int, list[Problem]]
    ) -> None:
        lines = [row.line_no for row in rows]
        is_whole = None not in references
        if is_whole and list(map(self._first_lines.setdefault, references, lines)) == lines:
            return
        for at, (reference, line_no) in enumerate(zip(references, lines, strict=True)):
            if reference is None:
                continue
            first = self._first_lines.setdefault(reference, line_no)
            if first != line_no:
                why = _("The same reference stands in line %(line)s already.", line=first)
                twice = Problem(self._names["reference"], reference, why)
                errors.setdefault(at, []).append(twice)

    def _faults(self, rows: list[Row], columns: Columns) -> dict[int, list[Problem]]:
        """Return what is wrong with single cells, and put nothing in their place."""
        errors: dict[int, list[Problem]] = {}
        for column in self._columns:
            if not column.memory.has_faults:
                continue
            values = columns[column.field]
            for at, value in enumerate(values):
                if type(value) is _Fault:
                    shown = text_of(rows[at].cells[column.index])[:_SHOWN]
                    errors.setdefault(at, []).append(Problem(column.name, shown, value.why))
                    values[at] = None
        return errors


def judge_some(
    table: Table, mapping: Mapping, today: date, *, watch: Watch = len
) -> Iterator[Judged]:
    """Yield the rows of the table some hundred at a time, with a verdict on each.

    As `judge`, which is for those who want them one by one. `watch` is shown their cells first.
    """
    return _Judge(table, mapping, today, watch).all(table.rows)


def judge(table: Table, mapping: Mapping, today: date) -> Iterator[Good | Bad]:
    """Yield a verdict on each row of the table, in its order, while the file is being read.

    `today` is the day at the place of the import; nothing may have happened after it.

    :raises MappingDoesNotFit: before the first row, if the mapping does not fit the header
    :raises CannotRead: between rows, if the file turns out to be cut off or beyond a limit
    """
    some = judge_some(table, mapping, today)
    return chain.from_iterable(judged.verdicts() for judged in some)


class Tally:
    """What became of the rows: all counted, the first bad ones kept."""

    def __init__(self, keep: int = 100) -> None:
        self.good = self.bad = 0
        self.kept: list[Bad] = []
        self._keep = keep

    @property
    def read(self) -> int:
        """How many rows were judged."""
        return self.good + self.bad

    def watch(self, judged: Iterable[Good | Bad]) -> Iterator[Good | Bad]:
        """Pass the rows on and count them."""
        for row in judged:
            if isinstance(row, Good):
                self.good += 1
            else:
                self.bad += 1
                if len(self.kept) < self._keep:
                    self.kept.append(row)
            yield row

"""Every row of a file judged by itself, so that one bad row costs no good one."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from catchball.kernel.words import _
from catchball.workplace.exchange.rules import dates, numbers
from catchball.workplace.exchange.rules.cells import Reader, reader_for
from catchball.workplace.exchange.rules.columns import TARGETS, Kind, Target
from catchball.workplace.exchange.rules.mapping import Mapping, check_mapping
from catchball.workplace.exchange.rules.records import Problem, finish_batch, finish_delivery
from catchball.workplace.exchange.rules.styles import Ambiguous, Style, Unreadable
from catchball.workplace.exchange.rules.tables import Cell, Row, Table, text_of

_REMEMBERED_CELLS = 20_000
_EVIDENCE = 50_000
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Good:
    """A row that can be written: every field of the mapping, and those that follow from them."""

    line_no: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that cannot be written, as it stands in the file, with everything that is wrong."""

    line_no: int
    errors: tuple[Problem, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Fault:
    """A refusal that is remembered like a value."""

    why: str


class _Column:
    """One column read for one field; the same cell is read once only."""

    def __init__(self, target: Target, index: int, name: str, read: Reader) -> None:
        self.target, self.index, self.name = target, index, name
        self._read = read
        self._known: dict[Cell, Any] = {}
        self.look = self._fresh if target.field == "reference" else self._remembered

    def _remembered(self, cell: Cell) -> Any:
        try:
            return self._known[cell]
        except KeyError:
            if len(self._known) >= _REMEMBERED_CELLS:
                self._known.clear()
            value = self._known[cell] = self._fresh(cell)
            return value

    def _fresh(self, cell: Cell) -> Any:
        try:
            value = self._read(cell)
        except Unreadable as refusal:
            return _Fault(str(refusal))
        if value is None and self.target.required:
            return _Fault(_("The cell is empty; it is needed."))
        return value


class _Seen:
    """The line on which each reference stood first."""

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}

    def problem(self, column: str, reference: str | None, line_no: int) -> Problem | None:
        if reference is None:
            return None
        first = self._lines.setdefault(reference, line_no)
        if first == line_no:
            return None
        why = _("The same reference stands in line %(line)s already.", line=first)
        return Problem(column, reference, why)


_Finish = Callable[[dict[str, Any], dict[str, str], date], list[Problem]]
_FINISH: dict[str, _Finish] = {"deliveries": finish_delivery, "batches": finish_batch}


class _Judge:
    def __init__(self, table: Table, mapping: Mapping, today: date) -> None:
        check_mapping(mapping, table.header)
        targets = {target.field: target for target in TARGETS[mapping.what]}
        place = {name: index for index, name in enumerate(table.header)}
        self._columns = [
            _Column(targets[field], place[name], name,
                    reader_for(targets[field], mapping.styles.get(name)))
            for field, name in mapping.columns.items()
        ]  # fmt: skip
        self._names = mapping.columns
        self._constants = {
            field: reader_for(targets[field])(value) for field, value in mapping.constants.items()
        }
        self._finish = _FINISH[mapping.what]
        self._today = today
        self._seen = _Seen()

    def judge(self, row: Row) -> Good | Bad:
        if row.problem:
            return Bad(row.line_no, (Problem("", "", row.problem),), row.cells)
        values = self._constants.copy()
        errors: list[Problem] = []
        for column in self._columns:
            cell = row.cells[column.index]
            value = column.look(cell)
            if type(value) is _Fault:
                errors.append(Problem(column.name, text_of(cell)[:_SHOWN], value.why))
                value = None
            values[column.target.field] = value
        twice = self._seen.problem(self._names["reference"], values["reference"], row.line_no)
        if twice:
            errors.append(twice)
        if not errors:
            errors = self._finish(values, self._names, self._today)
        if errors:
            return Bad(row.line_no, tuple(errors), row.cells)
        return Good(row.line_no, values)


def judge(table: Table, mapping: Mapping, today: date) -> Iterator[Good | Bad]:
    """Yield a verdict on each row of the table, in its order, while the file is being read.

    `today` is the day at the place of the import; nothing may have happened after it.

    :raises MappingDoesNotFit: before the first row, if the mapping does not fit the header
    :raises CannotRead: between rows, if the file turns out to be cut off or beyond a limit
    """
    judging = _Judge(table, mapping, today)
    return map(judging.judge, table.rows)


@dataclass(frozen=True)
class Settled:
    """The mapping with every style that the file itself tells, and what must still be asked."""

    mapping: Mapping
    questions: tuple[Ambiguous, ...]
    rows: int


def settle_styles(
    table: Table, mapping: Mapping, remembered: dict[str, str] | None = None
) -> Settled:
    """Return the mapping with the styles of all day and number columns, from the whole file.

    What the mapping says already stays. Where the file allows several readings, the style of
    this client's earlier files (`remembered`, by column) decides if it is among them; else the
    person must be asked. This walks the table once; open it anew to judge it.

    :raises MappingDoesNotFit: if the mapping does not fit the header
    """
    check_mapping(mapping, table.header)
    evidence = _evidence(table, mapping)
    rows = 0
    for row in table.rows:
        rows += 1
        if not row.problem:
            for each in evidence:
                each.add(row.cells[each.index])
    verdicts = {each.column: each.verdict() for each in evidence}
    before = remembered or {}
    styles: dict[str, str] = {}
    questions: list[Ambiguous] = []
    for column, found in verdicts.items():
        if isinstance(found, Style):
            styles[column] = found.key
        elif isinstance(found, Ambiguous):
            if before.get(column) in {each.style.key for each in found.candidates}:
                styles[column] = before[column]
            else:
                questions.append(found)
    return Settled(mapping.styled(styles), tuple(questions), rows)


class _Evidence:
    """The different ways in which the cells of one column are written."""

    def __init__(self, column: str, index: int, kind: Kind) -> None:
        self.column, self.index = column, index
        self._room = dates if kind is Kind.DAY else numbers
        self._cells: set[str] = set()
        self._texts: dict[str, str] = {}

    def add(self, cell: Cell) -> None:
        if type(cell) is not str or cell in self._cells or len(self._texts) >= _EVIDENCE:
            return
        if len(self._cells) < _EVIDENCE:
            self._cells.add(cell)
        self._texts.setdefault(self._room.evidence_of(cell), cell.strip())

    def verdict(self) -> Style | Ambiguous | None:
        texts = [text for text in self._texts.values() if text]
        if self._room is dates:
            return dates.date_verdict(self.column, texts)
        return numbers.number_verdict(self.column, texts)


def _evidence(table: Table, mapping: Mapping) -> list[_Evidence]:
    kinds = {target.field: target.kind for target in TARGETS[mapping.what]}
    found: dict[str, _Evidence] = {}
    for field, column in mapping.columns.items():
        kind = kinds[field]
        styled = kind is Kind.DAY or kind.is_number
        if styled and column not in mapping.styles:
            found[column] = _Evidence(column, table.header.index(column), kind)
    return list(found.values())


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

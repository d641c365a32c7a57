"""The rows of a file read as risks: every cell by itself, so that all that is wrong is told."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from catchball.kernel.words import _
from catchball.workplace.exchange.rules.cells import Reader, reader_for
from catchball.workplace.exchange.rules.columns import FIELDS
from catchball.workplace.exchange.rules.limits import MIB, Limits
from catchball.workplace.exchange.rules.mapping import Mapping, check_mapping
from catchball.workplace.exchange.rules.styles import Unreadable
from catchball.workplace.exchange.rules.tables import Cell, Row, Table, showable, text_of
from catchball.workplace.risks.rules import (
    IMPACTS,
    MOST_BROUGHT,
    Axis,
    Brought,
    Category,
    Matrix,
    Phase,
    Strategy,
)

SHEET_LIMITS = Limits(
    upload_bytes=8 * MIB,
    unpacked_bytes=64 * MIB,
    rows=MOST_BROUGHT,
    columns=200,
    sheet_cells=200_000,
    sheet_text_bytes=16 * MIB,
    merged_ranges=5_000,
)
"""A risk assessment is read by people: no file of one is larger than this."""

_SHOWN = 80
_NUMBERED = re.compile(r"(\d{1,2})(?:\.0+)?(?:(?:\s*[·:)–-]|\.)?\s*[^\d\s.,%].*)?", re.DOTALL)
_DETECTIONS = (Axis.DETECTION.value, "residual_detection")
_ENUMS: dict[str, Callable[[str], Any]] = {
    "category": Category,
    "phase": Phase,
    "strategy": Strategy,
}


@dataclass(frozen=True, kw_only=True)
class RowFault:
    """One thing that is wrong with a row of a file: in which line and column, what, and why."""

    line_no: int
    column: str
    shown: str
    why: str


@dataclass(frozen=True)
class RisksRead:
    """The rows of a file as risks, each with its line; and what could not be read."""

    lines: tuple[int, ...]
    risks: tuple[Brought, ...]
    faults: tuple[RowFault, ...]


def read_risks(table: Table, mapping: Mapping, matrix: Matrix) -> RisksRead:
    """Return the rows of a table as risks for a document with this matrix.

    :raises MappingDoesNotFit: if the mapping does not fit the header
    :raises CannotRead: if the file turns out to be cut off or beyond a limit
    """
    check_mapping(mapping, table.header)
    columns = _columns(table.header, mapping, matrix)
    lines, risks, faults = [], [], []
    for row in table.rows:
        values: dict[str, Any] = {}
        wrong = list(_read_row(row, columns, values))
        faults += wrong
        if not wrong:
            lines.append(row.line_no)
            risks.append(_risk(values))
    return RisksRead(tuple(lines), tuple(risks), tuple(faults))


@dataclass(frozen=True)
class _Column:
    field: str
    name: str
    index: int
    read: Reader
    is_required: bool

    def value_of(self, cell: Cell) -> Any:
        value = self.read(cell)
        if value is None and self.is_required:
            raise Unreadable(_("The cell is empty; it is needed."))
        return value


def _columns(header: Sequence[str], mapping: Mapping, matrix: Matrix) -> list[_Column]:
    targets = {target.field: target for target in FIELDS["risks"]}
    found = []
    for field, name in mapping.columns.items():
        target = targets[field]
        read = reader_for(target, mapping.styles.get(name))
        words = _steps(field, matrix)
        if words:
            read = _step_reader(words)
        elif field in _DETECTIONS:
            read = _no_step
        found.append(_Column(field, name, header.index(name), read, target.required))
    return found


def _steps(field: str, matrix: Matrix) -> tuple[str, ...]:
    """Return the words of the steps that a field takes; nothing for one that takes none."""
    if field in {Axis.PROBABILITY, "residual_probability"}:
        return matrix.probability
    if field in _DETECTIONS:
        return matrix.detection
    return matrix.impact if field in {*IMPACTS, "impact", "residual_impact"} else ()


def _no_step(cell: Cell) -> None:
    if text_of(cell).strip():
        raise Unreadable(_("This document does not score detection."))


def _step_reader(words: tuple[str, ...]) -> Reader:
    known = {word.casefold(): step for step, word in enumerate(words, 1)}
    known |= {_(word).casefold(): step for step, word in enumerate(words, 1)}

    def read(cell: Cell) -> int | None:
        text = text_of(cell).strip()
        if not text:
            return None
        numbered = _NUMBERED.fullmatch(text)
        step = int(numbered[1]) if numbered else known.get(text.casefold(), 0)
        if not 1 <= step <= len(words):
            raise Unreadable(
                _(
                    "“%(text)s” is no step from 1 (%(first)s) to %(last)s (%(word)s).",
                    text=text[:_SHOWN],
                    first=_(words[0]),
                    last=len(words),
                    word=_(words[-1]),
                )
            )
        return step

    return read


def _read_row(row: Row, columns: Sequence[_Column], values: dict[str, Any]) -> Iterator[RowFault]:
    """Put what a row says into `values`, and yield what is wrong with it."""
    if row.problem:
        yield RowFault(line_no=row.line_no, column="", shown="", why=row.problem)
        return
    for each in columns:
        cell = row.cells[each.index]
        try:
            values[each.field] = each.value_of(cell)
        except Unreadable as refusal:
            shown = showable(text_of(cell), _SHOWN)
            yield RowFault(line_no=row.line_no, column=each.name, shown=shown, why=str(refusal))


def _risk(values: dict[str, Any]) -> Brought:
    told = {field: value for field, value in values.items() if value is not None}
    for field, kind in _ENUMS.items():
        if field in told:
            told[field] = kind(told[field])
    one_impact = told.pop("impact", None)
    found = Brought(**told)
    if one_impact is None:
        return found
    return replace(
        found,
        **{axis.value: one_impact for axis in IMPACTS if getattr(found, axis.value) is None},
    )

"""XLSX workbooks, measured before they are opened."""

import io
import math
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, BinaryIO

import python_calamine as calamine

from catchball.kernel.words import _
from catchball.workplace.exchange.rules.limits import Limits
from catchball.workplace.exchange.rules.measuring import Measured, check_workbook
from catchball.workplace.exchange.rules.refusals import (
    FileIsDamaged,
    FileIsLocked,
    SheetIsMissing,
)
from catchball.workplace.exchange.rules.tables import Cell, Choices, Found, Row, Table
from catchball.workplace.exchange.rules.texts import table_of

_FAULTS = (zipfile.BadZipFile, zlib.error, OSError, ValueError)


def _damaged() -> FileIsDamaged:
    return FileIsDamaged(
        _(
            "The workbook is damaged or cut off. Open it in Excel, save it anew as .xlsx, and "
            "import that file."
        )
    )


def _duration(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    sign = "-" if seconds < 0 else ""
    hours, rest = divmod(abs(seconds), 3600)
    return f"{sign}{hours}:{rest // 60:02}:{rest % 60:02}"


def cell_of(value: Any) -> Cell:
    """Return a cell of a workbook as text, day, instant or exact number.

    A whole number loses its `.0`, others are the shortest decimal that Excel's binary number
    stands for; times of day and durations are written out.

    >>> cell_of(5.0), cell_of(22.2222), cell_of(True), cell_of(timedelta(hours=30))
    (5, Decimal('22.2222'), 'TRUE', '30:00:00')
    """
    if isinstance(value, str | date):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, time):
        return value.isoformat()
    return _duration(value) if isinstance(value, timedelta) else str(value)


def _number(value: float) -> Cell:
    if not math.isfinite(value):
        return str(value)
    return int(value) if value.is_integer() else Decimal(repr(value))


_AS_IT_IS = frozenset((str, date, datetime))


def _cells(values: list[Any]) -> list[Cell]:
    return [
        value
        if (kind := type(value)) in _AS_IT_IS
        else _number(value)
        if kind is float
        else cell_of(value)
        for value in values
    ]


def _rows(sheet: calamine.CalamineSheet, limits: Limits) -> Iterator[Row]:
    problem = _("A cell has more than %(most)s characters.", most=limits.cell_chars)
    for line_no, values in enumerate(sheet.iter_rows(), 1):
        cells = _cells(values)
        long = max([len(cell) for cell in cells if type(cell) is str], default=0)
        if cells:
            yield Row(line_no, tuple(cells), problem if long > limits.cell_chars else "")


def _sheet_names(book: calamine.CalamineWorkbook) -> tuple[list[str], list[str]]:
    """Return the names of the sheets with cells: visible ones, hidden ones."""
    sheets = [m for m in book.sheets_metadata if m.typ == calamine.SheetTypeEnum.WorkSheet]
    visible = [m.name for m in sheets if m.visible == calamine.SheetVisibleEnum.Visible]
    return visible, [m.name for m in sheets if m.name not in visible]


def _choose(
    book: calamine.CalamineWorkbook, wanted: str | None
) -> tuple[calamine.CalamineSheet, tuple[str, ...]]:
    visible, hidden = _sheet_names(book)
    if wanted is not None:
        if wanted in visible + hidden:
            return book.get_sheet_by_name(wanted), ()
        raise SheetIsMissing(
            _(
                "The workbook has no sheet “%(name)s”. Its sheets are: %(known)s.",
                name=wanted,
                known=", ".join(visible),
            )
        )
    for name in visible:
        sheet = book.get_sheet_by_name(name)
        if sheet.height:
            others = len(visible) - 1
            note = _("Sheet “%(name)s” was read; the workbook has others.", name=name)
            return sheet, (note,) if others else ()
    raise SheetIsMissing(
        _("No visible sheet of the workbook has anything in it. Choose the file with the rows.")
    )


def _load(
    stream: BinaryIO, wanted: str | None
) -> tuple[calamine.CalamineWorkbook, calamine.CalamineSheet, tuple[str, ...]]:
    try:
        book = calamine.CalamineWorkbook.from_filelike(stream)
        sheet, notes = _choose(book, wanted)
    except calamine.PasswordError as fault:
        raise FileIsLocked(
            _("A password protects the workbook. Remove it in Excel and import it again.")
        ) from fault
    except (calamine.CalamineError, OSError, ValueError) as fault:
        raise _damaged() from fault
    except BaseException as fault:
        if type(fault).__name__ == "PanicException":  # Rust code that gave up on the file
            raise _damaged() from fault
        raise
    return book, sheet, notes


@dataclass(frozen=True)
class _Opened:
    """One sheet of a workbook as it was opened, and what was seen of the whole on the way."""

    book: calamine.CalamineWorkbook
    sheet: calamine.CalamineSheet
    notes: tuple[str, ...]
    measured: Measured


_kept_open: ContextVar[dict[object, _Opened] | None] = ContextVar("kept_open", default=None)


@contextmanager
def kept_open() -> Iterator[None]:
    """Within this, keep the last workbook open: whoever opens the same file again has it at once.

    For whoever looks at a file several times in turn, as opening it takes as long as reading it. A
    file is the same where its place on the disk, its size and its time of change are.
    """
    token = _kept_open.set({})
    try:
        yield
    finally:
        _kept_open.reset(token)


def _open(stream: BinaryIO, wanted: str | None, limits: Limits) -> _Opened:
    kept = _kept_open.get()
    if kept is None:
        return _open_anew(stream, wanted, limits)
    try:
        file = os.fstat(stream.fileno())
    except io.UnsupportedOperation:  # it lies in memory and is nobody else's
        return _open_anew(stream, wanted, limits)
    key = (file.st_dev, file.st_ino, file.st_size, file.st_mtime_ns, wanted, limits)
    if key not in kept:
        kept.clear()
        kept[key] = _open_anew(stream, wanted, limits)
    return kept[key]


def _open_anew(stream: BinaryIO, wanted: str | None, limits: Limits) -> _Opened:
    try:
        measured = check_workbook(stream, limits)
    except _FAULTS as fault:
        raise _damaged() from fault
    stream.seek(0)
    return _Opened(*_load(stream, wanted), measured)


def read_workbook(stream: BinaryIO, choices: Choices, limits: Limits) -> Table:
    """Open one sheet of a workbook as a table.

    Without a choice it is the first visible sheet that holds something. Hidden rows and columns
    are read like others, merged cells have their value in the first one only, and a formula
    counts by its stored result: an Excel error reads as an empty cell. Notes say which of these
    occur.

    :raises CannotRead: one of its kinds, in words that say what to do
    """
    opened = _open(stream, choices.sheet, limits)
    sheet = opened.sheet
    names, line_no, more, below = table_of(_rows(sheet, limits), choices, limits)
    notes = opened.notes + more
    if opened.measured.merges and sheet.merged_cell_ranges:
        notes += (_("The sheet has merged cells: only the first cell of each has the value."),)
    if opened.measured.hides:
        notes += (_("The workbook has hidden rows or columns; they are read too."),)
    visible, hidden = _sheet_names(opened.book)
    found = Found(
        kind="workbook",
        sheet=sheet.name,
        sheets=tuple(visible + hidden),
        header_row=line_no,
        notes=notes,
    )
    return Table(
        names, below, found, walk=lambda: table_of(_rows(sheet, limits), choices, limits)[3]
    )

"""A table as it stands in a file: header, rows, and how it was read."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from catchball.kernel.words import _
from catchball.workplace.exchange.rules.refusals import HeaderIsMissing

Cell = str | date | int | Decimal
"""Text as written; a date (or instant) or a number only where a workbook says that it is one."""

HEADER_WITHIN = 50
"""The header is sought in so many first lines; a table may have a title above it."""


class Row(NamedTuple):
    """One line of the table; `line_no` counts from 1 as an editor or Excel does."""

    line_no: int
    cells: tuple[Cell, ...]
    problem: str = ""


@dataclass(frozen=True)
class Choices:
    """What the person decided about reading the file; None lets it be found."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int | None = None


@dataclass(frozen=True)
class Found:
    """How the file was read, to be shown to the person; notes are what to look at twice."""

    kind: str
    encoding: str = ""
    delimiter: str = ""
    quote: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    header_row: int = 1
    notes: tuple[str, ...] = ()
    encoding_certain: bool = True


@dataclass(frozen=True)
class Table:
    """A header of distinct names and the rows below it, to be walked once; `anew` once more.

    Both hold while the file is open.
    """

    header: tuple[str, ...]
    rows: Iterator[Row]
    found: Found
    walk: Callable[[], Iterator[Row]] = tuple[Row]().__iter__

    def anew(self) -> "Table":
        """Return the same table, to be walked from its first row; the old walk is over."""
        return replace(self, rows=self.walk())


def text_of(cell: Cell) -> str:
    """Return the cell as a person would read it.

    >>> text_of(5), text_of(date(2026, 11, 27)), text_of(Decimal("0.10"))
    ('5', '2026-11-27', '0.10')
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return str(cell)


_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def showable(text: str, most: int | None = None) -> str:
    """Return the text as it can be kept and shown: signs that cannot be, replaced; cut at `most`.

    >>> showable(f"A{chr(0)}B"), showable("abcdef", 3)
    ('A�B', 'abc')
    """
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text[:most])


def is_blank(cells: Iterable[Cell]) -> bool:
    """Tell whether nothing is written in any of the cells."""
    for cell in cells:  # noqa: SIM110 -- the first cell mostly decides, so a loop is faster
        if not isinstance(cell, str) or cell.strip():
            return False
    return True


def _is_word(cell: Cell) -> bool:
    return isinstance(cell, str) and any(sign.isalpha() for sign in cell)


def header_index(rows: Sequence[Row], chosen: int | None) -> int:
    """Return the position of the header among the first rows of a file.

    It is the chosen line; else the first row with two words or more, which steps over a title;
    else (a table of one column) the first row that is not blank.

    :raises HeaderIsMissing: if the chosen line is blank or not among these rows, or all are blank
    """
    filled = [index for index, row in enumerate(rows) if not is_blank(row.cells)]
    if chosen is not None:
        for index in filled:
            if rows[index].line_no == chosen:
                return index
        raise HeaderIsMissing(
            _(
                "Line %(line)s cannot be the header: it is blank or not among the first "
                "%(most)s lines. Choose the line that holds the names of the columns.",
                line=chosen,
                most=HEADER_WITHIN,
            )
        )
    for index in filled:
        if sum(_is_word(cell) for cell in rows[index].cells) >= 2:
            return index
    if not filled:
        raise HeaderIsMissing(
            _(
                "The first %(most)s lines are blank. Choose the line that holds the names of "
                "the columns.",
                most=HEADER_WITHIN,
            )
        )
    return filled[0]


def header_names(cells: Iterable[Cell]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return distinct names for the columns, and notes on those that were not.

    A column without a name is called by its number; a repeated name gets a number.

    >>> header_names(["ID", "", "ID"])[0]
    ('ID', 'Column 2', 'ID (2)')
    """
    names: list[str] = []
    notes: list[str] = []
    taken: set[str] = set()
    for number, cell in enumerate(cells, 1):
        wanted = showable(" ".join(text_of(cell).split()))
        name = wanted or _("Column %(number)s", number=number)
        count = 1
        while name in taken:
            count += 1
            name = f"{wanted or name} ({count})"
        if name != wanted:
            notes.append(_("Column %(number)s is called “%(name)s”.", number=number, name=name))
        taken.add(name)
        names.append(name)
    return tuple(names), tuple(notes)

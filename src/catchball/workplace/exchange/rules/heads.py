"""The head of a table, kept beside its file: a workbook need not be opened whole to show it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from catchball.workplace.exchange.rules.tables import Cell, Found, Row, Table

SAMPLE_ROWS = 20


@dataclass(frozen=True)
class Head:
    """The names of the columns, the first rows, and how the file was read."""

    header: tuple[str, ...]
    sample: tuple[Row, ...]
    found: Found

    def to_json(self) -> str:
        """Return it as text, each cell with what it is."""
        sample = [
            [row.line_no, [_written(cell) for cell in row.cells], row.problem]
            for row in self.sample
        ]
        kept = {"header": self.header, "sample": sample, "found": asdict(self.found)}
        return json.dumps(kept)


def head_of(table: Table) -> Head:
    """Return the head of a table, walking its first rows."""
    return Head(table.header, tuple(islice(table.rows, SAMPLE_ROWS)), table.found)


def head_from_json(text: str) -> Head:
    """Return the head that `to_json` wrote.

    :raises ValueError, KeyError, TypeError: if the text is none
    """
    kept = json.loads(text)
    found: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in kept["found"].items()
    }
    sample = tuple(
        Row(line_no, tuple(map(_read, cells)), problem)
        for line_no, cells, problem in kept["sample"]
    )
    return Head(tuple(kept["header"]), sample, Found(**found))


def _written(cell: Cell) -> Sequence[Any]:
    if isinstance(cell, datetime):
        return ("instant", cell.isoformat())
    if isinstance(cell, date):
        return ("day", cell.isoformat())
    if isinstance(cell, Decimal):
        return ("number", str(cell))
    return ("as it is", cell)


def _read(written: Sequence[Any]) -> Cell:
    kind, value = written
    read: dict[str, Any] = {
        "instant": datetime.fromisoformat,
        "day": date.fromisoformat,
        "number": Decimal,
    }
    cell: Cell = read[kind](value) if kind in read else value
    return cell

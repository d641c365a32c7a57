"""The bad rows of a file given back, each with its reason, to be corrected and sent again."""

import csv
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Self

from catchball.kernel.cells import neutralise
from catchball.kernel.words import _
from catchball.workplace.exchange.rules.rows import Bad
from catchball.workplace.exchange.rules.tables import text_of


class ErrorFile(AbstractContextManager["ErrorFile"]):
    """A CSV file that grows row by row: the original cells, the line, and what is wrong.

    It appears under its name when it is whole, so that nobody downloads half of one; where
    nothing is wrong there is none.
    """

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        """Start the file anew; it opens in Excel as what it is (UTF-8 with a mark)."""
        self._path, self._unfinished = path, path.with_suffix(".unfinished")
        self._stream = self._unfinished.open(
            "w", encoding="utf-8-sig", errors="replace", newline=""
        )
        self._writer = csv.writer(self._stream)
        self._width = len(header)
        self.count = 0
        self._write([*header, _("Line"), _("What is wrong")])

    def __exit__(self, kind: object, *_fault: object) -> None:
        self._stream.close()
        if kind is None and self.count:
            self._unfinished.replace(self._path)
            return
        self._unfinished.unlink(missing_ok=True)
        if kind is None:
            self._path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def _write(self, cells: Sequence[object]) -> None:
        self._writer.writerow([neutralise(cell) for cell in cells])

    def write(self, bad: Bad) -> None:
        """Add one row; cells beyond the header are joined to the reason, so no column moves."""
        cells = [text_of(cell) for cell in bad.cells]
        own = cells[: self._width] + [""] * (self._width - len(cells))
        extra = cells[self._width :]
        reasons = [f"{each.column}: {each.why}" if each.column else each.why for each in bad.errors]
        if extra:
            reasons.append(_("Cells beyond the header: %(cells)s", cells=" | ".join(extra)))
        self._write([*own, bad.line_no, " ".join(reasons)])
        self.count += 1


def write_errors(path: Path, header: Sequence[str], rows: Iterable[object]) -> int:
    """Write the bad ones among judged rows to a file, and return how many they were."""
    with ErrorFile(path, header) as errors:
        for row in rows:
            if isinstance(row, Bad):
                errors.write(row)
        return errors.count

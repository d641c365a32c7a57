"""CSV, TSV and their relatives, read line by line and never wholly in memory."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO, TextIO

from catchball.kernel.words import _
from catchball.workplace.exchange.rules.encodings import Encoding, find_encoding
from catchball.workplace.exchange.rules.limits import Limits
from catchball.workplace.exchange.rules.refusals import FileIsDamaged, FileIsEmpty, FileIsTooLarge
from catchball.workplace.exchange.rules.tables import (
    HEADER_WITHIN,
    Cell,
    Choices,
    Found,
    Row,
    Table,
    header_index,
    header_names,
    is_blank,
)

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
_SAMPLE = 1 << 16
_SAMPLE_ROWS = 200


@dataclass(frozen=True)
class _Dialect:
    delimiter: str
    quote: str = '"'
    skips_space: bool = False
    announced: bool = False
    share: float = 0.0
    width: int = 1

    def reader(self, lines: Iterator[str], *, strict: bool) -> Iterator[list[str]]:
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=self.quote,
            skipinitialspace=self.skips_space,
            strict=strict,
        )


def _tried(sample: str, delimiter: str, quote: str) -> _Dialect:
    """Return the dialect with how many of the sample's rows are equally wide under it."""
    skips = f"{delimiter} {quote}" in sample
    plain = _Dialect(delimiter, quote, skips)
    rows = islice(plain.reader(io.StringIO(sample, newline=""), strict=False), _SAMPLE_ROWS)
    try:
        widths = Counter(len(row) for row in rows if not is_blank(row))
    except csv.Error:
        return plain
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    if width < 2:
        return plain
    return _Dialect(delimiter, quote, skips, share=count / widths.total(), width=width)


def _find_dialect(sample: str, chosen: str | None) -> _Dialect:
    """Return the dialect that makes most rows equally wide, then the one that makes most cells.

    A first line `sep=;`, as Excel writes it, is believed. The single quote is taken only where
    the double one does worse.
    """
    first = sample.split("\n", 1)[0].strip("\r")
    if len(first) == 5 and first.lower().startswith("sep="):
        return _Dialect(chosen or first[4], announced=True)
    best: _Dialect | None = None
    for quote in ('"', "'"):
        for delimiter in [chosen] if chosen else DELIMITERS:
            tried = _tried(sample, delimiter, quote)
            if best is None or _beats(tried, best):
                best = tried
    return best or _Dialect(",")


def _beats(tried: _Dialect, best: _Dialect) -> bool:
    if tried.quote != best.quote:
        return tried.share > best.share
    return (tried.share, tried.width) > (best.share, best.width)


class _Lines:
    """The lines of a text, counted, and stopped where a row grows beyond all measure."""

    def __init__(self, text: TextIO, limits: Limits) -> None:
        self._text = text
        self._most = limits.row_chars
        self._pending = 0
        self.count = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(self._most):
            self.count += 1
            self._pending += len(line)
            if self._pending >= self._most:
                raise FileIsTooLarge(
                    _(
                        "The row that ends in line %(line)s has more than %(most)s characters. "
                        "Perhaps the line ends or the quotes of the file are damaged: export it "
                        "again.",
                        line=self.count,
                        most=self._most,
                    )
                )
            yield line

    def end_row(self) -> int:
        """Return how many characters the row had."""
        length, self._pending = self._pending, 0
        return length


def _never_closes(line: int) -> FileIsDamaged:
    return FileIsDamaged(
        _(
            "A quotation mark that opens in line %(line)s is never closed, so the file is cut off "
            "or the mark is a stray one. Correct that line or export the file again.",
            line=line,
        )
    )


def _rows(lines: _Lines, dialect: _Dialect, limits: Limits) -> Iterator[Row]:
    """Yield each row with the number of its first line; a faulty one carries its problem."""
    reader = dialect.reader(iter(lines), strict=True)
    while True:
        start = lines.count + 1
        try:
            for cells in reader:
                # No cell is longer than its row, so most need no look.
                is_long = lines.end_row() > limits.cell_chars
                if cells:
                    problem = _length_problem(cells, limits) if is_long else ""
                    yield Row(start, tuple(cells), problem)
                start = lines.count + 1
        except csv.Error as fault:
            if "expected after" not in str(fault):
                raise _never_closes(start) from fault
            problem = _("A quotation mark inside a quoted cell must be written twice.")
            lines.end_row()
            yield Row(start, (), problem)
        else:
            return


def _length_problem(cells: list[str], limits: Limits) -> str:
    if max(map(len, cells)) <= limits.cell_chars:
        return ""
    return _("A cell has more than %(most)s characters.", most=limits.cell_chars)


def fitted(rows: Iterator[Row], width: int, limits: Limits) -> Iterator[Row]:
    """Yield the rows that hold something, each as wide as the header or with a problem."""
    count = 0
    for row in rows:
        cells: tuple[Cell, ...] = row.cells
        if not row.problem and is_blank(cells):
            continue
        count += 1
        if count > limits.rows:
            limits.check_rows(count)
        if len(cells) == width:
            yield row
        elif len(cells) > width and is_blank(cells[width:]):
            yield Row(row.line_no, cells[:width], row.problem)
        elif not row.problem:
            problem = _(
                "The row has %(count)s cells where the header has %(width)s.",
                count=len(cells),
                width=width,
            )
            yield Row(row.line_no, cells, problem)
        else:
            yield row


def table_of(
    rows: Iterator[Row], choices: Choices, limits: Limits
) -> tuple[tuple[str, ...], int, tuple[str, ...], Iterator[Row]]:
    """Return header, its line, notes and the rows below it.

    :raises FileIsEmpty: if there is no row at all
    :raises HeaderIsMissing: if no row, or not the chosen one, can be the header
    :raises FileIsTooLarge: if there are too many columns
    """
    first = list(islice(rows, HEADER_WITHIN))
    if all(is_blank(row.cells) and not row.problem for row in first):
        raise FileIsEmpty(_("There is nothing in the file. Choose the file that has the rows."))
    index = header_index(first, choices.header_row)
    cells = first[index].cells
    while is_blank(cells[-1:]):
        cells = cells[:-1]
    limits.check_columns(len(cells))
    names, notes = header_names(cells)
    below = fitted(chain(first[index + 1 :], rows), len(names), limits)
    return names, first[index].line_no, notes, below


@contextmanager
def read_text(stream: BinaryIO, choices: Choices, limits: Limits) -> Iterator[Table]:
    """Open a text table; the rows are read as they are walked.

    :raises CannotRead: one of its kinds, in words that say what to do
    """
    encoding = find_encoding(stream, choices.encoding)
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=encoding.codec, newline="")
    try:
        yield _table(text, encoding, choices, limits)
    finally:
        text.detach()


def _table(text: TextIO, encoding: Encoding, choices: Choices, limits: Limits) -> Table:
    sample = text.read(_SAMPLE)
    dialect = _find_dialect(_whole_lines(sample), choices.delimiter)
    text.seek(0)
    lines = _Lines(text, limits)
    rows = _rows(lines, dialect, limits)
    if dialect.announced:
        next(rows, None)
    names, line_no, notes, below = table_of(rows, choices, limits)
    found = Found(
        kind="text",
        encoding=encoding.name,
        encoding_certain=encoding.certain,
        delimiter=dialect.delimiter,
        quote=dialect.quote,
        header_row=line_no,
        notes=((encoding.note,) if encoding.note else ()) + notes,
    )

    def walk() -> Iterator[Row]:
        text.seek(0)
        return _table(text, encoding, choices, limits).rows

    return Table(names, below, found, walk)


def _whole_lines(sample: str) -> str:
    if len(sample) < _SAMPLE:
        return sample
    end = max(sample.rfind("\n"), sample.rfind("\r"))
    return sample[: end + 1] or sample

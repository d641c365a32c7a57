"""Tables for spreadsheet programs, which will show their cells and not run them."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, Any

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def neutralise(cell: object) -> object:
    """Return a text that a spreadsheet would take for a formula with a `'` before it.

    Numbers, dates and None are left alone, so negative numbers stay numbers; a text that merely
    looks like a negative number is marked, for it is a text.

    Source: OWASP, CSV Injection (also the full-width forms of the four signs).

    >>> neutralise("=1+1"), neutralise(-5), neutralise("Batch 7")
    ("'=1+1", -5, 'Batch 7')
    """
    if isinstance(cell, str) and cell.startswith(_STARTS):
        return "'" + cell
    return cell


def as_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a table as comma-separated values, as `write_csv` writes it.

    >>> as_csv(["Item", "Note"], [[5, "=1+1"]]).decode("utf-8-sig").splitlines()
    ['Item,Note', "5,'=1+1"]
    """
    kept = io.BytesIO()
    write_csv(kept, head, rows)
    return kept.getvalue()


def write_csv(file: IO[bytes], head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table as comma-separated values in UTF-8, with the mark that spreadsheets look for.

    Days are written as 2026-11-16, quantities with a point, and no text can act as a formula. The
    rows are written as they come, so that many need no more memory than few.

    Source: RFC 4180.
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([neutralise(cell) for cell in row] for row in rows)
    text.detach()


def write_xlsx(
    file: IO[bytes], title: str, head: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Write a table as an Excel workbook; texts stay texts, days and numbers are real ones."""
    import xlsxwriter  # noqa: PLC0415 -- only where a workbook is asked for

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet(title[:31])
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, max(0, len(head) - 1), 18)
        sheet.write_row(0, 0, head, bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                _write_cell(sheet, number, column, cell, day)
        sheet.autofilter(0, 0, 0, max(0, len(head) - 1))


def _write_cell(sheet: Any, row: int, column: int, cell: object, day: Any) -> None:
    match cell:
        case None | "":
            return
        case bool():
            sheet.write_boolean(row, column, cell)
        case date():
            sheet.write_datetime(row, column, cell, day)
        case int() | float() | Decimal():
            sheet.write_number(row, column, float(cell))
        case _:
            sheet.write_string(row, column, str(cell))

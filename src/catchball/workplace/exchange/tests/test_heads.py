"""A table walked anew, and its head kept beside the file."""

import io
from datetime import date, datetime

import pytest
import xlsxwriter

from catchball.workplace.exchange.rules.heads import head_from_json, head_of
from catchball.workplace.exchange.rules.sheets import open_table

TEXT = (
    "\N{BYTE ORDER MARK}Shipments\n\nID;Due;Size\n007;2026-01-05;1,5\n008;2026-01-06;2\n".encode()
)


def workbook():
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Shipments")
        sheet.write_row(0, 0, ["ID", "Due", "Packed", "Size", "Count"])
        for at in range(1, 40):
            sheet.write(at, 0, f"00{at}")
            sheet.write_datetime(
                at, 1, date(2026, 1, 5), book.add_format({"num_format": "yyyy-mm-dd"})
            )
            sheet.write_datetime(
                at, 2, datetime.fromisoformat("2026-01-05T09:30"),
                book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            )  # fmt: skip
            sheet.write_row(at, 3, [22.5, at])
    return made.getvalue()


@pytest.mark.parametrize("content", [TEXT, workbook()], ids=["text", "workbook"])
class TestATable:
    def test_is_walked_anew_from_its_first_row(self, content):
        with open_table(io.BytesIO(content)) as table:
            first = list(table.rows)
            assert first
            assert list(table.anew().rows) == first
            half = table.anew()
            next(half.rows)
            assert list(table.anew().rows) == first

    def test_gives_its_head_back_from_a_text(self, content):
        with open_table(io.BytesIO(content)) as table:
            head = head_of(table)
        again = head_from_json(head.to_json())
        assert again == head
        kinds = [[type(cell) for cell in row.cells] for row in head.sample]
        assert [[type(cell) for cell in row.cells] for row in again.sample] == kinds

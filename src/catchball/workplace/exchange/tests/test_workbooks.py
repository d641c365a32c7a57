import io
import json
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from catchball.workplace.exchange.rules import measuring, workbooks
from catchball.workplace.exchange.rules.limits import Limits
from catchball.workplace.exchange.rules.refusals import (
    CannotRead,
    FileIsDamaged,
    FileIsEmpty,
    FileIsTooLarge,
    SheetIsMissing,
)
from catchball.workplace.exchange.rules.sheets import Choices, kept_open, open_table
from catchball.workplace.exchange.tests.reading import cells, read, said_of
from shared import shared_data


def workbook(fill):
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    fill(book)
    book.close()
    return target.getvalue()


def one_sheet(*rows):
    def fill(book):
        sheet = book.add_worksheet("Rows")
        for index, row in enumerate(rows):
            sheet.write_row(index, 0, row)

    return workbook(fill)


@cache
def a_workbook():
    return one_sheet(["first", "second"], ["1", 2.5])


def rebuilt(content, name, change):
    """Put another content in the place of one part of a workbook."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry.filename, change(data) if entry.filename == name else data)
    return target.getvalue()


INSTANT = datetime(2026, 11, 27, 8, 30)  # noqa: DTZ001 -- Excel knows no zones
SHEET = "xl/worksheets/sheet1.xml"


class TestWorkbook:
    def test_reads_days_times_and_numbers_as_what_they_are(self):
        def fill(book):
            sheet = book.add_worksheet()
            day = book.add_format({"num_format": "d. m. yyyy"})
            instant = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
            clock = book.add_format({"num_format": "hh:mm"})
            hours = book.add_format({"num_format": "[h]:mm"})
            sheet.write_row(0, 0, ["day", "instant", "clock", "hours", "whole", "part", "flag"])
            sheet.write(1, 0, date(2026, 11, 27), day)
            sheet.write(1, 1, INSTANT, instant)
            sheet.write(1, 2, time(8, 30), clock)
            sheet.write(1, 3, 1.25, hours)
            sheet.write_row(1, 4, [5.0, 0.1, True])

        _table, rows = read(workbook(fill))

        assert rows[0].cells == (
            date(2026, 11, 27), INSTANT, "08:30:00", "30:00:00",
            5, Decimal("0.1"), "TRUE",
        )  # fmt: skip

    @pytest.mark.parametrize("name", ["date", "temperature", "merged_range", "hyperlinks"])
    def test_reads_the_published_workbooks(self, name):
        expected = {
            book["file"]: book
            for book in json.loads(shared_data("imports", "xlsx", "expected.json").read_text())
        }[f"{name}.xlsx"]
        (sheet, content), *_others = expected["sheets"].items()

        with open_table(shared_data("imports", "xlsx", f"{name}.xlsx"), Choices(header_row=1)) as t:
            rows = [row.cells for row in t.rows]

        assert t.found.sheet == sheet
        width = len(t.header)
        wanted = [row[:width] for row in content["head"][1:] if any(cell != "" for cell in row)]
        assert [[_plain(cell) for cell in row] for row in rows[: len(wanted)]] == wanted

    def test_finds_the_header_below_notes(self):
        with open_table(shared_data("imports", "xlsx", "header-row.xlsx")) as table:
            rows = list(table.rows)

        assert table.header == ("Columns", "Column A", "Column B", "Column C")
        assert (table.found.header_row, rows[0].line_no) == (9, 10)
        assert rows[0].cells == ("put data here", 1, 2, 3)

    def test_reads_excel_errors_as_nothing(self):
        with (
            pytest.raises(FileIsEmpty),
            open_table(shared_data("imports", "xlsx", "errors.xlsx")),
        ):
            pass

    def test_says_that_cells_are_merged(self):
        with open_table(shared_data("imports", "xlsx", "merged_range.xlsx")) as table:
            notes = " ".join(table.found.notes)

        assert "merged cells" in notes
        assert "the workbook has others" in notes

    def test_passes_by_hidden_sheets_but_opens_the_chosen(self):
        def fill(book):
            book.add_worksheet("Cover")
            hidden = book.add_worksheet("Lists")
            hidden.write_row(0, 0, ["secret a", "secret b"])
            hidden.write_row(1, 0, ["x", "y"])
            hidden.hide()
            book.add_worksheet("Data").write_row(0, 0, ["a", "b"])
            book.get_worksheet_by_name("Data").write_row(1, 0, ["1", "2"])

        content = workbook(fill)
        table, rows = read(content)

        assert table.found.sheet == "Data"
        assert table.found.sheets == ("Cover", "Data", "Lists")
        assert rows[0].cells == ("1", "2")
        assert cells(content, sheet="Lists") == [("x", "y")]
        with pytest.raises(SheetIsMissing, match="Its sheets are: Cover, Data"):
            cells(content, sheet="Else")

    def test_says_that_rows_are_hidden_and_reads_them(self):
        def fill(book):
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["a", "b"])
            sheet.write_row(1, 0, ["1", "2"])
            sheet.set_row(1, None, None, {"hidden": True})

        table, rows = read(workbook(fill))

        assert "hidden" in table.found.notes[0]
        assert rows[0].cells == ("1", "2")

    def test_refuses_a_cell_far_away_before_reserving_what_lies_between(self):
        def fill(book):
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["a", "b"])
            sheet.write(1_048_575, 16_383, "far")

        with pytest.raises(FileIsTooLarge, match="spans more than"):
            read(workbook(fill))

    def test_lets_cells_that_lie_close_together_pass_at_a_glance(self, monkeypatch):
        def never(_chunks):
            raise AssertionError("measured cell by cell")

        monkeypatch.setattr(measuring, "_exact_area", never)
        read(a_workbook())
        far = rebuilt(
            a_workbook(),
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b'r="B2"', b'r="XFD1048576"'),
        )
        with pytest.raises(AssertionError, match="cell by cell"):
            read(far)

    def test_is_not_fooled_by_unusual_spelling_of_far_cells(self):
        content = one_sheet(["a", "b"], ["1", "2"])
        far = b'<row r="1048576"><c t="n" r="XFD1048576"><v>1</v></c></row></sheetData>'
        prefixed = (
            b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            b'<x:sheetData><x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>'
            b"</x:sheetData></x:worksheet>"
        )

        for change in (lambda data: data.replace(b"</sheetData>", far), lambda _data: prefixed):
            with pytest.raises(FileIsTooLarge, match="spans more than"):
                read(rebuilt(content, SHEET, change))

    def test_does_not_mind_far_cells_that_hold_nothing(self):
        far = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
        content = one_sheet(["a", "b"], ["1", "2"])

        content = rebuilt(content, SHEET, lambda data: data.replace(b"</sheetData>", far))

        assert cells(content) == [("1", "2")]

    def test_refuses_what_unpacks_beyond_the_limit(self):
        content = one_sheet(["a", "b"], ["1", "2"])
        bomb = rebuilt(content, "xl/styles.xml", lambda data: data + b" " * 3_000_000)

        with pytest.raises(FileIsTooLarge, match="unpacks to more than 1 MB"):
            read(bomb, limits=Limits(unpacked_bytes=1 << 20))

    def test_refuses_what_unpacks_to_more_than_it_says(self):
        content = one_sheet(["a", "b"], ["1", "2"])
        bomb = bytearray(rebuilt(content, "xl/styles.xml", lambda data: data + b" " * 100_000))
        with zipfile.ZipFile(io.BytesIO(bytes(bomb))) as archive:
            size = archive.getinfo("xl/styles.xml").file_size.to_bytes(4, "little")
        assert bomb.count(size) == 2
        lying = bytes(bomb).replace(size, (10).to_bytes(4, "little"))

        with pytest.raises(FileIsTooLarge, match="more than it says"):
            read(lying)

    def test_refuses_one_long_text_in_many_cells_before_copying_it(self):
        content = one_sheet(["a", "b"], *[["x" * 30_000, "y"]] * 200)

        with pytest.raises(FileIsTooLarge, match="more than 5 MB of text"):
            read(content, limits=Limits(sheet_text_bytes=5 << 20))

    def test_counts_the_copies_of_each_text_where_some_are_long(self):
        rows = [["x" * 30_000, "long"], *[[f"y{one}", "short"] for one in range(2_000)]]
        content = one_sheet(["a", "b"], *rows)

        _table, found = read(content, limits=Limits(sheet_text_bytes=5 << 20))

        assert len(found) == 2_001

    @pytest.mark.parametrize(
        ("part", "added"),
        [
            ("xl/sharedStrings.xml", b"<si/>" * 1_001 + b"</sst>"),
            (SHEET, b'<c r="A1"><v>1</v></c>' * 1_001 + b"</row></sheetData>"),
            (SHEET, b'</row></sheetData><mergeCell ref="A1:B1"/>' + b'<mergeCell ref="A1"/>' * 50),
        ],
        ids=["texts", "cells in one place", "merged ranges"],
    )
    def test_refuses_a_flood_of_what_a_reader_would_keep(self, part, added):
        end = b"</sst>" if part != SHEET else b"</row></sheetData>"
        content = rebuilt(one_sheet(["a", "b"]), part, lambda data: data.replace(end, added))

        with pytest.raises(FileIsTooLarge, match="spans more than"):
            read(content, limits=Limits(sheet_cells=1_000, merged_ranges=50))

    def test_refuses_parts_that_are_never_large(self):
        content = rebuilt(one_sheet(["a"]), "xl/styles.xml", lambda data: data + b" " * 2_000)

        with pytest.raises(FileIsTooLarge, match="unpacks to more"):
            read(content, limits=Limits(small_part_bytes=2_000))

    def test_refuses_a_document_type(self):
        bomb = (
            b'<!DOCTYPE x [<!ENTITY a "aa">]><worksheet><sheetData><row/></sheetData></worksheet>'
        )

        with pytest.raises(FileIsDamaged, match="document type"):
            read(rebuilt(one_sheet(["a", "b"], ["1", "2"]), SHEET, lambda _data: bomb))

    def test_refuses_every_truncation_in_words(self):
        content = one_sheet(["a", "b"], ["1", "2"])

        for length in range(100, len(content), 97):
            with pytest.raises(CannotRead):
                read(content[:length])

    @given(st.data())
    def test_never_fails_without_a_sentence_when_bytes_are_changed(self, data):
        content = bytearray(a_workbook())
        for _ in range(data.draw(st.integers(1, 4))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

        assert said_of(bytes(content)).endswith(".")


def _plain(cell):
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str) and cell.count(":") == 2:
        hours, minutes, seconds = map(int, cell.split(":"))
        return {"seconds": float(hours * 3600 + minutes * 60 + seconds)}
    return float(cell) if isinstance(cell, int | Decimal) else cell


class TestKeptOpen:
    @pytest.fixture
    def opened(self, monkeypatch):
        """Return the sheets that are really opened, one for each time."""
        opened, really = [], workbooks._open_anew

        def counted(stream, wanted, limits):
            opened.append(wanted)
            return really(stream, wanted, limits)

        monkeypatch.setattr(workbooks, "_open_anew", counted)
        return opened

    @pytest.fixture
    def file(self, tmp_path):
        file = tmp_path / "in.xlsx"
        file.write_bytes(one_sheet(["first", "second"], ["1", 2.5], ["3", 4]))
        return file

    def test_a_file_is_opened_once_and_walked_as_often_as_asked(self, file, opened):
        with kept_open():
            walks = [self._cells(file) for _ in range(3)]
        assert walks == [[("1", Decimal("2.5")), ("3", 4)]] * 3
        assert opened == [None]

    def test_another_sheet_or_another_content_is_opened_anew(self, file, opened):
        with kept_open():
            self._cells(file)
            self._cells(file, Choices(sheet="Rows"))
            file.write_bytes(one_sheet(["first", "second"], ["other", 1]))
            assert self._cells(file, Choices(sheet="Rows")) == [("other", 1)]
        assert opened == [None, "Rows", "Rows"]

    def test_holds_as_long_as_asked_for(self, file, opened):
        with kept_open():
            self._cells(file)
        self._cells(file)
        self._cells(file)
        assert opened == [None] * 3

    def test_what_lies_in_memory_is_opened_anew(self, opened):
        with kept_open():
            for _ in range(2):
                with open_table(io.BytesIO(a_workbook())) as table:
                    assert [row.cells for row in table.rows] == [("1", Decimal("2.5"))]
        assert opened == [None] * 2

    def _cells(self, file, choices=None):
        with open_table(file, choices) as table:
            return [row.cells for row in table.rows]

import gzip
import io
import json
import tracemalloc
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from catchball.workplace.exchange.rules.limits import Limits
from catchball.workplace.exchange.rules.refusals import (
    CannotRead,
    FileIsDamaged,
    FileIsEmpty,
    FileIsLocked,
    FileIsOfAnotherKind,
    FileIsTooLarge,
    HeaderIsMissing,
    SheetIsMissing,
    TextIsUnreadable,
)
from catchball.workplace.exchange.rules.sheets import Choices, open_table
from shared import shared_data


def read(content, choices=None, limits=None):
    stream = io.BytesIO(content)
    with open_table(stream, choices, limits or Limits()) as table:
        rows = list(table.rows)
    assert not stream.closed
    return table, rows


def said_of(content):
    try:
        read(content)
    except CannotRead as refusal:
        return str(refusal)
    return "Read without a word."


def cells(content, **choices):
    return [row.cells for row in read(content, Choices(**choices))[1]]


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


class TestText:
    @pytest.mark.parametrize(
        "name",
        [
            "comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines",
            "newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8",
        ],
    )  # fmt: skip
    def test_reads_the_spectrum_of_csv(self, name):
        expected = json.loads(shared_data("imports", "csv", f"{name}.json.expected").read_text())

        with open_table(shared_data("imports", "csv", f"{name}.csv")) as table:
            rows = [dict(zip(table.header, row.cells, strict=True)) for row in table.rows]

        assert rows == expected

    def test_reads_a_file_whose_degree_signs_were_lost_before(self):
        # its .expected differs from its .csv in the telephone number: the publisher's slip
        with open_table(shared_data("imports", "csv", "location_coordinates.csv")) as table:
            (row,) = table.rows

        assert row.cells[1:] == ("37\ufffd36'37.8\"N 121\ufffd2'17.9\"W", "Modesto", "Stanislaus")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_finds_encoding_line_end_and_delimiter(self, encoding, end, delimiter):
        lines = [("Številka", "Naročnik"), ("1", "Krka, d. d."), ("2", "two\nlines")]
        text = end.join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)

        table, rows = read(text.encode(encoding))

        assert table.header == lines[0]
        assert [row.cells for row in rows] == lines[1:]
        assert [row.line_no for row in rows] == [2, 3]
        assert table.found.delimiter == delimiter
        assert table.found.encoding_certain

    @pytest.mark.parametrize(
        ("encoding", "said"),
        [("cp1252", "windows-1252"), ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be")],
    )
    def test_says_when_an_encoding_is_only_proposed(self, encoding, said):
        table, rows = read("Land,City\nCôte d'Ivoire,Abidjan\n".encode(encoding))

        assert rows[0].cells[0] == "Côte d'Ivoire"
        assert table.found.encoding == said
        assert not table.found.encoding_certain
        assert said in table.found.notes[0]

    def test_shows_a_sample_of_what_it_guessed(self):
        table, _rows = read("Land,City\nCôte d'Ivoire,Abidjan\n".encode("cp1252"))

        assert "Côte" in table.found.notes[0]

    def test_takes_the_encoding_that_was_chosen(self):
        content = "Mesto;Država\nŽalec;Č\n".encode("cp1250")

        assert cells(content, encoding="windows-1250") == [("Žalec", "Č")]
        with pytest.raises(TextIsUnreadable, match="byte 9 cannot be read"):
            read(content, Choices(encoding="utf-8"))
        with pytest.raises(TextIsUnreadable, match="Choose one of: utf-8"):
            read(content, Choices(encoding="rot13"))

    def test_names_the_place_of_a_fault_beyond_the_first_piece(self):
        content = b"a,b\n" + b"1,2\n" * 600_000 + b"\xff,2\n"

        with pytest.raises(TextIsUnreadable, match="byte 2400005 "):
            read(content, Choices(encoding="utf-8"))

    def test_refuses_bytes_of_no_likely_encoding(self):
        with pytest.raises(TextIsUnreadable, match="neither UTF-8 nor Windows"):
            read(b"a,b\n\x81\x83,2\n")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_tells_a_file_cut_off_inside_a_character(self, encoding):
        with pytest.raises(FileIsDamaged, match="cut off"):
            read("a,b\n1,š".encode(encoding)[:-1])

    def test_tells_a_file_cut_off_inside_quotes(self):
        with pytest.raises(FileIsDamaged, match="opens in line 3"):
            read(b'a,b\n1,2\n3,"and so')

    def test_believes_the_first_line_of_excel(self):
        assert cells(b"sep=|\na|b\n1|2,3\n") == [("1", "2,3")]

    def test_is_not_misled_by_decimal_commas(self):
        assert cells(b"reference;yield\nA;97,5\nB;98,1\n") == [("A", "97,5"), ("B", "98,1")]

    def test_reads_single_quotes_where_double_ones_fail(self):
        content = b"'a','b'\n'1','x,y'\n'2','z,w,v'\n"

        assert cells(content) == [("1", "x,y"), ("2", "z,w,v")]

    def test_reports_rows_that_are_too_short_or_too_long(self):
        _table, rows = read(b"a,b\n1\n1,2\n1,2,3\n\n1,2,,\n")

        assert [(row.line_no, bool(row.problem)) for row in rows] == [
            (2, True), (3, False), (4, True), (6, False),
        ]  # fmt: skip
        assert rows[2].problem == "The row has 3 cells where the header has 2."

    def test_reports_a_stray_quote_and_goes_on(self):
        _table, rows = read(b'a,b\n"5" pipe",2\n3,4\n')

        assert "twice" in rows[0].problem
        assert rows[1].cells == ("3", "4")
        assert rows[1].line_no == 3

    def test_steps_over_a_title_or_takes_the_chosen_line(self):
        content = b"Deliveries of May\n\nID,Country\n1,Mali\n2,Chad\n"

        table, rows = read(content)
        assert (table.header, table.found.header_row) == (("ID", "Country"), 3)
        assert rows[0].cells == ("1", "Mali")
        assert cells(content, header_row=4) == [("2", "Chad")]
        with pytest.raises(HeaderIsMissing, match="Line 2 cannot be the header"):
            cells(content, header_row=2)

    def test_gives_every_column_a_name_of_its_own(self):
        table, _rows = read(b"ID,,ID, Order\tNo ,Column 2\n1,2,3,4,5\n")

        assert table.header == ("ID", "Column 2", "ID (2)", "Order No", "Column 2 (2)")
        assert len(table.found.notes) == 3

    def test_reads_a_single_column(self):
        table, rows = read(b"Reference\nA\nB\n")

        assert table.header == ("Reference",)
        assert [row.cells for row in rows] == [("A",), ("B",)]

    def test_reads_the_real_files_whole(self):
        for parts, count, width in (
            (("on-time-delivery", "scms_2006_2009.csv.gz"), 3036, 33),
            (("pharma-batches", "laboratory_dev.csv.gz"), 288, 55),
            (("pharma-batches", "process_dev.csv.gz"), 288, 35),
        ):
            with gzip.open(shared_data(*parts)) as stream:
                table, rows = read(stream.read())
            assert (len(rows), len(table.header)) == (count, width)
            assert not any(row.problem for row in rows)

    def test_holds_only_a_little_of_a_long_file(self):
        content = b"reference,item\n" + b"".join(b"D%07d,goods\n" % n for n in range(200_000))
        tracemalloc.start()
        with open_table(io.BytesIO(content)) as table:
            count = sum(1 for _ in table.rows)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

        assert count == 200_000
        assert peak < len(content) + 4_000_000  # BytesIO copies what it is given

    @given(st.binary(max_size=400))
    def test_never_fails_without_a_sentence(self, content):
        assert said_of(content).endswith(".")

    @given(
        st.lists(
            st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
                     min_size=3, max_size=3),
            min_size=1, max_size=5,
        )
    )  # fmt: skip
    def test_gives_back_any_text_that_was_quoted(self, rows):
        quoted = [["first name", "second name", "third name"], *rows]
        text = "\n".join(",".join('"' + c.replace('"', '""') + '"' for c in r) for r in quoted)

        back = [row.cells for row in read(text.encode("utf-8-sig"))[1]]

        assert back == [tuple(row) for row in rows if any(cell.strip() for cell in row)]


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


class TestOtherFiles:
    @pytest.mark.parametrize(
        ("content", "error", "words"),
        [
            (b"", FileIsEmpty, "The file is empty"),
            (b"\n\n  \n", FileIsEmpty, "nothing in the file"),
            (b"%PDF-1.7 ...", FileIsOfAnotherKind, "PDF"),
            (b"\x1f\x8b\x08....", FileIsOfAnotherKind, "gzip"),
            (b"\x89PNG\r\n\x1a\n", FileIsOfAnotherKind, "picture"),
            (b"<html><table><tr>", FileIsOfAnotherKind, "web page"),
            (b"\xef\xbb\xbf <?xml version='1.0'?>", FileIsOfAnotherKind, "XML"),
            (bytes(range(256)) * 8, FileIsOfAnotherKind, "not a table"),
            (b"PK\x03\x04 cut off", FileIsDamaged, "cut off"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), FileIsOfAnotherKind, "before 2007"),
            (
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes((1 << 20) - 20)
                + "EncryptedPackage".encode("utf-16-le"),
                FileIsLocked,
                "password",
            ),
        ],
    )  # fmt: skip
    def test_are_named_for_what_they_are(self, content, error, words):
        with pytest.raises(error, match=words):
            read(content)

    @pytest.mark.parametrize(
        ("name", "words"),
        [("content.xml", "OpenDocument"), ("xl/workbook.bin", "xlsb"), ("a.csv", "Unpack it")],
    )
    def test_inside_a_zip_are_named_too(self, name, words):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr(name, "x")

        with pytest.raises(FileIsOfAnotherKind, match=words):
            read(target.getvalue())

    def test_beyond_a_limit_say_which(self):
        for content, limits, words in (
            (b"a,b\n" * 9, Limits(upload_bytes=8), "can be imported at once"),
            (b"a,b\n1,2\n3,4\n", Limits(rows=1), "more than 1 rows"),
            (b"a,b,c\n1,2,3\n", Limits(columns=2), "3 columns"),
            (b"a,b\n" + b"1" * 99 + b",2\n", Limits(row_chars=50), "more than 50 characters"),
        ):
            with pytest.raises(FileIsTooLarge, match=words):
                read(content, limits=limits)

    def test_with_one_cell_too_long_lose_only_that_row(self):
        _table, rows = read(b"a,b\n12345,2\n1,2\n", limits=Limits(cell_chars=4))

        assert [row.problem for row in rows] == ["A cell has more than 4 characters.", ""]


def _plain(cell):
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str) and cell.count(":") == 2:
        hours, minutes, seconds = map(int, cell.split(":"))
        return {"seconds": float(hours * 3600 + minutes * 60 + seconds)}
    return float(cell) if isinstance(cell, int | Decimal) else cell

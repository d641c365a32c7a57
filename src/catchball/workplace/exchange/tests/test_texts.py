import gzip
import io
import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.workplace.exchange.rules.refusals import (
    FileIsDamaged,
    HeaderIsMissing,
    TextIsUnreadable,
)
from catchball.workplace.exchange.rules.sheets import Choices, open_table
from catchball.workplace.exchange.tests.reading import cells, read, said_of
from shared import shared_data


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
        content = b"reference,item\n" + b"".join(b"D%07d,goods\n" % n for n in range(40_000))
        tracemalloc.start()
        with open_table(io.BytesIO(content)) as table:
            count = sum(1 for _ in table.rows)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

        assert count == 40_000
        assert peak < len(content) + 1_000_000  # BytesIO copies what it is given

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

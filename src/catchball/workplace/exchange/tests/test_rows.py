import csv
import io
import tracemalloc
from datetime import date, datetime
from decimal import Decimal

import pytest
import xlsxwriter

from catchball.workplace.exchange.rules.cells import glance_for, reader_for
from catchball.workplace.exchange.rules.columns import FIELDS
from catchball.workplace.exchange.rules.error_files import ErrorFile, write_errors
from catchball.workplace.exchange.rules.mapping import FieldIsMissing, Mapping
from catchball.workplace.exchange.rules.rows import Bad, Good, Tally, judge
from catchball.workplace.exchange.rules.settling import settle_styles
from catchball.workplace.exchange.rules.sheets import open_table
from catchball.workplace.exchange.rules.styles import Unreadable

TODAY = date(2026, 11, 27)
DUE = {"reference": "ID", "promised_on": "Due"}
WHOLE = {"reference": "ID", "quantity_theoretical": "Size"}


def judged(content, what="deliveries", columns=None, **rest):
    mapping = Mapping(what, DUE if columns is None else columns, {"program": "P1"}, **rest)
    with open_table(io.BytesIO(content.encode())) as table:
        return list(judge(table, mapping, TODAY))


def one(content, what="deliveries", columns=None, **rest):
    (verdict,) = judged(content, what, columns, **rest)
    return verdict


def whys(verdict):
    return {each.column: each.why for each in verdict.errors}


class TestADelivery:
    def test_takes_its_state_from_its_day(self):
        columns = {**DUE, "delivered_on": "Done"}

        first, second = judged(
            "ID,Due,Done\n1,2026-01-05,\n2,2026-01-05,2026-01-04\n", columns=columns
        )

        assert first.values == {
            "reference": "1", "promised_on": date(2026, 1, 5), "delivered_on": None,
            "program": "P1", "state": "promised",
        }  # fmt: skip
        assert second.values["state"] == "delivered"

    @pytest.mark.parametrize(
        ("done", "state", "words"),
        [
            ("2026-11-28", "", {"Done": "The day lies in the future"}),
            ("", "delivered", {"State": "give the day"}),
            ("2026-01-04", "cancelled", {"State": "not said to be delivered"}),
            ("2026-01-04", "lost", {"State": "“lost” is not one of: promised"}),
            ("2026-02-30", "", {"Done": "no day 30 in month 2"}),
        ],
    )
    def test_is_refused_where_its_days_and_state_disagree(self, done, state, words):
        columns = {**DUE, "delivered_on": "Done", "state": "State"}

        verdict = one(f"ID,Due,Done,State\n1,2026-01-05,{done},{state}\n", columns=columns)

        assert whys(verdict).keys() == words.keys()
        for column, word in words.items():
            assert word in whys(verdict)[column]

    @pytest.mark.parametrize(
        ("quantity", "words"),
        [
            ("0", "more than zero"),
            ("-5", "negative"),
            ("1e5", "scientific"),
            ("1" * 13, "12 digits"),
        ],
    )
    def test_is_refused_with_an_impossible_quantity(self, quantity, words):
        columns = {**DUE, "quantity_promised": "Qty"}

        assert words in whys(one(f"ID,Due,Qty\n1,2026-01-05,{quantity}\n", columns=columns))["Qty"]

    def test_keeps_six_decimals_of_a_quantity(self):
        columns = {**DUE, "quantity_promised": "Qty"}

        verdict = one("ID,Due,Qty\n1,2026-01-05,1.0000005000001\n", columns=columns)
        exact = one("ID,Due,Qty\n1,2026-01-05,1.412698315\n", columns=columns)

        assert "12 after the decimal mark" in whys(verdict)["Qty"]
        assert exact.values["quantity_promised"] == Decimal("1.412698")

    def test_names_everything_that_is_wrong_with_it(self):
        verdict = one(f"ID,Due\n{'x' * 41},soon\n")

        assert [each.column for each in verdict.errors] == ["ID", "Due"]
        assert verdict.errors[1].value == "soon"
        assert verdict.line_no == 2
        assert verdict.cells == ("x" * 41, "soon")

    def test_needs_a_reference_and_a_promise(self):
        verdict = one("ID,Due,x\n,  ,1\n")

        assert set(whys(verdict).values()) == {"The cell is empty; it is needed."}

    def test_may_stand_once_only(self):
        rows = judged("ID,Due\n7,2026-01-05\n8,2026-01-05\n 7 ,2026-01-06\n")

        assert [type(row) for row in rows] == [Good, Good, Bad]
        assert "stands in line 2 already" in whys(rows[2])["ID"]

    def test_keeps_its_place_among_rows_of_another_width(self):
        rows = judged("ID,Due\n1,2026-01-05\n2\n3,2026-01-06\n")

        assert [row.line_no for row in rows] == [2, 3, 4]
        assert rows[1].errors[0].why == "The row has 1 cells where the header has 2."
        assert rows[2].values["reference"] == "3"


class TestABatch:
    def test_works_out_its_quantity_exactly(self):
        columns = {**WHOLE, "yield_percent": "Yield"}

        verdict = one("ID,Size,Yield\n1,1100000,97.727\n", "batches", columns)

        assert verdict.values["quantity_actual"] == Decimal(1_074_997)
        assert "yield_percent" not in verdict.values
        assert verdict.values["state"] == "completed"
        assert (verdict.values["kind"], verdict.values["disposition"]) == ("commercial", "pending")

    @pytest.mark.parametrize(
        ("size", "share", "column", "words"),
        [
            ("100", "0.977", "Yield", "looks like a share"),
            ("100", "9772.7", "Yield", "lost decimal mark"),
            ("100", "97 %", "Yield", "percent sign"),
            ("", "97", "Size", "needs the theoretical quantity"),
            ("0", "97", "Size", "more than zero"),
        ],
    )
    def test_is_refused_with_an_impossible_yield(self, size, share, column, words):
        columns = {**WHOLE, "yield_percent": "Yield"}

        verdict = one(f"ID,Size,Yield\n1,{size},{share}\n", "batches", columns)

        assert words in whys(verdict)[column]

    @pytest.mark.parametrize("share", ["0", "100.909"])
    def test_may_be_lost_or_yield_more_than_all(self, share):
        columns = {**WHOLE, "yield_percent": "Yield"}

        assert isinstance(one(f"ID,Size,Yield\n1,100,{share}\n", "batches", columns), Good)

    @pytest.mark.parametrize(
        ("days", "state"),
        [(",,", "planned"), ("2026-01-01,,", "started"), ("2026-01-01,2026-01-02,", "completed")],
    )
    def test_takes_its_state_from_its_days(self, days, state):
        assert self._with(days, "").values["state"] == state

    @pytest.mark.parametrize(
        ("days", "disposition", "words"),
        [
            ("2026-01-02,2026-01-01,", "", "ends before it starts"),
            ("2026-01-01,2026-01-05,2026-01-04", "released", "before it is made"),
            ("2026-01-01,2026-01-05,", "released", "A decision needs its day"),
            ("2026-01-01,2026-01-05,2026-01-06", "", "no decision"),
            ("2026-11-28,,", "", "in the future"),
        ],
    )
    def test_is_refused_where_its_days_contradict(self, days, disposition, words):
        assert words in " ".join(whys(self._with(days, disposition)).values())

    def test_names_a_product_only_as_it_could_be_added(self):
        columns = {**WHOLE, "product": "Product"}
        spaced, unseen = judged(
            "ID,Size,Product\n1,5,API \u00a0 1\n2,5,\u200b\n", "batches", columns
        )

        assert spaced.values["product"] == "API 1"
        assert "signs that cannot be seen" in whys(unseen)["Product"]

    def test_counts_deviations_and_says_yes_or_no(self):
        columns = {"reference": "ID", "deviations": "Dev", "reworked": "Rework"}
        rows = judged("ID,Dev,Rework\n1,2,Ja\n2,,\n3,1.5,maybe\n", "batches", columns)

        assert (rows[0].values["deviations"], rows[0].values["reworked"]) == (2, True)
        assert (rows[1].values["deviations"], rows[1].values["reworked"]) == (None, None)
        assert "not a whole number" in whys(rows[2])["Dev"]
        assert "neither yes nor no" in whys(rows[2])["Rework"]

    def _with(self, days, disposition):
        columns = {
            "reference": "ID", "started_on": "A", "completed_on": "B", "disposed_on": "C",
            "disposition": "D",
        }  # fmt: skip
        return one(f"ID,A,B,C,D\n1,{days},{disposition}\n", "batches", columns)


class TestCellsOfAWorkbook:
    def test_are_taken_for_what_they_are(self):
        target = io.BytesIO()
        book = xlsxwriter.Workbook(target)
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["ID", "Due", "Qty"])
        sheet.write(1, 0, 5.0)
        sheet.write(1, 1, datetime(2026, 1, 5, 8), day)  # noqa: DTZ001 -- Excel knows no zones
        sheet.write(1, 2, 0.1)
        sheet.write(2, 0, date(2026, 3, 1), day)
        sheet.write(2, 1, 46_027)
        sheet.write(2, 2, date(2026, 3, 1), day)
        sheet.write(3, 0, 1e15)
        sheet.write(3, 1, "2026-01-05")
        sheet.write(3, 2, 0.1 + 0.2)
        book.close()
        mapping = Mapping("deliveries", {**DUE, "quantity_promised": "Qty"}, {"program": "P1"})

        with open_table(target) as table:
            good, dated, lost = judge(table, mapping, TODAY)

        assert good.values["reference"] == "5"
        assert good.values["promised_on"] == date(2026, 1, 5)
        assert good.values["quantity_promised"] == Decimal("0.1")
        assert "made a date of this number" in whys(dated)["ID"]
        assert "not a date written like 2026-11-27" in whys(dated)["Due"]
        assert "is a date; a number is needed" in whys(dated)["Qty"]
        assert "only fifteen digits" in whys(lost)["ID"]

    @pytest.mark.parametrize("among", [0, 7, -1, 10**12 - 1, 10**12, "8", "", Decimal("0.5")])
    def test_are_read_many_at_once_as_one_by_one(self, among):
        (target,) = [each for each in FIELDS["deliveries"] if each.field == "quantity_promised"]
        column, read, look = [3, 12, among], reader_for(target), glance_for(target)
        try:
            by_one = [read(cell) for cell in column]
        except Unreadable:
            assert look(column) is None
        else:
            assert look(column) in (by_one, None)
            assert look([3, 12]) == by_one[:2]


class TestSettlingStyles:
    def _settle(self, content, styles=None, remembered=None):
        columns = {**DUE, "quantity_promised": "Qty"}
        mapping = Mapping("deliveries", columns, {"program": "P1"}, styles or {})
        with open_table(io.BytesIO(content.encode())) as table:
            return settle_styles(table, mapping, remembered)

    def test_looks_at_every_row(self):
        lines = "".join(f"{n};3/4/2026;1.{n % 900 + 100}\n" for n in range(3000))

        settled = self._settle(f"ID;Due;Qty\n{lines}9999;13/4/2026;1,5\n")

        assert settled.mapping.styles == {"Due": "d/m/y", "Qty": "1.234,56"}
        assert settled.questions == ()

    def test_asks_where_the_file_cannot_tell(self):
        settled = self._settle("ID;Due;Qty\n1;3/4/2026;1.000\n")

        assert [each.column for each in settled.questions] == ["Due", "Qty"]
        assert settled.mapping.styles == {}

    def test_lets_earlier_answers_decide_only_what_is_open(self):
        settled = self._settle(
            "ID;Due;Qty\n1;3/4/2026;1.5\n", remembered={"Due": "m/d/y", "Qty": "1.234,56"}
        )

        assert settled.mapping.styles == {"Due": "m/d/y", "Qty": "1234.56"}

    def test_leaves_what_the_person_said(self):
        settled = self._settle("ID;Due;Qty\n1;13/4/2026;1\n", styles={"Due": "m/d/y"})

        assert settled.mapping.styles["Due"] == "m/d/y"

    def test_needs_a_mapping_that_fits(self):
        with (
            pytest.raises(FieldIsMissing),
            open_table(io.BytesIO(b"ID,Due\n1,2\n")) as table,
        ):
            settle_styles(table, Mapping("deliveries", DUE))


class TestTheErrorFile:
    def test_gives_back_cells_line_and_reason_without_formulas(self, tmp_path):
        content = 'ID,Due\n"=1+1",soon\n1,2026-01-05\n2,a,b\n'
        path = tmp_path / "errors.csv"

        count = write_errors(path, ("ID", "Due"), judged(content))

        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
        assert count == 2
        assert rows[0] == ["ID", "Due", "Line", "What is wrong"]
        assert rows[1][:3] == ["'=1+1", "soon", "2"]
        assert rows[1][3].startswith("Due: “soon” is not a date")
        assert rows[2] == [
            "2", "a", "4",
            "The row has 3 cells where the header has 2. Cells beyond the header: b",
        ]  # fmt: skip

    def test_and_the_tally_hold_only_a_little_of_many_bad_rows(self, tmp_path):
        lines = "".join(f"D{n},2026-01-05,2030-01-01\n" for n in range(8_000))
        stream = io.BytesIO(f"ID,Due,Done\n{lines}".encode())
        mapping = Mapping("deliveries", {**DUE, "delivered_on": "Done"}, {"program": "P1"})
        tally = Tally(keep=10)
        tracemalloc.start()
        with (
            open_table(stream) as table,
            ErrorFile(tmp_path / "errors.csv", table.header) as errors,
        ):
            for row in tally.watch(judge(table, mapping, TODAY)):
                errors.write(row)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

        assert (tally.read, tally.good, tally.bad, len(tally.kept)) == (8_000, 0, 8_000, 10)
        assert errors.count == 8_000
        assert peak < 3_500_000

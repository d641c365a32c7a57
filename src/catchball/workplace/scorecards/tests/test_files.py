"""Numbers as files: what a spreadsheet finds in them, and what it does not run."""

import csv
import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from catchball.trust.permissions import Role
from catchball.workplace.production import commands
from catchball.workplace.production.rules import DeliveryFacts, DeliveryRow
from excluded import an_accepted_claim, misses
from measured import deliveries, month_of
from promised import a_signed_promise
from world import scope_for

OCTOBER = "first=2026-10-01&until=2026-11-01"
TRAP = "=cmd|' /C calc'!A0"


@pytest.fixture
def october(acme, zenith):
    promise = a_signed_promise(acme, from_on=date(2025, 1, 1))
    deliveries(acme, *month_of(date(2026, 10, 5), good=29, late=3))
    return promise


def sheets(answer):
    assert answer.status_code == 200, answer.content
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


class TestScorecardWorkbook:
    def test_holds_numbers_as_numbers_and_states_as_words(self, acme, october, browse):
        answer = browse(acme, Role.CLIENT_EXECUTIVE).get("/c/acme/scorecards/scorecard.xlsx")
        found = sheets(answer)
        assert 'filename="acme-scorecard-2026-10.xlsx"' in answer.headers["Content-Disposition"]

        card = found["Scorecard"]
        head = next(row for row in card if row[0] == "Promise")
        line = dict(zip(head, card[card.index(head) + 1], strict=True))
        assert line["Target"] == 0.95
        assert line["Oct 2026"] == 29 / 32
        assert line["Sept 2026"] == "No data"
        assert line["Stands"] == "Below target"
        assert line["Promised by"] == "you"

    def test_holds_every_count_and_the_signed_words(self, acme, october, browse):
        found = sheets(browse(acme).get("/c/acme/scorecards/scorecard.xlsx"))
        numbers = found["Numbers"]
        assert len(numbers) == 1 + 13
        last = dict(zip(numbers[0], numbers[-1], strict=True))
        assert (last["Above"], last["Below"], last["Facts"]) == (29, 32, 32)
        assert last["First day"] == date(2025, 11, 1)
        assert "delivery day is no later than" in found["Definitions"][1][1]


class TestExclusions:
    def test_are_in_both_workbooks_with_who_claimed_and_who_agreed(self, acme, october, browse):
        an_accepted_claim(acme, october, misses(acme, october)[0])
        browser = browse(acme)

        numbers = sheets(browser.get("/c/acme/scorecards/scorecard.xlsx"))["Numbers"]
        found = sheets(browser.get(f"/c/acme/scorecards/{october}/passport/facts.xlsx?{OCTOBER}"))

        last = dict(zip(numbers[0], numbers[-1], strict=True))
        assert (last["Below"], last["Attributable below"]) == (32, 31)
        [line] = [
            dict(zip(found["Exclusions"][0], row, strict=True)) for row in found["Exclusions"][1:]
        ]
        assert (line["Clause"], line["State"]) == ("MSA 6.2", "accepted")
        assert (line["Claimed by"], line["Answered by"]) == (
            "Acme program-manager",
            "Acme client-lead",
        )
        assert ["Attributable, made of", "29 of 31 on time"] in found["This number"]
        assert sum(row[2] == "excluded" for row in found["Facts"]) == 1


class TestFacts:
    def _files(self, browser, promise):
        address = f"/c/acme/scorecards/{promise}/passport/facts"
        text = browser.get(f"{address}.csv?{OCTOBER}").content.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        return rows, sheets(browser.get(f"{address}.xlsx?{OCTOBER}"))

    def test_are_all_in_both_files_with_outcome_and_reason(self, acme, october, browse):
        rows, book = self._files(browse(acme), october)
        assert len(rows) == len(book["Facts"]) - 1 == 32
        assert [row["Outcome"] for row in rows].count("late") == 3
        assert rows[0]["Why"].startswith("Not good: the delivery day is 8 Oct 2026")
        assert rows[0]["First confirmed day"] == "2026-10-05"
        assert rows[0]["Delivery day"] == "2026-10-08"
        head, first = book["Facts"][:2]
        assert dict(zip(head, first, strict=True))["Delivery day"] == date(2026, 10, 8)
        about = dict(book["This number"])
        assert about["Made of"] == "29 of 32 on time"
        assert len(about["SHA-256 of the number"]) == 64

    def test_show_their_other_fields_only_to_those_who_may_read_them(self, acme, october, browse):
        rows, book = self._files(browse(acme, Role.CLIENT_EXECUTIVE), october)
        assert list(rows[0]) == ["Reference", "First confirmed day", "Outcome", "Why"]
        assert len(book["Facts"][0]) == 4

    def test_run_nothing_in_a_spreadsheet(self, acme, october, browse):
        facts = DeliveryFacts(
            reference=TRAP,
            program=acme.program,
            first_promised_on=date(2026, 10, 6),
            destination="@SUM(1)",
        )
        rows = [DeliveryRow(1, facts)]
        done = commands.bulk_record_deliveries(scope_for(acme), rows=rows, import_id="trap")
        assert done.created == 1
        rows, book = self._files(browse(acme), october)
        trap = next(row for row in rows if "cmd" in row["Reference"])
        assert trap["Reference"] == f"'{TRAP}"
        assert trap["Destination"] == "'@SUM(1)"
        assert f"'{TRAP}" in [row[0] for row in book["Facts"]]

    def test_narrow_to_the_outcome_that_is_shown(self, acme, october, browse):
        address = f"/c/acme/scorecards/{october}/passport/facts.csv?{OCTOBER}&outcome=not-good"
        text = browse(acme).get(address).content.decode("utf-8-sig")
        assert len(text.splitlines()) == 4

"""Rolling four quarters: what each column holds, how it is judged, and what goes into files."""

import csv
import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from catchball.measures.reading import Standing
from catchball.trust.permissions import Role
from catchball.workplace.scorecards.queries import read_passport, read_scorecard
from measured import deliveries, month_of
from promised import a_signed_promise
from world import scope_for

LEAD = Role.CLIENT_LEAD


@pytest.fixture
def promise(acme, zenith):
    """Two deliveries a quarter, too few to judge; one of each of 2025 was late."""
    a_signed_promise(zenith, from_on=date(2024, 1, 1))
    deliveries(zenith, *month_of(date(2026, 8, 5), good=0, late=9))
    made = a_signed_promise(acme, from_on=date(2024, 1, 1))
    for year in (2024, 2025, 2026):
        for month in (2, 5, 8, 11):
            late = 1 if year == 2025 else 0
            day = date(year, month, 5)
            if day < date(2026, 11, 1):
                deliveries(acme, *month_of(day, good=2 - late, late=late), name="Q")
    return made


def rolling(company, **how):
    return read_scorecard(scope_for(company, LEAD), grain="rolling", **how)


def sides(cell):
    return (cell.reading.top, cell.reading.bottom)


class TestRolling:
    def test_holds_the_four_quarters_up_to_the_one_that_names_it(self, acme, promise):
        card = rolling(acme, month="2026-08")
        [row] = card.rows
        assert card.span.named[-1].first == date(2026, 7, 1)
        last = row.cells[-1]
        assert (last.period.first, last.period.until) == (date(2025, 10, 1), date(2026, 10, 1))
        assert sides(last) == (7, 8)
        assert [sides(one) for one in row.cells[-4:-1]] == [(4, 8), (5, 8), (6, 8)]

    def test_judges_where_a_quarter_has_too_few_facts(self, acme, promise):
        [by_quarter] = read_scorecard(scope_for(acme), grain="quarter", month="2026-08").rows
        [row] = rolling(acme, month="2026-08").rows
        assert by_quarter.last.standing is Standing.LOW_N
        assert row.last.standing is Standing.BELOW_FLOOR
        assert not any(cell.is_repeated for cell in row.cells)

    def test_reads_the_same_as_the_passport_of_its_days(self, acme, promise):
        [row] = rolling(acme, month="2026-08").rows
        for cell in row.cells:
            span = {"first": cell.period.first, "until": cell.period.until}
            own = read_passport(scope_for(acme), promise=promise, **span)
            assert own.cell.reading == cell.reading

    def test_draws_its_signals_from_quarters_that_share_nothing(self, acme, promise):
        [row] = rolling(acme, month="2026-08").rows
        [by_quarter] = read_scorecard(scope_for(acme), grain="quarter", month="2026-08").rows
        assert row.chart == by_quarter.chart

    def test_reads_each_client_behind_its_wall(self, zenith, promise):
        [row] = rolling(zenith, month="2026-08").rows
        assert sides(row.last) == (0, 9)


class TestFiles:
    @pytest.mark.parametrize("grain", ["month", "quarter", "rolling", "year"])
    def test_of_every_grain_open(self, acme, promise, browse, grain):
        browser = browse(acme, LEAD)
        asked = {"grain": grain, "month": "2026-08"}
        assert browser.get("/c/acme/scorecards/", asked).status_code == 200
        for kind in ("pdf", "xlsx", "csv"):
            answer = browser.get(f"/c/acme/scorecards/scorecard.{kind}", asked)
            assert answer.status_code == 200
            assert f".{kind}" in answer.headers["Content-Disposition"]

    def test_say_which_days_a_rolling_column_holds(self, acme, promise, browse):
        browser, asked = browse(acme, LEAD), {"grain": "rolling", "month": "2026-08"}
        page = browser.get("/c/acme/scorecards/", asked).content.decode()
        assert "Each column holds the four quarters up to the one that names it." in page
        book = browser.get("/c/acme/scorecards/scorecard.xlsx", asked).content
        rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
        assert any("Oct 2025 – Sept 2026" in row for row in rows)

    def test_of_csv_hold_every_number_with_its_counts(self, acme, zenith, promise, browse):
        asked = {"grain": "rolling", "month": "2026-08"}
        text = browse(acme, LEAD).get("/c/acme/scorecards/scorecard.csv", asked).content
        lines = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
        card = rolling(acme, month="2026-08")
        assert len(lines) == 13
        last = lines[11]
        assert (last["First day"], last["Last day"]) == ("2025-10-01", "2026-09-30")
        assert (last["Value"], last["Above"], last["Below"]) == ("0.875", "7", "8")
        assert (last["Facts"], last["Stands"], last["Unit"]) == ("8", "Below floor", "share")
        assert len(last["SHA-256"]) == len(card.content_hash)

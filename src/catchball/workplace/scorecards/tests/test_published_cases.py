"""The scorecard of real deliveries and batches, beside figures that nobody here computed."""

import csv
import gzip
import json
from datetime import date
from decimal import Decimal

import pytest

from catchball.kernel.days import Period
from catchball.measures.charts import Rule
from catchball.trust.permissions import Role
from catchball.workplace.scorecards.queries import (
    read_passport,
    read_promise_chart,
    read_scorecard,
)
from measured import batches, shipments
from promised import a_signed_promise
from shared import shared_data
from world import scope_for

MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "avg", "sep", "okt", "nov", "dec"]
LONG_AGO = date(2006, 1, 1)


def expected(*path):
    return json.loads(shared_data(*path).read_text())


def four_places(value):
    return float(round(value, 4))


@pytest.fixture
def dispatched(acme, zenith):
    """The 3,036 shipments, and a promise on those delivered."""
    shipments(acme, shared_data("on-time-delivery", "scms_2006_2009.csv.gz"))
    return a_signed_promise(acme, metric_key="on-time-of-dispatched", from_on=LONG_AGO)


class TestTheShipmentsOf2006To2009:
    def test_are_97_66_percent_on_time_in_years(self, acme, dispatched):
        a_signed_promise(acme, from_on=LONG_AGO)
        card = read_scorecard(scope_for(acme, Role.CLIENT_LEAD), grain="year")
        found = expected("on-time-delivery", "scms_2006_2009_expected.json")

        for row in card.rows:
            assert (row.whole.reading.top, row.whole.reading.bottom) == (2965, 3036)
            assert row.whole.detail == "2,965 of 3,036"
            assert f"{row.whole.value:.{row.whole.decimals}f}" == "97.66"
        years = {f"{cell.period.first:%Y}": cell for cell in card.rows[0].cells if cell.value}
        assert {year: four_places(cell.value) for year, cell in years.items()} == {
            year: one["otd_pct"] for year, one in found["by_year"].items()
        }

    def test_are_on_time_month_by_month_as_published(self, acme, dispatched):
        chart = read_promise_chart(scope_for(acme), promise=dispatched)
        found = expected("on-time-delivery", "scms_2006_2009_expected.json")["by_month"]

        months = {
            f"{cell.period.first:%Y-%m}": {
                "n": cell.reading.n,
                "late": int(cell.reading.bottom - cell.reading.top),
                "otd_pct": four_places(cell.value),
            }
            for cell in chart.cells
            if cell.reading.n
        }
        assert months == found

    @pytest.mark.parametrize(
        ("grain", "case"), [("month", "p_chart_late_month"), ("quarter", "p_chart_late_quarter")]
    )
    def test_stand_out_where_the_published_chart_says(self, acme, dispatched, grain, case):
        """The late share above its upper limit is the share on time below its lower one."""
        chart = read_promise_chart(scope_for(acme), promise=dispatched, grain=grain)
        found = expected("on-time-delivery", "scms_2006_2009_expected.json")[case]
        outside = {one["period"] for one in found["points"] if one["p"] > one["ucl"]}

        beyond = {
            _named(chart.cells[place].period, grain)
            for cause in chart.chart.of_rule(Rule.BEYOND)
            for place in cause.points
        }
        assert outside
        assert beyond == outside
        centre = chart.chart.phases[-1].centre
        assert centre == pytest.approx(100 * (1 - found["center"]), abs=1e-5)
        alone = {
            _named(one.period, grain) for one in chart.standouts if "below the lower" in one.said
        }
        assert alone == outside

    def test_lead_from_the_number_to_71_late_ones(self, acme, dispatched):
        passport = read_passport(
            scope_for(acme),
            promise=dispatched,
            first=LONG_AGO,
            until=date(2010, 1, 1),
            outcome="not-good",
        )
        assert passport.facts.rows == 71
        assert passport.total == 3036


def _named(period: Period, grain: str) -> str:
    if grain == "month":
        return f"{period.first:%Y-%m}"
    return f"{period.first:%Y}Q{(period.first.month + 2) // 3}"


def _yields():
    path = shared_data("pharma-batches", "laboratory_dev.csv.gz")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter=";"):
            month, year = row["start"].split(".")
            size = Decimal(row["size"])
            started = date(2000 + int(year), MONTHS.index(month) + 1, 1)
            yield started, size, size * Decimal(row["batch_yield"]) / 100


def test_288_batches_yield_what_was_published(acme, zenith):
    a_signed_promise(
        acme,
        metric_key="batch-yield",
        target=Decimal("0.97"),
        floor=Decimal("0.95"),
        from_on=date(2018, 1, 1),
    )
    batches(acme, _yields())
    found = expected("pharma-batches", "expected.json")["batch_yield"]["weighted_by_size"]

    (row,) = read_scorecard(scope_for(acme), grain="year").rows
    assert row.whole.reading.n == 288
    assert float(round(row.whole.value, 6)) == found
    assert f"{row.whole.value:.{row.whole.decimals}f}" == "98.17"

"""Charts of rare events: the gaps between them, drawn where numbers by period would say little."""

import csv
import gzip
import json
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest

from catchball.kernel.days import Period
from catchball.measures.charts import Kind, Standing
from catchball.trust.permissions import Role
from catchball.workplace.production import commands
from catchball.workplace.production.rules import BatchFacts, BatchRow, BatchState
from catchball.workplace.scorecards.queries import read_promise_chart
from catchball.workplace.scorecards.rules import gap_chart_of
from measured import deliveries
from phased import a_phase
from promised import a_signed_promise
from shared import shared_data
from world import scope_for

LONG_AGO = date(2020, 1, 1)
FIRST = date(2025, 1, 2)


def late_ones(company, *late, each=30, every=2, name="R"):
    """Record deliveries every so many days, of which those at these places are late."""
    days = [FIRST + timedelta(days=every * place) for place in range(each)]
    deliveries(
        company,
        *((day, day + timedelta(days=3 * (place in late))) for place, day in enumerate(days)),
        name=name,
    )


def chart_of(company, promise, **how):
    return read_promise_chart(scope_for(company, Role.CLIENT_LEAD), promise=promise, **how)


@pytest.fixture
def promise(acme, zenith):
    return a_signed_promise(acme, from_on=LONG_AGO)


@pytest.fixture
def rare(acme, zenith, promise):
    """Nine late of 300 deliveries in twenty months."""
    late_ones(acme, 0, 10, 30, 60, 61, 100, 150, 210, 280, each=300)
    late_ones(zenith, *range(0, 300, 3), each=300)
    return chart_of(acme, promise)


class TestGapsBetweenMisses:
    def test_are_drawn_where_misses_are_rare(self, rare):
        assert rare.chart.series.kind is Kind.G
        assert [point.value for point in rare.chart.series.points] == [
            9, 19, 29, 0, 38, 49, 59, 69,
        ]  # fmt: skip
        assert rare.rare.since == 19
        assert rare.by_period.series.kind is Kind.P

    def test_end_on_the_day_of_the_miss_and_hold_the_days_since_the_one_before(self, rare):
        point = rare.chart.series.points[0]
        missed = FIRST + timedelta(days=20)
        assert point.label == "22 Jan 2025"
        assert point.period == Period(FIRST, missed + timedelta(days=1))

    def test_are_better_the_longer_they_are(self, acme, promise):
        late_ones(acme, *range(0, 80, 10), 420, each=440, every=1)
        found = chart_of(acme, promise)
        assert found.chart.readings[-1].standing is Standing.IMPROVEMENT
        title = found.spec.title.replace("\N{NO-BREAK SPACE}", " ")
        assert title == "Above the upper limit on 26 Feb 2026: 349 deliveries"

    def test_show_the_target_as_the_gap_at_which_it_is_just_met(self, rare):
        assert rare.chart.readings[-1].target == pytest.approx(19)

    def test_take_the_target_of_the_day_on_which_each_ends(self, rare):
        targets = [None, *[Decimal("0.95")] * 3, *[Decimal("0.98")] * 4]
        found = gap_chart_of(rare.rare, targets, (), per_day=0)
        assert [one.target for one in found.readings] == [
            None, *[pytest.approx(19)] * 3, *[pytest.approx(49)] * 4,
        ]  # fmt: skip

    def test_have_no_line_for_a_target_that_allows_no_miss(self, rare):
        targets = [*[Decimal("0.95")] * 7, Decimal(1)]
        found = gap_chart_of(rare.rare, targets, (), per_day=0)
        assert {one.target for one in found.readings} == {None}

    def test_begin_anew_with_a_phase(self, acme, rare, promise):
        a_phase(acme, promise, starts_on=date(2025, 7, 1))
        phases = chart_of(acme, promise).chart.phases
        assert [(one.first, one.last) for one in phases] == [(0, 3), (4, 7)]

    def test_are_known_as_of_a_past_day(self, acme, rare, promise):
        assert chart_of(acme, promise, known="2026-11-15").rare is None

    def test_keep_two_of_one_day_apart(self, acme, promise):
        for name in ("R", "S"):
            late_ones(acme, 0, 40, 80, 120, 160, each=200, every=3, name=name)
        points = chart_of(acme, promise).chart.series.points
        assert [one.label for one in points][:3] == ["2 Jan 2025", "2 May 2025", "2 May 2025 (2)"]


class TestOtherwise:
    def test_misses_that_are_not_rare_stay_by_period(self, acme, promise):
        late_ones(acme, *range(0, 300, 12), each=300)
        found = chart_of(acme, promise)
        assert (found.rare, found.chart.series.kind) == (None, Kind.P)

    def test_so_few_that_gaps_would_say_nothing_stay_by_period(self, acme, promise):
        late_ones(acme, 0, 50, 100, 150, each=300)
        assert chart_of(acme, promise).rare is None

    def test_by_year_the_same_misses_are_not_rare(self, acme, rare, promise):
        assert chart_of(acme, promise, grain="year").chart.series.kind is Kind.P


def test_batches_of_low_yield_lie_the_published_gaps_apart(acme, zenith):
    """Pharma batches below 95 %, one batch every third day in the order of their numbers."""
    path = shared_data("pharma-batches", "laboratory_dev.csv.gz")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = sorted(csv.DictReader(file, delimiter=";"), key=lambda row: int(row["batch"]))
    facts = [
        BatchRow(
            place,
            BatchFacts(
                reference=f"B-{place:04}",
                program=acme.program,
                product=acme.product,
                state=BatchState.COMPLETED,
                started_on=date(2024, 1, 1) + timedelta(days=3 * place),
                completed_on=date(2024, 1, 1) + timedelta(days=3 * place),
                unit="kg",
                quantity_theoretical=Decimal(100),
                quantity_actual=Decimal(100),
                deviations=int(float(row["batch_yield"]) < 95),
                reworked=False,
            ),
        )
        for place, row in enumerate(rows)
    ]
    assert commands.bulk_record_batches(scope_for(acme), rows=facts, import_id="t").refused == ()
    promise = a_signed_promise(
        acme,
        metric_key="deviations-per-100-batches",
        from_on=LONG_AGO,
        target=Decimal(5),
        floor=Decimal(9),
    )
    published = json.loads(shared_data("pharma-batches", "expected.json").read_text("utf-8"))

    found = chart_of(acme, promise)

    gaps = published["g_chart_batches_between_yield_below_95"]["gaps"]
    assert [point.value for point in found.chart.series.points] == gaps
    assert found.chart.phases[0].centre == 18.5


class TestThePage:
    def test_says_why_and_how_far_it_has_come(self, acme, rare, promise, browse):
        page = browse(acme, Role.CLIENT_LEAD).get(f"/c/acme/scorecards/{promise}/")
        said = unescape(page.content.decode()).replace("\N{NO-BREAK SPACE}", " ")
        assert "On-time delivery: deliveries between two events" in said
        assert "Each event is one delivery that is late." in said
        assert "Since the last one, on 16 Jul 2026: 19 deliveries so far." in said
        assert "geometric distribution" in said
        assert "Median 33.5 deliveries" in said

    def test_has_no_words_of_gaps_where_events_are_common(self, acme, promise, browse):
        late_ones(acme, *range(0, 300, 12), each=300)
        page = browse(acme).get(f"/c/acme/scorecards/{promise}/").content.decode()
        assert "Why this chart" not in page

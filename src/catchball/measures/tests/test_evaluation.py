"""Tests of a metric measured on facts in memory."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.kernel.days import Period
from catchball.measures.basis import Outcome
from catchball.measures.evaluation import evaluate
from catchball.measures.explanation import explain
from catchball.measures.language import (
    Count,
    Counted,
    DaysBetween,
    Is,
    Known,
    Mean,
    Not,
    Percentile,
    Rate,
    Ratio,
    RatioOfSums,
    Share,
    Value,
    WithinShare,
)
from catchball.measures.reading import Reading
from catchball.measures.tests.examples import (
    EVENTS,
    LATER,
    LOTS,
    MARCH,
    ON_TIME,
    ON_TIME_SHARE,
    OPEN,
    a_lot,
    a_metric,
    days,
    fact_rows,
    metrics,
    periods,
)

TENTH = date(2026, 3, 10)


def read(metric, *lots, events=(), known_on=LATER, period=MARCH):
    return evaluate(metric, {"lots": lots, "events": events}, period, known_on)


class TestShare:
    def test_counts_by_due_day_so_that_the_undelivered_is_a_miss(self):
        reading = read(
            ON_TIME_SHARE,
            a_lot(done_on=TENTH),
            a_lot(done_on=date(2026, 3, 11)),
            a_lot(done_on=None),
        )

        assert reading == Reading(Decimal(1), Decimal(3), n=3)

    def test_leaves_what_is_excluded_out_of_the_denominator(self):
        """Twenty lots due, three late, one of them excluded: 17 of 19."""
        late = [{**a_lot(done_on=LATER), "fact_id": place} for place in range(3)]
        facts = {"lots": [*[a_lot(done_on=TENTH)] * 17, *late]}

        gross = evaluate(ON_TIME_SHARE, facts, MARCH, LATER)
        less = evaluate(ON_TIME_SHARE, facts, MARCH, LATER, frozenset({1}))

        assert (gross.top, gross.bottom) == (17, 20)
        assert less == Reading(Decimal(17), Decimal(19), n=19)

    def test_of_nothing_has_no_value(self):
        assert read(ON_TIME_SHARE).value is None
        assert read(ON_TIME_SHARE, a_lot(state="cancelled", done_on=TENTH)).value is None

    def test_includes_the_first_day_of_a_period_and_not_the_day_after_the_last(self):
        first, after = a_lot(due_on=MARCH.first), a_lot(due_on=MARCH.until)

        assert read(ON_TIME_SHARE, first).n == 1
        assert read(ON_TIME_SHARE, after) == Reading(Decimal(0), Decimal(0), n=0)

    def test_holds_what_is_due_on_the_day_known_and_not_done_to_be_a_miss(self):
        due = a_lot(due_on=TENTH)

        assert read(ON_TIME_SHARE, due, known_on=TENTH) == Reading(Decimal(0), Decimal(1), n=1)
        assert read(ON_TIME_SHARE, due, known_on=date(2026, 3, 9)) == Reading(
            Decimal(0), Decimal(0), n=0, pending=1
        )

    def test_waits_some_days_where_the_metric_says_so(self):
        patient = a_metric(Share(OPEN, ON_TIME), wait_days=2)
        due = a_lot(due_on=TENTH)

        assert read(patient, due, known_on=date(2026, 3, 11)).pending == 1
        assert read(patient, due, known_on=date(2026, 3, 12)).n == 1

    def test_does_not_know_the_future(self):
        late = a_lot(due_on=date(2026, 3, 2), done_on=date(2026, 3, 20), given=Decimal(5))
        generous = a_metric(Share(OPEN, Known("given")))

        assert read(generous, late, known_on=date(2026, 3, 19)).top == 0
        assert read(generous, late, known_on=date(2026, 3, 20)).top == 1

    def test_by_a_day_that_happens_has_no_facts_before_they_happen(self):
        dispatched = a_metric(Share(OPEN, ON_TIME), on="done_on")
        lot = a_lot(done_on=date(2026, 3, 20))

        assert read(dispatched, lot, known_on=date(2026, 3, 19)) == Reading(
            Decimal(0), Decimal(0), n=0
        )
        assert read(dispatched, lot, known_on=date(2026, 3, 20)).n == 1

    def test_lets_a_fact_wait_until_it_can_be_judged(self):
        cautious = a_metric(Share(OPEN, ON_TIME, judged_when=Known("spoilt")))

        reading = read(cautious, a_lot(done_on=TENTH, spoilt=False), a_lot(done_on=TENTH))

        assert reading == Reading(Decimal(1), Decimal(1), n=1, pending=1)


class TestCondition:
    def test_is_false_of_an_unknown_value_and_its_opposite_true(self):
        lot = a_lot(state=None)

        assert read(a_metric(Share(OPEN, Is("state", "open"))), lot).top == 0
        assert read(a_metric(Share(OPEN, Not(Is("state", "open")))), lot).top == 1

    @pytest.mark.parametrize(
        ("given_number", "is_within"),
        [("94.99", False), ("95", True), ("105", True), ("105.01", False), (None, False)],
    )
    def test_within_a_share_includes_both_ends(self, given_number, is_within):
        metric = a_metric(Share(OPEN, WithinShare("given", "asked", Decimal("0.05"))))
        number = None if given_number is None else Decimal(given_number)

        assert read(metric, a_lot(asked=Decimal(100), given=number)).top == is_within


class TestRatioOfSums:
    def test_weighs_by_size_and_lets_what_lacks_a_quantity_wait(self):
        metric = a_metric(RatioOfSums(OPEN, Value("given"), Value("asked")))

        reading = read(
            metric,
            a_lot(asked=Decimal(100), given=Decimal(90)),
            a_lot(asked=Decimal(300), given=Decimal(300)),
            a_lot(asked=Decimal(50)),
        )

        assert reading == Reading(Decimal(390), Decimal(400), n=2, pending=1)
        assert reading.value == Decimal("0.975")


class TestMean:
    def test_weighs_each_fact_the_same(self):
        metric = a_metric(Mean(OPEN, Ratio("given", "asked")))

        reading = read(
            metric,
            a_lot(asked=Decimal(100), given=Decimal(90)),
            a_lot(asked=Decimal(300), given=Decimal(300)),
            a_lot(asked=Decimal(0), given=Decimal(1)),
        )

        assert (reading.value, reading.n, reading.pending) == (Decimal("0.95"), 2, 1)

    def test_of_days_may_be_negative(self):
        early = a_metric(Mean(OPEN, DaysBetween("due_on", "done_on")))

        assert read(early, a_lot(done_on=date(2026, 3, 7))).value == -3


class TestPercentile:
    @pytest.mark.parametrize(
        ("at", "value"), [(1, 15), (5, 15), (30, 20), (40, 20), (50, 35), (100, 50)]
    )
    def test_is_the_nearest_rank(self, at, value):
        """Known values: the worked example of the nearest-rank method, five scores."""
        lots = [a_lot(asked=Decimal(score)) for score in (15, 20, 35, 40, 50)]

        reading = read(a_metric(Percentile(OPEN, Value("asked"), at)), *lots)

        assert (reading.value, reading.n) == (value, 5)

    def test_of_nothing_has_no_value(self):
        assert read(a_metric(Percentile(OPEN, Value("asked"), 50)), a_lot()).value is None


class TestRate:
    RATE = a_metric(
        Rate(
            events=Counted(EVENTS, "done_on", Not(Is("state", "cancelled"))),
            exposure=Counted(LOTS, "due_on", OPEN, of=Count()),
            per=100,
        )
    )

    def test_divides_sums_of_two_sources(self):
        events = [a_lot(done_on=TENTH) for _each in range(3)]

        reading = read(self.RATE, a_lot(), a_lot(), a_lot(), a_lot(), events=events)

        assert reading == Reading(Decimal(3), Decimal(4), n=4, per=100)
        assert reading.value == 75

    def test_without_exposure_has_no_value(self):
        assert read(self.RATE, events=[a_lot(done_on=TENTH)]).value is None


class TestEveryMetric:
    @given(metrics, st.lists(fact_rows, max_size=6), periods(), days)
    def test_counts_exactly_the_facts_it_explains_as_counted(self, metric, facts, period, known_on):
        reading = evaluate(metric, {"lots": facts, "events": []}, period, known_on)
        verdicts = [explain(metric, fact, period, known_on) for fact in facts]

        assert reading.n == sum(verdict.counted for verdict in verdicts)
        assert reading.pending >= sum(verdict.outcome.pending for verdict in verdicts)
        assert all(verdict.why.endswith(".") for verdict in verdicts)

    @given(metrics, st.lists(fact_rows, max_size=6), days)
    def test_adds_up_over_neighbouring_periods(self, metric, facts, known_on):
        halves = [Period(date(2026, 2, 1), TENTH), Period(TENTH, date(2026, 5, 1))]
        whole = Period(halves[0].first, halves[1].until)

        def of(period):
            return evaluate(metric, {"lots": facts, "events": facts}, period, known_on)

        assert of(whole).n == sum(of(half).n for half in halves)
        assert of(whole).pending == sum(of(half).pending for half in halves)
        if not isinstance(metric.form, Percentile):
            assert of(whole).top == sum(of(half).top for half in halves)


class TestExplain:
    def test_says_the_days_that_decided(self):
        late = explain(ON_TIME_SHARE, a_lot(done_on=date(2026, 3, 14)), MARCH, LATER)

        assert (late.counted, late.good) == (True, False)
        assert late.why == "Not good: the done day is 14 Mar 2026, 4 days after the due day."

    @pytest.mark.parametrize(
        ("lot", "outcome", "why"),
        [
            (
                a_lot(done_on=TENTH),
                Outcome.GOOD,
                "Good: the done day is 10 Mar 2026, the same day as the due day.",
            ),
            (
                a_lot(),
                Outcome.NOT_GOOD,
                "Not good: the done day is not known and the due day is 10 Mar 2026.",
            ),
            (a_lot(state="cancelled"), Outcome.LEFT_OUT, "Left out: the state is “cancelled”."),
            (
                a_lot(due_on=date(2026, 4, 1)),
                Outcome.OUTSIDE,
                "Outside: its due day, 1 Apr 2026, is not in the period.",
            ),
            (
                a_lot(due_on=None),
                Outcome.OUTSIDE,
                "Outside: its due day is not known, so it is in no period.",
            ),
        ],
    )
    def test_says_what_became_of_a_fact(self, lot, outcome, why):
        verdict = explain(ON_TIME_SHARE, lot, MARCH, LATER)

        assert (verdict.outcome, verdict.why) == (outcome, why)

    def test_says_when_a_fact_will_be_judged(self):
        patient = a_metric(Share(OPEN, ON_TIME), wait_days=2)

        verdict = explain(patient, a_lot(), MARCH, date(2026, 3, 1))

        assert verdict.why == "Not due: it is judged from 12 Mar 2026 on."

    def test_says_what_a_fact_waits_for_and_what_it_brought(self):
        yields = a_metric(Mean(OPEN, Ratio("given", "asked")))

        waiting = explain(yields, a_lot(asked=Decimal(2)), MARCH, LATER)
        by_zero = explain(yields, a_lot(asked=Decimal(0), given=Decimal(1)), MARCH, LATER)
        there = explain(yields, a_lot(asked=Decimal(2), given=Decimal(1)), MARCH, LATER)

        assert waiting.why == "Pending: the given number is not known."
        assert by_zero.why == (
            "Pending: the given number divided by the asked number cannot be told, "
            "for it is divided by 0."
        )
        assert there.amounts == (Decimal("0.5"),)
        assert there.why == "Counted: the given number divided by the asked number is 0.5."

    def test_asks_for_the_upper_side_of_a_rate_where_told(self):
        event = a_lot(due_on=None, done_on=TENTH)

        assert explain(TestRate.RATE, event, MARCH, LATER).outcome is Outcome.OUTSIDE
        assert explain(TestRate.RATE, event, MARCH, LATER, among_events=True).counted

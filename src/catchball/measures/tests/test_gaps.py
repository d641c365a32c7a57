"""Tests of rare events: when they are rare, what lies between them, what a target means then."""

from datetime import date
from decimal import Decimal

import pytest

from catchball.measures.gaps import Between, Event, between_of, gaps_of, is_rare, mean_gap
from catchball.measures.language import Better, Count, Counted, Mean, Rate, Share, Unit, Value
from catchball.measures.reading import Reading
from catchball.measures.tests.examples import EVENTS, LOTS, ON_TIME, ON_TIME_SHARE, OPEN, a_metric

EXPOSED = Counted(LOTS, "due_on", OPEN)


def a_rate(events, exposure=EXPOSED, *, better=Better.LOWER):
    return a_metric(Rate(events, exposure), unit=Unit.RATE, better=better)


def readings(*late, of=20):
    return [Reading(Decimal(of - count), Decimal(of), n=of) for count in late]


class TestRareEvents:
    def test_are_fewer_than_seven_in_ten_periods(self):
        assert is_rare(ON_TIME_SHARE, readings(0, 0, 1, 0, 2, 0, 0, 0, 3, 0))
        assert not is_rare(ON_TIME_SHARE, readings(0, 0, 1, 0, 2, 0, 0, 0, 4, 0))

    def test_are_not_rare_for_coming_in_heaps(self):
        """71 of 3,036 shipments were late, in 18 of 44 months."""
        assert not is_rare(ON_TIME_SHARE, readings(*[0] * 26, *[4] * 17, 3))

    def test_are_counted_over_periods_with_facts(self):
        empty = [Reading(Decimal(0), Decimal(0), n=0)] * 100
        assert not is_rare(ON_TIME_SHARE, [*readings(1, 1), *empty])
        assert not is_rare(ON_TIME_SHARE, empty)

    def test_are_the_unwanted_ones(self):
        unwanted = a_metric(Share(OPEN, ON_TIME), unit=Unit.SHARE, better=Better.LOWER)
        assert not is_rare(unwanted, readings(0, 0, 0))
        assert is_rare(unwanted, [Reading(Decimal(0), Decimal(20), n=20)] * 3)


class TestWhatLiesBetween:
    @pytest.mark.parametrize(
        ("metric", "between"),
        [
            (ON_TIME_SHARE, Between.FACTS),
            (a_rate(Counted(LOTS, "due_on", OPEN, Value("asked"))), Between.FACTS),
            (a_rate(Counted(EVENTS, "due_on", OPEN)), Between.DAYS),
            (a_rate(Counted(LOTS, "done_on", OPEN)), Between.DAYS),
            (
                a_rate(
                    Counted(LOTS, "due_on", OPEN, Count()),
                    Counted(LOTS, "due_on", OPEN, Value("given")),
                ),
                Between.DAYS,
            ),
            (a_rate(Counted(EVENTS, "due_on", OPEN), better=Better.HIGHER), None),
            (a_metric(Mean(OPEN, Value("asked"))), None),
        ],
    )
    def test_are_facts_where_each_is_an_opportunity_and_else_days(self, metric, between):
        assert between_of(metric) is between

    def test_counts_neither_of_two_facts_but_the_day_of_the_second(self):
        first, second = Event(date(2026, 3, 2), 5), Event(date(2026, 3, 9), 12)
        assert [gap.size for gap in gaps_of([first, second], Between.FACTS)] == [6]
        assert [gap.size for gap in gaps_of([first, second], Between.DAYS)] == [7]


class TestTargets:
    def test_are_the_mean_gap_at_which_they_are_just_met(self):
        """95 % on time: one in twenty late, so nineteen between two on average."""
        gap = mean_gap(ON_TIME_SHARE, 0.95, Between.FACTS, per_day=0)
        assert gap == pytest.approx(19)

    def test_of_a_rate_take_its_base_and_the_exposure_of_a_day(self):
        """Two per hundred lots, five lots a day: one event in ten days."""
        rate = a_rate(Counted(EVENTS, "due_on", OPEN))
        assert mean_gap(rate, 2, Between.DAYS, per_day=5) == pytest.approx(10)
        assert mean_gap(rate, 2, Between.FACTS, per_day=5) == pytest.approx(49)

    @pytest.mark.parametrize("target", [1.0, 0.0])
    def test_that_allow_no_event_have_no_gap(self, target):
        unwanted = a_metric(Share(OPEN, ON_TIME), better=Better.LOWER)
        metric = ON_TIME_SHARE if target else unwanted
        assert mean_gap(metric, target, Between.FACTS, per_day=0) is None
        assert mean_gap(a_rate(EXPOSED), 0.0, Between.DAYS, per_day=5) is None

"""Tests that the unwanted events of a metric come from SQL as from the facts in memory."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.measures.explanation import explain
from catchball.measures.gaps import Between
from catchball.measures.language import Better, Counted, Rate, Share, Unit, Value
from catchball.measures.sql import compile_events
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
    periods,
)
from catchball.measures.tests.test_sql import (
    OTHER,
    THEIRS,
    against_postgres,
    ask,
    numbered,
    store,
    store_anew,
    tables,
)

__all__ = ["tables"]  # a fixture


def events_of(metric, between=Between.FACTS, period=MARCH, known_on=LATER, most=100, **filters):
    statement = compile_events(metric, between, period, known_on, filters=filters, most=most)
    return ask(statement)


def in_memory(metric, lots, period, known_on, unwanted):
    told = [(lot, explain(metric, lot, period, known_on).outcome) for lot in lots]
    counted = [(lot["due_on"], lot["fact_id"], one) for lot, one in told if one.counted]
    placed = enumerate(sorted(counted, key=lambda one: one[:2]), start=1)
    found = [(day, at, len(counted)) for at, (day, _id, one) in placed if one.value == unwanted]
    return found[::-1]


@pytest.mark.usefixtures("tables")
class TestCompileEvents:
    @against_postgres
    @given(
        st.lists(fact_rows, max_size=8),
        periods(),
        days,
        st.sampled_from([Better.HIGHER, Better.LOWER]),
    )
    def test_lists_the_facts_that_memory_finds_unwanted(self, lots, period, known_on, better):
        lots = numbered(lots, 1)
        store_anew(lots)
        metric = a_metric(Share(OPEN, ON_TIME), unit=Unit.SHARE, better=better)
        unwanted = "not-good" if better is Better.HIGHER else "good"
        found = events_of(metric, period=period, known_on=known_on)
        assert found == in_memory(metric, lots, period, known_on, unwanted)

    def test_finds_an_event_in_a_fact_that_holds_some(self):
        lots = [a_lot(due_on=date(2026, 3, day), asked=day % 3) for day in range(1, 8)]
        store(LOTS, numbered(lots, 1))
        held = Counted(LOTS, "due_on", OPEN, Value("asked"))
        rate = a_metric(Rate(held, Counted(LOTS, "due_on", OPEN)), better=Better.LOWER)
        assert [(day.day, place, whole) for day, place, whole in events_of(rate)] == [
            (7, 7, 7),
            (5, 5, 7),
            (4, 4, 7),
            (2, 2, 7),
            (1, 1, 7),
        ]

    def test_counts_days_where_events_are_facts_of_their_own(self):
        store(LOTS, [a_lot()])
        store(EVENTS, [a_lot(due_on=date(2026, 3, day)) for day in (2, 9)])
        store(EVENTS, [a_lot(due_on=date(2026, 3, 5), state="cancelled")])
        rate = a_metric(
            Rate(Counted(EVENTS, "due_on", OPEN), Counted(LOTS, "due_on", OPEN)),
            better=Better.LOWER,
        )
        [later, first] = events_of(rate, Between.DAYS, known_on=date(2026, 3, 20))
        assert (later[1] - first[1], later[2] - later[1]) == (7, 11)

    def test_shows_the_newest_of_one_program_and_nobody_elses(self):
        store(LOTS, [a_lot(due_on=date(2026, 3, day)) for day in (1, 2, 3)])
        store(LOTS, [a_lot(due_on=date(2026, 3, 4))], program=OTHER)
        store(LOTS, [a_lot(due_on=date(2026, 3, 5))], client=THEIRS)
        assert [row[0].day for row in events_of(ON_TIME_SHARE, most=2, program_id=OTHER)] == [4]
        assert [row[0].day for row in events_of(ON_TIME_SHARE, most=2)] == [4, 3]

"""What may be done with a batch, and what came out of it."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.workplace.production import rules
from catchball.workplace.production.rules import BatchFacts, BatchState, Disposition

TODAY = date(2026, 11, 16)
PLANNED, STARTED, COMPLETED, CANCELLED = BatchState
PENDING, RELEASED, REJECTED = Disposition


def facts(**named):
    return BatchFacts(**{"reference": "B-1", "program": UUID(int=1), **named})


def made(**named):
    days = {"started_on": TODAY - timedelta(9), "completed_on": TODAY - timedelta(5)}
    return facts(**{"state": COMPLETED, **days, **named})


class TestCleanBatch:
    def test_takes_more_than_theory_allows(self):
        over = made(quantity_theoretical=Decimal(100), quantity_actual=Decimal(104))
        assert rules.clean_batch(over, today=TODAY) == over

    @pytest.mark.parametrize(
        "named",
        [
            {"completed_on": TODAY - timedelta(10)},
            {"disposition": RELEASED, "disposed_on": TODAY - timedelta(6)},
            {"disposition": RELEASED, "disposed_on": TODAY + timedelta(1)},
            {"completed_on": TODAY + timedelta(1)},
        ],
    )
    def test_refuses_days_out_of_order_or_to_come(self, named):
        with pytest.raises(rules.DayRefused):
            rules.clean_batch(made(**named), today=TODAY)

    @pytest.mark.parametrize(
        "batch",
        [
            facts(completed_on=TODAY),
            facts(state=COMPLETED),
            facts(state=STARTED),
            facts(started_on=TODAY),
            facts(disposition=RELEASED),
            made(disposed_on=TODAY),
            made(deviations=-1),
            made(deviations=10_001),
        ],
    )
    def test_refuses_facts_that_contradict_each_other(self, batch):
        with pytest.raises(rules.BatchFactsDisagree):
            rules.clean_batch(batch, today=TODAY)


class TestMayStart:
    def test_what_is_planned_on_a_day_that_has_come(self):
        rules.check_may_start(state=PLANNED, started_on=TODAY, today=TODAY)
        with pytest.raises(rules.DayRefused):
            rules.check_may_start(state=PLANNED, started_on=TODAY + timedelta(1), today=TODAY)

    @pytest.mark.parametrize("state", [STARTED, COMPLETED, CANCELLED])
    def test_nothing_else(self, state):
        with pytest.raises(rules.MayNotStart):
            rules.check_may_start(state=state, started_on=TODAY, today=TODAY)


class TestMayComplete:
    def test_what_was_started(self):
        rules.check_may_complete(state=STARTED)

    @pytest.mark.parametrize("state", [PLANNED, COMPLETED, CANCELLED])
    def test_nothing_else(self, state):
        with pytest.raises(rules.MayNotComplete):
            rules.check_may_complete(state=state)


class TestMayDispose:
    def dispose(self, **named):
        usual = {"state": COMPLETED, "disposition": PENDING, "decision": RELEASED, "reason": ""}
        rules.check_may_dispose(**{**usual, **named})

    def test_of_a_completed_batch_once(self):
        self.dispose()
        with pytest.raises(rules.MayNotDispose, match="rejected"):
            self.dispose(disposition=REJECTED)

    @pytest.mark.parametrize("state", [PLANNED, STARTED, CANCELLED])
    def test_of_nothing_else(self, state):
        with pytest.raises(rules.MayNotDispose):
            self.dispose(state=state)

    def test_against_it_with_a_reason_only(self):
        self.dispose(decision=REJECTED, reason="Assay out of range")
        with pytest.raises(rules.ReasonMissing):
            self.dispose(decision=REJECTED)

    def test_only_by_deciding(self):
        with pytest.raises(rules.MayNotDispose):
            self.dispose(decision=PENDING)


class TestMayCancelBatch:
    def test_what_is_planned_with_a_reason(self):
        rules.check_may_cancel_batch(state=PLANNED, reason="Campaign withdrawn")
        with pytest.raises(rules.ReasonMissing):
            rules.check_may_cancel_batch(state=PLANNED, reason="")

    @pytest.mark.parametrize("state", [STARTED, COMPLETED])
    def test_not_what_was_started_for_it_counts(self, state):
        with pytest.raises(rules.MayNotCancelBatch, match="it counts"):
            rules.check_may_cancel_batch(state=state, reason="Went wrong")


class TestYield:
    @given(st.decimals(0, 10**9, places=3), st.decimals("0.001", 10**9, places=3))
    def test_signals_exactly_what_is_more_than_theory(self, actual, theoretical):
        share = rules.yield_share(actual=actual, theoretical=theoretical)
        assert rules.is_over_full(share) == (actual > theoretical)

    def test_is_unknown_without_both(self):
        assert rules.yield_share(actual=None, theoretical=Decimal(5)) is None
        assert rules.yield_share(actual=Decimal(5), theoretical=None) is None
        assert not rules.is_over_full(None)


class TestUpdateByFile:
    def test_brings_a_batch_forward_only(self):
        planned, started = facts(), facts(state=STARTED, started_on=TODAY)
        rules.check_may_update_batch(before=planned, after=started)
        with pytest.raises(rules.MayNotUpdate):
            rules.check_may_update_batch(before=started, after=planned)
        with pytest.raises(rules.MayNotUpdate):
            rules.check_may_update_batch(before=facts(state=CANCELLED), after=started)

    def test_takes_no_decision_back(self):
        released = made(disposition=RELEASED, disposed_on=TODAY)
        rules.check_may_update_batch(before=made(), after=released)
        with pytest.raises(rules.MayNotUpdate, match="released"):
            rules.check_may_update_batch(before=released, after=made(disposition=REJECTED))


class TestHeadline:
    @pytest.mark.parametrize(
        ("state", "disposition", "clean", "sentence"),
        [
            (PLANNED, PENDING, None, "Batch B-7 is planned"),
            (STARTED, PENDING, None, "Batch B-7 is being made"),
            (COMPLETED, PENDING, True, "Batch B-7 has waited 12 days for a decision"),
            (COMPLETED, RELEASED, True, "Batch B-7 was released, right first time"),
            (COMPLETED, RELEASED, False, "Batch B-7 was released after a deviation or rework"),
            (COMPLETED, RELEASED, None, "Batch B-7 was released"),
            (COMPLETED, REJECTED, False, "Batch B-7 was rejected"),
            (CANCELLED, PENDING, None, "Batch B-7 was cancelled"),
        ],
    )
    def test_says_the_finding(self, state, disposition, clean, sentence):
        said = rules.batch_headline(
            reference="B-7", state=state, disposition=disposition, waiting=12, clean=clean
        )
        assert said == sentence

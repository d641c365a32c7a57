"""What may become of a claim, without a database."""

from datetime import date

import pytest

from catchball.measures.basis import Outcome
from catchball.trust.permissions import Side
from catchball.workplace.exclusions import rules
from catchball.workplace.exclusions.rules import ExclusionState

BOTH = frozenset(Side)
CLIENT, CMO = frozenset({Side.CLIENT}), frozenset({Side.CMO})


class TestWaitsFor:
    @pytest.mark.parametrize(
        ("state", "expected"),
        [
            (ExclusionState.CLAIMED, CLIENT),
            (ExclusionState.DISPUTED, BOTH),
            (ExclusionState.ACCEPTED, frozenset()),
            (ExclusionState.UPHELD, frozenset()),
            (ExclusionState.WITHDRAWN, frozenset()),
        ],
    )
    def test_is_whose_turn_it_is(self, state, expected):
        assert rules.waits_for(state, claimed_by=Side.CMO) == expected

    def test_of_a_recorded_ruling_is_the_company_that_did_not_record_it(self):
        state = ExclusionState.RECORDED
        assert rules.waits_for(state, claimed_by=Side.CMO, recorded_by=Side.CLIENT) == CMO


class TestStateOn:
    DAYS = rules.Days(
        claimed_on=date(2026, 3, 2),
        answered_on=date(2026, 3, 9),
        recorded_on=date(2026, 3, 20),
        ruled_on=date(2026, 3, 24),
    )

    @pytest.mark.parametrize(
        ("day", "state"),
        [
            (date(2026, 3, 8), "claimed"),
            (date(2026, 3, 9), "disputed"),
            (date(2026, 3, 20), "recorded"),
            (date(2026, 3, 23), "recorded"),
            (date(2026, 3, 24), "upheld"),
        ],
    )
    def test_knows_nothing_of_later_steps(self, day, state):
        found = rules.state_on(day, state=ExclusionState.UPHELD, was_accepted=False, days=self.DAYS)
        assert found == state

    def test_of_an_accepted_claim_that_was_given_up_changes_twice(self):
        days = rules.Days(
            claimed_on=date(2026, 3, 2),
            answered_on=date(2026, 3, 9),
            withdrawn_on=date(2026, 4, 1),
        )
        stood = [
            rules.state_on(day, state=ExclusionState.WITHDRAWN, was_accepted=True, days=days).value
            for day in (date(2026, 3, 3), date(2026, 3, 31), date(2026, 4, 1))
        ]
        assert stood == ["claimed", "accepted", "withdrawn"]


class TestIsExcludedOn:
    def test_holds_from_the_day_of_acceptance_until_the_day_of_withdrawal(self):
        days = {"excluded_on": date(2026, 3, 9), "restored_on": date(2026, 4, 1)}
        asked = [date(2026, 3, 8), date(2026, 3, 9), date(2026, 3, 31), date(2026, 4, 1)]
        assert [rules.is_excluded_on(day, **days) for day in asked] == [False, True, True, False]


class TestCheckMayClaim:
    @pytest.mark.parametrize("outcome", [Outcome.NOT_GOOD, Outcome.COUNTED])
    def test_lets_what_counts_against_be_claimed(self, outcome):
        rules.check_may_claim(outcome, is_claimed=False)

    @pytest.mark.parametrize(
        "outcome", [None, Outcome.GOOD, Outcome.NOT_DUE, Outcome.WAITING, Outcome.LEFT_OUT]
    )
    def test_refuses_what_does_not(self, outcome):
        with pytest.raises(rules.MayNotClaim):
            rules.check_may_claim(outcome, is_claimed=False)

    def test_refuses_a_second_claim_on_one_fact(self):
        with pytest.raises(rules.MayNotClaim):
            rules.check_may_claim(Outcome.NOT_GOOD, is_claimed=True)


class TestCheckMayRecord:
    def test_waits_until_the_other_company_had_its_time(self):
        asked = {"answer_due_on": date(2026, 3, 16)}
        with pytest.raises(rules.MayNotRule):
            rules.check_may_record(ExclusionState.CLAIMED, today=date(2026, 3, 16), **asked)
        rules.check_may_record(ExclusionState.CLAIMED, today=date(2026, 3, 17), **asked)
        rules.check_may_record(ExclusionState.DISPUTED, today=date(2026, 3, 3), **asked)


class TestCleanWords:
    def test_names_each_text_that_says_nothing(self):
        with pytest.raises(rules.ClaimIncomplete) as caught:
            rules.clean_words(cause="  ", evidence="GR-118", clause="x" * 3_000)
        assert set(caught.value.fields) == {"cause", "clause"}

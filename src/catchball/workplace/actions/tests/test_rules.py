"""What may become of an action."""

from datetime import date

import pytest

from catchball.trust.permissions import Side
from catchball.workplace.actions import rules
from catchball.workplace.actions.rules import ActionState

TODAY = date(2026, 11, 16)


class TestAnAction:
    @pytest.mark.parametrize("state", [ActionState.ACCEPTED, ActionState.DONE])
    def test_is_owned_once_its_owner_has_said_so(self, state):
        assert state.is_owned

    @pytest.mark.parametrize("state", [ActionState.DECLINED, ActionState.WITHDRAWN])
    def test_that_nobody_does_is_neither_open_nor_owned(self, state):
        assert not state.is_open
        assert not state.is_owned
        assert not rules.is_overdue(state, due_on=date(2026, 1, 1), today=TODAY)

    def test_is_late_although_nobody_accepted_it(self):
        assert rules.is_overdue(ActionState.OFFERED, due_on=date(2026, 11, 15), today=TODAY)

    def test_needs_words_and_a_day_to_come(self):
        with pytest.raises(rules.ActionIncomplete) as raised:
            rules.clean_offer(title="  ", due_on=date(2026, 11, 15), today=TODAY)
        assert set(raised.value.fields) == {"title", "due_on"}

    def test_is_no_longer_than_a_person_reads(self):
        with pytest.raises(rules.ActionIncomplete, match="200 characters"):
            rules.clean_offer(title="x" * 201, due_on=TODAY, today=TODAY)

    def test_is_answered_by_its_owner_alone(self):
        with pytest.raises(rules.MayNotAct, match="owner"):
            rules.check_may_answer(ActionState.OFFERED, is_owner=False)

    def test_is_accepted_before_it_is_done(self):
        with pytest.raises(rules.MayNotAct, match="Accept"):
            rules.check_may_go_on(ActionState.OFFERED, is_owner=True)

    def test_is_taken_back_by_who_offered_it(self):
        rules.check_may_withdraw(ActionState.ACCEPTED, offered_by=Side.CMO, side=Side.CMO)
        with pytest.raises(rules.MayNotAct, match="other company"):
            rules.check_may_withdraw(ActionState.ACCEPTED, offered_by=Side.CMO, side=Side.CLIENT)

    def test_is_done_with_evidence_that_is_kept_whole(self):
        done = {"done_on": TODAY, "accepted_on": TODAY, "today": TODAY}
        said = "x" * rules.LONGEST
        assert rules.clean_completion(evidence=f" {said} ", **done) == said
        with pytest.raises(rules.ActionIncomplete, match="2000 characters"):
            rules.clean_completion(evidence=f"{said}x", **done)

    def test_is_done_with_evidence_on_a_day_since_it_was_accepted(self):
        with pytest.raises(rules.ActionIncomplete) as raised:
            rules.clean_completion(
                evidence="", done_on=date(2026, 11, 1), accepted_on=TODAY, today=TODAY
            )
        assert set(raised.value.fields) == {"evidence", "done_on"}
        with pytest.raises(rules.ActionIncomplete, match="time to come"):
            rules.clean_completion(
                evidence="Report 12.",
                done_on=date(2026, 11, 17),
                accepted_on=TODAY,
                today=TODAY,
            )

"""How far apart two scores are, who moved, and what a round allows."""

from uuid import uuid4

import pytest

from assessed import LOW, RED, YELLOW
from catchball.workplace.risks.rules import (
    Gap,
    MayNotAssess,
    Moved,
    Pair,
    RiskIncomplete,
    RoundState,
    check_may_begin,
    check_may_call_off,
    check_may_close,
    check_may_reconcile,
    check_not_blind,
    gap_of,
    moved_by,
    pair_from_json,
    pair_to_json,
    widest_first,
)


class TestTheGap:
    def test_is_the_difference_in_points_and_in_steps(self):
        # 1 × 2 = 2 points against 4 × 4 = 16; steps 3 + 0 + 3 + 2 + 0.
        assert gap_of(Pair(LOW, RED)) == Gap(points=14, steps=8)

    def test_is_the_same_from_either_side(self):
        assert gap_of(Pair(LOW, RED)) == gap_of(Pair(RED, LOW))

    def test_is_nothing_between_equals(self):
        assert gap_of(Pair(RED, RED)) == Gap(points=0, steps=0)

    def test_is_unknown_where_one_company_gave_none(self):
        assert gap_of(Pair(None, RED)) is None
        assert gap_of(Pair(RED, None)) is None

    def test_orders_the_agenda_and_leaves_the_unknown_for_the_end(self):
        pairs = [("none", None), ("near", Gap(1, 1)), ("far", Gap(9, 2)), ("equal", Gap(0, 0))]
        assert widest_first(pairs) == ("far", "near", "equal", "none")


class TestWhoMoved:
    @pytest.mark.parametrize(
        ("pair", "moved"),
        [
            (Pair(RED, RED), Moved.NOBODY),
            (Pair(LOW, RED), Moved.CMO),
            (Pair(RED, LOW), Moved.CLIENT),
            (Pair(LOW, YELLOW), Moved.BOTH),
            (Pair(None, LOW), Moved.CLIENT),
            (Pair(None, RED), Moved.NOBODY),
            (Pair(None, None), Moved.NOBODY),
        ],
        ids=["same", "cmo", "client", "both", "alone-moved", "alone-stayed", "nobody"],
    )
    def test_is_whose_score_differs_from_the_agreed_one(self, pair, moved):
        assert moved_by(pair, RED) is moved

    def test_outlives_being_stored(self):
        pair = Pair(LOW, RED)
        assert pair_from_json(pair_to_json(pair)) == pair


class TestARound:
    def test_is_one_at_a_time(self):
        with pytest.raises(MayNotAssess, match="under way"):
            check_may_begin(RoundState.SCORING, [uuid4()])
        check_may_begin(RoundState.REVEALED, [uuid4()])
        check_may_begin(None, [uuid4()])

    def test_is_of_at_least_one_risk(self):
        with pytest.raises(RiskIncomplete, match="at least one"):
            check_may_begin(None, [])

    def test_is_closed_once_by_each_and_not_empty(self):
        with pytest.raises(MayNotAssess, match="not scored any"):
            check_may_close(RoundState.SCORING, has_closed=False, scored=0)
        with pytest.raises(MayNotAssess, match="has closed"):
            check_may_close(RoundState.SCORING, has_closed=True, scored=1)
        with pytest.raises(MayNotAssess, match="is over"):
            check_may_close(RoundState.CALLED_OFF, has_closed=False, scored=1)
        check_may_close(RoundState.SCORING, has_closed=False, scored=1)

    def test_is_called_off_for_a_reason_before_the_reveal(self):
        with pytest.raises(RiskIncomplete, match="why"):
            check_may_call_off(RoundState.SCORING, reason=" ")
        with pytest.raises(MayNotAssess, match="is over"):
            check_may_call_off(RoundState.REVEALED, reason="Seen.")

    def test_gives_each_risk_one_agreed_score_after_the_reveal(self):
        for state, inside, agreed in (
            (RoundState.SCORING, True, False),
            (RoundState.REVEALED, False, False),
            (RoundState.REVEALED, True, True),
            (None, True, False),
        ):
            with pytest.raises(MayNotAssess):
                check_may_reconcile(state, is_in_round=inside, is_agreed=agreed)
        check_may_reconcile(RoundState.REVEALED, is_in_round=True, is_agreed=False)

    def test_lets_nobody_score_in_the_open_meanwhile(self):
        with pytest.raises(MayNotAssess, match="blind"):
            check_not_blind(is_scored_blind=True)
        check_not_blind(is_scored_blind=False)

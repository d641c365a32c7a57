"""What may be done with a program's stage, charter and team, without a database."""

from dataclasses import replace
from datetime import date, time
from uuid import UUID

import pytest

from catchball.trust.permissions import Side
from catchball.workplace.teams import rules
from catchball.workplace.teams.rules import (
    Asked,
    Assigned,
    CharterTerms,
    CriterionState,
    Function,
    Letter,
    OwedBy,
    Reach,
    Seat,
    Shift,
    Stability,
    Stage,
    Stint,
    WorkTerms,
)

TODAY = date(2026, 11, 16)
TERMS = CharterTerms(covers="Tablets", cmo_objectives="PPQ", client_objectives="Supply")
SEAT = Seat(function=Function.QUALITY, is_core=True, since_on=TODAY, name="Ann Bell")
REACH = Reach(zone="Europe/London")


class TestAStage:
    def test_is_followed_by_the_next_one(self):
        rules.check_move(Stage.PLAN, Stage.TRANSFER, reason="Planned.")

    def test_is_never_left_out(self):
        with pytest.raises(rules.MayNotMove, match="one stage at a time"):
            rules.check_move(Stage.INITIATE, Stage.TRANSFER, reason="In a hurry.")

    def test_may_be_entered_again(self):
        rules.check_move(Stage.EXECUTE, Stage.INITIATE, reason="Another product.")

    def test_is_not_entered_twice_at_once(self):
        with pytest.raises(rules.MayNotMove, match="already"):
            rules.check_move(Stage.PLAN, Stage.PLAN, reason="Again.")

    def test_changes_for_a_reason_only(self):
        with pytest.raises(rules.MoveUnexplained):
            rules.check_move(Stage.INITIATE, Stage.PLAN, reason=" ")


class TestACharter:
    @pytest.mark.parametrize("part", ["covers", "cmo_objectives", "client_objectives"])
    def test_says_scope_and_what_both_want(self, part):
        with pytest.raises(rules.CharterIncomplete) as raised:
            rules.clean_charter(replace(TERMS, **{part: "  "}))
        assert set(raised.value.fields) == {part}

    def test_is_no_longer_than_people_read(self):
        with pytest.raises(rules.CharterIncomplete) as raised:
            rules.clean_charter(replace(TERMS, leaves_out="x" * 4001))
        assert set(raised.value.fields) == {"leaves_out"}

    def test_is_signed_once_by_each_company(self):
        rules.check_may_agree(is_agreed=False, side=Side.CMO, signed_by={Side.CLIENT})
        with pytest.raises(rules.AgreedAlready, match="waits for the other"):
            rules.check_may_agree(is_agreed=False, side=Side.CMO, signed_by={Side.CMO})
        with pytest.raises(rules.AgreedAlready, match="Both companies"):
            rules.check_may_agree(is_agreed=True, side=Side.CMO, signed_by=set(Side))


class TestAMember:
    def test_is_a_person_or_a_name(self):
        assert rules.clean_seat(SEAT, today=TODAY) == "Ann Bell"
        assert rules.clean_seat(replace(SEAT, name="", person=UUID(int=1)), today=TODAY) == ""
        for said in (replace(SEAT, name=" "), replace(SEAT, person=UUID(int=1))):
            with pytest.raises(rules.MemberUnfit) as raised:
                rules.clean_seat(said, today=TODAY)
            assert set(raised.value.fields) == {"name"}

    def test_has_joined_by_today(self):
        with pytest.raises(rules.MemberUnfit) as raised:
            rules.clean_seat(replace(SEAT, since_on=date(2026, 11, 17)), today=TODAY)
        assert set(raised.value.fields) == {"since_on"}

    @pytest.mark.parametrize(
        ("said", "field"),
        [
            ({"zone": "Europe/Nowhere"}, "zone"),
            ({"hours_from": time(9)}, "hours_to"),
            ({"hours_from": time(9), "hours_to": time(9)}, "hours_to"),
            ({"share_percent": 101}, "share_percent"),
            ({"contact": "x" * 201}, "contact"),
            ({"deputy": "x" * 161}, "deputy"),
        ],
    )
    def test_is_reached_as_one_can_be(self, said, field):
        with pytest.raises(rules.MemberUnfit) as raised:
            rules.clean_reach(replace(REACH, **said))
        assert set(raised.value.fields) == {field}

    def test_leaves_on_a_day_and_for_a_reason(self):
        with pytest.raises(rules.MemberUnfit) as raised:
            rules.check_leaving(date(2026, 1, 1), since_on=date(2026, 2, 1), today=TODAY, reason="")
        assert set(raised.value.fields) == {"left_on", "reason"}

    def test_is_changed_by_their_own_company_while_they_are_there(self):
        rules.check_may_name(Side.CMO, own=Side.CMO, has_left=False)
        with pytest.raises(rules.MayNotName, match="its own people"):
            rules.check_may_name(Side.CLIENT, own=Side.CMO, has_left=False)
        with pytest.raises(rules.MayNotName, match="have left"):
            rules.check_may_name(Side.CMO, own=Side.CMO, has_left=True)


def a_stint(number, *, since=date(2024, 1, 1), left=None, follows=None):
    return Stint(
        id=UUID(int=number),
        since_on=since,
        left_on=left,
        follows=UUID(int=follows) if follows else None,
    )


class TestTeamStability:
    """Named core members unchanged in twelve months ÷ named (DOMAIN.md, 1.3)."""

    def test_is_no_figure_without_a_team(self):
        assert rules.team_stability([], on=TODAY) == Stability(0, 0)
        assert Stability(0, 0).share is None

    def test_counts_one_replaced_of_six_as_five_of_six(self):
        kept = [a_stint(number) for number in range(1, 6)]
        gone = a_stint(6, left=date(2026, 3, 1))
        heir = a_stint(7, since=date(2026, 3, 1), follows=6)
        assert rules.team_stability([*kept, gone, heir], on=TODAY) == Stability(5, 6)

    def test_counts_a_place_that_changed_twice_once(self):
        first = a_stint(1, left=date(2026, 2, 1))
        second = a_stint(2, since=date(2026, 2, 1), left=date(2026, 6, 1), follows=1)
        third = a_stint(3, since=date(2026, 6, 1), follows=2)
        assert rules.team_stability([first, second, third], on=TODAY) == Stability(0, 1)

    def test_does_not_punish_a_team_that_grows(self):
        grown = a_stint(2, since=date(2026, 10, 1))
        assert rules.team_stability([a_stint(1), grown], on=TODAY) == Stability(2, 2)

    def test_forgets_after_twelve_months(self):
        gone = a_stint(1, left=date(2025, 11, 16))
        heir = a_stint(2, since=date(2025, 11, 16), follows=1)
        assert rules.team_stability([gone, heir], on=TODAY) == Stability(1, 1)
        assert rules.team_stability([gone, heir], on=date(2026, 11, 15)) == Stability(0, 1)

    def test_looks_at_no_day_to_come(self):
        leaving = a_stint(1, left=date(2026, 12, 1))
        assert rules.team_stability([leaving], on=TODAY) == Stability(1, 1)


class TestSharedHours:
    def test_are_none_where_days_do_not_meet(self):
        apart = [
            Shift(time(9), time(17), "Asia/Singapore"),
            Shift(time(9), time(17), "America/New_York"),
        ]
        assert rules.shared_hours(apart, on=TODAY) is None
        assert rules.shared_hours([], on=TODAY) is None


class TestAGate:
    def test_holds_a_program_that_goes_on(self):
        known = {"reason": "Ready.", "is_held": True}
        with pytest.raises(rules.MayNotMove, match="gate of this stage is not passed"):
            rules.check_move(Stage.PLAN, Stage.TRANSFER, **known)
        rules.check_move(Stage.PLAN, Stage.TRANSFER, **known, is_exception=True)
        rules.check_move(Stage.PLAN, Stage.INITIATE, **known)

    @pytest.mark.parametrize("state", [CriterionState.MET, CriterionState.WAIVED])
    def test_takes_no_answer_without_evidence(self, state):
        assert rules.clean_evidence(state, " Report 12 ") == "Report 12"
        with pytest.raises(rules.CriterionUnfit) as raised:
            rules.clean_evidence(state, " ")
        assert set(raised.value.fields) == {"evidence"}
        assert rules.clean_evidence(CriterionState.OPEN, " ") == ""

    def test_is_answered_by_the_company_that_owes_it(self):
        rules.check_may_answer(OwedBy.BOTH, side=Side.CLIENT, is_passed=False)
        rules.check_may_answer(OwedBy.CMO, side=Side.CMO, is_passed=False)
        with pytest.raises(rules.MayNotPass, match="other company"):
            rules.check_may_answer(OwedBy.CMO, side=Side.CLIENT, is_passed=False)
        with pytest.raises(rules.MayNotPass, match="stays as it was signed"):
            rules.check_may_answer(OwedBy.CMO, side=Side.CMO, is_passed=True)

    def test_is_signed_when_no_criterion_is_open(self):
        known = {"is_passed": False, "side": Side.CMO, "signed_by": frozenset()}
        rules.check_may_sign([CriterionState.MET, CriterionState.WAIVED], **known)
        with pytest.raises(rules.MayNotPass, match="One criterion is open"):
            rules.check_may_sign([CriterionState.MET, CriterionState.OPEN], **known)
        with pytest.raises(rules.MayNotPass, match="no criteria"):
            rules.check_may_sign([], **known)

    def test_asks_in_words(self):
        assert rules.clean_criterion(Asked(text="  Charter \n agreed ")).text == "Charter agreed"
        for text in (" ", "x" * 301):
            with pytest.raises(rules.CriterionUnfit):
                rules.clean_criterion(Asked(text=text))


def an(letter, side=Side.CMO, function=Function.QUALITY):
    return Assigned(side, function, letter)


class TestWork:
    def test_has_one_accountable_at_most(self):
        one = WorkTerms(title="Protocol", duties=(an(Letter.ACCOUNTABLE),))
        assert rules.clean_work(one) == one
        assert rules.clean_work(WorkTerms(title="Protocol")).duties == ()
        two = (an(Letter.ACCOUNTABLE), an(Letter.ACCOUNTABLE, Side.CLIENT))
        with pytest.raises(rules.WorkUnfit, match="only one"):
            rules.clean_work(WorkTerms(title="Protocol", duties=two))

    def test_gives_a_function_one_letter(self):
        with pytest.raises(rules.WorkUnfit, match="one letter"):
            rules.clean_work(
                WorkTerms(title="x", duties=(an(Letter.RESPONSIBLE), an(Letter.CONSULTED)))
            )

    @pytest.mark.parametrize("title", ["  ", "x" * 201])
    def test_has_a_title(self, title):
        with pytest.raises(rules.WorkUnfit) as raised:
            rules.clean_work(WorkTerms(title=title))
        assert set(raised.value.fields) == {"title"}

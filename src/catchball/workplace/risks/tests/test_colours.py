"""What colour a risk shows, and every reason why grey reverts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from catchball.workplace.risks import rules
from catchball.workplace.risks.rules import (
    Colour,
    Consideration,
    Decision,
    Demand,
    Exposure,
    PlanPart,
    Reversal,
    Situation,
)

TODAY = date(2026, 11, 16)
THEN = datetime(2026, 11, 2, 9, tzinfo=UTC)
AFTER = THEN + timedelta(days=1)
BEFORE = THEN - timedelta(days=1)
RED = Exposure(points=16, demand=Demand.NEEDED)
YELLOW = Exposure(points=8, demand=Demand.CONSIDER)
LOW = Exposure(points=4, demand=Demand.MONITOR)
APPROVED = Situation(
    current=RED,
    residual=YELLOW,
    missing=frozenset(),
    approved_at=THEN,
    is_as_approved=True,
    overdue=0,
    fired_at=None,
    scored_at=BEFORE,
    review_on=TODAY,
    unassessed=0,
    today=TODAY,
)


class TestColour:
    @pytest.mark.parametrize(
        ("current", "colour"),
        [(RED, "red"), (YELLOW, "yellow"), (LOW, "monitor"), (None, "unscored")],
    )
    def test_is_what_the_score_demands_without_an_approved_plan(self, current, colour):
        now = replace(APPROVED, current=current, approved_at=None)
        assert rules.colour_of(now) == colour
        assert rules.reversals_of(now) == ()

    @pytest.mark.parametrize("current", [RED, YELLOW, LOW])
    def test_is_grey_with_a_complete_plan_approved_by_both_however_severe(self, current):
        assert rules.colour_of(replace(APPROVED, current=current)) is Colour.GREY

    def test_is_never_grey_for_what_nobody_scored(self):
        assert rules.colour_of(replace(APPROVED, current=None)) is Colour.UNSCORED


class TestGreyReverts:
    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"is_as_approved": False}, Reversal.CHANGED),
            ({"missing": frozenset({PlanPart.ACTION})}, Reversal.CHANGED),
            ({"overdue": 1}, Reversal.ACTION_OVERDUE),
            ({"fired_at": AFTER}, Reversal.TRIGGER_FIRED),
            ({"review_on": TODAY - timedelta(days=1)}, Reversal.REVIEW_LAPSED),
            ({"unassessed": 1}, Reversal.SECONDARY_UNASSESSED),
            ({"scored_at": AFTER}, Reversal.ABOVE_RESIDUAL),
        ],
    )
    def test_for_each_reason_by_itself(self, change, reason):
        now = replace(APPROVED, **change)
        assert rules.reversals_of(now) == (reason,)
        assert rules.colour_of(now) is Colour.RED

    def test_to_what_the_score_demands_now(self):
        now = replace(APPROVED, current=YELLOW, overdue=1)
        assert rules.colour_of(now) is Colour.YELLOW

    def test_for_several_reasons_at_once(self):
        now = replace(APPROVED, overdue=2, fired_at=AFTER)
        assert rules.reversals_of(now) == (Reversal.ACTION_OVERDUE, Reversal.TRIGGER_FIRED)

    def test_not_on_the_day_of_the_review_itself(self):
        assert rules.colour_of(replace(APPROVED, review_on=TODAY)) is Colour.GREY

    def test_not_for_a_trigger_that_fired_before_both_approved(self):
        assert rules.colour_of(replace(APPROVED, fired_at=BEFORE)) is Colour.GREY

    def test_not_for_a_new_score_within_the_residual(self):
        now = replace(APPROVED, scored_at=AFTER, current=YELLOW)
        assert rules.colour_of(now) is Colour.GREY

    def test_for_a_new_score_of_the_same_points_that_demands_more(self):
        worse = Exposure(points=YELLOW.points, demand=Demand.NEEDED)
        now = replace(APPROVED, scored_at=AFTER, current=worse)
        assert rules.reversals_of(now) == (Reversal.ABOVE_RESIDUAL,)


class TestAPlan:
    WORDS = (PlanPart.STRATEGY, PlanPart.CONTINGENCY, PlanPart.TRIGGER)

    def test_is_complete_with_all_its_parts(self):
        missing = rules.missing_parts(
            words=self.WORDS, owned_actions=1, residual=True, review_on=TODAY
        )
        assert missing == frozenset()

    @pytest.mark.parametrize("part", list(PlanPart))
    def test_lacks_each_part_by_name(self, part):
        missing = rules.missing_parts(
            words=[one for one in self.WORDS if one is not part],
            owned_actions=part is not PlanPart.ACTION,
            residual=part is not PlanPart.RESIDUAL,
            review_on=None if part is PlanPart.REVIEW else TODAY,
        )
        assert missing == {part}
        assert part.label


class TestYellow:
    def considered(self, **known):
        usual = {"decision": None, "decide_by": TODAY, "accepted_until": None, "today": TODAY}
        return rules.consideration_of(**{**usual, **known})

    def test_waits_for_a_decision_until_its_day(self):
        assert self.considered() is Consideration.OPEN
        late = self.considered(decide_by=TODAY - timedelta(days=1))
        assert late is Consideration.OVERDUE

    def test_is_decided_by_a_plan(self):
        decided = self.considered(decision=Decision.PLAN, decide_by=date(2026, 1, 1))
        assert decided is Consideration.PLANNED
        assert not decided.is_open

    def test_is_accepted_up_to_a_day(self):
        known = {"decision": Decision.ACCEPT, "accepted_until": TODAY}
        assert self.considered(**known) is Consideration.ACCEPTED
        lapsed = self.considered(**known, today=TODAY + timedelta(days=1))
        assert lapsed is Consideration.LAPSED
        assert lapsed.is_open


class TestTheLibrary:
    def test_holds_thirty_one_risks_with_all_their_words(self):
        words = ("event", "cause", "effect", "response", "contingency")
        assert len({one.key for one in rules.LIBRARY}) == 31
        assert all(getattr(one, word) for one in rules.LIBRARY for word in words)

    def test_shows_what_somebody_wrote_as_they_wrote_it(self):
        assert rules.in_readers_words("client-api", "event", "Our own words") == "Our own words"
        assert rules.in_readers_words("", "event", "Our own words") == "Our own words"

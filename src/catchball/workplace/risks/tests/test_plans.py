"""The plan of a risk through its commands: approved by both, and every way in which grey reverts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from acted import complete
from assessed import (
    LOW,
    PLAN,
    YELLOW,
    a_complete_plan,
    a_completed_plan,
    a_document,
    a_risk,
    act,
    approve,
    fire,
    line_of,
    plan,
    score,
    version_of,
)
from catchball.kernel.errors import NotPermitted, Stale
from catchball.trust.permissions import Role, Side
from catchball.trust.signing import Meaning, MeaningDoesNotBind
from catchball.workplace.actions import commands as actions
from catchball.workplace.risks import commands, queries, rules
from catchball.workplace.risks.rules import (
    Colour,
    Consideration,
    Decision,
    PlanPart,
    Reversal,
    Statement,
)
from timetables import a_kept_calendar
from world import NOW, TODAY, scope_for

LEAD = Role.CLIENT_LEAD
OWNER = Role.TECHNICAL_SERVICES
LATER = NOW + timedelta(days=1)
LATEST = NOW + timedelta(days=2)


class TestGrey:
    def test_comes_with_the_approval_of_both_and_not_before(self, acme, zenith):
        risk = a_complete_plan(acme)
        assert line_of(acme, risk).waits_for == frozenset(Side)
        approve(acme, risk)
        assert (line_of(acme, risk).colour, line_of(acme, risk).waits_for) == (
            Colour.RED,
            frozenset({Side.CLIENT}),
        )
        approve(acme, risk, LEAD)
        line = line_of(acme, risk)
        assert (line.colour, line.demand, line.waits_for) == (Colour.GREY, "needed", frozenset())

    def test_is_approved_once_by_each_company(self, acme, zenith):
        risk = approve(acme, a_complete_plan(acme))
        with pytest.raises(rules.ApprovedAlready):
            approve(acme, risk, Role.QUALITY)
        approve(acme, risk, LEAD)
        with pytest.raises(rules.ApprovedAlready, match="Both"):
            approve(acme, risk)

    def test_needs_every_part_of_the_plan(self, acme, zenith):
        risk = plan(acme, score(acme, a_risk(acme)), replace(PLAN, trigger=" "))
        act(acme, risk)
        assert line_of(acme, risk).missing == (PlanPart.TRIGGER,)
        with pytest.raises(rules.MayNotApprove, match="the sign that it is happening"):
            approve(acme, risk)

    def test_is_for_words_that_are_kept_whole(self, acme, zenith):
        said = "x" * rules.LONGEST
        risk = plan(acme, a_risk(acme), replace(PLAN, trigger=said, contingency=said))
        page = queries.get_risk(scope_for(acme), risk)
        assert (page.trigger, page.contingency) == (said, said)
        with pytest.raises(rules.PlanDoesNotFit) as raised:
            plan(acme, risk, replace(PLAN, trigger=f"{said}x", contingency=f"{said}x"))
        assert set(raised.value.fields) == {"trigger", "contingency"}

    def test_needs_an_action_that_its_owner_has_accepted(self, acme, zenith):
        risk = plan(acme, score(acme, a_risk(acme)))
        act(acme, risk, accepted=False)
        assert line_of(acme, risk).missing == (PlanPart.ACTION,)

    def test_needs_a_score(self, acme, zenith):
        risk = plan(acme, a_risk(acme))
        act(acme, risk)
        with pytest.raises(rules.MayNotApprove, match="Score the risk first"):
            approve(acme, risk)

    def test_is_signed_as_it_was_shown_and_to_bind(self, acme, zenith):
        risk = a_complete_plan(acme)
        scope = scope_for(acme, proven=True)
        known = {"risk": risk, "version": version_of(acme, risk)}
        with pytest.raises(Stale):
            commands.approve_plan(scope, **known, meaning=Meaning.APPROVAL, content_hash="0" * 64)
        shown = queries.get_risk(scope, risk).content_hash
        with pytest.raises(MeaningDoesNotBind):
            commands.approve_plan(scope, **known, meaning=Meaning.REVIEW, content_hash=shown)
        with pytest.raises(NotPermitted):
            commands.approve_plan(
                scope_for(acme), **known, meaning=Meaning.APPROVAL, content_hash=shown
            )

    def test_is_approved_by_those_who_may(self, acme, zenith):
        with pytest.raises(NotPermitted):
            approve(acme, a_complete_plan(acme), OWNER)

    def test_tells_execution_apart_from_completeness(self, acme, zenith):
        risk = a_completed_plan(acme)
        assert (line_of(acme, risk).done, line_of(acme, risk).actions) == (0, 1)
        complete(acme, queries.get_risk(scope_for(acme), risk).actions[0].id)
        line = line_of(acme, risk)
        assert (line.done, line.actions, line.colour) == (1, 1, Colour.GREY)


class TestGreyReverts:
    def test_by_itself_when_an_action_is_overdue_and_returns_when_it_is_done(self, acme, zenith):
        risk = a_completed_plan(acme, due_on=TODAY + timedelta(days=3))
        assert line_of(acme, risk).colour is Colour.GREY
        late = NOW + timedelta(days=5)
        line = line_of(acme, risk, now=late)
        assert (line.colour, line.reversals) == (Colour.RED, (Reversal.ACTION_OVERDUE,))
        complete(acme, queries.get_risk(scope_for(acme), risk).actions[0].id, now=late)
        assert line_of(acme, risk, now=late).colour is Colour.GREY

    def test_when_its_trigger_fires_until_both_approve_anew(self, acme, zenith):
        risk = fire(acme, a_completed_plan(acme), now=LATER)
        line = line_of(acme, risk, now=LATER)
        assert Reversal.TRIGGER_FIRED in line.reversals
        assert line.colour is Colour.RED
        approve(acme, risk, now=LATEST)
        assert line_of(acme, risk, now=LATEST).waits_for == frozenset({Side.CLIENT})
        approve(acme, risk, LEAD, now=LATEST)
        assert line_of(acme, risk, now=LATEST).colour is Colour.GREY

    def test_so_that_an_approval_from_before_the_trigger_is_none(self, acme, zenith):
        """The same plan, word for word, is approved anew by both: once was not for ever."""
        risk = fire(acme, a_completed_plan(acme), now=LATER)
        offered = next(
            one
            for one in queries.get_risk(scope_for(acme), risk).actions
            if not one.done_on and one.state == "offered"
        )
        actions.withdraw_action(
            scope_for(acme, reason="The old plan stands."), action=offered.id, version=1
        )
        line = line_of(acme, risk, now=LATER)
        assert line.reversals == (Reversal.TRIGGER_FIRED,)
        assert line.waits_for == frozenset(Side)

    def test_when_the_day_of_its_review_has_passed(self, acme, zenith):
        risk = score(acme, a_risk(acme))
        plan(acme, risk, replace(PLAN, review_on=TODAY))
        act(acme, risk)
        approve(acme, risk)
        approve(acme, risk, LEAD)
        assert line_of(acme, risk).colour is Colour.GREY
        assert line_of(acme, risk, now=LATER).reversals == (Reversal.REVIEW_LAPSED,)

    def test_while_a_risk_that_follows_from_it_is_not_scored(self, acme, zenith):
        risk = a_completed_plan(acme)
        second = a_risk(acme, line_of(acme, risk).assessment, arises_from=risk)
        assert line_of(acme, risk).reversals == (Reversal.SECONDARY_UNASSESSED,)
        score(acme, second, LOW)
        assert line_of(acme, risk).colour is Colour.GREY

    def test_when_it_is_scored_anew_above_the_residual(self, acme, zenith):
        risk = score(acme, a_completed_plan(acme), YELLOW, now=LATER)
        assert line_of(acme, risk, now=LATER).colour is Colour.GREY
        score(acme, risk, replace(YELLOW, probability=3), now=LATEST)
        line = line_of(acme, risk, now=LATEST)
        assert (line.colour, line.reversals) == (Colour.YELLOW, (Reversal.ABOVE_RESIDUAL,))

    @pytest.mark.parametrize(
        "change",
        [
            lambda company, risk: plan(company, risk, replace(PLAN, contingency="Other")),
            lambda company, risk: act(company, risk, title="Another"),
            lambda company, risk: commands.change_risk(
                scope_for(company),
                risk=risk,
                version=version_of(company, risk),
                statement=Statement(event="Another"),
            ),
        ],
    )
    def test_when_what_was_approved_is_changed(self, acme, zenith, change):
        risk = a_completed_plan(acme)
        change(acme, risk)
        line = line_of(acme, risk)
        assert (line.colour, line.reversals) == (Colour.RED, (Reversal.CHANGED,))
        assert line.waits_for == frozenset(Side)

    def test_offers_the_contingency_as_an_action_of_the_risk(self, acme, zenith):
        risk = fire(acme, a_completed_plan(acme), why="Gauge 4 above 2 bar.", now=LATER)
        page = queries.get_risk(scope_for(acme), risk)
        assert page.fired_why == "Gauge 4 above 2 bar."
        assert len(page.actions) == 2
        assert {one.serves_id for one in page.actions} == {risk}

    def test_only_by_a_trigger_that_the_plan_names(self, acme, zenith):
        with pytest.raises(rules.MayNotAssess, match="names no sign"):
            fire(acme, score(acme, a_risk(acme)))
        with pytest.raises(rules.RiskIncomplete, match="what was seen"):
            fire(acme, a_completed_plan_of(acme), why=" ")


def a_completed_plan_of(company):
    document = a_document(company, title="Other")
    risk = plan(company, score(company, a_risk(company, document)))
    act(company, risk)
    return risk


class TestYellow:
    def test_is_decided_within_the_working_days_agreed(self, acme, zenith):
        a_kept_calendar(acme)
        document = a_document(acme, decide_within=1)
        line = line_of(acme, score(acme, a_risk(acme, document), YELLOW))
        assert line.considered.standing is Consideration.OPEN
        assert line.considered.decide_by > TODAY
        late = line_of(acme, line.id, now=NOW + timedelta(days=14))
        assert late.considered.standing is Consideration.OVERDUE

    def test_is_accepted_with_a_reason_until_a_day(self, acme, zenith):
        risk = score(acme, a_risk(acme), YELLOW)
        known = {"risk": risk, "version": version_of(acme, risk), "decision": Decision.ACCEPT}
        with pytest.raises(rules.DecisionIncomplete) as raised:
            commands.decide_risk(scope_for(acme), **known)
        assert set(raised.value.fields) == {"reason", "accepted_until"}
        commands.decide_risk(
            scope_for(acme, reason="Stock covers it."), **known, accepted_until=TODAY
        )
        assert line_of(acme, risk).considered.standing is Consideration.ACCEPTED
        assert line_of(acme, risk, now=LATER).considered.standing is Consideration.LAPSED

    def test_is_decided_to_get_a_plan(self, acme, zenith):
        risk = score(acme, a_risk(acme), YELLOW)
        commands.decide_risk(
            scope_for(acme), risk=risk, version=version_of(acme, risk), decision=Decision.PLAN
        )
        assert line_of(acme, risk).considered.standing is Consideration.PLANNED

    def test_is_decided_anew_once_it_demands_something_else(self, acme, zenith):
        risk = score(acme, a_risk(acme), YELLOW)
        commands.decide_risk(
            scope_for(acme), risk=risk, version=version_of(acme, risk), decision=Decision.PLAN
        )
        score(acme, risk, LOW)
        score(acme, risk, YELLOW)
        assert line_of(acme, risk).considered.standing is Consideration.OPEN

    def test_alone_is_decided_on(self, acme, zenith):
        risk = score(acme, a_risk(acme))
        with pytest.raises(rules.MayNotAssess, match="plan needed"):
            commands.decide_risk(
                scope_for(acme), risk=risk, version=version_of(acme, risk), decision=Decision.PLAN
            )


class TestAPlan:
    def test_takes_a_residual_whole_and_on_the_scales(self, acme, zenith):
        risk = a_risk(acme)
        with pytest.raises(rules.PlanDoesNotFit) as raised:
            plan(acme, risk, replace(PLAN, residual_probability=None))
        assert set(raised.value.fields) == {"residual_probability"}
        with pytest.raises(rules.PlanDoesNotFit) as raised:
            plan(acme, risk, replace(PLAN, residual_impact=9))
        assert set(raised.value.fields) == {"residual_impact"}

    def test_is_reviewed_on_a_day_to_come(self, acme, zenith):
        with pytest.raises(rules.PlanDoesNotFit, match="from today on"):
            plan(acme, a_risk(acme), replace(PLAN, review_on=TODAY - timedelta(days=1)))

    def test_counts_its_delay_by_its_probability(self, acme, zenith):
        risk = plan(acme, score(acme, a_risk(acme)))
        assert line_of(acme, risk).expected_days == 13
        page = queries.get_assessment(scope_for(acme), line_of(acme, risk).assessment)
        assert page.expected_days == 13

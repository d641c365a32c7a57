"""Risk assessments through their commands: scored, planned, approved by both, overtaken."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from acted import complete
from assessed import (
    DUE,
    LOW,
    PLAN,
    RED,
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
from catchball.kernel.errors import NotFound, NotPermitted, Stale
from catchball.trust.models import Entry
from catchball.trust.permissions import Role, Side
from catchball.trust.signing import Meaning, MeaningDoesNotBind
from catchball.trust.wall import opened
from catchball.workplace.actions import commands as actions
from catchball.workplace.risks import commands, queries, rules
from catchball.workplace.risks.rules import (
    Colour,
    Consideration,
    Decision,
    Frame,
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


class TestADocument:
    def test_begins_with_risks_of_the_starter_library(self, acme, zenith):
        document = a_document(acme, "timeline", "client-api")
        page = queries.get_assessment(scope_for(acme), document)
        assert [one.number for one in page.risks] == [1, 2]
        assert [one.event for one in page.risks] == [
            "The client's active ingredient is late or short",
            "The timeline is not realistic",
        ]
        assert page.line.counts.unscored == 2

    def test_keeps_its_team_as_it_was_on_the_day(self, acme, zenith):
        team = (acme.people[LEAD], acme.people[Role.QUALITY])
        document = a_document(acme, team=team)
        page = queries.get_assessment(scope_for(acme), document)
        assert {one.side for one in page.team} == set(Side)

    def test_takes_nobody_of_another_client(self, acme, zenith):
        with pytest.raises(NotFound):
            a_document(acme, team=(zenith.people[LEAD],))

    def test_is_of_a_program_of_the_client(self, acme, zenith):
        frame = Frame(title="x", held_on=TODAY)
        with pytest.raises(NotFound):
            commands.open_assessment(scope_for(acme), program=zenith.program, frame=frame)

    def test_has_a_title_of_its_own_in_its_program(self, acme, zenith):
        a_document(acme)
        with pytest.raises(rules.AssessmentIncomplete, match="already"):
            a_document(acme)

    def test_knows_only_starters_of_the_library(self, acme, zenith):
        with pytest.raises(NotFound, match="weather"):
            a_document(acme, "weather")

    def test_is_told_all_that_does_not_fit_at_once(self, acme, zenith):
        with pytest.raises(rules.AssessmentIncomplete) as raised:
            commands.open_assessment(
                scope_for(acme),
                program=acme.program,
                frame=Frame(title=" ", held_on=TODAY + timedelta(days=1), decide_within=0),
            )
        assert set(raised.value.fields) == {"title", "held_on", "decide_within"}

    def test_is_changed_as_it_was_shown(self, acme, zenith):
        document = a_document(acme)
        frame = Frame(title="Other", held_on=TODAY, extent="Filling")
        commands.change_assessment(scope_for(acme), assessment=document, version=1, frame=frame)
        page = queries.get_assessment(scope_for(acme), document)
        assert (page.line.title, page.extent, page.line.version) == ("Other", "Filling", 2)
        with pytest.raises(Stale):
            commands.change_assessment(scope_for(acme), assessment=document, version=1, frame=frame)

    def test_is_not_there_for_another_client(self, acme, zenith):
        document = a_document(acme)
        with pytest.raises(NotFound):
            queries.get_assessment(scope_for(zenith), document)
        with pytest.raises(NotFound):
            commands.add_risk(
                scope_for(zenith), assessment=document, statement=Statement(event="x")
            )
        assert queries.get_assessment_overview(scope_for(zenith)).lines == ()

    def test_is_assessed_by_those_who_may(self, acme, zenith):
        with pytest.raises(NotPermitted):
            commands.open_assessment(
                scope_for(acme, Role.CLIENT_SUPPLY),
                program=acme.program,
                frame=Frame(title="x", held_on=TODAY),
            )

    @pytest.mark.parametrize("table", ["assessment", "risk", "scoring"])
    def test_is_kept_by_the_database_itself(self, acme, zenith, table):
        score(acme, a_risk(acme))
        with pytest.raises(DatabaseError), opened(scope_for(acme)), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM risks_{table}")  # noqa: S608 -- one of three


class TestARisk:
    def test_needs_an_event(self, acme, zenith):
        with pytest.raises(rules.RiskIncomplete, match="what could happen"):
            a_risk(acme, event="  ")

    def test_is_watched_by_one_person_of_either_company(self, acme, zenith):
        risk = a_risk(acme, owner=acme.people[LEAD])
        assert line_of(acme, risk).owner_side is Side.CLIENT
        with pytest.raises(NotFound):
            a_risk(acme, a_document(acme, title="Other"), owner=zenith.people[LEAD])

    def test_follows_from_a_risk_of_its_own_document(self, acme, zenith):
        first = a_risk(acme)
        other = a_document(acme, title="Other")
        with pytest.raises(NotFound):
            a_risk(acme, other, arises_from=first)

    def test_never_follows_from_what_follows_from_it(self, acme, zenith):
        document = a_document(acme)
        first = a_risk(acme, document)
        second = a_risk(acme, document, arises_from=first)
        with pytest.raises(rules.RiskIncomplete, match="each follow"):
            commands.change_risk(
                scope_for(acme),
                risk=first,
                version=1,
                statement=Statement(event="x", arises_from=second),
            )

    def test_is_closed_with_a_reason_and_changes_no_more(self, acme, zenith):
        risk = a_risk(acme)
        with pytest.raises(rules.RiskIncomplete):
            commands.close_risk(scope_for(acme), risk=risk, version=1)
        commands.close_risk(scope_for(acme, reason="Other line."), risk=risk, version=1)
        with pytest.raises(rules.MayNotAssess, match="closed"):
            score(acme, risk)
        page = queries.get_assessment(scope_for(acme), line_of(acme, risk).assessment)
        assert (page.line.counts.all, len(page.closed)) == (0, 1)

    def test_of_another_client_is_not_there(self, acme, zenith):
        theirs = a_risk(zenith)
        with pytest.raises(NotFound):
            queries.get_risk(scope_for(acme), theirs)
        with pytest.raises(NotFound):
            commands.score_risk(scope_for(acme), risk=theirs, version=1, score=RED)
        with pytest.raises(NotFound):
            commands.fire_trigger(
                scope_for(acme, reason="x"),
                risk=theirs,
                version=1,
                title="x",
                owner=acme.people[LEAD],
                due_on=DUE,
            )

    def test_is_changed_as_it_was_shown(self, acme, zenith):
        risk = score(acme, a_risk(acme))
        with pytest.raises(Stale):
            commands.score_risk(scope_for(acme), risk=risk, version=1, score=RED)


class TestAScore:
    @pytest.mark.parametrize(
        ("how", "colour"), [(RED, Colour.RED), (YELLOW, Colour.YELLOW), (LOW, Colour.MONITOR)]
    )
    def test_shows_its_demand(self, acme, zenith, how, colour):
        assert line_of(acme, score(acme, a_risk(acme), how)).colour is colour

    def test_is_kept_each_time_with_who_and_why(self, acme, zenith):
        risk = score(acme, a_risk(acme), RED, why="Two of three transfers.")
        score(acme, risk, YELLOW, now=LATER)
        found = queries.get_risk(scope_for(acme), risk).scorings
        assert [one.points for one in found] == [6, 16]
        assert [one.why for one in found] == ["", "Two of three transfers."]

    def test_outside_its_scale_is_refused(self, acme, zenith):
        risk = a_risk(acme)
        with pytest.raises(rules.ScoreDoesNotFit):
            score(acme, risk, replace(RED, cost=6))

    def test_is_told_in_the_journal(self, acme, zenith):
        score(acme, a_risk(acme))
        with opened(scope_for(acme)):
            entry = Entry.objects.get(event="risks.risk-scored")
            tables = {change.table_name for change in entry.changes.all()}
        assert tables == {"risks_risk", "risks_scoring"}


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


class TestReading:
    def test_asks_no_more_for_more_risks(self, acme, zenith):
        document = line_of(acme, a_completed_plan(acme)).assessment

        def asked():
            with CaptureQueriesContext(connection) as captured:
                queries.get_assessment(scope_for(acme), document)
                queries.get_assessment_overview(scope_for(acme))
            return len(captured)

        act(acme, plan(acme, score(acme, a_risk(acme, document))))
        before = asked()
        for _number in range(4):
            act(acme, plan(acme, score(acme, a_risk(acme, document))))
        assert asked() == before

    def test_puts_the_worst_first(self, acme, zenith):
        document = a_document(acme)
        low = score(acme, a_risk(acme, document), LOW)
        yellow = score(acme, a_risk(acme, document), YELLOW)
        red = score(acme, a_risk(acme, document), RED)
        page = queries.get_assessment(scope_for(acme), document)
        assert [one.id for one in page.risks] == [red, yellow, low]

    def test_counts_what_a_list_tells_by_colour(self, acme, zenith):
        risk = a_completed_plan(acme)
        document = line_of(acme, risk).assessment
        score(acme, a_risk(acme, document), YELLOW)
        [line] = queries.get_assessment_overview(scope_for(acme)).lines
        counts = line.counts
        assert (counts.grey, counts.yellow, counts.undecided, counts.all) == (1, 1, 1, 2)
        assert date(2000, 1, 1) < line.held_on

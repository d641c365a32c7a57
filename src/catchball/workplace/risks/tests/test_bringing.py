"""Many risks added at once, all or none."""

from datetime import date

import pytest

from assessed import a_document, a_risk, line_of
from catchball.kernel.errors import NotFound, Stale
from catchball.trust.models import Entry
from catchball.trust.permissions import Role
from catchball.trust.wall import opened
from catchball.workplace.risks import commands, queries
from catchball.workplace.risks.rules import (
    MATRIX,
    MOST_BROUGHT,
    Around,
    Brought,
    Colour,
    Frame,
    Method,
    RisksDoNotFit,
    Strategy,
    unfit_of,
)
from world import TODAY, scope_for

SCORED = {"probability": 4, "quality": 2, "schedule": 3, "cost": 1, "supply": 1}


def one(event="Filter clogs", **said):
    return Brought(event=event, **said)


def unfit(*risks, people=(), known=()):
    around = Around(matrix=MATRIX, people=dict(people), known=dict(known), today=TODAY)
    return [(each.place, each.field) for each in unfit_of(risks, around)]


def bring(company, document, *risks, role=Role.PROGRAM_MANAGER, version=1):
    scope = scope_for(company, role)
    commands.bring_risks(scope, assessment=document, version=version, risks=risks)
    page = queries.get_assessment(scope, document)
    return sorted(page.risks, key=lambda line: line.number)


class TestAList:
    def test_is_judged_risk_by_risk_and_all_that_is_wrong_is_told(self):
        wrong = (
            one("  "),
            one(**{**SCORED, "cost": 6}),
            one("Stock runs out", probability=3),
            one("Label is wrong", residual_probability=2),
            one("Line stops", review_on=date(2020, 1, 1), delay_days=9999),
        )
        assert unfit(*wrong) == [
            (0, "event"),
            (1, "cost"),
            (2, "quality"),
            (2, "schedule"),
            (2, "cost"),
            (2, "supply"),
            (3, "residual_impact"),
            (4, "delay_days"),
            (4, "review_on"),
        ]

    def test_holds_no_risk_twice_and_none_that_the_document_has(self):
        assert unfit(one(), one("filter  CLOGS ")) == [(1, "event")]
        assert unfit(one(), known={"filter clogs": 3}) == [(0, "event")]

    def test_names_people_who_are_there_and_only_one_of_that_name(self):
        people = {"ann lee": 1, "li wei": 2}
        assert unfit(one(owner="Ann  LEE"), people=people) == []
        assert unfit(one(owner="Li Wei"), people=people) == [(0, "owner")]
        assert unfit(one(owner="Nobody"), people=people) == [(0, "owner")]

    def test_may_leave_a_score_and_a_plan_out(self):
        assert unfit(one(), one("Stock runs out", **SCORED)) == []


class TestBringingRisks:
    def test_adds_each_with_its_score_plan_and_owner_after_those_there(self, acme, zenith):
        document = a_document(acme, "timeline")
        person = acme.people[Role.QUALITY]
        name = next(each.name for each in queries.list_team(scope_for(acme)) if each.id == person)
        full = one(
            **SCORED,
            cause="Fines",
            effect="A lot waits",
            owner=name.upper(),
            strategy=Strategy.MITIGATE,
            trigger="Pressure above 2 bar",
            contingency="The second filter",
            residual_probability=2,
            residual_impact=2,
            delay_days=5,
            review_on=date(2999, 1, 31),
        )

        _timeline, brought, bare = bring(acme, document, full, one("Stock runs out"))

        assert (brought.number, brought.points, brought.colour) == (2, 12, Colour.RED)
        assert (brought.owner, brought.residual_points, brought.strategy) == (
            person,
            4,
            Strategy.MITIGATE,
        )
        assert (bare.number, bare.colour) == (3, Colour.UNSCORED)
        page = queries.get_risk(scope_for(acme), brought.id)
        assert (page.trigger, page.contingency) == ("Pressure above 2 bar", "The second filter")
        assert [each.score.cost for each in page.scorings] == [1]

    def test_asks_for_a_decision_where_one_comes_in_yellow(self, acme, zenith):
        yellow = {**SCORED, "probability": 2}
        [line] = bring(acme, a_document(acme), one(**yellow), role=Role.CLIENT_LEAD)
        assert line.colour is Colour.YELLOW
        assert line.considered.decide_by > TODAY

    def test_adds_nothing_where_one_does_not_fit(self, acme, zenith):
        document = a_document(acme)
        with pytest.raises(RisksDoNotFit, match="risk 2 of the list does not fit"):
            bring(acme, document, one(), one("Stock runs out", owner="Nobody"))
        with pytest.raises(RisksDoNotFit, match="no risk to add"):
            bring(acme, document)
        with pytest.raises(RisksDoNotFit, match="at most"):
            bring(acme, document, *(one(f"Risk {at}") for at in range(MOST_BROUGHT + 1)))
        assert queries.get_assessment(scope_for(acme), document).risks == ()

    def test_refuses_one_that_the_document_has_in_the_readers_words(self, acme, zenith):
        document = a_document(acme)
        line = line_of(acme, a_risk(acme, document, event="Filter clogs"))
        assert line.number == 1
        with pytest.raises(RisksDoNotFit, match="as number 1"):
            bring(acme, document, one())

    def test_is_one_entry_of_the_journal_and_needs_the_version_seen(self, acme, zenith):
        document = a_document(acme)
        bring(acme, document, one(), one("Stock runs out"))
        with pytest.raises(Stale):
            bring(acme, document, one("Label is wrong"))
        scope = scope_for(acme)
        with opened(scope):
            [entry] = Entry.objects.filter(event="risks.risks-brought")
            tables = [change.table_name for change in entry.changes.all()]
        assert tables.count("risks_risk") == 2

    def test_knows_no_document_of_another_client(self, acme, zenith):
        theirs = a_document(zenith)
        with pytest.raises(NotFound):
            bring(acme, theirs, one())

    def test_scores_detection_under_fmea_and_nowhere_else(self, acme, zenith):
        frame = Frame(title="The other", held_on=TODAY)
        fmea = commands.open_assessment(
            scope_for(acme), program=acme.program, frame=frame, method=Method.FMEA
        )
        with pytest.raises(RisksDoNotFit, match="Choose a step from 1 to 10"):
            bring(acme, fmea, one(**SCORED))
        [line] = bring(acme, fmea, one(**SCORED, detection=5))
        assert line.points == 60
        with pytest.raises(RisksDoNotFit, match="does not score detection"):
            bring(acme, a_document(acme), one(**SCORED, detection=5))

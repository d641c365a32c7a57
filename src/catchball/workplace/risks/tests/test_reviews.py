"""Reviews of a document: how it stood, what changed since, how much is exposed without a plan."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse

from acted import complete
from assessed import (
    LOW,
    PLAN,
    RED,
    YELLOW,
    a_completed_plan,
    a_document,
    a_risk,
    fire,
    line_of,
    plan,
    score,
)
from catchball.kernel.errors import NotFound, NotPermitted, Stale
from catchball.trust.permissions import Role
from catchball.trust.wall import opened
from catchball.workplace.risks import commands, queries, rules
from catchball.workplace.risks.rules import ChangeKind, Colour, Snapshot, Statement, Strategy
from world import NOW, scope_for

LATER = NOW + timedelta(days=30)


def review(company, document, *, now=NOW, note=""):
    scope = scope_for(company, now=now, reason=note)
    version = queries.get_assessment(scope, document).line.version
    commands.hold_review(scope, assessment=document, version=version)


def changes(company, document):
    page = queries.get_assessment(scope_for(company), document)
    return [(one.number, one.kind, one.before, one.after) for one in page.since_review]


class TestAReview:
    def test_shows_nothing_where_nothing_changed(self, acme, zenith):
        document = a_document(acme)
        score(acme, a_risk(acme, document))
        review(acme, document, note="All of the team.")
        page = queries.get_assessment(scope_for(acme), document)
        assert changes(acme, document) == []
        assert [one.note for one in page.reviews] == ["All of the team."]

    def test_shows_each_change_since_the_latest_one(self, acme, zenith):
        planned = a_completed_plan(acme)
        document = line_of(acme, planned).assessment
        moved = score(acme, a_risk(acme, document), YELLOW)
        review(acme, document)
        score(acme, moved, RED)
        complete(acme, queries.get_risk(scope_for(acme), planned).actions[0].id)
        a_risk(acme, document)
        assert changes(acme, document) == [
            (1, ChangeKind.DONE, "0", "1"),
            (2, ChangeKind.COLOUR, "consider a plan", "plan needed"),
            (2, ChangeKind.SCORE, "6", "16"),
            (3, ChangeKind.ADDED, "", "not scored"),
        ]
        review(acme, document, now=LATER)
        assert changes(acme, document) == []

    def test_shows_words_owner_plan_and_what_reverted(self, acme, zenith):
        risk = a_completed_plan(acme)
        document = line_of(acme, risk).assessment
        review(acme, document)
        line = line_of(acme, risk)
        statement = Statement(event="Filters", owner=acme.people[Role.QUALITY])
        commands.change_risk(scope_for(acme), risk=risk, version=line.version, statement=statement)
        terms = replace(
            PLAN, strategy=Strategy.AVOID, residual_impact=2, review_on=date(2999, 7, 1)
        )
        plan(acme, risk, terms)
        fire(acme, risk, now=LATER)
        owner = line_of(acme, risk).owner_name
        assert changes(acme, document) == [
            (1, ChangeKind.COLOUR, "plan completed", "plan needed"),
            (1, ChangeKind.WORDS, "Tablets", "Filters"),
            (1, ChangeKind.OWNER, "nobody", owner),
            (1, ChangeKind.STRATEGY, "Mitigate", "Avoid"),
            (1, ChangeKind.RESIDUAL, "6", "4"),
            (1, ChangeKind.REVIEW, "", ""),
            (1, ChangeKind.REVERTED, "", "its trigger has fired"),
            (1, ChangeKind.REVERTED, "", "the plan was changed after both had approved it"),
        ]

    def test_draws_the_exposure_from_the_second_day_on(self, acme, zenith):
        document = a_document(acme)
        score(acme, a_risk(acme, document), RED)
        review(acme, document)
        assert queries.get_assessment(scope_for(acme), document).trend is None
        score(acme, a_risk(acme, document), YELLOW)
        trend = queries.get_assessment(scope_for(acme, now=LATER), document).trend
        assert [one.exposed.points for one in trend.places] == [16, 22]
        assert (trend.top, trend.places[-1].y_points) == (22, trend.ceiling)
        assert queries.get_assessment(scope_for(zenith), a_document(zenith)).trend is None

    def test_tells_how_much_is_exposed_and_how_much_without_a_plan(self, acme, zenith):
        document = line_of(acme, a_completed_plan(acme)).assessment
        score(acme, a_risk(acme, document), LOW)
        review(acme, document)
        score(acme, a_risk(acme, document), YELLOW)
        page = queries.get_assessment(scope_for(acme), document)
        then = page.reviews[0].exposed
        assert (then.points, then.unplanned) == (18, 2)
        assert (page.exposed.points, page.exposed.unplanned) == (24, 8)

    def test_needs_an_open_risk_the_right_and_the_version_shown(self, acme, zenith):
        document = a_document(acme)
        with pytest.raises(rules.AssessmentIncomplete, match="no open risk"):
            review(acme, document)
        a_risk(acme, document)
        review(acme, document)
        with pytest.raises(Stale):
            commands.hold_review(scope_for(acme), assessment=document, version=1)
        with pytest.raises(NotPermitted):
            commands.hold_review(
                scope_for(acme, Role.CLIENT_SUPPLY), assessment=document, version=2
            )
        with pytest.raises(NotFound):
            commands.hold_review(scope_for(zenith), assessment=document, version=2)

    def test_is_kept_by_the_database_itself(self, acme, zenith):
        document = a_document(acme)
        a_risk(acme, document)
        review(acme, document)
        with (
            pytest.raises(DatabaseError),
            opened(scope_for(acme)),
            connection.cursor() as cursor,
        ):
            cursor.execute("UPDATE risks_riskreview SET note = 'x'")

    def test_is_held_on_a_page_that_says_what_changed(self, acme, zenith, browse):
        document = a_document(acme)
        risk = score(acme, a_risk(acme, document), YELLOW)
        browser = browse(acme, Role.CLIENT_LEAD)
        known = {"client": acme.slug, "assessment": document}
        page = reverse("assessment-review", kwargs=known)
        assert browser.post(page, {"version": ""}).status_code == 422
        assert browser.post(page, {"version": "1", "reason": "Both."}).status_code == 302
        score(acme, risk, RED)
        text = browser.get(reverse("assessment-page", kwargs=known)).content.decode()
        assert "2 changes since the review of" in text
        assert "Exposure without a plan has risen to 16 points" in text


class TestDifferences:
    def snapshot(self, **known):
        usual = {
            "id": UUID(int=1),
            "number": 1,
            "points": 6,
            "colour": Colour.YELLOW,
            "done": 0,
            "is_closed": False,
        }
        return Snapshot(**{**usual, **known})

    def test_say_once_that_a_risk_was_closed(self):
        then, now = self.snapshot(), self.snapshot(is_closed=True, colour=Colour.RED)
        assert [one.kind for one in rules.differences_of([then], [now])] == [ChangeKind.CLOSED]
        assert rules.differences_of([now], [now]) == ()

    def test_say_that_a_risk_was_scored_for_the_first_time(self):
        then, now = self.snapshot(points=None), self.snapshot()
        [one] = rules.differences_of([then], [now])
        assert (one.before, one.after) == ("none", "6")

    def test_are_kept_and_read_again(self):
        known = {"event": "Tablets", "owner": "", "strategy": "avoid", "residual": 4}
        one = self.snapshot(points=None, review_on="", reverted=("changed",), **known)
        assert rules.snapshot_from_json(rules.snapshot_to_json(one)) == one

    def test_tell_nothing_of_what_an_older_review_did_not_keep(self):
        then = rules.snapshot_from_json(
            {
                "id": str(UUID(int=1)),
                "number": 1,
                "points": 6,
                "colour": "yellow",
                "done": 0,
                "is_closed": False,
            }
        )
        now = self.snapshot(event="Tablets", owner="Ann", reverted=("trigger-fired",))
        assert rules.differences_of([then], [now]) == ()

    def test_leave_closed_risks_out_of_the_exposure(self):
        found = rules.exposed_by([self.snapshot(), self.snapshot(is_closed=True)])
        assert (found.points, found.unplanned) == (6, 6)

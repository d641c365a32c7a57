"""Risk assessments through their commands: opened, worded, scored, read."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from assessed import (
    DUE,
    LOW,
    RED,
    YELLOW,
    a_completed_plan,
    a_document,
    a_risk,
    act,
    line_of,
    plan,
    score,
)
from at_once import at_once
from catchball.kernel.errors import NotFound, NotPermitted, Stale
from catchball.trust.models import Entry
from catchball.trust.permissions import Role, Side
from catchball.trust.wall import opened
from catchball.workplace.risks import commands, queries, rules
from catchball.workplace.risks.commands import assessing
from catchball.workplace.risks.rules import (
    Colour,
    Frame,
    Statement,
)
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

    def test_covers_what_was_said_whole_or_is_refused(self, acme, zenith):
        said = "x" * rules.LONGEST
        document = a_document(acme, extent=said)
        assert queries.get_assessment(scope_for(acme), document).extent == said
        with pytest.raises(rules.AssessmentIncomplete) as raised:
            a_document(zenith, extent=f"{said}x")
        assert set(raised.value.fields) == {"extent"}

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

    @pytest.mark.django_db(transaction=True)
    def test_never_follows_in_a_circle_that_two_make_at_once(self, acme, zenith, monkeypatch):
        document = a_document(acme)
        last = a_risk(acme, document, event="Last")
        middle = a_risk(acme, document, event="Middle", arises_from=last)
        first = a_risk(acme, document, event="First")
        checked, check = Barrier(2), assessing._check_primary

        def check_and_wait(row, primary):
            check(row, primary)
            with suppress(BrokenBarrierError):
                checked.wait(timeout=1)

        monkeypatch.setattr(assessing, "_check_primary", check_and_wait)
        raised = at_once(
            *(
                partial(
                    commands.change_risk,
                    scope_for(acme),
                    risk=risk,
                    version=1,
                    statement=Statement(event="Same", arises_from=primary),
                )
                for risk, primary in ((first, middle), (last, first))
            )
        )
        assert [type(error) for error in raised] == [rules.RiskIncomplete]
        assert None in {line_of(acme, one).arises_from for one in (first, last)}

    def test_is_not_sought_for_ever_above_a_circle(self, acme, zenith, monkeypatch):
        document = a_document(acme)
        first, second = (a_risk(acme, document, event=event) for event in ("One", "Other"))
        with monkeypatch.context() as unchecked:
            unchecked.setattr(assessing, "_check_primary", lambda _row, _primary: None)
            for risk, primary in ((first, second), (second, first)):
                said = Statement(event="Same", arises_from=primary)
                commands.change_risk(scope_for(acme), risk=risk, version=1, statement=said)
        third = a_risk(acme, document, event="Third", arises_from=first)
        assert line_of(acme, third).arises_from == first

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

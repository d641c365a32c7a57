"""The stage, charter and team of a program through their commands."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from catchball.kernel.errors import NotFound, NotPermitted, Stale
from catchball.trust.journal import JournalFilters, read_journal
from catchball.trust.permissions import Role, Side
from catchball.trust.signing import Meaning, MeaningDoesNotBind
from catchball.trust.wall import opened
from catchball.workplace.agreements.queries import get_metric_page
from catchball.workplace.agreements.rules.entered import ValueDoesNotFit
from catchball.workplace.teams import commands, queries, rules
from catchball.workplace.teams.models import Charter, Member, StageMove
from catchball.workplace.teams.rules import Function, Stage
from teamed import (
    REACH,
    TERMS,
    a_charter,
    an_agreed_charter,
    home_of,
    join,
    leave,
    move,
    sign,
    version_of,
)
from world import TODAY, scope_for

LEAD = Role.CLIENT_LEAD


def team_of(company, role=Role.PROGRAM_MANAGER):
    return queries.get_team(scope_for(company, role), program=company.program).team


class TestMoveStage:
    def test_begins_with_the_first_stage(self, acme, zenith):
        assert home_of(acme).course.stage is Stage.INITIATE
        assert home_of(acme).course.moves == ()

    def test_keeps_every_move_with_its_reason(self, acme, zenith):
        move(acme, Stage.PLAN, why="Charter agreed.")
        move(acme, Stage.INITIATE, why="Another strength.")
        course = home_of(acme, LEAD).course
        assert course.stage is Stage.INITIATE
        assert [(one.entered, one.why) for one in course.moves] == [
            (Stage.INITIATE, "Another strength."),
            (Stage.PLAN, "Charter agreed."),
        ]
        entry = read_journal(
            scope_for(acme), filters=JournalFilters(event="teams.stage-moved")
        ).page.items[0]
        assert entry.reason == "Another strength."

    def test_knows_what_is_behind_and_ahead(self, acme, zenith):
        move(acme, Stage.PLAN)
        steps = {one.stage: one for one in home_of(acme).course.steps}
        assert steps[Stage.INITIATE].is_past
        assert steps[Stage.PLAN].is_now
        assert steps[Stage.PLAN].entered_at is not None
        assert steps[Stage.TRANSFER].entered_at is None

    def test_refuses_what_was_moved_meanwhile(self, acme, zenith):
        move(acme, Stage.PLAN)
        with pytest.raises(Stale):
            commands.move_stage(
                scope_for(acme, reason="Late."), program=acme.program, to=Stage.PLAN, version=0
            )

    def test_is_for_the_program_manager(self, acme, zenith):
        with pytest.raises(NotPermitted):
            commands.move_stage(
                scope_for(acme, LEAD, reason="x"), program=acme.program, to=Stage.PLAN, version=0
            )

    def test_knows_nothing_of_another_client(self, acme, zenith):
        with pytest.raises(NotFound):
            commands.move_stage(
                scope_for(acme, reason="x"), program=zenith.program, to=Stage.PLAN, version=0
            )
        move(acme, Stage.PLAN)
        assert home_of(zenith).course.stage is Stage.INITIATE

    def test_leaves_moves_that_nobody_rewrites(self, acme, zenith):
        move(acme, Stage.PLAN)
        with opened(scope_for(acme)), pytest.raises(DatabaseError), transaction.atomic():
            StageMove.objects.filter(program_id=acme.program).update(why="Nothing.")


class TestTheCharter:
    def test_is_agreed_with_the_second_signature(self, acme, zenith):
        a_charter(acme)
        assert home_of(acme).draft.signed_by == frozenset()
        sign(acme)
        assert home_of(acme, LEAD).may_sign
        assert not home_of(acme).may_sign
        sign(acme, LEAD)
        home = home_of(acme)
        assert home.draft is None
        assert home.agreed.number == 1
        page = queries.get_charter(scope_for(acme, LEAD), program=acme.program)
        assert page.signature_of(Side.CMO).still_equal
        assert page.shown.is_agreed

    def test_has_to_be_signed_anew_once_it_was_changed(self, acme, zenith):
        a_charter(acme)
        sign(acme)
        a_charter(acme, replace(TERMS, covers="Tablets and capsules"))
        assert home_of(acme).draft.signed_by == frozenset()
        sign(acme, LEAD)
        assert home_of(acme).agreed is None

    def test_goes_on_as_another_version(self, acme, zenith):
        an_agreed_charter(acme)
        a_charter(acme, replace(TERMS, covers="Tablets and capsules"))
        home = home_of(acme)
        assert (home.agreed.number, home.draft.number) == (1, 2)
        first = queries.get_charter(scope_for(acme), program=acme.program, number=1)
        assert first.terms.covers == "Tablets"
        with pytest.raises(NotFound):
            queries.get_charter(scope_for(acme), program=acme.program, number=3)

    def test_is_signed_once_by_each_company(self, acme, zenith):
        a_charter(acme)
        sign(acme)
        with pytest.raises(rules.AgreedAlready):
            sign(acme, Role.SITE_HEAD)

    def test_is_signed_as_shown_to_bind_and_with_proof(self, acme, zenith):
        charter = a_charter(acme)
        shown = queries.get_charter_to_sign(scope_for(acme), program=acme.program)
        known = {"charter": charter, "version": 1, "content_hash": shown.content_hash}
        proven = scope_for(acme, proven=True)
        with pytest.raises(MeaningDoesNotBind):
            commands.sign_charter(proven, **known, meaning=Meaning.REVIEW)
        with pytest.raises(Stale):
            commands.sign_charter(
                proven, **{**known, "content_hash": "0" * 64}, meaning=Meaning.APPROVAL
            )
        with pytest.raises(NotPermitted):
            commands.sign_charter(scope_for(acme), **known, meaning=Meaning.APPROVAL)

    def test_may_be_written_by_either_company(self, acme, zenith):
        scope = scope_for(acme, LEAD)
        commands.write_charter(scope, program=acme.program, terms=TERMS, version=0)
        assert home_of(acme).draft.written_side is Side.CLIENT
        with pytest.raises(Stale):
            commands.write_charter(scope, program=acme.program, terms=TERMS, version=0)
        with pytest.raises(NotPermitted):
            commands.write_charter(
                scope_for(acme, Role.CLIENT_SUPPLY), program=acme.program, terms=TERMS, version=1
            )

    def test_knows_nothing_of_another_client(self, acme, zenith):
        theirs = a_charter(zenith)
        with pytest.raises(NotFound):
            commands.write_charter(scope_for(acme), program=zenith.program, terms=TERMS, version=1)
        with pytest.raises(NotFound):
            commands.sign_charter(
                scope_for(acme, proven=True),
                charter=theirs,
                version=1,
                meaning=Meaning.APPROVAL,
                content_hash="0" * 64,
            )

    def test_stays_as_it_was_agreed_even_inside_a_command(self, acme, zenith):
        charter = an_agreed_charter(acme)
        with opened(scope_for(acme)), pytest.raises(DatabaseError, match="stays as it was signed"):
            Charter.objects.filter(pk=charter).update(covers="All")


class TestTheTeam:
    def test_shows_who_stands_for_each_function_of_both(self, acme, zenith):
        join(acme, Role.QUALITY)
        join(acme, Role.CLIENT_QUALITY, by=LEAD)
        join(acme, "Ann Bell", function=Function.REGULATORY, is_core=False)
        rows = {row.function: row for row in team_of(acme, LEAD).rows}
        assert [one.name for one in rows[Function.QUALITY].cmo] == ["Acme quality"]
        assert [one.name for one in rows[Function.QUALITY].client] == ["Acme client-quality"]
        assert not rows[Function.REGULATORY].cmo[0].is_core
        assert rows[Function.SUPPLY].cmo == ()

    def test_takes_only_people_of_ones_own_company(self, acme, zenith):
        with pytest.raises(NotFound):
            join(acme, Role.CLIENT_QUALITY)
        with pytest.raises(NotFound):
            join(acme, Role.QUALITY, by=LEAD)
        with pytest.raises(NotFound):
            join(acme, "x", person=zenith.people[Role.QUALITY], name="")

    def test_holds_nobody_twice_in_a_function(self, acme, zenith):
        join(acme)
        with pytest.raises(rules.MemberUnfit) as raised:
            join(acme)
        assert set(raised.value.fields) == {"function"}

    def test_keeps_whoever_left_and_says_why(self, acme, zenith):
        member = leave(acme, join(acme), on=TODAY, why="Retired.")
        team = team_of(acme, LEAD)
        assert team.members == ()
        assert [(one.name, one.left_why) for one in team.past] == [("Acme quality", "Retired.")]
        with pytest.raises(rules.MayNotName):
            version_of(acme, member)
        with opened(scope_for(acme)), pytest.raises(DatabaseError, match="history stays"):
            Member.objects.filter(pk=member).update(left_why="Promoted.")

    def test_computes_its_stability_from_its_history(self, acme, zenith):
        join(acme, Role.TECHNICAL_SERVICES, function=Function.TECHNICAL_SERVICES)
        gone = leave(acme, join(acme), on=date(2026, 6, 1))
        join(acme, "Ann Bell", since_on=date(2026, 6, 1), follows=gone)
        steady = team_of(acme).stability
        assert (steady.unchanged, steady.named) == (1, 2)

    def test_names_a_change_of_project_management_apart(self, acme, zenith):
        manager = join(acme, Role.PROGRAM_MANAGER, function=Function.PROJECT_MANAGEMENT)
        assert team_of(acme).manager_left == ()
        leave(acme, manager)
        assert [one.name for one in team_of(acme).manager_left] == ["Acme program-manager"]

    def test_changes_how_somebody_is_reached_and_nothing_else(self, acme, zenith):
        member = join(acme)
        reach = replace(REACH, deputy="Ann Bell", share_percent=40)
        known = {"member": member, "version": 1, "reach": reach}
        commands.change_member(scope_for(acme), **known)
        assert team_of(acme).core[0].reach == reach
        with pytest.raises(Stale):
            commands.change_member(scope_for(acme), **known)
        with pytest.raises(rules.MayNotName):
            commands.change_member(scope_for(acme, LEAD), **{**known, "version": 2})
        with opened(scope_for(acme)), pytest.raises(DatabaseError, match="leave and join"):
            Member.objects.filter(pk=member).update(function=Function.SUPPLY)

    def test_tells_when_all_are_at_work(self, acme, zenith):
        join(acme)
        join(acme, "Wei Tan", reach=replace(REACH, zone="Asia/Singapore"))
        assert team_of(acme).together is None
        assert team_of(acme).without_deputy == 2

    def test_takes_over_only_from_the_same_team_and_company(self, acme, zenith):
        theirs = join(acme, Role.CLIENT_QUALITY, by=LEAD)
        stranger = join(zenith)
        for one in (theirs, stranger):
            with pytest.raises(NotFound):
                join(acme, follows=one)

    def test_knows_nothing_of_another_client(self, acme, zenith):
        theirs = join(zenith)
        with pytest.raises(NotFound):
            commands.leave_team(
                scope_for(acme, reason="x"), member=theirs, version=1, left_on=TODAY
            )
        with pytest.raises(NotFound):
            queries.get_team(scope_for(acme), program=zenith.program)
        assert team_of(acme).members == ()


class TestCountStability:
    def test_enters_the_month_as_its_last_day_had_it(self, acme, zenith):
        join(acme, Role.TECHNICAL_SERVICES, function=Function.TECHNICAL_SERVICES)
        leave(acme, join(acme), on=date(2026, 11, 2))
        month = {"program": acme.program, "month_on": date(2026, 10, 1)}
        commands.count_stability(scope_for(acme), **month, version=0)
        page = queries.get_team(scope_for(acme, LEAD), program=acme.program)
        assert page.counted.is_entered
        assert (page.counted.stability.unchanged, page.counted.stability.named) == (2, 2)
        assert (page.team.stability.unchanged, page.team.stability.named) == (1, 2)
        entered = get_metric_page(
            scope_for(acme), metric_key="team-stability", program=acme.program
        )
        line = dict(entered.months)[date(2026, 10, 1)]
        assert (line.top, line.bottom, line.version) == (2, 2, 1)
        with pytest.raises(Stale):
            commands.count_stability(scope_for(acme), **month, version=0)

    def test_counts_nothing_without_a_core_member(self, acme, zenith):
        join(acme, is_core=False)
        with pytest.raises(commands.NobodyNamed):
            commands.count_stability(
                scope_for(acme), program=acme.program, month_on=date(2026, 10, 1), version=0
            )

    @pytest.mark.parametrize("month_on", [date.min, date(9999, 12, 1), date.max])
    def test_counts_in_no_month_before_or_after_all(self, acme, zenith, month_on):
        join(acme)
        join(zenith)
        with pytest.raises(ValueDoesNotFit) as raised:
            commands.count_stability(
                scope_for(acme), program=acme.program, month_on=month_on, version=0
            )
        assert set(raised.value.fields) == {"month_on"}

    def test_is_not_for_the_client(self, acme, zenith):
        join(acme)
        with pytest.raises(NotPermitted):
            commands.count_stability(
                scope_for(acme, LEAD), program=acme.program, month_on=date(2026, 10, 1), version=0
            )

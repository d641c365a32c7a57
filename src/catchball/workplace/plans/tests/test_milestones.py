"""Milestones: the first day stays, each slip has a cause and a party, both companies see them."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone
from django.utils.html import escape

from catchball.kernel.errors import NotFound, NotPermitted, Stale
from catchball.trust.door import command
from catchball.trust.models import Entry
from catchball.trust.permissions import Permission, Role
from catchball.trust.wall import opened
from catchball.workplace.plans import commands, queries
from catchball.workplace.plans.models import Milestone, MilestoneMove
from catchball.workplace.plans.rules import (
    MayNotMove,
    MayNotReach,
    MilestoneCommitted,
    MilestoneState,
    NotAMilestone,
    PartyDays,
    Slip,
    SlipCause,
    SlipParty,
    days_by_party,
    state_of,
)
from planned import COMMITTED, START, a_milestone, a_transfer, commit, plan_of
from world import NOW, TODAY, scope_for

LATER = date(2026, 12, 18)
NO_SLIP = Slip()
SLIP = Slip(SlipCause.MATERIAL, SlipParty.CLIENT, "The resin came a week late.")


def page_of(company, milestone, role=Role.PROGRAM_MANAGER, now=NOW):
    return queries.get_milestone(scope_for(company, role, now=now), milestone=milestone)


def move(company, milestone, to=LATER, slip=SLIP, version=1):
    commands.move_milestone(
        scope_for(company), milestone=milestone, forecast_on=to, slip=slip, version=version
    )


def reach(company, milestone, on, slip=NO_SLIP, version=1, now=NOW):
    commands.reach_milestone(
        scope_for(company, now=now), milestone=milestone, actual_on=on, slip=slip, version=version
    )


class TestStateOf:
    @pytest.mark.parametrize(
        ("forecast", "actual", "today", "state"),
        [
            (2, None, 1, MilestoneState.KEPT),
            (1, None, 1, MilestoneState.KEPT),
            (3, None, 2, MilestoneState.SLIPPED),
            (3, None, 4, MilestoneState.OVERDUE),
            (2, None, 3, MilestoneState.OVERDUE),
            (3, 2, 9, MilestoneState.MET),
            (3, 3, 9, MilestoneState.MISSED),
        ],
    )
    def test_holds_all_against_the_first_day(self, forecast, actual, today, state):
        def on(day):
            return date(2026, 3, day)

        assert state is state_of(
            committed_on=on(2),
            forecast_on=on(forecast),
            actual_on=actual and on(actual),
            today=on(today),
        )


class TestDaysByParty:
    def test_adds_up_slips_and_sets_nothing_won_back_against_them(self):
        day, week = date(2026, 3, 2), timedelta(days=7)
        moves = [
            (day, day + week, SlipParty.CMO),
            (day, day + 2 * week, SlipParty.CLIENT),
            (day + week, day, None),
            (day, day + week, SlipParty.CLIENT),
        ]
        assert days_by_party(moves) == (
            PartyDays(SlipParty.CLIENT, 21),
            PartyDays(SlipParty.CMO, 7),
        )


@pytest.mark.django_db
class TestCommitMilestone:
    def test_keeps_the_first_day_beside_what_the_plan_comes_to(self, acme, zenith):
        milestone = a_milestone(acme)
        a_milestone(zenith)

        line = page_of(acme, milestone, Role.CLIENT_LEAD).line

        assert (line.name, line.number) == ("Run reported", 4)
        assert (line.committed_on, line.forecast_on, line.actual_on) == (COMMITTED, COMMITTED, None)
        assert line.planned_on == date(2026, 12, 1)
        assert line.state is MilestoneState.KEPT

    def test_happens_once(self, acme):
        a_milestone(acme)
        with pytest.raises(MilestoneCommitted):
            commit(acme, plan_of(acme).tasks[3].id, on=LATER)

    def test_refuses_a_task_that_takes_time(self, acme):
        a_transfer(acme)
        with pytest.raises(NotAMilestone, match="Write the protocol"):
            commit(acme, plan_of(acme).tasks[0].id, on=LATER)

    def test_refuses_a_day_before_the_plan(self, acme):
        a_transfer(acme)
        with pytest.raises(MayNotMove) as refused:
            commit(acme, plan_of(acme).tasks[3].id, on=START - timedelta(days=1))
        assert set(refused.value.fields) == {"committed_on"}

    def test_is_the_manufacturers_alone(self, acme):
        a_transfer(acme)
        with pytest.raises(NotPermitted):
            commands.commit_milestone(
                scope_for(acme, Role.CLIENT_LEAD),
                program=acme.program,
                task=plan_of(acme).tasks[3].id,
                committed_on=LATER,
            )

    def test_stays_when_its_task_is_taken_out_of_the_plan(self, acme):
        milestone = a_milestone(acme)
        plan = plan_of(acme)
        commands.remove_task(
            scope_for(acme), program=acme.program, task=plan.tasks[3].id, version=plan.version
        )
        line = page_of(acme, milestone).line
        assert (line.name, line.number, line.committed_on) == ("Run reported", None, COMMITTED)

    def test_is_held_by_the_database(self, acme):
        @command(may=Permission.PLAN_MANAGE, event="tests.day-replaced")
        def replace_day(scope):
            Milestone.objects.filter(client_id=scope.client).update(committed_on=LATER)

        milestone = a_milestone(acme)
        with pytest.raises(DatabaseError, match="kept as they were written"):
            replace_day(scope_for(acme))
        assert page_of(acme, milestone).line.committed_on == COMMITTED


@pytest.mark.django_db
class TestMoveMilestone:
    def test_keeps_cause_and_party_of_a_slip(self, acme):
        milestone = a_milestone(acme)

        move(acme, milestone)

        line = page_of(acme, milestone, Role.CLIENT_LEAD).line
        assert (line.committed_on, line.forecast_on) == (COMMITTED, LATER)
        assert (line.state, line.slipped) == (MilestoneState.SLIPPED, 14)
        told = line.moves[0]
        assert (told.cause, told.party, told.days) == (SlipCause.MATERIAL, SlipParty.CLIENT, 14)
        assert told.why == SLIP.why

    def test_demands_cause_party_and_words_of_a_later_day(self, acme):
        milestone = a_milestone(acme)
        with pytest.raises(MayNotMove) as refused:
            move(acme, milestone, slip=Slip(why="  "))
        assert set(refused.value.fields) == {"cause", "party", "why"}
        assert page_of(acme, milestone).line.moves == ()

    def test_takes_an_earlier_day_without_a_party(self, acme):
        milestone = a_milestone(acme)
        move(acme, milestone, date(2026, 12, 1), Slip(why="Won back."))
        line = page_of(acme, milestone).line
        assert (line.moves[0].party, line.moves[0].days, line.slipped) == (None, -3, -3)

    @pytest.mark.parametrize("to", [COMMITTED, TODAY - timedelta(days=1)])
    def test_refuses_the_same_day_and_one_gone_by(self, acme, to):
        milestone = a_milestone(acme)
        with pytest.raises(MayNotMove):
            move(acme, milestone, to)

    def test_refuses_what_moved_on_meanwhile(self, acme):
        milestone = a_milestone(acme)
        move(acme, milestone)
        with pytest.raises(Stale):
            move(acme, milestone, date(2026, 12, 20))

    def test_knows_nothing_of_another_clients_milestone(self, acme, zenith):
        theirs = a_milestone(zenith)
        with pytest.raises(NotFound):
            move(acme, theirs)
        with pytest.raises(NotFound):
            page_of(acme, theirs)

    def test_tells_the_journal(self, acme):
        milestone = a_milestone(acme)
        move(acme, milestone)
        with opened(scope_for(acme)):
            entry = Entry.objects.get(event="plans.milestone-moved")
            assert MilestoneMove.objects.count() == 1
        assert entry.arguments["slip"]["party"] == "client"


@pytest.mark.django_db
class TestReachMilestone:
    def test_on_its_day_is_met(self, acme):
        milestone = a_milestone(acme)
        now = NOW + timedelta(days=30)
        reach(acme, milestone, COMMITTED, now=now)
        line = page_of(acme, milestone, now=now).line
        assert (line.state, line.moves) == (MilestoneState.MET, ())

    def test_later_than_forecast_is_a_slip_like_any_other(self, acme):
        milestone, now = a_milestone(acme), NOW + timedelta(days=40)
        with pytest.raises(MayNotMove):
            reach(acme, milestone, LATER, now=now)
        reach(acme, milestone, LATER, SLIP, now=now)
        line = page_of(acme, milestone, now=now).line
        assert (line.state, line.slipped) == (MilestoneState.MISSED, 14)
        assert line.moves[0].party is SlipParty.CLIENT

    def test_is_not_recorded_before_it_happens(self, acme):
        milestone = a_milestone(acme)
        with pytest.raises(MayNotReach):
            reach(acme, milestone, COMMITTED)

    def test_may_be_corrected_but_not_moved_any_more(self, acme):
        milestone, now = a_milestone(acme), NOW + timedelta(days=30)
        reach(acme, milestone, COMMITTED, now=now)
        reach(acme, milestone, date(2026, 12, 2), version=2, now=now)
        assert page_of(acme, milestone, now=now).line.actual_on == date(2026, 12, 2)
        with pytest.raises(MayNotMove, match="reached"):
            move(acme, milestone, version=3)


@pytest.mark.django_db
class TestPages:
    @pytest.fixture(autouse=True)
    def _some_days_into_the_plan(self, monkeypatch):
        """Let pages be asked while what is forecast still lies ahead."""
        now = NOW + timedelta(days=13)
        monkeypatch.setattr(timezone, "now", lambda: now)

    def at(self, company, *parts):
        return "/".join(["/c", company.slug, "plans", *(str(part) for part in parts), ""])

    def test_tell_both_companies_whose_slips_there_are(self, acme, browse):
        milestone = a_milestone(acme)
        move(acme, milestone)
        for role in (Role.PROGRAM_MANAGER, Role.CLIENT_LEAD):
            browser = browse(acme, role)
            listed = browser.get(self.at(acme, acme.program, "milestones")).content.decode()
            assert "One of 1 committed milestones has slipped" in listed
            assert "14 days of slips lie with Acme." in listed
            assert (
                escape(SLIP.why)
                in browser.get(self.at(acme, "milestones", milestone)).content.decode()
            )
            assert "14 days later" in browser.get(self.at(acme, acme.program)).content.decode()

    def test_ask_beside_the_field_and_keep_what_was_typed(self, acme, browse):
        milestone = a_milestone(acme)
        sent = {"forecast_on": "2026-12-18", "why": "The resin came late.", "version": "1"}
        answer = browse(acme).post(self.at(acme, "milestones", milestone, "move"), sent)
        said = answer.content.decode()
        assert answer.status_code == 422
        assert "Say with whom the cause lies." in said
        assert "The resin came late." in said
        assert page_of(acme, milestone).line.forecast_on == COMMITTED

    def test_carry_a_milestone_from_commitment_to_arrival(self, acme, browse):
        a_transfer(acme)
        browser, task = browse(acme), plan_of(acme).tasks[3].id
        begun = browser.get(self.at(acme, acme.program, "tasks", task, "commit")).content.decode()
        assert 'value="2026-12-01"' in begun
        made = browser.post(
            self.at(acme, acme.program, "tasks", task, "commit"), {"committed_on": "2026-12-04"}
        )
        assert made.status_code == 302
        answer = browser.post(
            f"{made.url}move/",
            {
                "forecast_on": "2026-12-18",
                "cause": "answer",
                "party": "client",
                "why": "The protocol was approved late.",
                "version": "1",
            },
        )
        assert answer.status_code == 302
        said = browser.get(made.url).content.decode()
        assert "Late answer or approval" in said
        assert "14 days after its first day" in said

    def test_warn_where_the_plan_comes_later_than_was_told(self, acme, browse):
        a_transfer(acme)
        milestone = commit(acme, plan_of(acme).tasks[3].id, on=date(2026, 11, 30))
        said = browse(acme).get(self.at(acme, "milestones", milestone)).content.decode()
        assert "later than the forecast of 30 Nov 2026" in said

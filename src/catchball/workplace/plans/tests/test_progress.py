"""A forecast on a day: what has happened stays, and what is left does not lie in the past."""

from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from uuid import UUID

import pytest

from catchball.kernel.worktime import WeekInForce, WorkCalendar, clock_of, office_week
from catchball.trust.permissions import Role
from catchball.workplace.plans import commands, queries
from catchball.workplace.plans.rules import (
    PlanContent,
    PlanLink,
    PlanTask,
    ProgramThreat,
    Progress,
    Slip,
    SlipCause,
    SlipParty,
    TaskTerms,
    forecast,
)
from planned import START, a_plan, commit, plan_of
from world import NOW, TODAY, scope_for

DAY = 480
CLOCK = clock_of(WorkCalendar("Europe/London", (WeekInForce(None, office_week()),)))
MONDAY = date(2026, 11, 23)
POINTS = {"minutes": 5 * DAY, "shortest": 4 * DAY, "longest": 8 * DAY}
# A week each: filled by Friday 27 November, tested by Friday 4 December, released with that.
LINE = PlanContent(
    MONDAY,
    DAY,
    (
        PlanTask(uid=1, name="Fill", **POINTS),
        PlanTask(uid=2, name="Filled"),
        PlanTask(uid=3, name="Test", **POINTS),
        PlanTask(uid=4, name="Released"),
    ),
    tuple(PlanLink(before=one, after=one + 1) for one in (1, 2, 3)),
)


def told(today, reached=None, content=LINE, **asked):
    found = forecast(content, CLOCK, progress=Progress(today, reached or {}), **asked)
    return found, {one.name: one for one in found.milestones}


class TestForecastOnADay:
    def test_is_the_plan_s_own_on_its_first_day(self):
        assert told(MONDAY)[0] == forecast(LINE, CLOCK)

    def test_leaves_a_milestone_on_the_day_it_was_reached(self):
        on = date(2026, 12, 3)
        found, ends = told(date(2026, 12, 8), {2: on})

        filled = ends["Filled"]
        assert (filled.reached_on, filled.p50, filled.p80, filled.p95) == (on, on, on, on)
        assert filled.chance == 0  # planned was 27 November
        assert filled.bias == 4 * DAY
        assert (found.done, found.overdue) == ((1, 2), ())

    def test_counts_what_follows_from_the_day_reached(self):
        early = told(date(2026, 11, 26), {2: date(2026, 11, 25)})[1]["Released"]
        late = told(date(2026, 12, 8), {2: date(2026, 12, 7)})[1]["Released"]

        assert early.p50 <= date(2026, 12, 3) < early.planned_on
        assert early.chance > 0.8
        # Four days at the shortest after Monday the 7th.
        assert late.p50 >= date(2026, 12, 11)
        assert late.chance == 0

    def test_lets_nothing_that_is_left_lie_before_the_day(self):
        today = date(2027, 1, 13)
        found, ends = told(today)

        assert found.overdue == ("1 Fill", "2 Filled", "3 Test", "4 Released")
        assert all(one.p50 >= today for one in ends.values())
        # What waits for the first task begins after it, hence takes its days from now on.
        assert ends["Released"].p50 >= today + timedelta(days=6)

    def test_gives_a_day_that_has_passed_no_chance(self):
        # All that it waited for ended with the Friday planned; on Saturday it is not reached yet.
        filled, released = date(2026, 11, 27), replace(LINE.tasks[3], uid=3)
        content = replace(LINE, tasks=(*LINE.tasks[:2], released), links=LINE.links[:2])
        found, ends = told(date(2026, 11, 28), {2: filled}, content)

        assert ends["Released"].planned_on == filled
        assert ends["Released"].p50 == date(2026, 11, 28)
        assert (ends["Released"].chance, found.end.chance) == (0, 0)
        assert ends["Filled"].chance == 1

    def test_takes_what_should_have_begun_as_begun(self):
        found, ends = told(date(2026, 12, 2), {2: date(2026, 11, 27)})
        whole = forecast(LINE, CLOCK)

        assert found.overdue == ()
        assert ends["Released"].p95 <= whole.end.p95
        assert ends["Released"].p50 <= date(2026, 12, 7)

    def test_waits_for_a_working_day(self):
        saturday = date(2026, 12, 12)
        assert told(saturday, {2: date(2026, 11, 27)})[1]["Released"].p50 == date(2026, 12, 14)

    def test_draws_no_task_that_is_done(self):
        found = told(date(2026, 12, 8), {2: date(2026, 12, 3)})[0]

        assert (found.estimated, found.tasks_in_all) == (1, 2)
        assert [one.name for one in found.tasks] == ["Test"]

    def test_lets_a_risk_strike_nothing_that_is_done(self):
        threat = ProgramThreat(
            risk=UUID(int=1), name="Late resin", chance=0.5, days=20, task=1, task_name="Fill"
        )
        today, reached = date(2026, 12, 8), {2: date(2026, 12, 3)}
        with_it = told(today, reached, threats=(threat,))[0].threatened
        waits = told(MONDAY, threats=(threat,))[0].threatened

        (one,) = with_it.threats
        assert (one.is_past, one.moves, one.expected_minutes) == (True, (), 0)
        assert not waits.threats[0].is_past
        assert waits.threats[0].expected_minutes > 0

    def test_tells_the_end_once_where_it_is_the_last_milestone(self):
        found = told(MONDAY)[0]
        assert (found.ends_with_last, found.told) == (True, found.milestones)

        more = replace(LINE, tasks=(*LINE.tasks, PlanTask(uid=9, name="Long", minutes=90 * DAY)))
        later = told(MONDAY, content=more)[0]
        assert (later.ends_with_last, later.told[-1]) == (False, later.end)

    def test_ends_with_its_last_milestone(self):
        last = date(2026, 12, 9)
        found = told(date(2027, 3, 1), {2: date(2026, 12, 1), 4: last})[0]

        assert (found.end.p50, found.end.p95) == (last, last)
        assert (found.tasks_in_all, found.overdue) == (0, ())

    @pytest.mark.parametrize("link", ["SS", "FS-1d"])
    def test_takes_nothing_as_done_that_a_milestone_did_not_wait_to_end(self, link):
        kind, lag = ("SS", 0) if link == "SS" else ("FS", -DAY)
        begun = PlanContent(
            MONDAY,
            DAY,
            (PlanTask(uid=1, name="Fill", **POINTS), PlanTask(uid=2, name="Begun")),
            (PlanLink(before=1, after=2, kind=kind, lag=lag),),
        )
        assert told(date(2026, 11, 25), {2: MONDAY}, begun)[0].done == (2,)


@pytest.mark.django_db
class TestForecastOfAProgramUnderWay:
    def plan(self, company):
        estimate = {"duration": "5d", "shortest": "4d", "longest": "8d"}
        program = a_plan(
            company,
            TaskTerms(name="Fill", **estimate),
            TaskTerms(name="Filled", duration="0", waits_for="1"),
            TaskTerms(name="Test", **estimate, waits_for="2"),
            start_on=TODAY - timedelta(days=28),
        )
        milestone = commit(company, plan_of(company).tasks[1].id, on=TODAY - timedelta(days=20))
        commands.reach_milestone(
            scope_for(company),
            milestone=milestone,
            actual_on=TODAY - timedelta(days=19),
            slip=Slip(SlipCause.MATERIAL, SlipParty.CLIENT, "Late."),
            version=1,
        )
        return program

    def test_says_what_is_done_and_what_should_be(self, acme, zenith, browse):
        program, theirs = (
            self.plan(acme),
            a_plan(
                zenith,
                TaskTerms(name="Fill", duration="5d", shortest="4d", longest="8d"),
                start_on=date(2100, 1, 4),
            ),
        )

        said = unescape(
            browse(acme, Role.CLIENT_LEAD)
            .get(f"/c/acme/plans/{program}/forecast/")
            .content.decode()
        )
        other = unescape(browse(zenith).get(f"/c/zenith/plans/{theirs}/forecast/").content.decode())

        assert "2 tasks are done, because milestones that were reached say so" in said
        assert "By the plan “3 Test” should have ended; nothing says so" in said
        assert "reached</span>" in said
        assert "tasks are done" not in other
        assert "nothing says so" not in other

    def test_offers_no_duration_to_try_of_what_is_done(self, acme):
        page = queries.get_forecast(scope_for(acme), program=self.plan(acme))
        assert page.choices == ((3, "3 Test"),)

    def test_reckons_a_plan_that_has_not_begun_as_before(self, acme):
        program = a_plan(
            acme, TaskTerms(name="Fill", duration="5d", shortest="4d", longest="8d"), start_on=START
        )
        early = NOW - timedelta(days=200)
        before = queries.get_forecast(scope_for(acme, now=early), program=program).forecast
        assert before.overdue == ()
        assert before.end.planned_on == START + timedelta(days=4)

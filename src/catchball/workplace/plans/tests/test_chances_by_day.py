"""How likely a plan has ended by each day, reckoned from its draws and told to both companies."""

from dataclasses import replace
from datetime import date
from html import unescape
from itertools import pairwise
from uuid import UUID

import pytest

from catchball.kernel.worktime import WeekInForce, WorkCalendar, clock_of, office_week
from catchball.trust.permissions import Role
from catchball.workplace.plans.rules import (
    ChanceBy,
    PlanContent,
    PlanLink,
    PlanTask,
    ProgramThreat,
    Progress,
    TaskTerms,
    forecast,
    specify_curves,
)
from planned import a_plan
from world import TODAY

DAY = 480
MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 12, 4)
# Ten working days, to Friday 4 December; or eight to fifteen of them.
FIXED = PlanContent(MONDAY, DAY, (PlanTask(uid=1, name="Fill", minutes=10 * DAY),))
ESTIMATED = replace(FIXED, tasks=(replace(FIXED.tasks[0], shortest=8 * DAY, longest=15 * DAY),))


def clock_in(zone):
    return clock_of(WorkCalendar(zone, (WeekInForce(None, office_week()),)))


CLOCK = clock_in("Europe/London")


def a_threat(chance, days, number=1):
    return ProgramThreat(risk=UUID(int=number), name=f"Risk {number}", chance=chance, days=days)


class TestByDay:
    def test_of_fixed_durations_is_one_day(self):
        found = forecast(FIXED, CLOCK, threats=(a_threat(1, 5),))
        assert found.by_day == (ChanceBy(FRIDAY, 1),)
        assert found.threatened.by_day == (ChanceBy(date(2026, 12, 11), 1),)

    def test_of_a_risk_that_may_strike_is_two_days(self):
        # Known answer: 70 of 100 draws end as planned, the others four working days later.
        first, last = forecast(FIXED, CLOCK, threats=(a_threat(0.3, 4),)).threatened.by_day
        assert (first.on, last) == (FRIDAY, ChanceBy(date(2026, 12, 10), 1))
        assert first.chance == pytest.approx(0.7, abs=0.015)

    def test_agrees_with_what_the_page_says(self):
        found = forecast(ESTIMATED, CLOCK, threats=(a_threat(0.4, 3), a_threat(0.2, 9, 2)))
        for end, by_day in (
            (found.end, found.by_day),
            (found.threatened.end, found.threatened.by_day),
        ):
            shares = {one.on: one.chance for one in by_day}
            assert [one.on for one in by_day] == sorted(shares)
            assert all(before < after for before, after in pairwise(shares.values()))
            assert all(on.weekday() < 5 for on in shares)
            assert by_day[-1].chance == 1
            assert shares[end.planned_on] == end.chance
            for share, on in ((0.5, end.p50), (0.8, end.p80), (0.95, end.p95)):
                assert on == next(day for day, so_many in shares.items() if so_many >= share)

    @pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
    def test_names_the_same_days_wherever_the_site_is(self, zone):
        # From before the clocks change in both hemispheres until after.
        content = replace(
            ESTIMATED,
            start_on=date(2027, 3, 1),
            tasks=(
                *ESTIMATED.tasks,
                PlanTask(uid=2, name="Ship", minutes=20 * DAY, shortest=9 * DAY, longest=60 * DAY),
            ),
            links=(PlanLink(before=1, after=2),),
        )
        there, here = (
            forecast(content, clock, progress=Progress(content.start_on))
            for clock in (clock_in(zone), CLOCK)
        )
        assert there.by_day == here.by_day

    def test_has_no_day_before_today(self):
        today = date(2026, 12, 12)  # a Saturday
        found = forecast(FIXED, CLOCK, threats=(a_threat(0.5, 1),), progress=Progress(today))
        assert found.by_day == (ChanceBy(date(2026, 12, 14), 1),)

    def test_is_not_drawn_once_all_is_done(self):
        content = replace(
            ESTIMATED,
            tasks=(*ESTIMATED.tasks, PlanTask(uid=2, name="Filled")),
            links=(PlanLink(before=1, after=2),),
        )
        found = forecast(content, CLOCK, progress=Progress(date(2027, 1, 4), {2: FRIDAY}))
        assert specify_curves(found) is None


@pytest.mark.django_db
class TestCurvesOfAProgram:
    def plan(self, company, **estimate):
        return a_plan(company, TaskTerms(name="Fill", **estimate), start_on=date(2100, 1, 4))

    def said(self, company, browse, role, program):
        answer = browse(company, role).get(f"/c/{company.slug}/plans/{program}/forecast/")
        return unescape(answer.content.decode())

    def test_are_drawn_for_both_companies_and_of_their_program_alone(self, acme, zenith, browse):
        assert TODAY.year < 2100
        ours = self.plan(acme, duration="10d", shortest="8d", longest="15d")
        theirs = self.plan(zenith, duration="20d", shortest="18d", longest="25d")
        for role in (Role.PROGRAM_MANAGER, Role.CLIENT_LEAD):
            said = self.said(acme, browse, role, ours)
            other = self.said(zenith, browse, role, theirs)
            assert said.count('class="chart curves"') == 3
            assert "Planned 15 Jan 2100: " in said
            assert "The same as a table" in said
            assert "Planned 29 Jan 2100: " in other
            assert "29 Jan 2100" not in said
            assert browse(zenith, role).get(f"/c/acme/plans/{ours}/forecast/").status_code == 404

    def test_are_left_out_where_nothing_can_be_told(self, acme, browse):
        program = self.plan(acme, duration="10d")
        said = self.said(acme, browse, Role.PROGRAM_MANAGER, program)
        assert "Give tasks a shortest and a longest duration" in said
        assert "chart curves" not in said

"""How a plan may end."""

from datetime import date
from html import unescape

import pytest

from catchball.kernel.errors import NotFound
from catchball.kernel.worktime import WeekInForce, WorkCalendar, clock_of, office_week
from catchball.trust.permissions import Role
from catchball.workplace.plans import queries
from catchball.workplace.plans.rules import (
    NothingToForecast,
    PlanContent,
    PlanLink,
    PlanTask,
    TaskTerms,
    forecast,
    with_durations,
)
from planned import a_plan, plan_of
from world import scope_for

DAY = 480
CLOCK = clock_of(WorkCalendar("Europe/London", (WeekInForce(None, office_week()),)))
MONDAY = date(2026, 11, 23)


def two_paths(**second):
    """Return two equal estimates side by side that meet in a milestone."""
    points = {"minutes": 10 * DAY, "shortest": 8 * DAY, "longest": 12 * DAY}
    return PlanContent(
        MONDAY,
        DAY,
        (
            PlanTask(uid=1, name="One", **points),
            PlanTask(uid=2, name="Other", **{**points, **second}),
            PlanTask(uid=3, name="Both done"),
        ),
        (PlanLink(before=1, after=3), PlanLink(before=2, after=3)),
    )


class TestForecast:
    def test_ends_later_than_planned_where_paths_meet(self):
        # Source: the larger of two equal symmetric durations is at most the likeliest in 1 of 4.
        found = forecast(two_paths(), CLOCK)

        (reached,) = found.milestones
        assert reached.planned_on == date(2026, 12, 4)
        assert reached.chance == pytest.approx(0.25, abs=0.02)
        assert reached.bias > 0
        assert reached.planned_on <= reached.p50 <= reached.p80 <= reached.p95
        assert (found.end.p80, found.end.chance) == (reached.p80, reached.chance)

    def test_shares_criticality_between_paths_that_are_alike(self):
        found = forecast(two_paths(), CLOCK)
        assert [one.criticality for one in found.tasks] == pytest.approx([0.5, 0.5], abs=0.03)

    def test_counts_a_day_to_its_end(self):
        # Known answer: planned by noon, and done by closing time at the latest, on the same day.
        half = {"minutes": DAY // 2, "shortest": DAY // 4, "longest": DAY}
        content = PlanContent(
            MONDAY,
            DAY,
            (PlanTask(uid=1, name="Test", **half), PlanTask(uid=2, name="Tested")),
            (PlanLink(before=1, after=2),),
        )
        found = forecast(content, CLOCK)
        assert (found.end.planned_on, found.end.p95) == (MONDAY, MONDAY)
        assert (found.end.chance, found.milestones[0].chance) == (1, 1)
        assert found.end.bias > 0

    def test_gives_the_same_answer_to_the_same_seed(self):
        assert forecast(two_paths(), CLOCK, seed=7) == forecast(two_paths(), CLOCK, seed=7)
        assert forecast(two_paths(), CLOCK, seed=7) != forecast(two_paths(), CLOCK, seed=8)

    def test_leaves_a_short_path_out_of_what_decides_the_end(self):
        short = two_paths(minutes=2 * DAY, shortest=DAY, longest=3 * DAY)
        assert {one.name: one.criticality for one in forecast(short, CLOCK).tasks} == {
            "One": 1.0,
            "Other": 0.0,
        }

    def test_needs_an_estimate(self):
        bare = PlanContent(MONDAY, DAY, (PlanTask(uid=1, name="One", minutes=DAY),))
        with pytest.raises(NothingToForecast):
            forecast(bare, CLOCK)

    def test_moves_estimates_with_a_duration_that_is_tried(self):
        tried = with_durations(two_paths(), {1: 5 * DAY}).by_uid[1]
        assert (tried.shortest, tried.minutes, tried.longest) == (4 * DAY, 5 * DAY, 6 * DAY)


@pytest.mark.django_db
class TestForecastOfAProgram:
    def plan(self, company):
        return a_plan(
            company,
            TaskTerms(name="Fill", duration="10d", shortest="8d", longest="15d"),
            TaskTerms(name="Report", duration="2d", waits_for="1"),
            TaskTerms(name="Reported", duration="0", waits_for="2"),
        )

    def test_is_told_to_both_companies(self, acme, browse):
        program = self.plan(acme)
        for role in (Role.PROGRAM_MANAGER, Role.CLIENT_LEAD):
            answer = browse(acme, role).get(f"/c/acme/plans/{program}/forecast/")
            said = unescape(answer.content.decode())
            assert "the planned end has a chance of" in said
            assert "3 Reported" in said
            way = said.split('<nav class="crumbs"')[1].split("</nav>")[0]
            assert f'href="/c/acme/programs/{program}/"' in way
            assert f'href="/c/acme/plans/{program}/"' in way

    def test_tries_a_duration_and_stores_nothing(self, acme, browse):
        program = self.plan(acme)
        before = plan_of(acme)
        address = f"/c/acme/plans/{program}/forecast/?suppose=2:4d&task=1&duration=20d"

        said = unescape(browse(acme, Role.CLIENT_LEAD).get(address).content.decode())

        assert "20d instead of 10d" in said
        assert "4d instead of 2d" in said
        assert "ends on 24 Dec 2026 instead of 8 Dec 2026" in said
        assert plan_of(acme) == before

    @pytest.mark.parametrize("suppose", ["9:2d", "x:2d", "1:soon", "1", "1:-2d"])
    def test_says_what_cannot_be_tried(self, acme, browse, suppose):
        program = self.plan(acme)
        number, _colon, duration = suppose.partition(":")
        answer = browse(acme).get(
            f"/c/acme/plans/{program}/forecast/?task={number}&duration={duration}"
        )
        assert answer.status_code == 422

    def test_tells_why_there_is_none(self, acme, browse):
        program = a_plan(acme, TaskTerms(name="Fill"))
        said = unescape(browse(acme).get(f"/c/acme/plans/{program}/forecast/").content.decode())
        assert "Give tasks a shortest and a longest duration" in said

    def test_of_another_client_is_not_found(self, acme, zenith):
        theirs = self.plan(zenith)
        with pytest.raises(NotFound):
            queries.get_forecast(scope_for(acme), program=theirs)

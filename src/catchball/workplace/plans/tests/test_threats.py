"""What open risks delay in a plan: tasks, milestones, all work or the end."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from catchball.kernel.worktime import WeekInForce, WorkCalendar, clock_of, office_week
from catchball.workplace.plans.rules import (
    Late,
    NothingToForecast,
    PlanContent,
    PlanLink,
    PlanTask,
    ProgramThreat,
    forecast,
    part_threats,
)

DAY = 480
CLOCK = clock_of(WorkCalendar("Europe/London", (WeekInForce(None, office_week()),)))
MONDAY = date(2026, 11, 23)
# Ten working days of filling reach a milestone on Friday 4 December, five more the end on the 11th.
LINE = PlanContent(
    MONDAY,
    DAY,
    (
        PlanTask(uid=1, name="Fill", minutes=10 * DAY),
        PlanTask(uid=2, name="Filled"),
        PlanTask(uid=3, name="Report", minutes=5 * DAY),
    ),
    (PlanLink(before=1, after=2), PlanLink(before=2, after=3)),
)
ESTIMATED = replace(
    LINE,
    tasks=(replace(LINE.tasks[0], shortest=8 * DAY, longest=15 * DAY), *LINE.tasks[1:]),
)


def a_threat(number=1, *, chance=1.0, days=5, **where):
    return ProgramThreat(
        risk=UUID(int=number), name=f"Risk {number}", chance=chance, days=days, **where
    )


def the_end(days):
    return Late(0, "the end of the plan", days * DAY)


def told(content, *threats, **asked):
    return forecast(content, CLOCK, threats=threats, **asked).threatened


class TestThreats:
    def test_delay_the_end_as_often_as_they_strike(self):
        plain = forecast(ESTIMATED, CLOCK)
        found = forecast(ESTIMATED, CLOCK, threats=(a_threat(chance=0.25, days=8),))
        assert found.end == plain.end
        assert found.milestones == found.threatened.milestones == plain.milestones
        assert found.tasks == plain.tasks
        added = found.threatened.end.bias - plain.end.bias
        assert added == pytest.approx(0.25 * 8 * DAY, rel=0.05)
        assert found.threatened.end.p95 > plain.end.p95

    def test_delay_their_task_and_what_waits_for_it(self):
        # Known answer: nothing is estimated, so that with a chance of 0.3 of 4 days the mean moves
        # by 1.2 days; 70 of 100 draws end as planned, so that the 50th percentile is the plan, and
        # the 80th four working days later: Thursday 10 and Thursday 17 December.
        found = told(LINE, a_threat(chance=0.3, days=4, task=1))
        (filled,) = found.milestones
        assert filled.bias == pytest.approx(1.2 * DAY, rel=0.05)
        assert filled.chance == pytest.approx(0.7, abs=0.015)
        assert (filled.p50, filled.p80) == (date(2026, 12, 4), date(2026, 12, 10))
        assert (found.end.p50, found.end.p80) == (date(2026, 12, 11), date(2026, 12, 17))
        assert found.end.bias == filled.bias

    def test_are_told_with_what_each_delays_if_it_strikes(self):
        first, second, third = told(
            LINE,
            a_threat(1, chance=0.1, days=2),
            a_threat(2, chance=0.5, days=4, task=1),
            a_threat(3, chance=0.5, days=3, task=3),
        ).threats
        assert first.struck == (1, "Fill")
        assert first.moves == (Late(2, "Filled", 4 * DAY), the_end(4))
        assert first.expected_minutes == 2 * DAY
        assert (second.struck, second.moves) == ((3, "Report"), (the_end(3),))
        assert (third.struck, third.moves) == (None, (the_end(2),))

    def test_delay_nothing_that_is_done_before_their_days(self):
        late = {"first_on": date(2026, 12, 7), "last_on": date(2026, 12, 8)}
        assert told(LINE, a_threat(task=1, **late)).end.p95 == date(2026, 12, 11)
        assert told(LINE, a_threat(task=3, **late)).end.p50 == date(2026, 12, 18)

    def test_let_all_work_rest_in_their_days(self):
        early = {"first_on": date(2026, 11, 25), "last_on": date(2026, 11, 25)}
        found = told(LINE, a_threat(**early))
        assert found.milestones[0].p50 == date(2026, 12, 11)
        assert found.end.p50 == date(2026, 12, 18)
        late = {"first_on": date(2026, 12, 8), "last_on": date(2026, 12, 8)}
        found = told(LINE, a_threat(**late))
        assert found.milestones[0].p50 == date(2026, 12, 4)
        assert found.end.p50 == date(2026, 12, 18)

    def test_that_come_half_too_late_delay_in_half_of_the_draws(self):
        # Known answer: each moment of Thursday 3 to Monday 7 December, three working days, is as
        # likely; the filling is done at the end of the second: two of three strikes delay it.
        days = {"first_on": date(2026, 12, 3), "last_on": date(2026, 12, 7)}
        (filled,) = told(LINE, a_threat(days=3, task=1, **days)).milestones
        assert filled.bias == pytest.approx(2 / 3 * 3 * DAY, rel=0.05)
        assert filled.chance == pytest.approx(1 / 3, abs=0.02)

    @pytest.mark.parametrize("parts", [True, False], ids=["has parts", "is gone"])
    def test_delay_the_end_once_their_task_is_none(self, parts):
        content = (
            replace(LINE, tasks=(*LINE.tasks, PlanTask(uid=4, name="Print", level=2)))
            if parts
            else LINE
        )
        lost = a_threat(task=3 if parts else None, task_name="Report")
        found = told(content, lost)
        (one,) = found.threats
        assert one.is_lost
        assert (one.struck, one.moves) == (None, (the_end(5),))

    def test_draw_the_same_whatever_other_risks_there_are(self):
        own = a_threat(2, chance=0.5, task=1)
        alone = told(ESTIMATED, own)
        beside = told(ESTIMATED, a_threat(1, chance=0), own)
        assert (beside.end, beside.milestones) == (alone.end, alone.milestones)
        assert told(ESTIMATED, own, seed=2) != alone
        assert told(ESTIMATED, own) == alone

    def test_have_nothing_to_delay_in_a_plan_without_tasks(self):
        with pytest.raises(NothingToForecast):
            forecast(PlanContent(MONDAY, DAY), CLOCK, threats=(a_threat(),))


class TestPartThreats:
    def test_leaves_out_what_could_happen_only_before_today(self):
        past = a_threat(1, first_on=date(2026, 11, 1), last_on=date(2026, 11, 20))
        now = a_threat(2, first_on=date(2026, 11, 1), last_on=MONDAY)
        later = a_threat(3, first_on=date(2026, 12, 1), last_on=date(2026, 12, 2))
        always = a_threat(4)
        ahead, over = part_threats((past, now, later, always), today=MONDAY)
        assert over == (past,)
        assert ahead == (replace(now, first_on=MONDAY), later, always)

"""The days that a plan comes to."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from catchball.kernel.schedule import Link
from catchball.kernel.worktime import Holiday, WeekInForce, WorkCalendar, clock_of, office_week
from catchball.workplace.plans.rules import (
    Bar,
    Constraint,
    PlanContent,
    PlanLink,
    PlanTask,
    draw_gantt,
    reckon,
)

MONDAY = date(2026, 11, 23)
CALENDAR = WorkCalendar(
    "Europe/London",
    (WeekInForce(None, office_week()),),
    holidays=(Holiday(date(2026, 12, 1), "a holiday"),),
    business_day=timedelta(hours=8),
)
CLOCK = clock_of(CALENDAR)
DAY = 480


def days_of(content):
    """Return from when to when each task goes, by uid."""
    found = reckon(content, CLOCK)
    return {uid: (one.starts_on.day, one.ends_on.day) for uid, one in found.tasks.items()}


def a_chain(**second):
    return PlanContent(
        MONDAY,
        DAY,
        (
            PlanTask(uid=1, name="Five days", minutes=5 * DAY),
            PlanTask(uid=2, name="Two days", minutes=2 * DAY, **second),
        ),
        (PlanLink(before=1, after=2),),
    )


class TestReckon:
    def test_lets_a_task_begin_on_the_next_day_with_work(self):
        # Friday 27 November is the fifth day; the weekend and the holiday are not worked.
        assert days_of(a_chain()) == {1: (23, 27), 2: (30, 2)}

    def test_keeps_to_a_day_of_its_own(self):
        later = a_chain(constraint=Constraint.START_NO_EARLIER, constraint_on=date(2026, 12, 3))
        assert days_of(later)[2] == (3, 4)

    def test_tells_a_date_that_cannot_be_kept_as_float_below_nothing(self):
        late = a_chain(constraint=Constraint.FINISH_NO_LATER, constraint_on=date(2026, 11, 30))

        found = reckon(late, CLOCK)

        assert found.tasks[2].total_float == -DAY
        assert found.tasks[1].total_float == -DAY
        assert found.tasks[2].ends_on == date(2026, 12, 2)

    def test_reaches_a_milestone_when_the_task_before_ends(self):
        content = PlanContent(
            MONDAY,
            DAY,
            (PlanTask(uid=1, name="A week", minutes=5 * DAY), PlanTask(uid=2, name="Done")),
            (PlanLink(before=1, after=2),),
        )
        assert days_of(content)[2] == (27, 27)

    def test_reaches_a_milestone_with_a_day_of_its_own_on_that_day(self):
        content = PlanContent(
            MONDAY,
            DAY,
            (
                PlanTask(
                    uid=1,
                    name="Kick-off",
                    constraint=Constraint.START_NO_EARLIER,
                    constraint_on=date(2026, 11, 30),
                ),
            ),
        )
        assert days_of(content)[1] == (30, 30)

    def test_lays_a_summary_around_its_parts(self):
        content = PlanContent(
            MONDAY,
            DAY,
            (
                PlanTask(uid=1, name="Transfer"),
                PlanTask(uid=2, name="One", level=2, minutes=DAY),
                PlanTask(uid=3, name="Other", level=2, minutes=3 * DAY),
                PlanTask(uid=4, name="After all of it", minutes=DAY),
            ),
            (PlanLink(before=1, after=4),),
        )
        found = reckon(content, CLOCK)

        assert days_of(content) == {1: (23, 25), 2: (23, 23), 3: (23, 25), 4: (26, 26)}
        assert found.tasks[2].total_float == 2 * DAY
        assert found.tasks[2].latest_on == date(2026, 11, 25)
        assert (found.tasks[1].is_critical, found.tasks[4].is_critical) == (True, True)

    def test_waits_a_lag_of_working_time_from_start_to_start(self):
        content = PlanContent(
            MONDAY,
            DAY,
            (
                PlanTask(uid=1, name="One", minutes=5 * DAY),
                PlanTask(uid=2, name="Other", minutes=DAY),
            ),
            (PlanLink(before=1, after=2, kind=Link.START_START, lag=2 * DAY),),
        )
        assert days_of(content)[2] == (25, 25)

    def test_begins_when_the_calendar_does(self):
        late = WorkCalendar("Europe/London", (WeekInForce(date(2026, 12, 7), office_week()),))
        found = reckon(a_chain(), clock_of(late))

        assert found.starts_on == date(2026, 12, 7)


class TestDrawing:
    @pytest.mark.parametrize(("width", "halos"), [(340, 2), (900, 0)])
    def test_keeps_names_free_of_the_lines_behind_them(self, width, halos):
        bar = Bar(
            uid=1,
            number=1,
            name="Fill",
            level=1,
            starts_on=date(2026, 11, 23),
            ends_on=date(2026, 11, 27),
            latest_on=date(2026, 11, 27),
            is_summary=False,
            is_milestone=False,
            is_critical=True,
        )
        after = replace(bar, uid=2, number=2, name="Test", waits_for=((1, Link.FINISH_START),))
        drawn = draw_gantt(
            [bar, after], key="x", title="Plan", today=date(2026, 11, 24), width=width
        )
        assert drawn.count('paint-order="stroke"') == halos
        assert drawn.index("gantt-link") < drawn.index("gantt-name")

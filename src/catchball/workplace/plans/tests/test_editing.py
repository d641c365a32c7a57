"""Durations and links as people write them, and one change at a time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.kernel.schedule import Link
from catchball.kernel.schedule.problems import ActivityNeedsItself
from catchball.workplace.plans.rules import (
    Constraint,
    DurationUnreadable,
    HasParts,
    LinksUnreadable,
    PlanContent,
    PlanLink,
    PlanUnsound,
    TaskTerms,
    read_duration,
    read_links,
    with_frame,
    with_task,
    with_task_changed,
    without_task,
    write_duration,
    write_links,
)

EMPTY = PlanContent(date(2026, 11, 23), 480)


def planned(*terms):
    """Return a plan of these tasks, and their uids."""
    content, uids = EMPTY, []
    for one in terms:
        content, uid = with_task(content, 10_000, one)
        uids.append(uid)
    return content, uids


def three():
    return planned(
        TaskTerms(name="One", duration="5d"),
        TaskTerms(name="Two", duration="4h", waits_for="1SS+1d"),
        TaskTerms(name="Three", duration="1w", waits_for="1, 2FF-2h"),
    )


class TestDurations:
    @given(st.integers(0, 5_000_000), st.sampled_from([420, 450, 480, 600, 1440]))
    def test_are_read_as_they_were_written(self, minutes, day):
        assert read_duration(write_duration(minutes, day), day) == minutes

    @pytest.mark.parametrize("text", ["", "d", "-1d", "5 apples", "1e9d", "5d 3h", "٣d" * 9])
    def test_refuse_what_is_none(self, text):
        with pytest.raises(DurationUnreadable, match="5d"):
            read_duration(text, 480)

    def test_take_a_comma_for_a_point(self):
        assert read_duration("2,5d", 480) == 1200


class TestLinks:
    def test_are_read_as_they_were_written(self):
        content, (one, two, last) = three()

        assert write_links(content, last) == "1, 2FF-0.25d"
        assert read_links(write_links(content, last), content, last) == (
            PlanLink(before=one, after=last),
            PlanLink(before=two, after=last, kind=Link.FINISH_FINISH, lag=-120),
        )

    @pytest.mark.parametrize("text", ["x", "1XX", "1SS+", "1SS+apple", "9", "1 2"])
    def test_refuse_what_is_none(self, text):
        content, uids = three()
        with pytest.raises((LinksUnreadable, DurationUnreadable)):
            read_links(text, content, uids[2])


class TestWithTask:
    def test_puts_a_task_between_others_without_touching_links(self):
        content, (_one, _two, last) = three()

        more, uid = with_task(content, 1, TaskTerms(name="Between"))

        assert more.numbers[uid] == 2
        assert write_links(more, last) == "1, 3FF-0.25d"

    def test_names_the_tasks_that_would_wait_for_each_other(self):
        content, (one, _two, _last) = three()

        with pytest.raises(ActivityNeedsItself, match=r"“1 One” → “3 Three”|“3 Three” → “1 One”"):
            with_task_changed(content, one, TaskTerms(name="One", waits_for="3"))

    @pytest.mark.parametrize(
        ("terms", "field"),
        [
            ({"name": " "}, "name"),
            ({"level": 3}, "level"),
            ({"duration": "soon"}, "duration"),
            ({"shortest": "1d"}, "longest"),
            ({"duration": "2d", "shortest": "3d", "longest": "4d"}, "shortest"),
            ({"constraint": Constraint.START_ON}, "constraint_on"),
            (
                {"constraint": Constraint.START_ON, "constraint_on": date(2026, 11, 20)},
                "constraint_on",
            ),
            ({"waits_for": "7"}, "waits_for"),
            ({"waits_for": "1, 1SS"}, "waits_for"),
            ({"duration": "0"}, "waits_for"),
        ],
    )
    def test_says_beside_the_field_what_is_wrong(self, terms, field):
        content, _uids = three()
        with pytest.raises(PlanUnsound) as refused:
            with_task(content, 3, TaskTerms(**{"name": "New", **terms}))
        assert list(refused.value.fields) == [field]

    def test_lets_only_the_end_of_a_summary_be_waited_for(self):
        content, _uids = planned(
            TaskTerms(name="Whole"), TaskTerms(name="Part", level=2), TaskTerms(name="Next")
        )
        more, _uid = with_task(content, 3, TaskTerms(name="After", waits_for="1"))
        assert len(more.links) == 1
        with pytest.raises(PlanUnsound, match="has parts"):
            with_task(content, 3, TaskTerms(name="After", waits_for="1SS"))


class TestWithoutTask:
    def test_takes_its_links_with_it(self):
        content, (one, two, last) = three()

        left = without_task(content, two)

        assert left.links == (PlanLink(before=one, after=last),)

    def test_keeps_a_task_with_parts(self):
        content, uids = planned(TaskTerms(name="Whole"), TaskTerms(name="Part", level=2))
        with pytest.raises(HasParts):
            without_task(content, uids[0])

    def test_leaves_no_milestone_without_a_path(self):
        content, uids = planned(
            TaskTerms(name="Work"), TaskTerms(name="Reported", duration="0", waits_for="1")
        )
        with pytest.raises(PlanUnsound, match="No path leads to or from the milestone “Reported”"):
            without_task(content, uids[0])


def test_a_frame_moves_no_plan_behind_a_date_in_it():
    content, _uids = planned(
        TaskTerms(
            name="Audit",
            constraint=Constraint.START_NO_EARLIER,
            constraint_on=date(2026, 11, 25),
        )
    )
    with pytest.raises(PlanUnsound, match="before the program’s plan begins"):
        with_frame(content, start_on=date(2026, 12, 1), day_minutes=480)

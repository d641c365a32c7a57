"""Networks: what they refuse, and what limits and links do to their times."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.kernel.schedule import Activity, Dependency, Limits, Link, Network, schedule
from catchball.kernel.schedule.problems import (
    ActivityNeedsItself,
    ActivityRepeated,
    ActivityUnknown,
    DurationNegative,
)


@st.composite
def plans(draw):
    count = draw(st.integers(1, 12))
    activities = [Activity(str(number), draw(st.integers(0, 9))) for number in range(count)]
    links = [
        Dependency(
            str(draw(st.integers(0, after - 1))),
            str(after),
            draw(st.sampled_from(Link)),
            draw(st.integers(-3, 3)),
        )
        for after in range(1, count)
        for _each in range(draw(st.integers(0, 2)))
    ]
    return Network(activities, links)


class TestNetwork:
    def test_names_the_tasks_that_wait_for_each_other(self):
        links = [Dependency("a", "b"), Dependency("b", "c"), Dependency("c", "a")]
        with pytest.raises(ActivityNeedsItself) as caught:
            Network(
                [Activity(key, 1) for key in "abc"],
                links,
                {"a": "Filter trial", "b": "Media fill", "c": "Report"},
            )
        for name in ("Filter trial", "Media fill", "Report"):
            assert f"“{name}”" in str(caught.value)

    def test_refuses_what_leads_nowhere(self):
        with pytest.raises(ActivityUnknown, match="“x”"):
            Network([Activity("a", 1)], [Dependency("x", "a")])

    def test_refuses_an_activity_twice(self):
        with pytest.raises(ActivityRepeated):
            Network([Activity("a", 1), Activity("a", 2)])

    def test_refuses_less_than_no_time(self):
        with pytest.raises(DurationNegative):
            Network([Activity("a", -1)])


class TestSchedule:
    def test_of_nothing_ends_at_once(self):
        assert schedule(Network([])).finish == 0

    def test_begins_no_earlier_than_it_may(self):
        answer = schedule(
            Network(
                [
                    Activity("a", 2, Limits(start_no_earlier=5)),
                    Activity("b", 3, Limits(finish_no_earlier=20)),
                ],
                [Dependency("a", "b")],
            )
        )
        assert answer.times["a"].early_start == 5
        assert (answer.times["b"].early_start, answer.finish) == (17, 20)
        assert answer.times["a"].free_float == 10

    def test_shows_a_limit_that_cannot_be_kept_as_float_below_nothing(self):
        answer = schedule(
            Network(
                [Activity("a", 4), Activity("b", 3, Limits(finish_no_later=5))],
                [Dependency("a", "b")],
            )
        )
        assert [answer.times[key].total_float for key in "ab"] == [-2, -2]
        assert answer.critical == ("a", "b")

    def test_begins_latest_when_it_must(self):
        answer = schedule(Network([Activity("a", 4, Limits(start_no_later=1)), Activity("b", 30)]))
        assert answer.times["a"].late_start == 1
        assert answer.times["a"].total_float == 1

    @given(plans())
    def test_keeps_every_link_and_has_a_path_without_float(self, network):
        answer = schedule(network)
        ends = {
            Link.FINISH_START: lambda a, b: (a.early_finish, b.early_start),
            Link.START_START: lambda a, b: (a.early_start, b.early_start),
            Link.FINISH_FINISH: lambda a, b: (a.early_finish, b.early_finish),
            Link.START_FINISH: lambda a, b: (a.early_start, b.early_finish),
        }
        for link in network.dependencies:
            first, then = ends[link.link](answer.times[link.before], answer.times[link.after])
            assert then >= first + link.lag
        assert any(times.total_float == 0 for times in answer.times.values())
        assert all(times.early_start >= 0 <= times.total_float for times in answer.times.values())
        assert all(times.free_float <= times.total_float for times in answer.times.values())

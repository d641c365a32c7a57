"""How plans may end: repeatable, and right where the answer is known."""

from dataclasses import replace

import numpy as np
import pytest

from catchball.kernel.schedule import (
    Activity,
    Dependency,
    Limits,
    Link,
    Network,
    Spread,
    schedule,
    simulate,
)
from catchball.kernel.schedule.problems import DrawsOutOfBounds, SpreadContradicts
from catchball.kernel.schedule.simulation import MOST_DRAWS

PARALLEL = Network(
    [Activity("a", 10), Activity("b", 10), Activity("end", 0)],
    [Dependency("a", "end"), Dependency("b", "end")],
)
SPREADS = {"a": Spread(8, 10, 15), "b": Spread(8, 10, 15)}


class TestSimulate:
    def test_gives_the_same_answer_for_the_same_seed(self):
        first = simulate(PARALLEL, SPREADS, watched=["end"], seed=7)
        again = simulate(PARALLEL, SPREADS, watched=["end"], seed=7)
        other = simulate(PARALLEL, SPREADS, watched=["end"], seed=8)
        assert first == again
        assert (first.finishes == again.finishes).all()
        assert (first.finishes != other.finishes).any()

    def test_leaves_the_draws_of_others_as_they_were(self):
        longer = {**SPREADS, "b": Spread(0, 0, 0)}
        alone = simulate(PARALLEL, longer)
        without = simulate(Network([Activity("a", 10)]), {"a": SPREADS["a"]})
        assert (alone.finishes == without.finishes).all()

    def test_takes_planned_durations_where_nothing_is_estimated(self):
        outlook = simulate(PARALLEL, {}, watched=["end"], draws=10)
        assert outlook.percentiles["end"] == (10, 10, 10)
        assert outlook.bias["end"] == 0
        assert outlook.on_plan["end"] == 1
        assert outlook.criticality == {"a": 1, "b": 1, "end": 1}

    def test_counts_as_on_plan_what_ends_by_when_it_is_due(self):
        whole = {"watched": ["a", "end"], "due": {"end": 15}}
        outlook = simulate(PARALLEL, SPREADS, **whole)
        assert outlook.on_plan["end"] == 1
        assert outlook.on_plan["a"] == simulate(PARALLEL, SPREADS, watched=["a"]).on_plan["a"] < 1

    def test_counts_the_draws_that_have_ended_day_by_day(self):
        # Counted by hand, in days of ten minutes: three of six end in the first, one at its very
        # end; two more in the second, none in the third, the last in the fourth.
        outlook = simulate(PARALLEL, {}, draws=6)
        ends = np.array([12, 5, 10, 31, 10, 20], dtype=np.float32)
        counted = replace(outlook, finishes=ends).chances(lambda minutes: -(-minutes // 10) * 10)
        assert list(counted) == [(5, 3 / 6), (12, 5 / 6), (31, 1)]

    def test_counts_on_where_a_day_ends_before_its_draws(self):
        # A day is counted in whole minutes: a draw in the last half of one is of that day.
        ends = np.array([9.5, 9.5, 19], dtype=np.float32)
        outlook = replace(simulate(PARALLEL, {}, draws=3), finishes=ends)
        assert list(outlook.chances(lambda minutes: minutes // 10 * 10 + 9)) == [
            (9.5, 2 / 3),
            (19, 1),
        ]

    def test_shows_what_paths_that_meet_add(self):
        alone = simulate(Network([Activity("a", 10)]), {"a": SPREADS["a"]}, watched=["a"])
        both = simulate(PARALLEL, SPREADS, watched=["end"])
        assert both.bias["end"] > alone.bias["a"] + 0.3
        assert both.on_plan["end"] < alone.on_plan["a"] / 1.5
        assert both.criticality["a"] + both.criticality["b"] == pytest.approx(1, abs=0.02)

    @pytest.mark.parametrize("link", Link)
    @pytest.mark.parametrize("lag", [-2, 0, 3])
    def test_of_fixed_durations_is_the_critical_path(self, link, lag):
        network = Network(
            [
                Activity("a", 4, Limits(start_no_earlier=2)),
                Activity("b", 7),
                Activity("c", 1),
                Activity("d", 2, Limits(finish_no_earlier=9)),
            ],
            [Dependency("a", "b", link, lag), Dependency("b", "c"), Dependency("a", "d")],
        )
        planned = schedule(network)
        outlook = simulate(network, {}, watched=list("abcd"), draws=3)
        for key, times in planned.times.items():
            assert outlook.percentiles[key][0] == times.early_finish
            assert outlook.criticality[key] == (times.total_float <= 0)

    def test_agrees_with_an_exact_beta_over_its_whole_width(self):
        exact = np.random.default_rng(1).beta(1 + 4 * 0.4, 5 - 4 * 0.4, 400_000) * 100
        outlook = simulate(
            Network([Activity("a", 0)]), {"a": Spread(0, 40, 100)}, watched=["a"], draws=MOST_DRAWS
        )
        for at in (5, 50, 80, 95):
            assert outlook.finish_by(at) == pytest.approx(np.percentile(exact, at), abs=0.5)

    @pytest.mark.parametrize("draws", [0, MOST_DRAWS + 1])
    def test_refuses_draws_without_bounds(self, draws):
        with pytest.raises(DrawsOutOfBounds):
            simulate(PARALLEL, SPREADS, draws=draws)


class TestSpread:
    @pytest.mark.parametrize("points", [(2, 1, 3), (1, 4, 3), (-1, 0, 1)])
    def test_refuses_points_out_of_order(self, points):
        with pytest.raises(SpreadContradicts):
            Spread(*points)

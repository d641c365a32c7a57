"""Threats to plans: each delays what it strikes, as often as it does."""

import numpy as np
import pytest

from catchball.kernel.schedule import (
    Activity,
    Dependency,
    Limits,
    Network,
    Spread,
    Threat,
    effects,
    simulate,
    threatened,
)
from catchball.kernel.schedule.problems import SpreadContradicts
from catchball.kernel.schedule.simulation import stream_of

# Ten of work, a point that it reaches, five more; and two beside that nobody waits for.
LINE = Network(
    [Activity("fill", 10), Activity("filled", 0), Activity("test", 5), Activity("aside", 2)],
    [Dependency("fill", "filled"), Dependency("filled", "test")],
)
ALL = ("fill", "filled", "test", "aside")
FIXED = simulate(LINE, {})


def a_threat(key="risk", *, chance=1.0, delay=4, **where):
    return Threat(key, chance, Spread(delay, delay, delay), **where)


def late(*threats, network=LINE, watched=ALL):
    """Return by how much later than planned each activity, and the whole, ends on average."""
    outlook = simulate(network, {})
    found = threatened(network, outlook, threats, watched=watched)
    return {**found.bias, "whole": found.mean - outlook.mean}


class TestThreatened:
    def test_delays_an_activity_and_what_waits_for_it_as_often_as_it_strikes(self):
        # Known answer: of a fixed plan of 15 the mean moves by chance × delay, 0.3 × 4 = 1.2; the
        # whole ends at 15 in 70 and at 19 in 30 of 100 draws, so that the 80th percentile is 19.
        found = threatened(
            LINE, FIXED, [a_threat(chance=0.3, activity="fill")], watched=ALL, seed=5
        )
        assert found.mean == pytest.approx(15 + 0.3 * 4, abs=0.05)
        assert found.bias["filled"] == pytest.approx(0.3 * 4, abs=0.05)
        assert found.bias["aside"] == 0
        assert found.chance_by(15) == pytest.approx(0.7, abs=0.015)
        assert found.percentiles["test"] == (15, 19, 19)
        assert (found.finish_by(50), found.finish_by(80)) == (15, 19)

    def test_adds_up_threats_to_one_activity(self):
        # Known answer: both strike in 0.25 × 0.5 = 12.5 of 100 draws, none in 37.5.
        both = [
            a_threat("one", chance=0.25, activity="fill"),
            a_threat("two", chance=0.5, delay=2, activity="fill"),
        ]
        found = threatened(LINE, FIXED, both)
        assert found.mean == pytest.approx(15 + 0.25 * 4 + 0.5 * 2, abs=0.05)
        assert found.chance_by(15) == pytest.approx(0.75 * 0.5, abs=0.015)
        assert found.finish_by(95) == 21

    def test_leaves_the_end_alone_where_what_is_struck_has_float(self):
        assert late(a_threat(delay=13, activity="aside"))["whole"] == 0
        assert late(a_threat(delay=14, activity="aside"))["whole"] == 1

    def test_comes_after_the_end_where_it_strikes_nothing_in_particular(self):
        found = threatened(LINE, FIXED, [a_threat(chance=0.25)], watched=ALL)
        assert found.mean == pytest.approx(15 + 0.25 * 4, abs=0.05)
        assert found.bias == dict.fromkeys(ALL, 0)

    def test_does_not_delay_what_has_ended_before_it_strikes(self):
        # Known answer: a strike between 5 and 15 finds the ten of work undone in half of the draws.
        assert late(a_threat(activity="fill", between=(11, 15))) == dict.fromkeys(
            (*ALL, "whole"), 0
        )
        assert late(a_threat(activity="fill", between=(5, 15)))["filled"] == pytest.approx(
            0.5 * 4, abs=0.08
        )
        assert late(a_threat(activity="test", between=(0, 1)))["whole"] == 4

    def test_lets_all_work_rest_from_when_it_strikes(self):
        assert late(a_threat(between=(3, 3))) == {
            "fill": 4,
            "filled": 4,
            "test": 4,
            "aside": 0,
            "whole": 4,
        }
        assert late(a_threat(between=(12, 12))) == {
            "fill": 0,
            "filled": 0,
            "test": 4,
            "aside": 0,
            "whole": 4,
        }
        assert late(a_threat(between=(20, 30)))["whole"] == 0

    def test_lets_a_day_that_is_fixed_take_up_a_rest(self):
        network = Network(
            [Activity("a", 2), Activity("b", 1, Limits(start_no_earlier=10))],
            [Dependency("a", "b")],
        )
        rest = a_threat(between=(1, 1))
        assert late(rest, network=network, watched=("a",)) == {"a": 4, "whole": 0}
        longer = a_threat(delay=12, between=(1, 1))
        assert late(longer, network=network, watched=("a",)) == {"a": 12, "whole": 4}

    def test_lets_one_rest_follow_another_that_it_begins_in(self):
        two = (a_threat("one", between=(3, 3)), a_threat("two", delay=3, between=(5, 5)))
        assert late(*two)["fill"] == 7
        assert late(*reversed(two))["fill"] == 7

    def test_finds_undone_what_another_threat_has_delayed(self):
        # Known answer: ten of work are done at 14 after a first blow of 4, so that one at 12 counts.
        first = a_threat("one", activity="fill", between=(5, 5))
        rest = a_threat("two", between=(5, 5))
        second = a_threat("three", delay=3, activity="fill", between=(12, 12))
        for two in ((first, second), (second, first), (rest, second)):
            assert late(*two)["fill"] == 7
        assert late(second)["fill"] == 0

    def test_draws_the_same_whatever_other_threats_there_are(self):
        own = a_threat("own", chance=0.5, activity="fill")
        alone = threatened(LINE, FIXED, [own])
        beside = threatened(LINE, FIXED, [a_threat("other", chance=0, activity="fill"), own])
        assert (alone.finishes == beside.finishes).all()
        other_seed = threatened(LINE, FIXED, [own], seed=2)
        assert (alone.finishes != other_seed.finishes).any()

    def test_agrees_with_an_account_draw_by_draw(self):
        # Source: the same draws taken through the line one by one, by plain arithmetic.
        outlook = simulate(LINE, {"fill": Spread(6, 10, 18)}, draws=500)
        threats = [
            a_threat("one", chance=0.6, activity="test"),
            a_threat("two", chance=0.5, delay=3, between=(2, 14)),
        ]
        lengths = outlook.durations[list(LINE.order).index("fill")]
        strikes = _struck("one", 0.6, 500), _struck("two", 0.5, 500, (2, 14))
        expected = []
        for length, tested, (rests, at) in zip(
            lengths.tolist(), strikes[0][0], zip(*strikes[1], strict=True), strict=True
        ):
            end = length + 5 + (4 if tested else 0)
            expected.append(end + 3 if rests and end > at else end)
        found = threatened(LINE, outlook, threats)
        assert found.finishes.tolist() == pytest.approx(expected, rel=1e-5)


def _struck(key, chance, draws, between=None):
    """Return in which draws a threat of a fixed delay strikes, and when, off its own stream."""
    stream = stream_of(1, f"{key}\0threat")
    stream.integers(0, 1024, draws, dtype=np.uint16)
    strikes = (stream.random(draws) < chance).tolist()
    at = (between[0] + (between[1] - between[0]) * stream.random(draws)).tolist() if between else []
    return strikes, at


class TestEffects:
    def test_tell_what_each_delays_when_it_strikes(self):
        threats = [
            a_threat("one", chance=0.1, activity="fill"),
            a_threat("two", chance=0.9, delay=15, activity="aside"),
            a_threat("three", chance=0.5, delay=7),
            a_threat("four", chance=0.5, between=(12, 12)),
        ]
        one, two, three, four = effects(LINE, FIXED, threats, watched=("filled", "test"))
        assert (one.late, one.whole) == ({"filled": 4, "test": 4}, 4)
        assert (two.late, two.whole) == ({"filled": 0, "test": 0}, 2)
        assert (three.late, three.whole) == ({"filled": 0, "test": 0}, 7)
        assert (four.late, four.whole) == ({"filled": 0, "test": 4}, 4)
        assert [each.threat for each in (one, two, three, four)] == threats


class TestThreat:
    @pytest.mark.parametrize("chance", [-0.1, 1.1])
    def test_refuses_a_chance_that_is_none(self, chance):
        with pytest.raises(SpreadContradicts):
            a_threat(chance=chance)

    def test_refuses_times_out_of_order(self):
        with pytest.raises(SpreadContradicts):
            a_threat(between=(2, 1))

"""Odds: published predictive distributions, tables, and what must always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.measures import odds
from catchball.measures.odds import rate_odds, share_odds, value_odds


class TestPublishedCases:
    @pytest.mark.parametrize("least", range(11))
    def test_of_bayes_and_laplace_make_every_count_equally_likely(self, least):
        """T. Bayes (1763), scholium; P. S. Laplace (1774): a uniform prior, ten trials."""
        found = odds.beta_binomial_from(least, 10, 1, 1)
        assert found == pytest.approx((11 - least) / 11)

    @pytest.mark.parametrize("seen", [1, 10, 1_826_213])
    def test_of_laplace_follow_the_rule_of_succession(self, seen):
        """P. S. Laplace (1814): after n sunrises in n days, the next has (n + 1) ÷ (n + 2)."""
        found = odds.beta_binomial_from(1, 1, seen + 1, 1)
        assert found == pytest.approx((seen + 1) / (seen + 2), rel=1e-6)

    def test_of_births_follow_the_negative_binomial(self):
        """P. D. Hoff, A First Course in Bayesian Statistical Methods (2009), 3.2.2: children of
        111 women without a degree, 217 in all, prior gamma(2, 1): predicted for the next woman."""
        published = [0.1427473, 0.2766518, 0.2693071, 0.1755660, 0.0862293, 0.0340339]
        shape, rate = 2 + 217, 1 + 111
        found = [
            odds.gamma_poisson_from(count, shape, rate)
            - odds.gamma_poisson_from(count + 1, shape, rate)
            for count in range(6)
        ]
        assert found == pytest.approx(published, abs=5e-7)

    @pytest.mark.parametrize(
        ("freedom", "value", "below"),
        [(1, 6.314, 0.95), (2, 2.920, 0.95), (10, 2.228, 0.975), (30, 2.457, 0.99), (1, 0, 0.5)],
    )
    def test_of_students_t_follow_the_table(self, freedom, value, below):
        """NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, critical values of t."""
        assert odds.t_below(value, freedom) == pytest.approx(below, abs=5e-5)
        assert odds.t_below(-value, freedom) == pytest.approx(1 - below, abs=5e-5)


class TestShares:
    def test_of_a_process_far_above_the_target_are_near_certain(self):
        found = share_odds(995, 1000, coming=30, target=0.9)
        assert found.chance > 0.99
        assert found.n == 1000

    def test_count_a_share_at_the_target_as_met(self):
        """0.95 of 20 is 19, whatever the last bit of the product says."""
        found = share_odds(19, 20, coming=20, target=0.95)
        assert found.chance == pytest.approx(odds.beta_binomial_from(19, 20, 19.5, 1.5))

    def test_where_lower_is_better_are_those_of_the_rest(self):
        up = share_odds(95, 100, coming=20, target=0.9)
        down = share_odds(5, 100, coming=20, target=0.1, higher=False)
        assert down.chance == pytest.approx(up.chance)

    def test_are_none_without_facts(self):
        assert share_odds(0, 0, coming=10, target=0.9) is None
        assert share_odds(9, 10, coming=0, target=0.9) is None

    @given(
        good=st.integers(0, 60),
        bad=st.integers(0, 60),
        coming=st.integers(1, 40),
        target=st.floats(0, 1),
    )
    def test_are_chances_within_their_interval_or_close_to_it(self, good, bad, coming, target):
        found = share_odds(good, good + bad, coming=coming, target=target)
        if good + bad == 0:
            assert found is None
            return
        assert 0 <= found.interval.lower <= found.interval.upper <= 1
        assert 0 <= found.chance <= 1

    def test_narrow_with_more_facts(self):
        few = share_odds(19, 20, coming=20, target=0.9).interval
        many = share_odds(950, 1000, coming=20, target=0.9).interval
        assert many.upper - many.lower < few.upper - few.lower


class TestRates:
    def test_fall_as_the_target_gets_harder(self):
        chances = [
            rate_odds(20, 200, coming=20, target=one).chance for one in (0.2, 0.15, 0.1, 0.05)
        ]
        assert chances == sorted(chances, reverse=True)

    def test_of_no_event_at_all_are_not_certain(self):
        found = rate_odds(0, 10, coming=10, target=0)
        assert 0 < found.chance < 1

    def test_are_none_without_exposure(self):
        assert rate_odds(0, 0, coming=10, target=0.1) is None


class TestValues:
    def test_at_the_mean_are_even(self):
        found = value_odds([1.0, 2.0, 3.0], target=2.0, higher=True)
        assert found.chance == pytest.approx(0.5)
        assert found.interval.lower < 0.5 < found.interval.upper

    def test_are_mirrored_where_lower_is_better(self):
        values = [10.0, 12.0, 11.0, 13.0, 9.0]
        up = value_odds(values, target=12.0, higher=True).chance
        down = value_odds(values, target=12.0, higher=False).chance
        assert up + down == pytest.approx(1)

    def test_are_none_of_too_few_or_equal_values(self):
        assert value_odds([1.0, 2.0], target=1.0, higher=True) is None
        assert value_odds([2.0, 2.0, 2.0], target=1.0, higher=True) is None

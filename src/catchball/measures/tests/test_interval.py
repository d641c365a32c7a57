"""Intervals of shares and rates against published tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.measures.interval import (
    NotACount,
    byar_interval,
    count_interval,
    exact_interval,
    rate_interval,
    share_interval,
)


class TestShareInterval:
    @pytest.mark.parametrize(
        ("count", "of", "lower", "upper"),
        [
            (81, 263, 0.2553, 0.3662),  # Newcombe 1998, table I, method 3
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ],
    )
    def test_is_as_newcombe_published(self, count, of, lower, upper):
        found = share_interval(count, of)
        assert (found.lower, found.upper) == pytest.approx((lower, upper), abs=5e-5)

    def test_of_nine_in_ten_is_60_to_98_per_cent(self):
        found = share_interval(9, 10)
        assert (round(100 * found.lower), round(100 * found.upper)) == (60, 98)

    def test_of_nothing_is_unknown(self):
        assert share_interval(0, 0) is None

    @pytest.mark.parametrize(("count", "of"), [(-1, 3), (4, 3)])
    def test_of_no_share_is_refused(self, count, of):
        with pytest.raises(NotACount):
            share_interval(count, of)

    @given(st.integers(1, 10_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
    def test_holds_the_share_and_mirrors(self, pair):
        count, of = pair
        found, mirror = share_interval(count, of), share_interval(of - count, of)
        assert 0 <= found.lower <= count / of <= found.upper <= 1
        assert found.lower == pytest.approx(1 - mirror.upper, abs=1e-12)


class TestRateInterval:
    @pytest.mark.parametrize(
        ("count", "lower", "upper"),
        [  # Garwood's limits as tabled by K. Ulm, Am. J. Epidemiology 131 (1990) 373
            (0, 0.0, 3.689),
            (1, 0.0253, 5.572),
            (5, 1.6235, 11.668),
            (10, 4.795, 18.390),
            (20, 12.217, 30.888),
            (100, 81.364, 121.627),
        ],
    )
    def test_is_as_garwood_tabled(self, count, lower, upper):
        found = exact_interval(count)
        assert (found.lower, found.upper) == pytest.approx((lower, upper), abs=1e-3)

    @given(st.integers(60, 400))
    def test_by_byar_comes_close_to_exact(self, count):
        exact, byar = exact_interval(count), byar_interval(count)
        assert (byar.lower, byar.upper) == pytest.approx((exact.lower, exact.upper), rel=2e-4)

    def test_divides_by_exposure(self):
        found, whole = rate_interval(20, 400.0), count_interval(20)
        assert (found.lower, found.upper) == pytest.approx((whole.lower / 400, whole.upper / 400))

    def test_without_exposure_is_unknown_and_with_events_refused(self):
        assert rate_interval(0, 0.0) is None
        with pytest.raises(NotACount):
            rate_interval(2, 0.0)
        with pytest.raises(NotACount):
            rate_interval(-1, 2.0)

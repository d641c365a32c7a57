"""Tests of a number and its standing against a promise."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.measures.language import Better
from catchball.measures.reading import (
    FloorBeyondTarget,
    Reading,
    Standing,
    divided,
    judge,
    stand_against,
)

TARGET, FLOOR = Decimal("0.95"), Decimal("0.90")


def share(good, of, pending=0):
    return Reading(Decimal(good), Decimal(of), n=of, pending=pending)


def higher(reading, **more):
    return judge(reading, **{"target": TARGET, "floor": FLOOR, "better": Better.HIGHER, **more})


class TestJudge:
    @pytest.mark.parametrize(
        ("good", "standing"),
        [
            (100, Standing.KEPT),
            (95, Standing.KEPT),
            (94, Standing.BELOW_TARGET),
            (90, Standing.BELOW_TARGET),
            (89, Standing.BELOW_FLOOR),
            (0, Standing.BELOW_FLOOR),
        ],
    )
    def test_holds_at_the_thresholds(self, good, standing):
        assert higher(share(good, 100)) is standing

    @pytest.mark.parametrize(
        ("days", "standing"),
        [
            (30, Standing.KEPT),
            (31, Standing.BELOW_TARGET),
            (45, Standing.BELOW_TARGET),
            (46, Standing.BELOW_FLOOR),
        ],
    )
    def test_mirrors_where_lower_is_better(self, days, standing):
        reading = Reading(Decimal(days), Decimal(1), n=20)

        assert (
            judge(reading, target=Decimal(30), floor=Decimal(45), better=Better.LOWER) is standing
        )

    def test_compares_what_is_not_rounded(self):
        almost = Reading(Decimal(9499999999), Decimal(10**10), n=10**10)

        assert higher(almost) is Standing.BELOW_TARGET

    def test_compares_a_rate_with_its_factor(self):
        rate = Reading(Decimal(1), Decimal(3), n=9, per=100)

        assert rate.compared_with(Decimal("33.34")) < 0 < rate.compared_with(Decimal("33.33"))

    @pytest.mark.parametrize(
        ("reading", "standing"),
        [
            (share(0, 0), Standing.NO_DATA),
            (share(0, 0, pending=3), Standing.NOT_DUE),
            (share(20, 20, pending=1), Standing.PROVISIONAL),
            (share(7, 7), Standing.LOW_N),
            (share(8, 8), Standing.KEPT),
        ],
    )
    def test_says_when_there_is_nothing_or_too_little_to_judge(self, reading, standing):
        assert higher(reading) is standing

    def test_without_promise_says_so(self):
        assert higher(share(1, 20), target=None) is Standing.NO_PROMISE

    def test_without_floor_is_never_below_it(self):
        assert higher(share(0, 20), floor=None) is Standing.BELOW_TARGET

    def test_refuses_a_floor_that_is_harder_than_the_target(self):
        with pytest.raises(FloorBeyondTarget):
            higher(share(20, 20), floor=Decimal("0.96"))
        with pytest.raises(FloorBeyondTarget):
            higher(share(20, 20), better=Better.LOWER)
        assert higher(share(20, 20), floor=TARGET) is Standing.KEPT

    def test_shows_the_colour_under_a_provisional_number(self):
        reading = share(1, 20, pending=2)

        assert higher(reading) is Standing.PROVISIONAL
        assert (
            stand_against(reading, target=TARGET, floor=FLOOR, better=Better.HIGHER)
            is Standing.BELOW_FLOOR
        )


class TestStanding:
    def test_has_words_for_people(self):
        assert {standing.said for standing in Standing} == {
            "Kept",
            "Below target",
            "Below floor",
            "Too few to judge",
            "Provisional",
            "Not yet due",
            "No data",
            "No promise",
        }


class TestDivided:
    @given(st.decimals(-1000, 1000, places=3), st.decimals(-1000, 1000, places=3))
    def test_is_the_quotient_to_twenty_places(self, top, bottom):
        quotient = divided(top, bottom)

        if bottom == 0:
            assert quotient is None
        else:
            assert abs(quotient * bottom - top) <= abs(bottom) * Decimal("1e-19")

"""What follows a miss: counters, grace, tolerance, ramp-up, quarters, and keeping in a row."""

from datetime import date
from decimal import Decimal

import pytest

from catchball.kernel.days import Grain, Period, month_start, period_of
from catchball.measures.language import Better
from catchball.measures.reading import Reading, Standing, judge
from catchball.trust.permissions import Side
from catchball.workplace.agreements.rules import parts
from catchball.workplace.consequences import rules
from catchball.workplace.consequences.rules import Count, Judged, Kind, Promised

JANUARY = date(2026, 1, 1)
BEFORE = date(2025, 1, 1)
KEPT, MISSED, FAILED, NO_DATA = 96, 92, 80, None
LADDER = parts.propose_parts()["ladder"]
MONEY = {**parts.propose_parts()["credits"], "ramp_up": 0}


def promised(**changes):
    return Promised(
        **{
            "party": Side.CMO,
            "better": Better.HIGHER,
            "is_summed": True,
            "target": Decimal("0.95"),
            "floor": Decimal("0.90"),
            "n_min": 8,
            "tolerance": Decimal(0),
            "grace": 0,
            "allocation": Decimal("0.3"),
            "grain": Grain.MONTH,
            **changes,
        }
    )


def months(*good, **changes):
    """Return months from January on with so many of a hundred good; None: nothing counted."""
    terms, found = promised(**changes), []
    for place, top in enumerate(good):
        reading = Reading(Decimal(top or 0), Decimal(100 if top else 0), 100 if top else 0)
        standing = judge(
            reading, target=terms.target, floor=terms.floor, better=terms.better, n_min=terms.n_min
        )
        period = period_of(month_start(JANUARY, place), Grain.MONTH)
        found.append(Judged(period, standing, reading, terms))
    return found


def kinds(judged, *, begun_on=BEFORE, **money):
    found = rules.follow(judged, ladder=LADDER, money={**MONEY, **money}, begun_on=begun_on)
    return [step.kind for step in found.steps]


class TestTheLadder:
    def test_goes_from_red_to_owner_to_review_to_credit_to_terms(self):
        assert kinds(months(FAILED)) == [Kind.VISIBLE, Kind.ACTION]
        assert kinds(months(FAILED, FAILED))[-1] is Kind.REVIEW
        assert kinds(months(FAILED, FAILED, FAILED))[-1] is Kind.CREDIT
        assert kinds(months(FAILED, FAILED, FAILED, FAILED))[-1] is Kind.TERMS

    def test_of_the_client_stops_the_clock_releases_the_slot_and_sets_promises_anew(self):
        client = {"party": Side.CLIENT, "allocation": Decimal(0)}
        assert kinds(months(FAILED, **client)) == [Kind.CLOCK]
        assert kinds(months(FAILED, FAILED, **client)) == [Kind.CLOCK, Kind.SLOT, Kind.FEE]
        assert kinds(months(FAILED, FAILED, FAILED, **client))[-1] is Kind.REBASELINE

    def test_follows_nothing_where_the_promise_was_kept_again(self):
        assert kinds(months(FAILED, FAILED, KEPT)) == []

    def test_takes_no_credit_for_a_promise_that_draws_none(self):
        assert Kind.CREDIT not in kinds(months(FAILED, FAILED, FAILED, allocation=Decimal(0)))

    def test_leaves_a_miss_short_of_the_target_alone_where_the_floor_counts(self):
        assert kinds(months(MISSED)) == []


class TestTheCounter:
    def test_of_two_in_three_months_counts_those_between_which_one_was_kept(self):
        found = rules.follow(
            months(FAILED, KEPT, FAILED), ladder=LADDER, money=MONEY, begun_on=BEFORE
        )
        review = next(step for step in found.steps if step.kind is Kind.REVIEW)
        assert (review.counted, review.misses, review.window) == (2, 2, 3)

    def test_forgets_a_miss_that_is_older_than_its_window(self):
        assert Kind.REVIEW not in kinds(months(FAILED, KEPT, KEPT, FAILED))

    def test_takes_a_month_that_nobody_closed_as_no_verdict(self):
        first, _second, third = months(FAILED, FAILED, FAILED)
        whole = rules.without_gaps([first, third], Grain.MONTH, JANUARY)
        assert rules.count_periods(whole, "floor") == (Count.MISS, Count.UNJUDGED, Count.MISS)

    def test_takes_no_data_for_no_miss(self):
        assert kinds(months(NO_DATA)) == []


class TestGraceAndTolerance:
    def test_forgive_the_first_miss_of_any_twelve_months(self):
        judged = months(FAILED, *[KEPT] * 10, FAILED, FAILED, grace=1)
        counts = rules.count_periods(judged, "floor")
        assert (counts[0], *counts[11:]) == (Count.FORGIVEN, Count.MISS, Count.FORGIVEN)

    def test_leave_a_miss_within_the_tolerance_alone(self):
        judged = months(94, tolerance=Decimal("0.01"))
        assert rules.count_periods(judged, "target") == (Count.WITHIN,)
        assert rules.count_periods(months(94), "target") == (Count.MISS,)

    def test_never_spend_grace_on_what_the_tolerance_covers(self):
        judged = months(94, MISSED, tolerance=Decimal("0.01"), grace=1)
        assert rules.count_periods(judged, "target") == (Count.WITHIN, Count.FORGIVEN)


class TestTheRampUp:
    def test_suspends_credits_and_shows_them(self):
        found = rules.follow(
            months(FAILED, FAILED, FAILED),
            ladder=LADDER,
            money={**MONEY, "ramp_up": 3},
            begun_on=JANUARY,
        )
        credit = next(step for step in found.steps if step.kind is Kind.CREDIT)
        assert (credit.is_suspended, found.share) == (True, 0)

    def test_lets_its_misses_count_for_no_credit_later(self):
        judged = months(FAILED, FAILED, FAILED, FAILED)
        found = rules.follow(judged, ladder=LADDER, money={**MONEY, "ramp_up": 3}, begun_on=JANUARY)
        assert found.share == 0
        assert Kind.TERMS in [step.kind for step in found.steps]

    def test_is_over_once(self):
        found = rules.follow(
            months(FAILED, FAILED, FAILED),
            ladder=LADDER,
            money={**MONEY, "ramp_up": 3},
            begun_on=BEFORE,
        )
        assert found.share == Decimal("0.03")


class TestTheShareDrawn:
    def test_is_at_risk_times_allocation_times_step(self):
        assert rules.share_of(months(FAILED)[0], MONEY) == Decimal("0.03")
        assert rules.share_of(months(MISSED)[0], MONEY) == Decimal("0.015")
        assert rules.share_of(months(KEPT)[0], MONEY) == 0

    def test_is_drawn_once_however_many_steps_say_credit(self):
        ladder = [*LADDER, {**LADDER[3], "id": "again", "misses": 1, "window": 1}]
        found = rules.follow(
            months(FAILED, FAILED, FAILED), ladder=ladder, money=MONEY, begun_on=BEFORE
        )
        assert [step.kind for step in found.steps].count(Kind.CREDIT) == 2
        assert found.share == Decimal("0.03")

    def test_keeps_each_step_whole(self):
        found = rules.follow(
            months(FAILED, FAILED, FAILED), ladder=LADDER, money=MONEY, begun_on=BEFORE
        )
        kept = [rules.step_as_kept(step) for step in found.steps]
        assert tuple(rules.step_from(one) for one in kept) == found.steps


class TestQuarters:
    def test_are_judged_from_the_sums_of_their_months(self):
        """80, 96 and 96 of 100 are 272 of 300: below target, not below floor."""
        [quarter] = rules.by_grain(months(FAILED, KEPT, KEPT, KEPT), Grain.QUARTER)
        assert quarter.period == Period(JANUARY, date(2026, 4, 1))
        assert (quarter.reading.top, quarter.standing) == (272, Standing.BELOW_TARGET)

    def test_of_a_percentile_have_no_verdict(self):
        [quarter] = rules.by_grain(months(KEPT, KEPT, KEPT, is_summed=False), Grain.QUARTER)
        assert quarter.standing is Standing.NO_DATA

    def test_wait_for_all_their_months(self):
        assert rules.by_grain(months(FAILED, FAILED), Grain.QUARTER) == ()


class TestYears:
    def test_are_judged_from_the_sums_of_twelve_months(self):
        """Ten months of 96 and two of 80 of 100 are 1,120 of 1,200: below target, not below floor."""
        [year] = rules.by_grain(months(*[KEPT] * 10, FAILED, FAILED, KEPT), Grain.YEAR)
        assert year.period == Period(JANUARY, date(2027, 1, 1))
        assert (year.reading.top, year.standing) == (1120, Standing.BELOW_TARGET)

    def test_wait_for_december(self):
        assert rules.by_grain(months(*[FAILED] * 11), Grain.YEAR) == ()


class TestEarningBack:
    @pytest.mark.parametrize(
        ("after", "is_earned"),
        [
            ((KEPT, KEPT, KEPT), True),
            ((KEPT, NO_DATA, KEPT, KEPT), True),
            ((KEPT, KEPT), False),
            ((KEPT, KEPT, MISSED, KEPT), False),
        ],
    )
    def test_needs_so_many_kept_months_in_a_row_right_after(self, after, is_earned):
        judged = months(FAILED, *after)
        assert rules.is_kept_after(judged, judged[0].period, 3) is is_earned

    def test_is_not_agreed_with_nought(self):
        judged = months(FAILED, KEPT)
        assert rules.is_kept_after(judged, judged[0].period, 0) is False

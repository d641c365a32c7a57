"""Reading a chart: options, phases, the other kinds, and what bad input gets."""

from itertools import pairwise
from math import inf, log, nan, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.kernel.errors import Invalid
from catchball.measures.charts import (
    AcrossGaps,
    AfterPhase,
    Assurance,
    Better,
    Conventions,
    GapCentre,
    GapCount,
    Kind,
    Marking,
    OnTheLine,
    Phase,
    Point,
    Rule,
    RuleSet,
    Screening,
    Series,
    Side,
    Standing,
    TargetStep,
    TrendCount,
    Variation,
    gaps_between,
    read_chart,
)
from catchball.measures.charts.checks import (
    ImpossibleCount,
    ImpossibleOption,
    NotANumber,
    PhaseWithoutReason,
    TooManyPoints,
    UnknownPoint,
)

SINGLE = [Kind.XMR, Kind.RUN, Kind.G, Kind.T]


def points(values):
    return [Point(str(at), value) for at, value in enumerate(values)]


def counts(pairs):
    return [Point(str(at), count=count, denominator=of) for at, (count, of) in enumerate(pairs)]


def read(values, kind=Kind.XMR, **how):
    return read_chart(Series(kind, points(values), **how))


def zigzag(length, middle=10.0, step=1.0):
    return [middle + (step if at % 2 else -step) for at in range(length)]


class TestBadInput:
    @pytest.mark.parametrize("kind", list(Kind))
    def test_of_no_points_is_a_chart_that_says_nothing(self, kind):
        chart = read_chart(Series(kind, []))
        assert chart.readings == ()
        assert chart.variation is Variation.TOO_FEW

    @pytest.mark.parametrize("kind", SINGLE)
    def test_of_one_point_has_a_centre_and_no_limits(self, kind):
        chart = read([5.0], kind)
        assert chart.readings[0].upper is None
        assert chart.readings[0].centre is not None
        assert chart.variation is Variation.TOO_FEW

    @pytest.mark.parametrize("kind", list(Kind))
    @pytest.mark.parametrize("value", [0.0, 0.1, 0.3, 1.0])
    def test_of_equal_points_has_no_special_cause(self, kind, value):
        each = [(value * 7, 7.0)] * 30 if kind.counts else [value] * 30
        given_points = counts(each) if kind.counts else points(each)
        chart = read_chart(Series(kind, given_points))
        assert chart.causes == ()
        assert chart.variation is Variation.COMMON

    def test_of_a_zero_denominator_without_a_count_is_a_gap(self):
        chart = read_chart(Series(Kind.P, counts([(1, 10), (0, 0), (2, 10)])))
        assert [each.standing for each in chart.readings][1] is Standing.GAP
        assert chart.readings[1].upper is None
        assert chart.readings[0].centre == pytest.approx(3 / 20)

    def test_of_only_gaps_has_no_lines(self):
        chart = read([None] * 9)
        assert {each.centre for each in chart.readings} == {None}
        assert chart.variation is Variation.TOO_FEW

    @pytest.mark.parametrize("value", [inf, -inf, nan])
    @pytest.mark.parametrize("kind", SINGLE)
    def test_of_an_infinity_is_refused_with_the_points_name(self, kind, value):
        with pytest.raises(NotANumber, match="value of 1"):
            read([1.0, value], kind)

    @pytest.mark.parametrize(
        ("kind", "count", "of"),
        [(Kind.P, 3, 2), (Kind.NP, 3, 2), (Kind.P, 3, 0), (Kind.U, -1, 5), (Kind.U, 1, -5)],
    )
    def test_of_an_impossible_count_is_refused(self, kind, count, of):
        with pytest.raises(ImpossibleCount):
            read_chart(Series(kind, counts([(1, 2), (count, of)])))

    def test_of_a_negative_gap_is_refused(self):
        with pytest.raises(ImpossibleCount, match="time order"):
            read([3.0, -1.0], Kind.T)

    def test_of_more_than_ten_thousand_points_is_refused_and_of_that_many_read(self):
        with pytest.raises(TooManyPoints, match="10001"):
            read([1.0] * 10_001)
        assert len(read(zigzag(10_000)).readings) == 10_000

    def test_of_a_phase_without_reason_or_start_is_refused(self):
        with pytest.raises(PhaseWithoutReason):
            read([1.0, 2.0], phases=[Phase("1", " ")])
        with pytest.raises(UnknownPoint):
            read([1.0, 2.0], phases=[Phase("9", "New line")])

    @pytest.mark.parametrize(
        "how",
        [
            {"multiplier": 0},
            {"frozen_after": 0},
            {"conventions": Conventions(range_factor=nan)},
        ],
    )
    def test_of_a_meaningless_option_is_refused(self, how):
        with pytest.raises(ImpossibleOption):
            read([1.0, 2.0], **how)

    @given(
        st.sampled_from(list(Kind)),
        st.sampled_from(list(RuleSet)),
        st.lists(st.none() | st.floats(width=32) | st.integers(-3, 60), max_size=40),
    )
    def test_of_any_kind_is_read_or_refused_by_name(self, kind, rules, values):
        given_points = [
            Point(str(at), value=value, count=value, denominator=abs(value or 0) + at % 3)
            for at, value in enumerate(values)
        ]
        series = Series(kind, given_points, rules=rules)
        try:
            chart = read_chart(series)
        except Invalid as refused:
            told = str(refused)
        else:
            told = "".join(str(each.centre) + str(each.upper) for each in chart.readings)
        assert "nan" not in told
        assert told or not values


class TestConventions:
    def test_screen_moving_ranges_once_again_and_again_or_not(self):
        values = [*zigzag(30, step=0.5), 20.0, 10.0, 14.0, *zigzag(10, step=0.5)]
        ranged = [
            read(values, conventions=Conventions(screening=how)).phases[0].moving_range
            for how in (Screening.NONE, Screening.ONCE, Screening.UNTIL_NONE_IS_LEFT)
        ]
        assert ranged == sorted(ranged, reverse=True)
        assert ranged[0] > ranged[1]

    def test_mark_the_whole_run_or_its_completion(self):
        values = [*zigzag(12), *[10.5] * 9, *zigzag(2)]
        whole = read(values).of_rule(Rule.SHIFT)[0]
        how = Conventions(marking=Marking.COMPLETING)
        completing = read(values, conventions=how).of_rule(Rule.SHIFT)[0]
        assert whole.marked == whole.points == completing.points
        assert completing.marked == completing.completes == completing.points[6:]

    def test_count_a_trend_in_points_or_rises(self):
        rising = [float(at) for at in range(7)]
        assert read(rising).of_rule(Rule.TREND)
        assert not read(
            rising, conventions=Conventions(trend_count=TrendCount.RISES)
        ).of_rule(Rule.TREND)  # fmt: skip

    def test_end_or_pass_over_a_run_on_the_line(self):
        values = [1, 1, 1, 0, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, 0, -1]
        assert sum(values) == 0
        assert not read(values).of_rule(Rule.SHIFT)
        skipped = read(values, conventions=Conventions(on_the_line=OnTheLine.SKIPPED))
        assert [cause.side for cause in skipped.of_rule(Rule.SHIFT)] == [Side.HIGH, Side.LOW]
        assert 3 not in skipped.of_rule(Rule.SHIFT)[0].points

    def test_join_or_break_the_points_beside_a_gap(self):
        values = [1.0, 2.0, None, 12.0, 13.0]
        joined = read(values, conventions=Conventions(screening=Screening.NONE))
        broken = read(values, conventions=Conventions(across_gaps=AcrossGaps.BROKEN))
        assert joined.phases[0].moving_range == pytest.approx(4.0)
        assert broken.phases[0].moving_range == pytest.approx(1.0)

    @pytest.mark.parametrize(
        ("centre", "expected"),
        [
            (GapCentre.MEAN, 14.0),
            (GapCentre.MEDIAN, 5.0),
            (GapCentre.THEORETICAL_MEDIAN, 14 * log(2)),
        ],
    )
    def test_choose_the_centre_of_a_g_chart(self, centre, expected):
        chart = read([2, 5, 35], Kind.G, conventions=Conventions(gap_centre=centre))
        assert chart.phases[0].centre == pytest.approx(expected)
        assert chart.phases[0].upper == pytest.approx(14 + 3 * sqrt(14 * 15))

    def test_count_the_event_in_a_gap_or_not(self):
        happened = [True, False, False, True, True, False]
        assert gaps_between(happened) == [2, 0]
        assert gaps_between(happened, counted=GapCount.UP_TO) == [3, 1]
        chart = read([3, 1], Kind.G, conventions=Conventions(gap_count=GapCount.UP_TO))
        assert chart.phases[0].upper == pytest.approx(2 + 3 * sqrt(2 * 1))

    def test_wait_for_a_new_phase_or_look_back(self):
        values = [*zigzag(12), *zigzag(3, middle=30.0)]
        how = {
            "better": Better.HIGHER,
            "targets": [TargetStep("0", 2.0)],
            "phases": [Phase("12", "New supplier", "Site head")],
        }
        assert read(values, **how).assurance is Assurance.TOO_FEW
        back = Conventions(after_phase=AfterPhase.PREVIOUS_PHASE)
        assert read(values, **how, conventions=back).assurance is Assurance.PASS


class TestReadChart:
    def test_leaves_an_excluded_point_out_of_limits_and_rules(self):
        given_points = points(zigzag(12))
        given_points.insert(6, Point("flood", 90.0, excluded="Flood, agreed by both"))
        chart = read_chart(Series(Kind.XMR, given_points))
        assert chart.readings[6].standing is Standing.EXCLUDED
        assert chart.phases[0].centre == 10.0
        assert chart.causes == ()

    def test_draws_limits_of_a_share_within_what_is_possible_and_computes_them_beyond(self):
        chart = read_chart(Series(Kind.P, counts([(9, 10), (10, 10), (8, 10)]), multiplier=100))
        assert chart.readings[0].upper > 100
        assert chart.readings[0].drawn_upper is None
        assert 0 < chart.readings[0].drawn_lower < 90
        assert chart.readings[0].bounds == (0.0, 100)

    def test_freezes_each_phase_after_so_many_points(self):
        values = [*zigzag(12), *[v + 20 for v in zigzag(12)], *[40.0] * 5]
        chart = read(values, frozen_after=12, phases=[Phase("12", "Moved to line 2")])
        assert [round(phase.centre) for phase in chart.phases] == [10, 30]
        assert [phase.used for phase in chart.phases] == [12, 12]
        assert [phase.frozen for phase in chart.phases] == [True, True]
        assert chart.beyond(Side.HIGH) == [24, 25, 26, 27, 28]

    def test_gives_trial_limits_until_twelve_points(self):
        assert read(zigzag(11)).trial
        assert not read(zigzag(12)).trial

    def test_says_too_few_until_seven_points(self):
        assert read(zigzag(6)).variation is Variation.TOO_FEW
        assert read(zigzag(7)).variation is Variation.COMMON

    def test_takes_the_target_in_force_at_each_point(self):
        steps = [TargetStep("2", 95.0), TargetStep("4", 97.0)]
        chart = read(zigzag(6), targets=steps)
        assert [each.target for each in chart.readings] == [None, None, 95, 95, 97, 97]

    def test_has_nothing_to_assure_on_a_run_chart(self):
        how = {"better": Better.HIGHER, "targets": [TargetStep("0", 2.0)]}
        assert read(zigzag(12), Kind.RUN, **how).assurance is Assurance.NOT_ASKED

    def test_names_the_direction_of_a_special_cause(self):
        up = [*zigzag(12), 30.0]
        assert read(up, better=Better.HIGHER).variation is Variation.IMPROVEMENT_HIGH
        assert read(up, better=Better.LOWER).variation is Variation.CONCERN_HIGH
        assert read(up).variation is Variation.NEITHER_HIGH


class TestOtherKinds:
    def test_u_varies_with_exposure(self):
        chart = read_chart(Series(Kind.U, counts([(4, 100), (9, 225)]), multiplier=100))
        rate = 13 / 325
        assert chart.readings[1].upper == pytest.approx(100 * (rate + 3 * sqrt(rate / 225)))

    def test_np_moves_its_centre_with_the_denominator(self):
        chart = read_chart(Series(Kind.NP, counts([(5, 50), (10, 100)])))
        assert [each.centre for each in chart.readings] == pytest.approx([5, 10])
        assert chart.readings[1].upper == pytest.approx(10 + 3 * sqrt(100 * 0.1 * 0.9))
        assert chart.readings[1].bounds == (0, 100)

    @pytest.mark.parametrize(("prime", "plain"), [(Kind.P_PRIME, Kind.P), (Kind.U_PRIME, Kind.U)])
    def test_primes_widen_by_the_variation_between_periods(self, prime, plain):
        pairs = [(500 + (90 if at % 2 else -90), 1000) for at in range(20)]
        chart = read_chart(Series(prime, counts(pairs)))
        narrow = read_chart(Series(plain, counts(pairs)))
        factor = chart.phases[0].sigma_z
        assert factor > 1
        assert chart.readings[0].sigma == pytest.approx(factor * narrow.readings[0].sigma)
        assert (len(narrow.beyond()), len(chart.beyond())) == (20, 0)

    def test_p_prime_is_p_when_only_chance_varies(self):
        share = 0.5
        step = 1.128 * sqrt(share * (1 - share) / 100) / 2
        pairs = [(100 * (share + (step if at % 2 else -step)), 100) for at in range(20)]
        chart = read_chart(Series(Kind.P_PRIME, counts(pairs)))
        assert chart.phases[0].sigma_z == pytest.approx(1.0)

    def test_t_is_limited_on_the_weibull_scale_and_shown_in_days(self):
        days = [20.0, 34.0, 2.0, 51.0, 12.0, 8.0, 75.0]
        chart = read(days, Kind.T, conventions=Conventions(screening=Screening.NONE))
        powers = [day ** (1 / 3.6) for day in days]
        mean = sum(powers) / 7
        ranged = sum(abs(b - a) for a, b in pairwise(powers)) / 6
        assert chart.readings[2].value == pytest.approx(2.0)
        assert chart.phases[0].upper == pytest.approx((mean + 2.66 * ranged) ** 3.6)
        assert chart.phases[0].lower == pytest.approx(max(0, mean - 2.66 * ranged) ** 3.6)

    def test_run_has_a_median_and_no_limits(self):
        chart = read([1, 9, 3, 4, 100], Kind.RUN)
        assert (chart.phases[0].centre, chart.phases[0].upper) == (4, None)


class TestRuleSets:
    def test_western_electric_finds_two_of_three_and_four_of_five(self):
        base = [*zigzag(40, step=1.0)]
        sigma = read(base).readings[0].sigma
        far, mid = 10 + 2.2 * sigma, 10 + 1.2 * sigma
        how = {"rules": RuleSet.WESTERN_ELECTRIC, "frozen_after": 40}
        two = read([*base, far, 9.0, far], **how)
        assert two.of_rule(Rule.TWO_IN_THREE)[0].points == (40, 42)
        four = read([*base, mid, mid, 9.0, mid, mid], **how)
        assert four.of_rule(Rule.FOUR_IN_FIVE)[0].points == (40, 41, 43, 44)

    def test_nelson_finds_what_has_no_direction(self):
        alternating = read(zigzag(14), rules=RuleSet.NELSON)
        assert [cause.rule for cause in alternating.causes] == [Rule.ALTERNATING]
        assert alternating.variation is Variation.SPECIAL
        base = zigzag(40, step=3.0)
        frozen = {"rules": RuleSet.NELSON, "frozen_after": 40}
        hugging = read([*base, *[9.5, 9.8, 10.1] * 5], **frozen)
        assert hugging.of_rule(Rule.HUGGING)[-1].points[-1] == 54
        sigma = hugging.readings[0].sigma
        far = [10 + way * 1.5 * sigma for way in (1, 1, -1, -1) * 2]
        assert read([*base, *far], **frozen).of_rule(Rule.AVOIDING)[0].points == tuple(
            range(40, 48)
        )

    def test_anhoj_finds_a_long_run_and_few_crossings(self):
        values = [1.0, 1.1] * 6 + [2.0, 2.1] * 6
        chart = read(values, Kind.RUN, rules=RuleSet.ANHOJ)
        runs = chart.runs[0]
        assert (runs.useful, runs.longest, runs.crossings) == (24, 12, 1)
        assert (runs.longest_allowed, runs.crossings_needed) == (8, 8)
        assert {cause.rule for cause in chart.causes} == {Rule.LONG_RUN, Rule.FEW_CROSSINGS}

"""The cases that others published: NIST, NHS and the real deliveries and batches."""

import csv
import gzip
import json
from functools import cache

import pytest

from catchball.measures.charts import (
    Assurance,
    Better,
    Conventions,
    Kind,
    OnTheLimit,
    Phase,
    Point,
    Rule,
    Screening,
    Series,
    Side,
    Standing,
    TargetStep,
    gaps_between,
    patterns,
    read_chart,
)
from shared import shared_data

BETTER = {"increase": Better.HIGHER, "decrease": Better.LOWER, "neutral": Better.NEITHER}
CAUSES = {
    "Above UCL": (Rule.BEYOND, Side.HIGH),
    "Below LCL": (Rule.BEYOND, Side.LOW),
    "7 Points Above CL": (Rule.SHIFT, Side.HIGH),
    "7 Points Below CL": (Rule.SHIFT, Side.LOW),
    "7 Point Trend (Increasing)": (Rule.TREND, Side.HIGH),
    "7 Point Trend (Decreasing)": (Rule.TREND, Side.LOW),
    "2 in 3 Above CL": (Rule.TWO_IN_THREE, Side.HIGH),
    "2 in 3 Below CL": (Rule.TWO_IN_THREE, Side.LOW),
}
STANDINGS = {
    "common_cause": {Standing.COMMON},
    "special_cause_improvement": {Standing.IMPROVEMENT},
    "special_cause_concern": {Standing.CONCERN},
    "special_cause_neutral_high": {Standing.HIGH},
    "special_cause_neutral_low": {Standing.LOW},
}
ASSURED = {
    "consistent_pass": Assurance.PASS,
    "consistent_fail": Assurance.FAIL,
    "inconsistent": Assurance.HIT_OR_MISS,
    None: Assurance.NOT_ASKED,
}


@cache
def cases(folder, name):
    return json.loads(shared_data(folder, name).read_text("utf-8"))


def single_values(values, labels=None, **how):
    labels = labels or [str(number) for number in range(1, len(values) + 1)]
    points = [Point(label, value) for label, value in zip(labels, values, strict=True)]
    return read_chart(Series(Kind.XMR, points, **how))


def counted(kind, counts, sizes, labels=None, **how):
    labels = labels or [str(number) for number in range(1, len(counts) + 1)]
    points = [
        Point(label, count=count, denominator=size)
        for label, count, size in zip(labels, counts, sizes, strict=True)
    ]
    return read_chart(Series(kind, points, **how))


class TestNist:
    @staticmethod
    def case(name):
        return next(case for case in cases("spc", "nist_handbook.json") if case["id"] == name)

    def test_single_values_have_the_handbooks_limits(self):
        case = self.case("NIST-IMR")
        phase = single_values(case["data"]["value"]).phases[0]
        expected, near = case["expected"], pytest.approx
        assert phase.centre == near(expected["center"], abs=case["tolerance"])
        assert phase.moving_range == near(expected["mr_bar"], abs=case["tolerance"])
        assert phase.upper == near(expected["ucl"], abs=case["tolerance"])
        assert phase.lower == near(expected["lcl"], abs=case["tolerance"])

    def test_counts_have_the_handbooks_limits_and_a_wafer_on_the_limit_is_a_choice(self):
        case = self.case("NIST-C")
        points = [Point(str(i), count=count) for i, count in enumerate(case["data"]["count"])]
        strict = read_chart(Series(Kind.C, points))
        closed = read_chart(
            Series(Kind.C, points, conventions=Conventions(on_the_limit=OnTheLimit.BEYOND))
        )
        phase = strict.phases[0]
        assert (phase.centre, phase.lower, phase.upper) == pytest.approx((16, 4, 28))
        assert strict.beyond() == [23]
        assert closed.beyond() == [2, 23]

    def test_shares_have_the_handbooks_limits(self):
        case = self.case("NIST-P")
        chart = counted(Kind.P, case["data"]["numerator"], case["data"]["denominator"])
        expected, phase = case["expected"], chart.phases[0]
        assert (phase.centre, phase.lower, phase.upper) == pytest.approx(
            (expected["center"], expected["lcl"], expected["ucl"]), abs=case["tolerance"]
        )
        assert [at + 1 for at in chart.beyond()] == expected["beyond_limits_1based"]


def nhs_series():
    try:
        return cases("spc", "nhs_plotthedots_xmr.json")
    except pytest.skip.Exception:
        return []


class TestNhsSeries:
    @staticmethod
    def read(case):
        options, data = case["options"], case["data"]
        screened = Screening.ONCE if options.get("screen_outliers", True) else Screening.NONE
        phases = [Phase(options["rebase"], "Rebased")] if "rebase" in options else []
        return single_values(
            data["value"],
            data["label"],
            better=BETTER[options["improvement_direction"]],
            conventions=Conventions(screening=screened),
            frozen_after=options.get("fix_after_n_points"),
            phases=phases,
        )

    @pytest.mark.parametrize("case", nhs_series(), ids=lambda case: case["id"])
    def test_has_the_same_lines_at_every_point(self, case):
        chart, expected = self.read(case), case["expected"]
        assert [each.centre for each in chart.readings] == pytest.approx(expected["mean"])
        assert [each.lower for each in chart.readings] == pytest.approx(expected["lpl"])
        assert [each.upper for each in chart.readings] == pytest.approx(expected["upl"])

    @pytest.mark.parametrize("case", nhs_series(), ids=lambda case: case["id"])
    def test_marks_the_same_points_for_the_same_reason(self, case):
        chart, expected = self.read(case), case["expected"]
        first = [each.causes[0] if each.causes else None for each in chart.readings]
        assert [(cause.rule, cause.side) if cause else None for cause in first] == [
            CAUSES.get(name) for name in expected["special_cause_type"]
        ]

    @pytest.mark.parametrize("case", nhs_series(), ids=lambda case: case["id"])
    def test_says_the_same_of_each_point(self, case):
        chart, expected = self.read(case), case["expected"]
        for reading, name in zip(chart.readings, expected["point_type"], strict=True):
            assert reading.standing in STANDINGS[name]
        assert chart.readings[-1].standing in STANDINGS[expected["last_point_type"]]


class TestNhsVerdicts:
    def test_agree_in_every_case(self):
        data = cases("spc", "nhs_plotthedots_assurance.json")
        for case in data["cases"]:
            series = data["series"][case["series"]]
            chart = single_values(
                series["value"],
                series["label"],
                better=BETTER[case["improvement_direction"]],
                targets=[TargetStep(series["label"][0], case["target"])],
            )
            standings = [each.standing for each in chart.readings]
            assert len(standings) == case["n"]
            assert standings.count(Standing.COMMON) == case["common_cause"]
            assert standings.count(Standing.IMPROVEMENT) == case["special_cause_improvement"]
            assert standings.count(Standing.CONCERN) == case["special_cause_concern"]
            assert chart.variation.value == case["variation_type"].replace("_", "-")
            assert chart.assurance is ASSURED[case["assurance_type"]]


class TestNhsRules:
    @staticmethod
    def of(rule):
        return [c for c in cases("spc", "nhs_plotthedots_rules.json") if c["rule"].startswith(rule)]

    @staticmethod
    def flags(length, places):
        return [int(place in places) for place in range(length)]

    def test_complete_a_shift_where_the_published_vectors_do(self):
        for case in self.of("seven_one_side"):
            sides = case["input_side"]
            windows = patterns.one_side(sides, 7, skips_line=False)
            completes = {window.points[-1] for window in windows}
            assert self.flags(len(sides), completes) == case["expected_completes_at"]

    def test_complete_a_trend_where_the_published_vectors_do(self):
        for case in self.of("seven_point_trend"):
            found = {w.points[-1]: int(w.side) for w in patterns.trend(case["values"], 7)}
            flags = [found.get(place, 0) for place in range(len(case["values"]))]
            assert flags == case["expected_completes_at"]

    def test_mark_the_whole_of_a_run(self):
        for case in self.of("part_of_run"):
            sides = [0] * len(case["completes_at"])
            for last, side in enumerate(case["completes_at"]):
                for place in range(last - 6, last + 1) if side else ():
                    sides[place] = side
            windows = patterns.one_side(sides, 7, skips_line=False)
            marks = {place for window in windows for place in window.marks}
            assert self.flags(len(sides), marks) == case["expected_marked"]

    def test_involve_all_three_of_two_in_three(self):
        for case in self.of("two_in_three"):
            windows = patterns.two_close_of_three(case["close_to_limit"], case["side"])
            involved = {place for window in windows for place in window.points}
            assert self.flags(len(case["side"]), involved) == case["expected_marked"]

    def test_assure_a_target_as_published(self):
        for case in self.of("assurance"):
            middle, reach = (case["lpl"] + case["upl"]) / 2, (case["upl"] - case["lpl"]) / 2
            step = reach / 2.66
            values = [middle - step / 2, middle + step / 2] * 6
            chart = single_values(
                values,
                better=BETTER[case["improvement_direction"]],
                targets=[TargetStep("1", case["target"])],
            )
            assert chart.readings[-1].upper == pytest.approx(case["upl"])
            assert chart.assurance is ASSURED[case["expected"]]


class TestRealDeliveries:
    @pytest.mark.parametrize("grain", ["quarter", "month"])
    def test_stand_out_when_the_published_chart_says_so(self, grain):
        data = cases("on-time-delivery", "scms_2006_2009_expected.json")
        expected = data[f"p_chart_late_{grain}"]
        points = expected["points"]
        chart = counted(
            Kind.P,
            [point["late"] for point in points],
            [point["n"] for point in points],
            [point["period"] for point in points],
            better=Better.LOWER,
        )
        for reading, point in zip(chart.readings, points, strict=True):
            assert reading.centre == pytest.approx(expected["center"], abs=1e-8)
            assert reading.value == pytest.approx(point["p"], abs=1e-8)
            assert reading.upper == pytest.approx(point["ucl"], abs=1e-8)
            assert (reading.drawn_lower or 0.0) == pytest.approx(point["lcl"], abs=1e-8)
        labels = [point["period"] for point in points]
        assert [labels[at] for at in chart.beyond(Side.HIGH)] == expected["above_ucl"]
        assert [labels[at] for at in chart.beyond(Side.LOW)] == expected["below_lcl"]


class TestRealBatches:
    @staticmethod
    def rows():
        path = shared_data("pharma-batches", "laboratory_dev.csv.gz")
        with gzip.open(path, "rt", encoding="utf-8") as file:
            rows = csv.DictReader(file, delimiter=";")
            return sorted(rows, key=lambda row: int(row["batch"]))

    @pytest.mark.parametrize("code", ["1", "10", "15", "21", "25"])
    def test_of_a_code_have_the_published_limits(self, code):
        expected = cases("pharma-batches", "expected.json")[
            "xmr_batch_yield_by_code_in_batch_order"
        ][code]
        values = [float(row["batch_yield"]) for row in self.rows() if row["code"] == code]
        assert len(values) == expected["n"]
        raw = single_values(values, conventions=Conventions(screening=Screening.NONE))
        for chart, numbers in ((raw, expected), (single_values(values), expected["screened"])):
            phase = chart.phases[0]
            assert phase.centre == pytest.approx(expected["center"], abs=1e-6)
            assert phase.moving_range == pytest.approx(numbers["mr_bar"], abs=1e-6)
            assert phase.upper == pytest.approx(numbers["ucl"], abs=2e-6)
            assert phase.lower == pytest.approx(numbers["lcl"], abs=2e-6)
            assert [at + 1 for at in chart.beyond()] == numbers["beyond_1based"]

    def test_by_month_are_steady(self):
        data = cases("pharma-batches", "expected.json")
        values = [month["mean_batch_yield"] for month in data["by_month"].values()]
        expected = data["xmr_monthly_mean_yield"]
        chart = single_values(values, list(data["by_month"]))
        phase = chart.phases[0]
        assert phase.centre == pytest.approx(expected["center"], abs=1e-6)
        assert phase.upper == pytest.approx(expected["ucl"], abs=2e-6)
        assert chart.beyond() == expected["beyond_1based"] == []

    def test_of_weekends_have_the_published_limits(self):
        expected = cases("pharma-batches", "expected.json")["p_chart_weekend_batches_by_month"]
        points = expected["points"]
        chart = counted(
            Kind.P, [point["count"] for point in points], [point["n"] for point in points]
        )
        for reading, point in zip(chart.readings, points, strict=True):
            assert reading.centre == pytest.approx(expected["center"], abs=1e-8)
            assert reading.upper == pytest.approx(point["ucl"], abs=1e-8)
            assert reading.drawn_lower is None

    def test_of_low_yield_lie_the_published_gaps_apart(self):
        expected = cases("pharma-batches", "expected.json")
        low = [float(row["batch_yield"]) < 95 for row in self.rows()]
        gaps = gaps_between(low)
        assert gaps == expected["g_chart_batches_between_yield_below_95"]["gaps"]
        chart = read_chart(Series(Kind.G, [Point(str(at), gap) for at, gap in enumerate(gaps)]))
        mean = sum(gaps) / len(gaps)
        assert chart.phases[0].centre == 18.5
        assert chart.phases[0].upper == pytest.approx(mean + 3 * (mean * (mean + 1)) ** 0.5)

"""Many series at once give the answers of one at a time."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.measures.charts import (
    Conventions,
    Kind,
    Marking,
    OnTheLimit,
    OnTheLine,
    Point,
    RuleSet,
    Screening,
    Series,
    TrendCount,
    read_chart,
)
from catchball.measures.charts.checks import NotANumber, TooManyPoints
from catchball.measures.charts.many import TESTS, NotATable, OneAtATime, read_many

CONVENTIONS = st.builds(
    Conventions,
    screening=st.sampled_from([Screening.ONCE, Screening.NONE]),
    marking=st.sampled_from(list(Marking)),
    trend_count=st.sampled_from(list(TrendCount)),
    on_the_limit=st.sampled_from(list(OnTheLimit)),
)
VALUES = st.integers(-4, 4) | st.floats(-100, 100, width=32)
TABLES = st.integers(1, 45).flatmap(
    lambda points: st.lists(
        st.lists(VALUES, min_size=points, max_size=points), min_size=1, max_size=4
    )
)


def one_at_a_time(values, how):
    points = [Point(str(at), float(value)) for at, value in enumerate(values)]
    chart = read_chart(Series(Kind.XMR, points, rules=RuleSet.NELSON, conventions=how))
    flags = [0] * len(points)
    for cause in chart.causes:
        for at in cause.marked:
            flags[at] |= 1 << TESTS.index(cause.rule)
    return chart.phases[0].centre, flags


def agree(table, how):
    many = read_many(table, how)
    for row, values in enumerate(table):
        centre, flags = one_at_a_time(values, how)
        assert many.centre[row] == pytest.approx(centre, rel=1e-9, abs=1e-9)
        assert many.flags[row].tolist() == flags


class TestReadMany:
    @given(TABLES, CONVENTIONS)
    def test_agrees_with_reading_one(self, table, how):
        agree(table, how)

    @pytest.mark.parametrize("marking", list(Marking))
    @pytest.mark.parametrize("shape", ["still", "walking", "turning"])
    def test_agrees_on_series_of_every_temper(self, marking, shape):
        draw = np.random.default_rng(3).normal(size=(60, 60))
        if shape == "walking":
            draw = draw.cumsum(axis=1)
        if shape == "turning":
            draw = draw * 0.2 + np.where(np.arange(60) % 2, 1.0, -1.0)
        agree(draw.tolist(), Conventions(marking=marking))
        found = read_many(draw, Conventions(marking=marking)).flags
        assert found.any()

    def test_covers_every_test_and_every_block(self):
        rng = np.random.default_rng(8)
        table = rng.normal(size=(2500, 60)) * rng.choice([0.2, 1.0, 3.0], size=(2500, 60))
        table[1000:1500] = table[1000:1500].cumsum(axis=1)
        table[2000:] += np.where(np.arange(60) % 2, 2.0, -2.0)
        many = read_many(table)
        assert all(many.of_rule(rule).any() for rule in TESTS)
        for row in (0, 1023, 1024, 1300, 2047, 2499):
            assert many.flags[row].tolist() == one_at_a_time(table[row], Conventions())[1]

    def test_refuses_what_it_cannot_answer(self):
        with pytest.raises(NotATable):
            read_many([1.0, 2.0])
        with pytest.raises(NotANumber):
            read_many([[1.0, float("nan")]])
        with pytest.raises(TooManyPoints):
            read_many(np.zeros((1, 10_001)))
        with pytest.raises(OneAtATime):
            read_many([[1.0, 2.0]], Conventions(on_the_line=OnTheLine.SKIPPED))

    def test_of_no_series_is_nothing(self):
        assert read_many(np.empty((0, 60))).flags.shape == (0, 60)

    def test_leaves_numpy_alone_until_it_is_asked(self):
        told = subprocess.run(
            [
                sys.executable,
                "-c",
                (
                    "import sys; import catchball.measures.charts, catchball.measures.charts.many;"
                    "print('numpy' in sys.modules)"
                ),
            ],
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONPATH": ":".join(sys.path)},
        ).stdout
        assert told.strip() == "False"

"""The curves of a forecast: their points counted by hand, and a drawing in which nothing collides."""

import re
from collections import Counter
from datetime import date, timedelta
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.kernel.words import day_name
from catchball.measures.charts.markup import width_of
from catchball.workplace.plans.rules import (
    ChanceBy,
    EndOutlook,
    Forecast,
    Threatened,
    curve_table,
    draw_curves,
    specify_curves,
)

ONE_DAY = timedelta(days=1)
MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 12, 4)
WIDTHS = (1160.0, 760.0, 326.0)


def an_end(by_day, planned_on):
    def reaching(share):
        return next(one.on for one in by_day if one.chance >= share)

    return EndOutlook(
        number=1,
        name="End of the plan",
        planned_on=planned_on,
        p50=reaching(0.5),
        p80=reaching(0.8),
        p95=reaching(0.95),
        chance=max((one.chance for one in by_day if one.on <= planned_on), default=0.0),
        bias=0,
    )


def counted(*counts):
    """Return shares from pairs of a day and how many of all draws end on it."""
    everything = sum(count for _on, count in counts)
    return tuple(
        ChanceBy(on, sum(count for day, count in counts if day <= on) / everything)
        for on, _count in counts
    )


def told(by_day, planned_on=FRIDAY, risky=None):
    """Return a forecast that says no more than its end."""
    threatened = risky and Threatened(
        end=an_end(risky, planned_on), by_day=risky, milestones=(), threats=()
    )
    return Forecast(
        draws=10_000,
        seed=1,
        estimated=1,
        tasks_in_all=1,
        end=an_end(by_day, planned_on),
        by_day=by_day,
        milestones=(),
        tasks=(),
        threatened=threatened,
    )


def drawn(found, width=WIDTHS[0]):
    return ET.fromstring(draw_curves(specify_curves(found), key="k", width=width))  # noqa: S314 -- our own


def of_kind(picture, kind):
    return [one for one in picture if one.get("class") == kind]


def places(path):
    """Return the corners of a path without curves."""
    return [tuple(map(float, one.split())) for one in path.get("d")[1:].split("L")]


def height_at(corners, x):
    """Return how high, in pixels from the top, a line between corners lies at a place."""
    xs, ys = zip(*corners, strict=True)
    return float(np.interp(x, xs, ys))


def boxes(picture):
    """Return the left, right, top and bottom of every piece of text, its kind, and what it says."""
    found = []
    for one in picture.iter("{http://www.w3.org/2000/svg}text"):
        size, x, y = width_of(one.text), float(one.get("x")), float(one.get("y"))
        begin = x - size if one.get("text-anchor") == "end" else x
        found.append((begin, begin + size, y - 10.0, y + 3.0, one.get("class"), one.text))
    return found


def collide(one, other):
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


# Of ten draws two end on Thursday, four on Friday, three on Monday and one on Tuesday.
COUNTED = counted(
    (date(2026, 12, 3), 2), (FRIDAY, 4), (date(2026, 12, 7), 3), (date(2026, 12, 8), 1)
)
# With risks five of ten end a week later.
LATER = counted(
    (date(2026, 12, 3), 1),
    (FRIDAY, 2),
    (date(2026, 12, 7), 2),
    (date(2026, 12, 14), 4),
    (date(2026, 12, 15), 1),
)


class TestDrawing:
    def test_goes_through_the_points_counted_by_hand(self):
        picture = drawn(told(COUNTED))
        (line,) = of_kind(picture, "curve-main")
        (planned,) = of_kind(picture, "chart-target")
        begin_of_week = float(re.match(r"M([\d.]+)", planned.get("d")).group(1))
        heights = dict(places(line))
        foot, head = max(heights.values()), min(heights.values())

        # The line of the planned day is at the end of Friday: 6 of 10 have ended by then.
        shares = [round((foot - y) / (foot - head), 3) for y in heights.values()]
        assert shares == [0, 0.2, 0.6, 0.6, 0.9, 1, 1]
        assert (foot - heights[begin_of_week]) / (foot - head) == pytest.approx(0.6, abs=0.001)
        # Thursday and Friday, the weekend, Monday and Tuesday: each a day wide.
        days = [after - before for before, after in pairwise(heights)]
        assert days[1] == pytest.approx(days[2] / 2, abs=0.02)
        assert days[1] == pytest.approx(days[3], abs=0.02)

    def test_marks_the_days_where_the_curve_reaches_them(self):
        picture = drawn(told(COUNTED))
        half, most = of_kind(picture, "curve-main-mark")
        (line,) = of_kind(picture, "curve-main")
        (x0, y0), (x1, y1) = places(line)[1:3]  # Friday: from 2 of 10 to 6 of 10
        assert float(half.get("cx")) == pytest.approx(x0 + (x1 - x0) * 0.75, abs=0.02)
        assert float(half.get("cy")) == pytest.approx(y0 + (y1 - y0) * 0.75, abs=0.02)
        assert float(most.get("cy")) < float(half.get("cy"))
        said = [one[-1] for one in boxes(picture)]
        assert "50 of 100 by 4 Dec 2026" in said
        assert "80 of 100 by 7 Dec 2026" in said
        assert "Planned 4 Dec 2026: 60\xa0%" in said

    def test_tells_risks_apart_by_more_than_colour(self):
        picture = drawn(told(COUNTED, risky=LATER))
        (main,), (other,) = of_kind(picture, "curve-main"), of_kind(picture, "curve-other")
        assert float(main.get("stroke-width")) > float(other.get("stroke-width"))
        assert (main.get("stroke-dasharray"), bool(other.get("stroke-dasharray"))) == (None, True)
        assert of_kind(picture, "curve-main-mark")[0].get("fill") != "#ffffff"
        assert of_kind(picture, "curve-other-mark")[0].get("fill") == "#ffffff"
        said = [one[-1] for one in boxes(picture)]
        assert {"With open risks", "Without open risks"} <= set(said)
        assert "Planned 4 Dec 2026: 60\xa0% without open risks, 30\xa0% with them" in said

    def test_says_so_where_risks_move_nothing(self):
        picture = drawn(told(COUNTED, risky=COUNTED))
        assert of_kind(picture, "curve-other") == []
        assert "With and without open risks" in [one[-1] for one in boxes(picture)]
        assert "Half of the draws" in picture[0].text

    def test_of_one_day_is_a_week_wide_and_has_both_marks(self):
        spec = specify_curves(told(counted((FRIDAY, 1))))
        assert (spec.last - spec.first).days == 6
        assert spec.first < FRIDAY < spec.last
        assert spec.title == "80 of 100 draws have ended by 4 Dec 2026"
        assert len(of_kind(drawn(told(counted((FRIDAY, 1)))), "curve-main-mark")) == 2

    @pytest.mark.parametrize(("weeks", "words"), [(-30, "← Planned"), (30, "% →")])
    def test_points_to_a_planned_day_far_away(self, weeks, words):
        picture = drawn(told(COUNTED, FRIDAY + timedelta(weeks=weeks)))
        assert of_kind(picture, "chart-target") == []
        assert any(words in one[-1] for one in boxes(picture))

    def test_leaves_the_last_draws_of_a_hundred_out_where_they_are_far_and_says_it(self):
        near, far = (MONDAY, 80), (MONDAY + 3 * ONE_DAY, 119)
        spec = specify_curves(told(counted(near, far, (date(2028, 1, 3), 1))))
        assert spec.last < date(2027, 1, 1)
        assert "the latest ends on 3 Jan 2028" in spec.note
        kept = specify_curves(told(counted(near, far, (date(2028, 1, 3), 3))))
        assert kept.last == date(2028, 1, 3)
        assert "latest" not in kept.note

    def test_keeps_its_height_over_years_in_a_few_pixels(self):
        # Three of ten end at once, the others eight years later: in between nothing moves.
        away = date(2034, 7, 28)
        risky = counted(*((MONDAY + day * ONE_DAY, 1) for day in range(3)), (away, 7))
        picture = drawn(told(counted((MONDAY, 1)), risky=risky), WIDTHS[2])
        (line,) = of_kind(picture, "curve-main")
        heights = [y for _x, y in places(line)]
        foot, head = max(heights), min(heights)
        longest = max(pairwise(places(line)), key=lambda two: two[1][0] - two[0][0])
        assert longest[0][1] == longest[1][1] == pytest.approx(foot - 0.3 * (foot - head), abs=0.1)

    def test_is_described_in_words(self):
        picture = drawn(told(COUNTED, risky=LATER))
        assert picture.get("role") == "img"
        assert picture.get("aria-labelledby") == "k-title k-desc"
        assert picture[1].text.startswith(
            "With open risks: from 3 Dec 2026 on, 50 of 100 by 7 Dec 2026, "
            "80 of 100 by 14 Dec 2026, all by 15 Dec 2026; by the planned end on 4 Dec 2026 in "
            "30\xa0% of the draws. Without open risks:"
        )


# Some draws end on a day, and with risks so many days later.
DELAYED = st.lists(
    st.tuples(st.integers(0, 900), st.integers(1, 500), st.sampled_from([0, 0, 1, 9, 40, 700])),
    min_size=1,
    max_size=30,
    unique_by=lambda one: one[0],
)
PLANNED = st.integers(-400, 1400).map(lambda days: MONDAY + days * ONE_DAY)


def with_and_without(delayed):
    without = {MONDAY + on * ONE_DAY: count for on, count, _days in delayed}
    later = Counter()
    for on, count, days in delayed:
        later[MONDAY + (on + days) * ONE_DAY] += count
    return counted(*sorted(without.items())), counted(*sorted(later.items()))


@given(DELAYED, PLANNED, st.booleans())
def test_words_never_lie_upon_each_other(delayed, planned_on, is_risky):
    without, later = with_and_without(delayed)
    found = told(without, planned_on, later if is_risky else None)
    for width in WIDTHS:
        said = boxes(drawn(found, width))
        for one, other in combinations(said, 2):
            assert not collide(one, other), (one, other)
        assert all(one[0] >= -0.5 and one[1] <= width + 0.5 for one in said)


@given(DELAYED, PLANNED)
def test_words_never_lie_upon_a_curve(delayed, planned_on):
    without, later = with_and_without(delayed)
    for width in WIDTHS:
        picture = drawn(told(without, planned_on, later), width)
        (main,) = of_kind(picture, "curve-main")
        sooner = (*of_kind(picture, "curve-other"), main)[0]
        for left, right, top, bottom, kind, _said in boxes(picture):
            if kind == "chart-value":  # below the main curve, which rises to the right
                assert height_at(places(main), left) <= top
            if kind == "curve-other-value":  # above the other
                assert bottom <= height_at(places(sooner), right)


class TestTable:
    def test_holds_each_day_and_what_is_marked(self):
        twin = curve_table(specify_curves(told(COUNTED, risky=LATER)))
        assert twin.header == (
            "By the end of",
            "Without open risks",
            "With open risks",
            "What it says",
        )
        assert twin.rows == (
            ("3 Dec 2026", "20.0\xa0%", "10.0\xa0%", "–"),
            (
                "4 Dec 2026",
                "60.0\xa0%",
                "30.0\xa0%",
                "planned; 50 of 100 without open risks",
            ),
            (
                "7 Dec 2026",
                "90.0\xa0%",
                "50.0\xa0%",
                "80 of 100 without open risks; 50 of 100 with open risks",
            ),
            ("8 Dec 2026", "100.0\xa0%", "50.0\xa0%", "–"),
            ("14 Dec 2026", "100.0\xa0%", "90.0\xa0%", "80 of 100 with open risks"),
            ("15 Dec 2026", "100.0\xa0%", "100.0\xa0%", "–"),
        )

    @pytest.mark.parametrize("days", [40, 250, 2_000, 12_000])
    def test_takes_weeks_or_longer_where_there_are_many_days(self, days):
        by_day = counted(*((MONDAY + day * ONE_DAY, 1) for day in range(days)))
        spec = specify_curves(told(by_day, planned_on=MONDAY + 3 * ONE_DAY))
        rows = curve_table(spec).rows
        assert len(rows) <= 43
        assert rows[-1][:2] == (day_name(by_day[-1].on), "100.0\xa0%")
        assert [row[-1] for row in rows if row[-1] != "–"] == ["planned", "50 of 100", "80 of 100"]

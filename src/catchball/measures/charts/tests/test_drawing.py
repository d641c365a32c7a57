"""The drawing of a chart: what it says, what it keeps to, and how it looked when last judged.

The golden files are rewritten by `CATCHBALL_GOLDEN=write pytest <this file>`; look at them in a
browser before committing.
"""

import os
import re
from calendar import month_abbr
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catchball.kernel.days import Grain, Period, each_period
from catchball.measures.charts import (
    Assurance,
    Better,
    Kind,
    Phase,
    Point,
    RuleSet,
    Series,
    TargetStep,
    Variation,
    Wording,
    assurance_icon,
    draw,
    read_chart,
    sparkline,
    specify,
    table,
    variation_icon,
)
from catchball.measures.charts.markup import cut, spread, width_of, wrapped

GOLDEN = Path(__file__).parent / "golden"
LATE = [3, 5, 2, 4, 6, 3, 5, 4, 2, 5, 4, 3, 6, 4, 14, 5, 3, 4]
DUE = [90, 84, 77, 95, 101, 88, 92, 90, 79, 86, 93, 85, 97, 91, 90, 88, 83, 94]
MONTHS = list(each_period(date(2025, 1, 1), date(2026, 6, 30), Grain.MONTH))
SHARE = Wording("Deliveries late, share of those due in the month", "late", "%", 1)
DAYS = Wording("Days to answer", unit="days", decimals=1)


def name(period: Period) -> str:
    return f"{month_abbr[period.first.month]} {period.first.year}"


def late_deliveries(count=18, **how):
    points = [
        Point(name(period), count=late, denominator=due, period=period)
        for period, late, due in zip(MONTHS, LATE, DUE, strict=True)
    ][:count]
    targets = [TargetStep(points[0].label, 5)]
    series = Series(Kind.P, points, Better.LOWER, multiplier=100, targets=targets, **how)
    return specify(read_chart(series), SHARE, remarks=[("Aug 2025", "New carrier")])


def days_to_answer(values=(5, 6, 5, 7, 6, 5, 6, 4, 4.5, 3, 3.5, 3, 2.5, 2.8, 2.1), **how):
    points = [Point(f"W{week}", value) for week, value in enumerate(values, start=1)]
    return specify(read_chart(Series(Kind.XMR, points, Better.LOWER, **how)), DAYS)


def two_phases():
    values = [5, 6, 5, 7, 6, 5, 6, None, 5, 6, 2, 3, 2.5, 2, 3, 2.2, 2.8, 2.4]
    points = [Point(f"W{week}", value) for week, value in enumerate(values, start=1)]
    points[3] = Point("W4", 19, excluded="Strike, agreed by both")
    series = Series(Kind.XMR, points, phases=[Phase("W11", "Second shift", "Site head")])
    return specify(read_chart(series), DAYS)


DRAWINGS = {
    "late-wide": lambda: draw(late_deliveries(), key="late"),
    "late-narrow": lambda: draw(late_deliveries(), key="late", width=328),
    "shift-page": lambda: draw(days_to_answer(), key="days", width=1100, headed=False),
    "phases": lambda: draw(two_phases(), key="phases", width=560),
    "run": lambda: draw(days_to_answer(rules=RuleSet.ANHOJ), key="run", width=560),
    "nothing": lambda: draw(days_to_answer(()), key="none"),
    "variation": lambda: "\n".join(variation_icon(each) for each in Variation),
    "assurance": lambda: "\n".join(assurance_icon(each) for each in Assurance),
    "sparkline": lambda: sparkline(
        [96, 97, None, 93, 96, None, 97, 94], wording=SHARE, last="below-target"
    ),
}


def texts(drawn):
    return [
        (
            float(each.get("x")),
            float(each.get("y")),
            each.text,
            each.get("text-anchor"),
            float(each.get("font-size", 12)),
        )
        for each in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314
    ]


def boxes(drawn):
    for x, y, words, anchor, size in texts(drawn):
        width = width_of(words, size) * 0.92
        left = {"middle": x - width / 2, "end": x - width}.get(anchor, x)
        yield words, (left, y - size * 0.7, left + width, y)


def with_a_floor():
    points = [Point(f"W{week}", 5.0 + week % 3) for week in range(1, 16)]
    floors = [None] * 5 + [11.0] * 5 + [12.0] * 5
    return specify(read_chart(Series(Kind.XMR, points, Better.LOWER)), DAYS, floors=floors)


class TestAFloor:
    def test_is_drawn_where_it_is_agreed_and_named_at_its_end(self):
        drawn = draw(with_a_floor(), key="x")
        (path,) = re.findall(r'class="chart-floor" d="([^"]+)"', drawn)
        assert (path.count("M"), path.count("V")) == (1, 1)
        assert any(words.startswith("Floor 12") for _x, _y, words, _at, _size in texts(drawn))
        assert "chart-floor" not in draw(days_to_answer(), key="x")

    def test_lies_on_the_axis_and_stands_in_the_table(self):
        spec = with_a_floor()
        assert spec.axis.most >= 12
        twin = table(spec, DAYS)
        assert twin.header[-2] == "Floor"
        assert [row[-2] for row in (twin.rows[0], twin.rows[-1])] == ["–", DAYS.number(12.0)]
        assert "Floor" not in table(days_to_answer(), DAYS).header

    @pytest.mark.parametrize("width", [328, 720, 1168])
    def test_touches_no_other_words(self, width):
        for (one, a), (other, b) in combinations(
            boxes(draw(with_a_floor(), key="x", width=width)), 2
        ):
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (one, other)


class TestDraw:
    @pytest.mark.parametrize("drawing", DRAWINGS)
    def test_looks_as_when_last_judged(self, drawing):
        path = GOLDEN / f"{drawing}.svg"
        drawn = DRAWINGS[drawing]().replace("><", ">\n<") + "\n"
        if os.environ.get("CATCHBALL_GOLDEN") == "write":
            path.write_text(drawn, "utf-8")
        assert drawn == path.read_text("utf-8")

    @pytest.mark.parametrize("drawing", DRAWINGS)
    def test_keeps_to_the_content_security_policy(self, drawing):
        drawn = DRAWINGS[drawing]()
        assert "style" not in drawn
        assert "<script" not in drawn
        assert not re.search(r"\son\w+=", drawn)

    def test_is_an_image_with_a_title_and_a_description(self):
        root = ET.fromstring(DRAWINGS["late-wide"]())  # noqa: S314
        title, description = root[0], root[1]
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
        assert "18" not in title.text
        assert "Latest: 4 late of 94" in description.text

    def test_has_ids_of_its_own_beside_another(self):
        spec = late_deliveries()
        found = re.findall(r' id="([^"]+)"', draw(spec, key="a") + draw(spec, key="b"))
        assert len(found) == len(set(found)) == 4

    def test_escapes_what_people_typed(self):
        points = [Point(f"<b>&\"'\x00{at}", 1.0 + at % 2) for at in range(12)]
        spec = specify(read_chart(Series(Kind.XMR, points)), Wording("</svg><script>"))
        root = ET.fromstring(draw(spec, key="x"))  # noqa: S314
        assert root.find(".//{http://www.w3.org/2000/svg}script") is None
        assert "</svg><script>" in "".join(root.itertext())

    @pytest.mark.parametrize("width", [328, 360, 480, 720, 1168])
    @pytest.mark.parametrize("spec", [late_deliveries, days_to_answer, two_phases])
    def test_lets_no_words_touch_or_leave_the_paper(self, spec, width):
        drawn = draw(spec(), key="x", width=width)
        found = list(boxes(drawn))
        for words, (left, _top, right, _bottom) in found:
            assert left >= -1, words
            assert right <= width + 1, words
        for (one, a), (other, b) in combinations(found, 2):
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            assert apart, (one, other)

    def test_gives_a_special_cause_a_shape_of_its_own(self):
        drawn = draw(late_deliveries(), key="x")
        assert drawn.count('class="chart-concern"') == 1
        assert "above the upper limit" in drawn
        assert drawn.count("<circle") == 17

    def test_interrupts_the_line_at_a_gap_and_passes_over_what_is_excluded(self):
        drawn = draw(two_phases(), key="x")
        lines = re.findall(r'class="chart-line" d="([^"]+)"', drawn)
        assert [line.count("L") + 1 for line in lines] == [6, 10]
        assert drawn.count('class="chart-excluded"') == 1

    @given(
        st.lists(st.none() | st.floats(-1e9, 1e9), max_size=30),
        st.sampled_from([280.0, 360.0, 900.0]),
    )
    def test_draws_any_values(self, values, width):
        drawn = draw(days_to_answer(values), key="any", width=width)
        assert "nan" not in drawn
        assert ET.fromstring(drawn).get("role") == "img"  # noqa: S314


class TestSpecify:
    def test_says_the_finding_with_its_counts(self):
        assert late_deliveries(15).title == "Above the upper limit in Mar 2026: 14 late of 90"

    def test_lets_an_old_signal_rest(self):
        values = [4, 6] * 6 + [19.0] + [4, 6] * 6
        assert days_to_answer(values).title == "Steady since W13: nothing stands out in 12 points"

    def test_says_between_what_a_steady_process_moves(self):
        values = [5.0, 5.2, 4.9] * 4
        assert days_to_answer(values).title == "Steady between 4.5\u00a0days and 5.6\u00a0days"

    def test_says_when_points_are_too_few(self):
        assert days_to_answer([5, 6]).title == "Too few points to say: 2 so far"
        assert days_to_answer([]).title == "No points yet"

    def test_warns_of_trial_limits_and_of_an_axis_off_zero(self):
        notes = days_to_answer([95.0, 95.2, 94.9] * 3).notes
        assert notes[0].startswith("Trial limits from 9 points")
        assert notes[1].startswith("The axis begins at 94")

    def test_begins_the_axis_at_zero_where_zero_is_near(self):
        assert late_deliveries().axis.least == 0

    @given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40))
    def test_has_an_axis_that_holds_every_value(self, values):
        axis = days_to_answer(values).axis
        assert axis.least <= min(values) + 1e-6
        assert max(values) - 1e-6 <= axis.most
        assert 2 <= len(axis.ticks) <= 8


class TestTable:
    def test_says_in_words_all_that_the_chart_draws(self):
        twin = table(late_deliveries(), SHARE)
        assert {len(row) for row in twin.rows} == {len(twin.header)}
        assert len(twin.rows) == 18
        assert twin.rows[14] == (
            "Mar 2026",
            "14",
            "90",
            "15.6\u00a0%",
            "5.1\u00a0%",
            "–",
            "12.1\u00a0%",
            "5.0\u00a0%",
            "Concern: above the upper limit",
        )

    def test_says_why_a_point_is_missing_or_left_out(self):
        rows = table(two_phases(), DAYS).rows
        assert rows[3][-1] == "Left out: Strike, agreed by both"
        assert rows[7][1:2] + rows[7][-1:] == ("no data", "No data")


class TestMarkup:
    @given(st.lists(st.floats(0, 200), max_size=8))
    def test_spreads_labels_apart_in_their_order(self, wanted):
        placed = spread(wanted, 15, 0, 200)
        assert all(later - earlier >= 15 - 1e-6 for earlier, later in pairwise(sorted(placed)))
        assert all(-1e-6 <= place <= 200 + 1e-6 for place in placed)
        assert sorted(range(len(wanted)), key=lambda at: (wanted[at], at)) == sorted(
            range(len(wanted)), key=lambda at: (placed[at], at)
        )

    @given(st.text(max_size=60), st.floats(20, 300))
    def test_cuts_words_to_their_room(self, words, room):
        assert width_of(cut(words, room)) <= room
        assert all(width_of(line) <= room for line in wrapped(words, room, 12, most=2))

"""The curves of a forecast drawn as SVG. All that they show stands in their table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import ceil, floor

from catchball.kernel.days import Grain, each_period
from catchball.kernel.words import day_name, period_name, written
from catchball.measures.charts.markup import (
    ACCENT,
    EDGE,
    INK,
    INK_2,
    INK_3,
    PANEL,
    clean,
    drawing,
    element,
    short,
    width_of,
)
from catchball.workplace.plans.rules.curves import Curve, CurveMark, CurveSpec

_NARROW = 520.0
_HEAD = 28.0  # the planned day is named above the plot
_FOOT = 26.0
_HIGH, _HIGH_NARROW = 256.0, 216.0
_APART = 8.0  # between a point of a curve and its words
_LINE = 16.0
_NEAR, _NEAR_NARROW = 80.0, 44.0  # up to where words move aside
_GRID = (0, 50, 80, 100)
_TICK_ROOM = 92.0
_MONTH_ROOM = 68.0
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_WEEK = 7
_DAY = timedelta(days=1)
_SOFT = "#eef0f3"


@dataclass(frozen=True)
class _Layout:
    """Where days and shares lie, in pixels: a day begins at `zero` + its number × `scale`."""

    width: float
    left: float
    right: float
    bottom: float
    first: date
    zero: float
    scale: float
    moved: dict[tuple[str, int], date]  # curves and percents whose words stand at another day

    @property
    def is_narrow(self) -> bool:
        return self.width < _NARROW

    def x(self, day: date, part: float = 0.0) -> float:
        """Return where a day begins, or where such a part of it has passed."""
        return round(self.zero + self.scale * ((day - self.first).days + part), 2)

    def y(self, chance: float) -> float:
        return self.bottom - chance * (self.bottom - _HEAD)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that have all of their room in the plot."""
        begin = ceil((self.left - self.zero) / self.scale)
        end = floor((self.right - self.zero) / self.scale) - 1
        return self.first + begin * _DAY, self.first + max(begin, end) * _DAY


def draw_curves(spec: CurveSpec, *, key: str, width: float) -> str:
    """Draw the curves of a forecast as SVG of a width in pixels; below 520 words are shorter.

    `key` makes the ids unique on a page.
    """
    at = _lay_out(spec, width)
    height = at.bottom + _FOOT
    paths = [_places(one, at) for one in spec.curves]
    return drawing(
        [
            *_between(paths),
            *_grid(at),
            *_ticks(at),
            *_planned(spec, at),
            *(_line(one, path) for one, path in zip(spec.curves, paths, strict=True)),
            *(piece for one in spec.curves for piece in _marks(spec, one, at)),
        ],
        kind="chart curves",
        key=key,
        title=spec.title,
        description=spec.description,
        width=width,
        height=height,
    )


def _lay_out(spec: CurveSpec, width: float) -> _Layout:
    """Give the days all the room that the words beside the curves leave.

    Of two curves the later one has its words on its right, the other one on its left: between
    what they stand at, and the edges, nothing may be left out. Words that would lie across the
    line of the planned day nearby stand beyond it.
    """
    at = _with_room(spec, width, {})
    moved = {
        (curve.name, mark.percent): spec.planned_on
        for curve in spec.curves
        for mark in curve.marks
        if _is_crossed(at, curve, mark, at.x(spec.planned_on, 1.0))
    }
    return _with_room(spec, width, moved) if moved else at


def _is_crossed(at: _Layout, curve: Curve, mark: CurveMark, planned: float) -> bool:
    beyond = planned - at.x(mark.on, _part(curve, mark))
    return 0 <= (beyond if curve.is_main else -beyond) <= (_NEAR_NARROW if at.is_narrow else _NEAR)


def _with_room(spec: CurveSpec, width: float, moved: dict[tuple[str, int], date]) -> _Layout:
    is_narrow = width < _NARROW
    left, right = round(width_of(_percent(100)) + 10.0, 2), width - 4.0
    least = [(0.0, left)]
    most = [((spec.last - spec.first).days + 1.0, right)]
    for curve in spec.curves:
        for mark in curve.marks:
            on, part = mark.on, _part(curve, mark)
            if (curve.name, mark.percent) in moved:
                on, part = spec.planned_on, 1.0
            place = (on - spec.first).days + part
            room = _APART + max(
                width_of(words, 12.5) for words in _said(spec, curve, mark, is_narrow)
            )
            if curve.is_main:
                most.append((place, right - room))
            else:
                least.append((place, left + room))
    scale = min(
        (end - begin) / (later - sooner)
        for sooner, begin in least
        for later, end in most
        if later > sooner
    )
    lowest = max(begin - scale * place for place, begin in least)
    highest = min(end - scale * place for place, end in most)
    return _Layout(
        width=width,
        left=left,
        right=right,
        bottom=_HEAD + (_HIGH_NARROW if is_narrow else _HIGH),
        first=spec.first,
        zero=(lowest + highest) / 2,
        scale=scale,
        moved=moved,
    )


def _percent(number: int) -> str:
    return f"{written(number)}\N{NO-BREAK SPACE}%"


def _part(curve: Curve, mark: CurveMark) -> float:
    """Return the part of its day after which so many draws have ended, as the curve is drawn."""
    before, after = curve.by(mark.on - _DAY), curve.by(mark.on)
    if after <= before:
        return 1.0
    return min(1.0, max(0.0, (mark.percent / 100 - before) / (after - before)))


def _text(words: str, x: float, y: float, kind: str, **how: str | float | None) -> str:
    return element("text", clean(words), **{"class_": kind, "x": x, "y": y, "fill": INK_2, **how})


def _grid(at: _Layout) -> Iterator[str]:
    for percent in _GRID:
        y = at.y(percent / 100)
        yield element(
            "path",
            class_="chart-grid",
            d=f"M{short(at.left)} {short(y)}H{short(at.right)}",
            stroke=EDGE,
            fill="none",
            shape_rendering="crispEdges",
        )
        yield _text(
            _percent(percent), at.left - 8.0, y + 4.0, "chart-tick", text_anchor="end", fill=INK_3
        )


def _ticks(at: _Layout) -> Iterator[str]:
    """Draw where days, weeks or months begin; the name of a day stands in the middle of it."""
    step, named = _named_days(at)
    free = 0.0
    for day, words in named:
        x, size = at.x(day), width_of(words)
        start = min(at.x(day, 0.5) - size / 2 if step == 1 else x, at.width - size)
        yield element(
            "path",
            class_="chart-grid",
            d=f"M{short(x)} {short(at.bottom)}v6",
            stroke=EDGE,
            fill="none",
            shape_rendering="crispEdges",
        )
        if start >= free:
            free = start + size + 8.0
            yield _text(words, start, at.bottom + 20.0, "chart-tick", fill=INK_3)


def _named_days(at: _Layout) -> tuple[int, list[tuple[date, str]]]:
    """Return days, Mondays, or where months begin, as close as there is room for their names.

    The number says how many days lie between them, about.
    """
    first, last = at.days
    for step in (1, _WEEK, 2 * _WEEK):
        if at.scale * step >= _TICK_ROOM:
            begin = first + -(first.toordinal() - 1) % step * _DAY
            count = (last - begin).days // step + 1
            found = [begin + number * step * _DAY for number in range(count)]
            return step, [(one, day_name(one)) for one in found]
    every = next((one for one in _MONTHS if at.scale * 28 * one >= _MONTH_ROOM), _MONTHS[-1])
    return 28 * every, [
        (one.first, period_name(one))
        for one in each_period(first, last, Grain.MONTH)
        if one.first >= first and (12 * one.first.year + one.first.month - 1) % every == 0
    ]


def _places(curve: Curve, at: _Layout) -> list[tuple[float, float]]:
    """Return the corners of a curve: within a day it rises evenly, between days it rests.

    Those nearer than a pixel are drawn together; what lies beyond the plot is cut off.
    """
    places, before = [(at.left, at.y(0.0))], 0.0
    for one in curve.by_day:
        if at.x(one.on, 1.0) > at.right:
            break
        places.append((at.x(one.on), at.y(before)))
        places.append((at.x(one.on, 1.0), at.y(one.chance)))
        before = one.chance
    places.append((at.right, at.y(before)))
    found = places[:1]
    for place, after in pairwise(places[1:]):
        is_near = place[0] - found[-1][0] < 1.0 and after[0] - place[0] < 1.0
        if place != found[-1] and not is_near:
            found.append(place)
    return [*found, places[-1]]


def _joined(places: Sequence[tuple[float, float]]) -> str:
    return "L".join(f"{short(x)} {short(y)}" for x, y in places)


def _between(paths: Sequence[Sequence[tuple[float, float]]]) -> Iterator[str]:
    """Fill what open risks cost, between the curves."""
    if len(paths) == 2:
        sooner, later = paths
        shape = f"M{_joined(sooner)}L{_joined(later[::-1])}Z"
        yield element("path", class_="curve-between", d=shape, fill=_SOFT)


def _line(curve: Curve, path: Sequence[tuple[float, float]]) -> str:
    return element(
        "path",
        class_="curve-main" if curve.is_main else "curve-other",
        d=f"M{_joined(path)}",
        fill="none",
        stroke=INK if curve.is_main else INK_3,
        stroke_width=2.5 if curve.is_main else 1.5,
        stroke_dasharray=None if curve.is_main else "6 4",
        stroke_linejoin="round",
    )


def _planned(spec: CurveSpec, at: _Layout) -> Iterator[str]:
    """Draw the end of the planned day; one that lies beyond the plot is told with an arrow."""
    words = spec.planned_short if at.is_narrow else spec.planned
    x = at.x(spec.planned_on, 1.0)
    if x < at.left - 0.5:
        words, x = f"← {words}", at.left
    elif x > at.right + 0.5:
        words, x = f"{words} →", at.right
    else:
        yield element(
            "path",
            class_="chart-target",
            d=f"M{short(x)} {short(_HEAD - 8.0)}V{short(at.bottom)}",
            stroke=ACCENT,
            stroke_width=1.5,
            stroke_dasharray="5 4",
            fill="none",
        )
    start = max(0.0, min(x, at.width - width_of(words)))
    yield _text(words, start, 14.0, "chart-target-label", fill=ACCENT)


def _said(spec: CurveSpec, curve: Curve, mark: CurveMark, is_narrow: bool) -> tuple[str, ...]:
    """Return the words beside a point of a curve; the upper one names the curve as well."""
    words = mark.short if is_narrow else mark.words
    if not spec.is_named or mark is not curve.marks[-1]:
        return (words,)
    return curve.short if is_narrow else curve.name, words


def _marks(spec: CurveSpec, curve: Curve, at: _Layout) -> Iterator[str]:
    """Draw the days of a curve: of the main one below it on its right, else above on its left."""
    for mark in curve.marks:
        part = _part(curve, mark)
        before, after = curve.by(mark.on - _DAY), curve.by(mark.on)
        x, y = at.x(mark.on, part), at.y(before + part * (after - before))
        yield element(
            "circle",
            element("title", clean(f"{curve.name}: {mark.words}")),
            class_="curve-main-mark" if curve.is_main else "curve-other-mark",
            cx=x,
            cy=y,
            r=4.5 if curve.is_main else 4.0,
            fill=INK if curve.is_main else PANEL,
            stroke=PANEL if curve.is_main else INK_3,
            stroke_width=1.5,
        )
        if (curve.name, mark.percent) in at.moved:
            x = at.x(at.moved[curve.name, mark.percent], 1.0)
        lines = _said(spec, curve, mark, at.is_narrow)
        begin = y + 17.0 if curve.is_main else y - 8.0 - _LINE * (len(lines) - 1)
        for row, words in enumerate(lines):
            yield _text(
                words,
                x + _APART if curve.is_main else x - _APART,
                begin + _LINE * row,
                "chart-value" if curve.is_main else "curve-other-value",
                text_anchor=None if curve.is_main else "end",
                font_weight="600" if len(lines) > 1 and row == 0 else None,
                fill=INK if curve.is_main else INK_2,
                stroke=PANEL,
                stroke_width=6,
                stroke_linejoin="round",
                paint_order="stroke",
            )

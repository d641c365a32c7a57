"""A chart specification drawn as SVG for the page, the PDF and paper."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from catchball.kernel.words import _
from catchball.measures.charts.layout import LINE, ROW, TITLE, Layout, lay_out, named_places
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
    spread,
    width_of,
)
from catchball.measures.charts.reading import Standing
from catchball.measures.charts.spec import ChartSpec, Mark, Role
from catchball.measures.charts.wording import STANDING_WORDS

IMPROVEMENT, CONCERN, TARGET = "#1c64b8", "#c45c00", ACCENT

_COLOURS = {
    Standing.IMPROVEMENT: ("chart-improvement", IMPROVEMENT),
    Standing.CONCERN: ("chart-concern", CONCERN),
    Standing.HIGH: ("chart-special", INK),
    Standing.LOW: ("chart-special", INK),
    Standing.SPECIAL: ("chart-special", INK),
}


def draw(
    spec: ChartSpec,
    *,
    key: str,
    width: float = 720.0,
    height: float | None = None,
    headed: bool = True,
) -> str:
    """Draw a chart as SVG of a width in pixels; below 520 it takes the narrow layout.

    `key` makes the ids unique on a page that holds several charts. `headed` writes the finding
    above the plot; a page that says it in its own heading leaves it out.
    """
    at = lay_out(spec, width, height, headed=headed)
    body = [
        *_head(at),
        *_grid(at),
        *_lines(spec, at),
        *_remarks(at),
        *_points(spec, at),
        *_names(spec, at),
        *_line_labels(spec, at),
        *_notes(at),
    ]
    return drawing(
        body,
        kind="chart",
        key=key,
        title=spec.title,
        description=spec.description,
        width=at.width,
        height=at.height,
    )


def _text(words: str, x: float, y: float, kind: str, **how: str | float | None) -> str:
    ink = INK if kind in {"chart-title", "chart-value"} else INK_2
    return element("text", clean(words), **{"class_": kind, "x": x, "y": y, "fill": ink, **how})


def _head(at: Layout) -> Iterator[str]:
    for row, words in enumerate(at.title):
        yield _text(words, 0, 16.0 + 20.0 * row, "chart-title", font_size=TITLE, font_weight="650")
    begin = 20.0 * len(at.title)
    for row, words in enumerate(at.subject):
        yield _text(words, 0, begin + 13.0 + LINE * row, "chart-label")


def _grid(at: Layout) -> Iterator[str]:
    for value, words in at.axis.ticks:
        y = at.y(value)
        yield element(
            "path",
            class_="chart-grid",
            d=f"M{short(at.left)} {short(y)}H{short(at.right)}",
            stroke=EDGE,
            fill="none",
            shape_rendering="crispEdges",
        )
        yield _text(words, at.left - 8.0, y + 4.0, "chart-tick", text_anchor="end", fill=INK_3)


def _steps(spec: ChartSpec, at: Layout, values: Sequence[float | None], *, joined: bool) -> str:
    """Return the path of a line that holds its value through the room of each point.

    It is broken where it has no value, leaves the plot, or a phase begins.
    """
    path: list[str] = []
    before: tuple[int, float] | None = None
    for place, value in enumerate(values):
        if value is None or not at.axis.least <= value <= at.axis.most:
            before = None
            continue
        start, end, y = at.left + place * at.step, at.left + (place + 1) * at.step, at.y(value)
        same = before is not None and (joined or before[0] == spec.marks[place].phase)
        if not same or before is None:
            path.append(f"M{short(start)} {short(y)}")
        elif short(before[1]) != short(y):
            path.append(f"V{short(y)}")
        elif path[-1].startswith("H"):
            path.pop()
        path.append(f"H{short(end)}")
        before = spec.marks[place].phase, y
    return "".join(path)


def _lines(spec: ChartSpec, at: Layout) -> Iterator[str]:
    for kind, values, colour, more in (
        ("chart-limit", [mark.upper for mark in spec.marks], INK_3, {}),
        ("chart-limit", [mark.lower for mark in spec.marks], INK_3, {}),
        ("chart-centre", [mark.centre for mark in spec.marks], INK_3, {}),
        ("chart-floor", [mark.floor for mark in spec.marks], INK_2, {"dash": "1.5 3.5"}),
        ("chart-target", [mark.target for mark in spec.marks], TARGET, {"dash": "5 4"}),
    ):
        is_agreed = kind in {"chart-target", "chart-floor"}
        path = _steps(spec, at, values, joined=is_agreed)
        if path:
            yield element(
                "path",
                class_=kind,
                d=path,
                fill="none",
                stroke=colour,
                stroke_width=1.5 if is_agreed else 1.0,
                stroke_dasharray=more.get("dash"),
                shape_rendering=None if is_agreed else "crispEdges",
            )


def _points(spec: ChartSpec, at: Layout) -> Iterator[str]:
    for path in _runs(spec.marks, at):
        yield element(
            "path",
            class_="chart-line",
            d=path,
            fill="none",
            stroke=INK_2,
            stroke_width=1.5,
            stroke_linejoin="round",
        )
    room = min(1.0, max(0.6, at.step / 9.0))
    for place, mark in enumerate(spec.marks):
        if mark.value is not None:
            x, y = at.x(place), at.y(mark.value)
            yield _point(mark, x, y, last=place == len(spec.marks) - 1, room=room)


def _runs(marks: Sequence[Mark], at: Layout) -> Iterator[str]:
    """Yield the process line in pieces: excluded points lie beside it and gaps interrupt it."""
    kept = [
        (place, mark) for place, mark in enumerate(marks) if mark.standing is not Standing.EXCLUDED
    ]
    for known, group in groupby(kept, key=lambda each: each[1].value is not None):
        places = [
            f"{short(at.x(place))} {short(at.y(mark.value))}"
            for place, mark in group
            if mark.value is not None
        ]
        if known and len(places) > 1:
            yield f"M{'L'.join(places)}"


def _point(mark: Mark, x: float, y: float, *, last: bool, room: float) -> str:
    """Return a point: a dot, or a shape of its own for what a rule found.

    Concern is a diamond and improvement a square, so that neither needs its colour; without a
    direction of improvement a triangle points to the side.
    """
    told = "; ".join([f"{mark.label}: {mark.words}", *_told(mark)])
    title = element("title", clean(told))
    if mark.standing is Standing.EXCLUDED:
        return element(
            "circle", title, class_="chart-excluded", cx=x, cy=y, r=4, fill=PANEL,
            stroke=INK_3, stroke_dasharray="2 2",
        )  # fmt: skip
    if mark.standing not in _COLOURS:
        size = 3.5 if last else 2.5 * room
        return element("circle", title, class_="chart-point", cx=x, cy=y, r=size, fill=INK_2)
    kind, colour = _COLOURS[mark.standing]
    return element(
        "path", title, class_=kind, d=_shape(mark.standing, x, y, 5.0 * room),
        fill=colour, stroke=PANEL,
    )  # fmt: skip


def _told(mark: Mark) -> list[str]:
    if mark.standing is Standing.COMMON:
        return []
    return [str(STANDING_WORDS[mark.standing]), *mark.says]


def _shape(standing: Standing, x: float, y: float, size: float) -> str:
    corners = {
        Standing.CONCERN: ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
        Standing.IMPROVEMENT: ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
        Standing.LOW: ((-1.1, -0.9), (1.1, -0.9), (0, 1.1)),
    }.get(standing, ((-1.1, 0.9), (1.1, 0.9), (0, -1.1)))
    places = "L".join(f"{short(x + dx * size)} {short(y + dy * size)}" for dx, dy in corners)
    return f"M{places}Z"


def _names(spec: ChartSpec, at: Layout) -> Iterator[str]:
    """Yield the names below the axis and the values of the points that need a person."""
    for place in named_places(spec, at):
        words, x = spec.marks[place].label, at.x(place)
        half = width_of(words) / 2
        x = max(half, min(at.width - half, x))
        yield _text(words, x, at.bottom + 18.0, "chart-tick", text_anchor="middle", fill=INK_3)
    taken: list[tuple[float, float, float]] = []
    for place, mark in _worth_saying(spec):
        if mark.value is None:
            continue
        half = width_of(mark.words) / 2
        x = max(at.left + half, min(at.right - half, at.x(place)))
        y = _free_row(spec, at, x, half, at.y(mark.value), taken)
        if y is None:
            continue
        taken.append((x, y, half))
        yield _text(
            mark.words, x, y, "chart-value", text_anchor="middle", font_weight="600",
            stroke=PANEL, stroke_width=3, stroke_linejoin="round", paint_order="stroke",
        )  # fmt: skip


def _worth_saying(spec: ChartSpec) -> list[tuple[int, Mark]]:
    """Return the points to label: beyond a limit first, latest first, then the latest point."""
    beyond = [
        (place, mark)
        for place, mark in enumerate(spec.marks)
        if mark.value is not None and mark.standing in _COLOURS and _is_beyond(mark)
    ]
    last = [(len(spec.marks) - 1, spec.marks[-1])] if spec.marks else []
    return [*last, *(each for each in reversed(beyond) if each not in last)]


def _is_beyond(mark: Mark) -> bool:
    value = mark.value or 0.0
    over = mark.upper is not None and value > mark.upper
    return over or (mark.lower is not None and value < mark.lower)


def _free_row(
    spec: ChartSpec,
    at: Layout,
    x: float,
    half: float,
    y: float,
    taken: Sequence[tuple[float, float, float]],
) -> float | None:
    """Return a baseline above or below a point where its value meets nothing, if there is one."""
    for baseline in (y - 9.0, y + 18.0):
        box = (x - half - 1.0, x + half + 1.0, baseline - 10.0, baseline + 2.0)
        inside = at.top - 8.0 <= box[2] and box[3] <= at.bottom
        free = all(
            abs(x - other) > half + wide + 6.0 or abs(baseline - row) > 13.0
            for other, row, wide in taken
        )
        if inside and free and not _crosses(spec, at, box):
            return baseline
    return None


def _crosses(spec: ChartSpec, at: Layout, box: tuple[float, float, float, float]) -> bool:
    """Tell whether the process line runs through a box."""
    places = [
        (at.x(place), at.y(mark.value))
        for place, mark in enumerate(spec.marks)
        if mark.value is not None and mark.standing is not Standing.EXCLUDED
    ]
    left, right, top, bottom = box
    for (x0, y0), (x1, y1) in pairwise(places):
        if x1 < left or x0 > right:
            continue
        slope = (y1 - y0) / (x1 - x0)
        ends = [
            y0 + slope * (max(left, min(right, x)) - x0) for x in (max(x0, left), min(x1, right))
        ]
        if min(ends) < bottom and max(ends) > top:
            return True
    return False


def _line_labels(spec: ChartSpec, at: Layout) -> Iterator[str]:
    wanted = [at.y(max(at.axis.least, min(at.axis.most, label.value))) for label in spec.labels]
    rows = spread(wanted, ROW, at.top, at.bottom)
    for label, row in zip(spec.labels, rows, strict=True):
        words = label.short if at.narrow else label.words
        kind = "chart-target-label" if label.role is Role.TARGET else "chart-label"
        colour = TARGET if label.role is Role.TARGET else INK_2
        yield _text(words, at.right + 8.0, row + 4.0, kind, fill=colour)


def _remarks(at: Layout) -> Iterator[str]:
    for remark, start, baseline, words in at.remarks:
        x = at.left + (remark.at + (0.0 if remark.begins_phase else 0.5)) * at.step
        foot = at.bottom if remark.begins_phase else at.top
        yield element(
            "path",
            class_="chart-remark",
            d=f"M{short(x)} {short(baseline + 4.0)}V{short(foot)}",
            stroke=INK_3,
            stroke_dasharray=None if remark.begins_phase else "1 3",
            fill="none",
        )
        yield _text(words, start, baseline, "chart-label")


def _notes(at: Layout) -> Iterator[str]:
    begin = at.bottom + 30.0 + LINE - 6.0
    for row, words in enumerate(at.notes):
        yield _text(words, 0, begin + LINE * row, "chart-note", fill=INK_3)
    if not at.points:
        middle = (at.left + at.right) / 2
        yield _text(_("No points yet"), middle, (at.top + at.bottom) / 2, "chart-label",
                    text_anchor="middle")  # fmt: skip

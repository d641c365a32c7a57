"""Where everything of a chart lies on the paper, in pixels, for any width."""

from dataclasses import dataclass

from catchball.measures.charts.markup import SMALL, width_of, wrapped
from catchball.measures.charts.spec import Annotation, Axis, ChartSpec

NARROW = 520
TITLE = 15.0
LINE = 16.0  # between baselines of small words
ROW = 15.0  # between direct labels


@dataclass(frozen=True)
class Layout:
    """The frame of one drawing; `left` to `right` and `top` to `bottom` is the plot."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    narrow: bool
    title: tuple[str, ...]
    subject: tuple[str, ...]
    notes: tuple[str, ...]
    remarks: tuple[tuple[Annotation, float, float, str], ...]  # words at x and baseline
    points: int
    axis: Axis

    @property
    def step(self) -> float:
        """The room that each point has."""
        return (self.right - self.left) / max(1, self.points)

    def x(self, place: float) -> float:
        """Return where a point stands, in the middle of its room."""
        return self.left + (place + 0.5) * self.step

    def y(self, value: float) -> float:
        """Return where a value stands; those beyond the axis lie beyond the plot."""
        share = (value - self.axis.least) / (self.axis.most - self.axis.least)
        return self.bottom - share * (self.bottom - self.top)


def lay_out(spec: ChartSpec, width: float, height: float | None, *, headed: bool) -> Layout:
    """Return the layout of a chart of a width; below 520 px it is the narrow one."""
    narrow = width < NARROW
    ticks = max((width_of(words) for _value, words in spec.axis.ticks), default=0.0)
    names = [label.short if narrow else label.words for label in spec.labels]
    left = ticks + 10.0
    right = width - max((width_of(name) for name in names), default=0.0) - 14.0
    title = wrapped(spec.title, width, TITLE * 1.06, most=3) if headed else []
    subject = wrapped(spec.subject, width, SMALL, most=2) if headed else []
    notes = [line for note in spec.notes for line in wrapped(note, width, SMALL, most=3)]
    head = 20.0 * len(title) + LINE * len(subject) + (8.0 if headed else 0.0)
    remarks, rows = _remarks(spec, left, right, width, head)
    top = head + rows * LINE + 12.0
    plot = (200.0 if narrow else 240.0) if height is None else 0.0
    foot = 30.0 + LINE * len(notes)
    whole = top + plot + foot if height is None else max(height, top + 80.0 + foot)
    return Layout(
        width=width,
        height=whole,
        left=left,
        right=right,
        top=top,
        bottom=whole - foot,
        narrow=narrow,
        title=tuple(title),
        subject=tuple(subject),
        notes=tuple(notes),
        remarks=remarks,
        points=len(spec.marks),
        axis=spec.axis,
    )


def _remarks(
    spec: ChartSpec, left: float, right: float, width: float, head: float
) -> tuple[tuple[tuple[Annotation, float, float, str], ...], int]:
    """Place remarks in rows above the plot so that no two overlap; return how many rows."""
    step = (right - left) / max(1, len(spec.marks))
    ends: list[float] = []
    placed = []
    for remark in spec.annotations:
        x = left + (remark.at + (0.0 if remark.begins_phase else 0.5)) * step
        words = wrapped(remark.words, width * 0.7, SMALL, most=1)[0]
        size = width_of(words)
        start = max(0.0, min(x, width - size))
        row = next((at for at, end in enumerate(ends) if end + 12.0 <= start), len(ends))
        ends[row : row + 1] = [start + size]
        placed.append((remark, start, row, words, x))
    rows = len(ends)
    return (
        tuple(
            (remark, start, head + LINE * (row + 1) - 2.0, words)
            for remark, start, row, words, _x in placed
        ),
        rows,
    )


def named_places(spec: ChartSpec, layout: Layout) -> list[int]:
    """Return the points whose names fit below the axis: the last, and every so many before it."""
    if not spec.marks:
        return []
    widest = max(width_of(mark.label) for mark in spec.marks)
    every = max(1, -int(-(widest + 16.0) // layout.step))
    if layout.narrow:
        every = max(every, -(-len(spec.marks) // 4))
    return list(range(len(spec.marks) - 1, -1, -every))[::-1]

"""A plan drawn as bars over days. All that it shows stands in the table beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from catchball.kernel.days import Grain, period_of
from catchball.kernel.schedule import Link
from catchball.kernel.words import _, day_name, period_name
from catchball.measures.charts.markup import (
    ACCENT,
    EDGE,
    INK,
    INK_2,
    INK_3,
    PANEL,
    clean,
    cut,
    drawing,
    element,
    short,
    width_of,
)
from catchball.workplace.plans.rules.baselines import PlanState

_HEAD = 28.0
_BAR = 10.0
_INDENT = 12.0
_NARROW = 520.0
_DAY = timedelta(days=1)
_TICK_ROOM = 64.0
_STARTS = {Link.START_START, Link.START_FINISH}
_ENDS = {Link.FINISH_FINISH, Link.START_FINISH}


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A task as it is drawn; `latest_on` is the last day on which it may end.

    `was` are its first and last day in a baseline, drawn beneath.
    """

    uid: int
    number: int
    name: str
    level: int
    starts_on: date
    ends_on: date
    latest_on: date
    is_summary: bool
    is_milestone: bool
    is_critical: bool
    waits_for: tuple[tuple[int, Link], ...] = ()
    was: tuple[date, date] | None = None


def with_bars_before(bars: Sequence[Bar], old: PlanState) -> tuple[Bar, ...]:
    """Put the days of a baseline beneath the bars of the tasks that it has."""
    return tuple(
        replace(one, was=(old.days[one.uid].starts_on, old.days[one.uid].ends_on))
        if one.uid in old.days
        else one
        for one in bars
    )


@dataclass(frozen=True)
class _Layout:
    """Where days and rows lie, in pixels; narrow names stand above their bars."""

    width: float
    left: float
    row: float
    first: date
    days: int

    @property
    def is_narrow(self) -> bool:
        return self.width < _NARROW

    def x(self, day: date) -> float:
        """Return where a day begins."""
        return self.left + (self.width - self.left - 8.0) * (day - self.first).days / self.days

    def y(self, place: int) -> float:
        """Return the middle of the bar of a row."""
        return _HEAD + place * self.row + (self.row - 10.0 if self.is_narrow else self.row / 2)


def draw_gantt(bars: Sequence[Bar], *, key: str, title: str, today: date, width: float) -> str:
    """Draw a plan as SVG of a width in pixels; below 520 names stand above the bars.

    `key` makes the ids unique on a page.
    """
    first = min(day for one in bars for day in (one.starts_on, *(one.was or ())))
    last = max(day for one in bars for day in (one.ends_on, one.latest_on, *(one.was or ())))
    is_narrow = width < _NARROW
    left = 0.0 if is_narrow else min(320.0, width * 0.3)
    at = _Layout(width, left, 38.0 if is_narrow else 24.0, first, max((last - first).days + 1, 7))
    height = _HEAD + at.row * len(bars) + 4.0
    return drawing(
        [
            *_axis(at, height),
            *_today(at, today, height),
            *_links(at, bars),
            *(piece for place, one in enumerate(bars) for piece in _row(at, one, place)),
        ],
        kind="chart gantt",
        key=key,
        title=title,
        description=_said(bars, first, last),
        width=width,
        height=height,
    )


def _said(bars: Sequence[Bar], first: date, last: date) -> str:
    return _(
        "%(count)s tasks from %(first)s to %(last)s; the table below holds all of them.",
        count=len(bars),
        first=day_name(first),
        last=day_name(last),
    )


def _axis(at: _Layout, height: float) -> Iterator[str]:
    """Draw a line where a month, a quarter or a year begins, whichever has room for its name."""
    for day, words in _ticks(at):
        x = at.x(day)
        yield element(
            "path",
            class_="chart-grid",
            d=f"M{short(x)} {short(_HEAD - 8)}V{short(height)}",
            stroke=EDGE,
            fill="none",
            shape_rendering="crispEdges",
        )
        yield element("text", clean(words), class_="chart-tick", x=x + 4.0, y=14.0, fill=INK_3)


def _ticks(at: _Layout) -> list[tuple[date, str]]:
    ends = at.first + at.days * _DAY
    grains = (Grain.MONTH, Grain.QUARTER, Grain.YEAR)
    for grain in grains:
        found = []
        period = period_of(at.first, grain)
        while period.first < ends:
            if period.first >= at.first:
                found.append((period.first, period_name(period)))
            period = period_of(period.until, grain)
        apart = (at.width - at.left) / max(at.days / _LENGTH[grain], 1)
        if apart >= _TICK_ROOM or grain is Grain.YEAR:
            break
    if not found or at.x(found[0][0]) - at.left > _TICK_ROOM + 24.0:
        found.insert(0, (at.first, day_name(at.first)))
    return [one for one in found if at.x(one[0]) + width_of(one[1]) + 4.0 <= at.width]


_LENGTH = {Grain.MONTH: 30.4, Grain.QUARTER: 91.3, Grain.YEAR: 365.25}


def _today(at: _Layout, today: date, height: float) -> Iterator[str]:
    if not at.first <= today < at.first + at.days * _DAY:
        return
    x = at.x(today)
    yield element(
        "path",
        class_="gantt-today",
        d=f"M{short(x)} {short(_HEAD - 8)}V{short(height)}",
        stroke=ACCENT,
        stroke_width=1.5,
        stroke_dasharray="4 3",
        fill="none",
    )


def _row(at: _Layout, one: Bar, place: int) -> Iterator[str]:
    y = at.y(place)
    yield _name(at, one, y)
    yield from _before(at, one, y)
    start, end = at.x(one.starts_on), at.x(one.ends_on + _DAY)
    if one.is_milestone:
        middle = at.x(one.ends_on + _DAY)
        yield element(
            "path",
            class_="gantt-critical" if one.is_critical else "gantt-bar",
            d=f"M{short(middle)} {short(y - 7)}l7 7l-7 7l-7 -7z",
            fill=INK if one.is_critical else INK_3,
        )
        return
    if one.is_summary:
        shape = f"M{short(start)} {short(y + 5)}v-8H{short(end)}v8l-5 -4H{short(start + 5)}z"
        yield element("path", class_="gantt-summary", d=shape, fill=INK_2)
        return
    late = at.x(one.latest_on + _DAY)
    if late > end + 1:
        yield element(
            "path",
            class_="gantt-float",
            d=f"M{short(end)} {short(y)}H{short(late)}m0 -3v6",
            stroke=INK_3,
            fill="none",
        )
    yield element(
        "rect",
        class_="gantt-critical" if one.is_critical else "gantt-bar",
        x=start,
        y=y - _BAR / 2,
        width=max(end - start, 2.0),
        height=_BAR,
        rx=2,
        fill=INK if one.is_critical else INK_3,
    )


def _before(at: _Layout, one: Bar, y: float) -> Iterator[str]:
    """Draw where a baseline had the task: a thin bar, or a hollow diamond for a milestone."""
    if one.was is None:
        return
    start, end = at.x(one.was[0]), at.x(one.was[1] + _DAY)
    if one.is_milestone:
        shape = f"M{short(end)} {short(y - 5)}l5 5l-5 5l-5 -5z"
        yield element("path", class_="gantt-was-point", d=shape, stroke=ACCENT, fill="none")
        return
    yield element(
        "rect",
        class_="gantt-was",
        x=start,
        y=y + _BAR / 2 + 1.0,
        width=max(end - start, 2.0),
        height=3.0,
        fill=ACCENT,
    )


def _name(at: _Layout, one: Bar, y: float) -> str:
    """Return the name of a task; on a narrow page lines run behind it, and leave it free."""
    indent = _INDENT * (one.level - 1)
    room = (at.width if at.is_narrow else at.left - 16.0) - indent
    return element(
        "text",
        clean(cut(f"{one.number} {one.name}", room)),
        class_="gantt-name",
        x=indent,
        y=y - 12.0 if at.is_narrow else y + 4.0,
        fill=INK if one.is_summary else INK_2,
        font_weight="650" if one.is_summary else None,
        stroke=PANEL if at.is_narrow else None,
        stroke_width=4.0 if at.is_narrow else None,
        stroke_linejoin="round" if at.is_narrow else None,
        paint_order="stroke" if at.is_narrow else None,
    )


def _links(at: _Layout, bars: Sequence[Bar]) -> Iterator[str]:
    places = {one.uid: place for place, one in enumerate(bars)}
    for place, one in enumerate(bars):
        for uid, kind in one.waits_for:
            before = bars[places[uid]]
            out = at.x(before.starts_on if kind in _STARTS else before.ends_on + _DAY)
            into = at.x(one.ends_on + _DAY if kind in _ENDS or one.is_milestone else one.starts_on)
            above, below = at.y(places[uid]), at.y(place)
            turn = max(out, into) + 5.0 if kind in _ENDS else min(out + 5.0, max(out, into))
            yield element(
                "path",
                class_="gantt-link",
                d=f"M{short(out)} {short(above)}H{short(turn)}V{short(below)}H{short(into)}",
                stroke=INK_3,
                stroke_width=0.75,
                fill="none",
            )

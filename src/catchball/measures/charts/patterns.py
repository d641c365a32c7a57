"""The shapes that rules look for in a row of neighbouring points, found by position.

Each finder returns windows: the positions involved, the side, and the positions that a rule
marks when it marks all that it involves. The last position of a window completes it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from catchball.measures.charts.reading import Side


@dataclass(frozen=True)
class Window:
    """One place at which a shape is complete."""

    points: tuple[int, ...]
    side: Side
    marks: tuple[int, ...]


def _whole(last: int, length: int, side: Side) -> Window:
    points = tuple(range(last - length + 1, last + 1))
    return Window(points, side, points)


def single(beyond: Sequence[int]) -> Iterator[Window]:
    """Yield each point beyond a line; `beyond` is 1 above the upper, −1 below the lower, else 0."""
    for place, side in enumerate(beyond):
        if side:
            yield Window((place,), Side(side), (place,))


def one_side(sides: Sequence[int], length: int, *, skips_line: bool) -> Iterator[Window]:
    """Yield every stretch of `length` points on one side of the centre line.

    `sides` is 1 above, −1 below, 0 on the line; a point on the line ends the stretch unless
    `skips_line`, where it is passed over as if it were not there.

    Source: L. S. Nelson, Journal of Quality Technology 16 (1984) 237, test 2; for passing over
    see R. Perla et al., BMJ Quality & Safety 20 (2011) 46.
    """
    places = [place for place, side in enumerate(sides) if side or not skips_line]
    run = 0
    for order, place in enumerate(places):
        same = run and sides[place] == sides[places[order - 1]]
        run = run + 1 if same else int(sides[place] != 0)
        if run >= length:
            points = tuple(places[order - length + 1 : order + 1])
            yield Window(points, Side(sides[place]), points)


def trend(values: Sequence[float], length: int) -> Iterator[Window]:
    """Yield every stretch of `length` points that rises, or falls, at each step.

    Equal neighbours end a trend.

    Source: L. S. Nelson (1984), test 3 with six points; NHS England, Making Data Count, seven.
    """
    for place, direction, run in _steps(values):
        if direction and run >= length - 1:
            yield _whole(place, length, Side(direction))


def alternating(values: Sequence[float], length: int) -> Iterator[Window]:
    """Yield every stretch of `length` points that goes up and down by turns.

    Source: L. S. Nelson (1984), test 4 with fourteen points.
    """
    turned = 0
    before = 0
    for place, direction, _run in _steps(values):
        turned = turned + 1 if direction and direction == -before else int(direction != 0)
        before = direction
        if turned >= length - 1:
            yield _whole(place, length, Side.NEITHER)


def _steps(values: Sequence[float]) -> Iterator[tuple[int, int, int]]:
    """Yield place, direction of the step to it, and how many steps in a row went that way."""
    before = run = 0
    for place, (earlier, later) in enumerate(pairwise(values), start=1):
        direction = (later > earlier) - (later < earlier)
        run = run + 1 if direction == before else 1
        before = direction
        yield place, direction, run


def several_beyond(beyond: Sequence[int], needed: int, of: int) -> Iterator[Window]:
    """Yield every window of `of` points that holds `needed` beyond a line on one side.

    The other points may lie anywhere; they are not involved. The window ends with one of those
    beyond, so that the point which completes the signal is itself part of it.

    Source: Western Electric, Statistical Quality Control Handbook (1956), pp. 25-28.
    """
    for last, side in enumerate(beyond):
        if side and last + 1 >= needed:
            first = max(0, last - of + 1)
            points = tuple(at for at in range(first, last + 1) if beyond[at] == side)
            if len(points) >= needed:
                yield Window(points, Side(side), points)


def two_close_of_three(close: Sequence[int], sides: Sequence[int]) -> Iterator[Window]:
    """Yield three points on one side of which two lie near, but not beyond, the limit.

    The window involves all three; only those near the limit are marked.

    Source: NHS England, Making Data Count; as computed by NHSRplotthedots (050b07d).
    """
    for last in range(2, len(sides)):
        window = tuple(range(last - 2, last + 1))
        side = sides[last]
        near = tuple(at for at in window if close[at])
        if side and len(near) >= 2 and all(sides[at] == side for at in window):
            yield Window(window, Side(side), near)


def all_within(outside: Sequence[int], length: int) -> Iterator[Window]:
    """Yield every stretch of `length` points none of which lies beyond the inner lines.

    Source: L. S. Nelson (1984), test 7 with fifteen points within one sigma.
    """
    run = 0
    for place, side in enumerate(outside):
        run = 0 if side else run + 1
        if run >= length:
            yield _whole(place, length, Side.NEITHER)


def all_outside(outside: Sequence[int], length: int) -> Iterator[Window]:
    """Yield every stretch of `length` points all of which lie beyond the inner lines, on any side.

    Source: L. S. Nelson (1984), test 8 with eight points beyond one sigma.
    """
    run = 0
    for place, side in enumerate(outside):
        run = run + 1 if side else 0
        if run >= length:
            yield _whole(place, length, Side.NEITHER)

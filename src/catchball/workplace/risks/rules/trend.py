"""How the exposure of a document went from review to review, as places on a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from catchball.workplace.risks.rules.differences import Exposed

WIDTH, HEIGHT = 560, 180
# Room for the words at the end of the lines, and for the days below.
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 400, 16, 148


@dataclass(frozen=True, kw_only=True)
class TrendPoint:
    """A day on the drawing: how much was exposed, and where the two lines pass it."""

    day: date
    exposed: Exposed
    x: float
    y_points: float
    y_unplanned: float


@dataclass(frozen=True, kw_only=True)
class Trend:
    """Two lines from the first review until now: all points, and those without a plan.

    `top` is the largest number; 0 lies at `floor`, so heights compare.
    """

    places: tuple[TrendPoint, ...]
    top: int
    floor: float = _BOTTOM
    left: float = _LEFT
    right: float = _RIGHT
    ceiling: float = _TOP

    @property
    def line_of_points(self) -> str:
        """All points as the corners of a line."""
        return " ".join(f"{one.x:g},{one.y_points:g}" for one in self.places)

    @property
    def line_of_unplanned(self) -> str:
        """The points without a plan as the corners of a line."""
        return " ".join(f"{one.x:g},{one.y_unplanned:g}" for one in self.places)

    @property
    def labels(self) -> tuple[float, float]:
        """Where the words beside the two ends stand, so that they do not cover each other."""
        last = self.places[-1]
        gap = last.y_unplanned - last.y_points
        apart = max(0.0, 16 - gap) / 2
        return last.y_points - apart + 4, last.y_unplanned + apart + 4


def trend_of(stands: Sequence[tuple[date, Exposed]]) -> Trend | None:
    """Return the drawing of an exposure over days, the earliest first; None for one day alone.

    >>> trend = trend_of([(date(2026, 1, 1), Exposed(points=40, unplanned=40)),
    ...                   (date(2026, 3, 1), Exposed(points=20, unplanned=0))])
    >>> trend.line_of_points, trend.line_of_unplanned
    ('40,16 400,82', '40,16 400,148')
    """
    if len(stands) < 2 or stands[0][0] == stands[-1][0]:
        return None
    first, last = stands[0][0], stands[-1][0]
    top = max((exposed.points for _day, exposed in stands), default=0) or 1
    return Trend(
        places=tuple(
            TrendPoint(
                day=day,
                exposed=exposed,
                x=round(_LEFT + (_RIGHT - _LEFT) * ((day - first) / (last - first)), 1),
                y_points=_height(exposed.points, top),
                y_unplanned=_height(exposed.unplanned, top),
            )
            for day, exposed in stands
        ),
        top=top,
    )


def _height(points: int, top: int) -> float:
    return round(_BOTTOM - (_BOTTOM - _TOP) * points / top, 1)

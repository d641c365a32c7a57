"""How likely a plan has ended by each day, specified as curves; their table is made of the same.

With open risks and without them are told apart by weight, dash, mark and words, not by colour; the
days that a manager counts on stand at the curves themselves, so that no legend is needed.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from catchball.kernel.words import _, day_name, written
from catchball.measures.charts.twin import NOTHING, Twin
from catchball.workplace.plans.rules.forecasting import ChanceBy, EndOutlook, Forecast

_DAY = timedelta(days=1)
_LEAST_DAYS = 7
_NEARLY_ALL = 0.99
_MOST_ROWS = 40


@dataclass(frozen=True)
class CurveMark:
    """The day by which so many of 100 draws have ended: in full, for narrow places, in the table."""

    percent: int
    on: date
    words: str
    short: str
    says: str


@dataclass(frozen=True)
class Curve:
    """The share of draws that have ended, day by day; the main one is what to count on."""

    name: str
    short: str
    by_day: tuple[ChanceBy, ...]
    marks: tuple[CurveMark, ...]
    is_main: bool

    def by(self, day: date) -> float:
        """Return the share of draws that have ended by the end of a day.

        >>> days = (ChanceBy(date(2026, 12, 4), 0.7), ChanceBy(date(2026, 12, 10), 1.0))
        >>> line = Curve("", "", days, (), is_main=True)
        >>> [line.by(date(2026, 12, number)) for number in (3, 4, 9, 10, 31)]
        [0.0, 0.7, 0.7, 1.0, 1.0]
        """
        place = bisect_right(self.by_day, day, key=lambda one: one.on)
        return self.by_day[place - 1].chance if place else 0.0


@dataclass(frozen=True, kw_only=True)
class CurveSpec:
    """Everything a drawing needs; the main curve comes last, and lies on top.

    `first` and `last` are the days that are drawn. What is planned may lie beyond them, far
    enough that to draw it would leave no room for the curves. `is_named` says that the drawing
    tells which curve is which.
    """

    title: str
    note: str
    description: str
    curves: tuple[Curve, ...]
    is_named: bool
    first: date
    last: date
    planned_on: date
    planned: str
    planned_short: str


def specify_curves(found: Forecast) -> CurveSpec | None:
    """Specify the curves of a forecast; None where all is done, so that there is no chance left."""
    if not found.tasks_in_all:
        return None
    curves = _curves(found)
    planned_on = found.end.planned_on
    first, last, latest = _span(curves, planned_on)
    return CurveSpec(
        title=_title(found, moved=len(curves) > 1),
        note=_note(found, last, latest),
        description=_described(curves, planned_on),
        curves=curves,
        is_named=found.threatened is not None,
        first=first,
        last=last,
        planned_on=planned_on,
        planned=_planned(curves, planned_on),
        planned_short=_("Planned %(day)s", day=day_name(planned_on)),
    )


def _curves(found: Forecast) -> tuple[Curve, ...]:
    risky = found.threatened
    alone = _("%(count)s of 100")
    if risky is None:
        return (_curve(_("Chance"), _("Chance"), alone, found.by_day, found.end),)
    if risky.by_day == found.by_day:
        same, short = _("With and without open risks"), _("Risks or none")
        return (_curve(same, short, alone, found.by_day, found.end),)
    without, with_them = (
        _("%(count)s of 100 without open risks"),
        _("%(count)s of 100 with open risks"),
    )
    return (
        _curve(
            _("Without open risks"), _("No risks"), without, found.by_day, found.end, is_main=False
        ),
        _curve(_("With open risks"), _("With risks"), with_them, risky.by_day, risky.end),
    )


def _curve(
    name: str,
    short: str,
    says: str,
    by_day: tuple[ChanceBy, ...],
    end: EndOutlook,
    *,
    is_main: bool = True,
) -> Curve:
    marks = tuple(
        CurveMark(percent, on, _by(percent, on), day_name(on), says % {"count": percent})
        for percent, on in ((50, end.p50), (80, end.p80))
    )
    return Curve(name, short, by_day, marks, is_main)


def _by(percent: int, on: date) -> str:
    return _("%(count)s of 100 by %(day)s", count=percent, day=day_name(on))


def _span(curves: Sequence[Curve], planned_on: date) -> tuple[date, date, date]:
    """Return the first and the last day to draw, and the last on which a draw ends.

    The last draws of a hundred are left out where they would take more than a quarter of the
    room. A short span is widened to a week.
    """
    first = min(one.by_day[0].on for one in curves)
    latest = max(one.by_day[-1].on for one in curves)
    nearly = max(_reaching(one.by_day, _NEARLY_ALL) for one in curves)
    last = nearly if 3 * (latest - nearly) > nearly - first + _DAY else latest
    room = max(last - first + _DAY, _LEAST_DAYS * _DAY)
    if first - room <= planned_on <= last + room:
        first, last = min(first, planned_on), max(last, planned_on)
    missing = max(0, _LEAST_DAYS - (last - first).days - 1)
    return first - missing // 2 * _DAY, last + (missing - missing // 2) * _DAY, latest


def _reaching(by_day: Iterable[ChanceBy], chance: float) -> date:
    return next(one.on for one in by_day if one.chance >= chance)


def _title(found: Forecast, *, moved: bool) -> str:
    """Return by when half and most of the draws have ended; with open risks where they move it."""
    end = found.threatened.end if found.threatened else found.end
    half, most = day_name(end.p50), day_name(end.p80)
    if moved and half == most:
        return _("With the open risks 80 of 100 draws have ended by %(day)s", day=most)
    if moved:
        return _(
            "With the open risks half of the draws have ended by %(half)s, 80 of 100 by %(most)s",
            half=half,
            most=most,
        )
    if half == most:
        return _("80 of 100 draws have ended by %(day)s", day=most)
    return _(
        "Half of the draws have ended by %(half)s, 80 of 100 by %(most)s", half=half, most=most
    )


def _note(found: Forecast, last: date, latest: date) -> str:
    note = _("How likely the plan has ended by each day, from %(draws)s draws.",
             draws=written(found.draws))  # fmt: skip
    if latest <= last:
        return note
    left_out = _("The last of 100 draws are not shown; the latest ends on %(day)s.",
                 day=day_name(latest))  # fmt: skip
    return f"{note} {left_out}"


def _planned(curves: Sequence[Curve], planned_on: date) -> str:
    day, chances = day_name(planned_on), [_share(one.by(planned_on)) for one in curves]
    if len(chances) == 1:
        return _("Planned %(day)s: %(chance)s", day=day, chance=chances[0])
    return _(
        "Planned %(day)s: %(without)s without open risks, %(with_them)s with them",
        day=day,
        without=chances[0],
        with_them=chances[1],
    )


def _share(chance: float, decimals: int = 0) -> str:
    return f"{written(Decimal(str(chance)) * 100, decimals)}\N{NO-BREAK SPACE}%"


def _described(curves: Sequence[Curve], planned_on: date) -> str:
    """Return the curves as a person would read them aloud."""
    return " ".join(
        _(
            "%(name)s: from %(first)s on, %(marks)s, all by %(last)s; by the planned end on "
            "%(planned)s in %(chance)s of the draws.",
            name=one.name,
            first=day_name(one.by_day[0].on),
            marks=", ".join(mark.words for mark in one.marks),
            last=day_name(one.by_day[-1].on),
            planned=day_name(planned_on),
            chance=_share(one.by(planned_on)),
        )
        for one in reversed(curves)
    )


def curve_table(spec: CurveSpec) -> Twin:
    """Return the curves as a table: days, and weeks or longer where days would be too many.

    Of each week, month or longer time the last day on which a draw ends stands for it; the days
    that are marked in the drawing are always there.
    """
    said: dict[date, list[str]] = {spec.planned_on: [_("planned")]}
    for curve in spec.curves:
        for mark in curve.marks:
            said.setdefault(mark.on, []).append(mark.says)
    ends = sorted({one.on for curve in spec.curves for one in curve.by_day})
    return Twin(
        (_("By the end of"), *(one.name for one in spec.curves), _("What it says")),
        tuple(
            (
                day_name(day),
                *(_share(one.by(day), 1) for one in spec.curves),
                "; ".join(said.get(day, (NOTHING,))),
            )
            for day in sorted({*_thinned(ends), *said})
        ),
    )


def _thinned(days: Sequence[date]) -> list[date]:
    """Return the last of the days of each week, month or year, whichever are few enough."""
    cuts: tuple[Callable[[date], tuple[int, ...]], ...] = (
        lambda day: (day.toordinal(),),
        lambda day: day.isocalendar()[:2],
        lambda day: (day.year, day.month),
        lambda day: (day.year,),
    )
    found: list[date] = []
    for cut in cuts:
        found = list({cut(day): day for day in days}.values())
        if len(found) <= _MOST_ROWS:
            break
    return found

"""Which control chart a promise gets, and the series that goes into it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from catchball.kernel.days import Period
from catchball.kernel.words import Later, _, period_name
from catchball.measures.charts import (
    Better,
    Chart,
    Kind,
    Phase,
    Point,
    Rule,
    Series,
    Standing,
    TargetStep,
    Wording,
)
from catchball.measures.charts import Reading as ChartReading
from catchball.measures.charts import read_chart as read
from catchball.measures.charts.wording import say_rule
from catchball.measures.language import Metric, Rate, Share, Unit
from catchball.measures.reading import Reading
from catchball.workplace.scorecards.rules.phases import ChartPhase, begun_within
from catchball.workplace.scorecards.rules.showing import good_word

_UNITS = {Unit.SHARE: "%", Unit.DAYS: Later("days"), Unit.RATE: "", Unit.NUMBER: ""}

_HOW = {
    Kind.P: Later(
        "The limits lie three standard deviations from the average share, so they are wider "
        "where fewer facts were counted."
    ),
    Kind.U: Later(
        "The limits lie three standard deviations from the average rate, so they are wider where "
        "less was exposed."
    ),
    Kind.XMR: Later("The limits lie 2.66 mean moving ranges from the average."),
    Kind.G: Later(
        "The limits lie three standard deviations of a geometric distribution from the mean gap; "
        "the centre is the median, so that half of the gaps lie on each side."
    ),
    Kind.T: Later(
        "The days are raised to the power 1 ÷ 3.6, which makes them nearly normal; their limits "
        "lie 2.66 mean moving ranges from the average."
    ),
}


def kind_of(metric: Metric) -> Kind:
    """Return the chart of the metric's form: p for a share, u for a rate, XmR for a value.

    Source: docs/metrics.md, “Which chart”.
    """
    match metric.form:
        case Share():
            return Kind.P
        case Rate():
            return Kind.U
        case _:
            return Kind.XMR


def say_limits(chart: Chart) -> str:
    """Return how the limits of a chart are computed."""
    return str(_HOW[chart.series.kind])


def wording_of(metric: Metric) -> Wording:
    """Return how a chart of the metric speaks."""
    return Wording(
        subject=_(metric.title),
        counted=good_word(metric),
        unit=str(_UNITS[metric.unit]),
        decimals=1,
    )


def chart_of(
    metric: Metric,
    numbers: Sequence[tuple[Period, Reading, Decimal | None]],
    phases: Iterable[ChartPhase] = (),
) -> Chart:
    """Read the chart of a promise over periods in time order.

    Each has its reading and, where a promise covers it, the target by which it is judged. A
    period without facts is a gap. Where a phase begins, the limits begin anew.
    """
    kind = kind_of(metric)
    factor = _factor(metric)
    points, steps = [], list[TargetStep]()
    for period, reading, target in numbers:
        point = _point(kind, period, reading)
        points.append(point)
        if target is not None:
            value = float(target) * _scale(metric)
            if not steps or steps[-1].value != value:
                steps.append(TargetStep(point.label, value))
    return read(
        Series(
            kind,
            points,
            better=Better(metric.better.value),
            targets=steps,
            phases=[
                Phase(period_name(period), phase.reason, decided_by=phase.set_name)
                for period, phase in begun_within(phases, [one for one, _read, _goal in numbers])
            ],
            multiplier=factor,
        )
    )


def floors_of(metric: Metric, floors: Iterable[Decimal | None]) -> tuple[float | None, ...]:
    """Return, in the unit shown, the floor by which each number is judged; None without one."""
    return tuple(None if one is None else float(one) * _scale(metric) for one in floors)


def _scale(metric: Metric) -> float:
    return 100.0 if metric.unit is Unit.SHARE else 1.0


def _factor(metric: Metric) -> float:
    if isinstance(metric.form, Rate):
        return float(metric.form.per)
    return _scale(metric)


def _point(kind: Kind, period: Period, reading: Reading) -> Point:
    label = period_name(period)
    if reading.value is None:
        return Point(label, period=period)
    if kind is Kind.XMR:
        return Point(label, value=float(reading.value), period=period)
    return Point(label, count=float(reading.top), denominator=float(reading.bottom), period=period)


@dataclass(frozen=True)
class Standout:
    """Something that stands out on a chart: one period, or several of one run or trend."""

    period: Period
    first: str
    last: str
    count: int
    standing: Standing
    said: str
    value: str


def standouts_of(chart: Chart, wording: Wording) -> tuple[Standout, ...]:
    """Return what stands out on a chart of periods, newest first.

    Neighbours that the same rules mark are one; a point beyond a limit stays alone.
    """
    found: list[Standout] = []
    special = [one for one in chart.readings if one.causes]
    for (_place, said), group in groupby(_placed(special, chart), key=lambda one: one[0]):
        readings = [reading for _key, reading in group]
        first, last = readings[0], readings[-1]
        found.append(
            Standout(
                Period(_period_of(first).first, _period_of(last).until),
                first.point.label,
                last.point.label,
                len(readings),
                last.standing,
                ", ".join(said),
                wording.value(last) if len(readings) == 1 else "",
            )
        )
    return tuple(reversed(found))


def _placed(
    special: Sequence[ChartReading], chart: Chart
) -> Iterator[tuple[tuple[int, tuple[str, ...]], ChartReading]]:
    """Yield each special point with a key that neighbours of one story share."""
    places = {id(one): place for place, one in enumerate(chart.readings)}
    story, before = 0, -2
    said_before: tuple[str, ...] = ()
    for one in special:
        place = places[id(one)]
        said = tuple(dict.fromkeys(say_rule(cause) for cause in one.causes))
        alone = any(cause.rule is Rule.BEYOND for cause in one.causes)
        if alone or place != before + 1 or said != said_before:
            story += 1
        before, said_before = place, said
        yield (story, said), one


def _period_of(reading: ChartReading) -> Period:
    period = reading.point.period
    assert period is not None  # noqa: S101 -- `_point` gives each its period
    return period

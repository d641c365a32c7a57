"""Which control chart a promise gets, and the series that goes into it."""

from collections.abc import Sequence
from decimal import Decimal

from catchball.kernel.days import Period
from catchball.kernel.words import Later, _, period_name
from catchball.measures.charts import Better, Chart, Kind, Point, Series, TargetStep, Wording
from catchball.measures.charts import read_chart as read
from catchball.measures.language import Metric, Rate, Share, Unit
from catchball.measures.reading import Reading

# What one good fact is called, as in "99 on time of 113"; other shares say "kept".
_GOOD = {
    "on-time-delivery": Later("on time"),
    "on-time-in-full": Later("on time in full"),
    "on-time-of-dispatched": Later("on time"),
    "right-first-time": Later("right first time"),
    "schedule-adherence": Later("as scheduled"),
}
_UNITS = {Unit.SHARE: "%", Unit.DAYS: Later("days"), Unit.RATE: "", Unit.NUMBER: ""}


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


def wording_of(metric: Metric) -> Wording:
    """Return how a chart of the metric speaks."""
    counted = ""
    if isinstance(metric.form, Share):
        counted = str(_GOOD.get(metric.key, Later("kept")))
    return Wording(
        subject=_(metric.title), counted=counted, unit=str(_UNITS[metric.unit]), decimals=1
    )


def chart_of(
    metric: Metric,
    readings: Sequence[tuple[Period, Reading]],
    targets: Sequence[tuple[Period, Decimal]],
) -> Chart:
    """Read the chart of a promise over periods in time order.

    `targets` hold, for each period that a promise covers, the target by which it is judged. A
    period without facts is a gap.
    """
    kind = kind_of(metric)
    factor = _factor(metric)
    points = [_point(kind, period, reading) for period, reading in readings]
    steps: list[TargetStep] = []
    for period, target in targets:
        value = float(target) * (100.0 if metric.unit is Unit.SHARE else 1.0)
        if not steps or steps[-1].value != value:
            steps.append(TargetStep(period_name(period), value))
    return read(
        Series(
            kind,
            points,
            better=Better(metric.better.value),
            targets=steps,
            multiplier=factor,
        )
    )


def _factor(metric: Metric) -> float:
    if isinstance(metric.form, Rate):
        return float(metric.form.per)
    return 100.0 if metric.unit is Unit.SHARE else 1.0


def _point(kind: Kind, period: Period, reading: Reading) -> Point:
    label = period_name(period)
    if reading.value is None:
        return Point(label, period=period)
    if kind is Kind.XMR:
        return Point(label, value=float(reading.value), period=period)
    return Point(label, count=float(reading.top), denominator=float(reading.bottom), period=period)

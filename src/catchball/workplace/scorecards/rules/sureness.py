"""How sure a number is, in words: what else the truth might be with so few facts."""

from decimal import Decimal

from catchball.kernel.words import _
from catchball.measures.interval import Interval, rate_interval, share_interval
from catchball.measures.language import Metric, Rate, Share, Unit
from catchball.measures.reading import Reading
from catchball.workplace.scorecards.rules.showing import amount, resolution, shown


def interval_of(metric: Metric, reading: Reading) -> Interval | None:
    """Return the 95 % interval of a share or a rate of whole events; None for other forms.

    In the unit of the metric before it is shown: between 0 and 1 for a share, per 100 for a rate
    that is per 100.

    Source: docs/metrics.md, “Intervals” (Wilson; Garwood).
    """
    if not reading.bottom or reading.top != reading.top.to_integral_value():
        return None
    match metric.form:
        case Share():
            return share_interval(int(reading.top), int(reading.bottom))
        case Rate(per=per):
            return rate_interval(int(reading.top), float(reading.bottom) / per)
        case _:
            return None


def say_interval(metric: Metric, reading: Reading) -> str:
    """Return the interval as people read it: "79.9 % to 98.3 %"; "" where there is none."""
    found = interval_of(metric, reading)
    if found is None:
        return ""
    decimals = max(1, resolution(metric, reading.n))
    return _(
        "%(lower)s to %(upper)s",
        lower=_end(found.lower, metric.unit, decimals),
        upper=_end(found.upper, metric.unit, decimals),
    )


def _end(value: float, unit: Unit, decimals: int) -> str:
    return shown(amount(Decimal(repr(value)), unit), unit, decimals)

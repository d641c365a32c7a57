"""How likely the next period meets the target, given the present phase of a promise's chart."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median_low

from catchball.kernel.days import Grain
from catchball.kernel.words import Later, _, ngettext, written
from catchball.measures.charts import Chart, Point, Standing
from catchball.measures.language import Better, Metric, Rate, Share
from catchball.measures.odds import Odds, rate_odds, share_odds, value_odds

_NO_BREAK = "\N{NO-BREAK SPACE}"
_HUNDRED = 100
_GAPS = frozenset({Standing.GAP, Standing.EXCLUDED})
_NEXT = {
    Grain.MONTH: Later("the next month"),
    Grain.QUARTER: Later("the next quarter"),
    Grain.YEAR: Later("the next year"),
}


def odds_of(chart: Chart, metric: Metric, *, target: Decimal, n_min: int) -> Odds | None:
    """Return the odds that the next period meets a target, from the chart's present phase.

    A share or rate is expected to have as many facts, or as much exposure, as the median period of
    the phase. None below the least number of facts (of values, where the metric is measured).

    Source: docs/metrics.md, “Odds”.
    """
    points = _present(chart)
    if not points:
        return None
    higher = metric.better is Better.HIGHER
    match metric.form:
        case Share() | Rate():
            found = _of_counts(points, metric, float(target), higher=higher)
            n = int(sum(point.denominator or 0 for point in points))
        case _:
            values = [point.value for point in points if point.value is not None]
            found = value_odds(values, target=float(target), higher=higher)
            n = len(values)
    return found if n >= n_min else None


def _present(chart: Chart) -> list[Point]:
    if not chart.phases:
        return []
    phase = chart.phases[-1]
    own = chart.readings[phase.first : phase.last + 1]
    return [one.point for one in own if one.standing not in _GAPS]


def _of_counts(
    points: Sequence[Point], metric: Metric, target: float, *, higher: bool
) -> Odds | None:
    tops = [point.count or 0.0 for point in points]
    bottoms = [point.denominator or 0.0 for point in points]
    if any(top != int(top) for top in tops):
        return None
    events, whole, coming = int(sum(tops)), sum(bottoms), median_low(bottoms)
    if isinstance(metric.form, Rate):
        per = float(metric.form.per)
        return rate_odds(events, whole / per, coming=coming / per, target=target, higher=higher)
    if any(bottom != int(bottom) for bottom in bottoms):
        return None
    return share_odds(events, int(whole), coming=int(coming), target=target, higher=higher)


def say_chance(chance: float) -> str:
    """Return a chance in whole per cent, and never as certain.

    >>> say_chance(0.842).replace(_NO_BREAK, " "), say_chance(1.0).replace(_NO_BREAK, " ")
    ('84 %', 'over 99 %')
    """
    whole = round(chance * _HUNDRED)
    if whole >= _HUNDRED:
        return _("over %(most)s", most=f"{written(99)}{_NO_BREAK}%")
    if whole <= 0:
        return _("under %(least)s", least=f"{written(1)}{_NO_BREAK}%")
    return f"{written(whole)}{_NO_BREAK}%"


def say_odds(odds: Odds, metric: Metric, grain: Grain) -> str:
    """Return the odds in a sentence, with their interval and what they are from."""
    return _(
        "%(chance)s chance that %(next)s meets the target, as the process runs now "
        "(%(lower)s to %(upper)s, from %(n)s)",
        chance=say_chance(odds.chance),
        next=str(_NEXT[grain]),
        lower=say_chance(odds.interval.lower),
        upper=say_chance(odds.interval.upper),
        n=_from(odds.n, metric),
    )


def _from(n: int, metric: Metric) -> str:
    shown = written(n)
    match metric.form:
        case Share():
            return ngettext("%(shown)s fact", "%(shown)s facts", n, shown=shown)
        case Rate():
            return ngettext("%(shown)s event", "%(shown)s events", n, shown=shown)
        case _:
            return ngettext("%(shown)s value", "%(shown)s values", n, shown=shown)

"""The arithmetic of centre lines and limits, one function for each kind of chart.

Everything here is on the scale on which the rules compare: what was measured, or for t charts
its power transform. Nothing is clipped and no unit is applied.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt
from statistics import fmean, median
from typing import NamedTuple

from catchball.measures.charts.series import (
    AcrossGaps,
    Conventions,
    GapCentre,
    GapCount,
    Kind,
    Point,
    Screening,
)

SCREEN = 3.267  # D4 for ranges of two; Nelson, Journal of Quality Technology 14 (1982) 172
RANGE_TO_SIGMA = 1.128  # d2 for ranges of two
ROUNDING = 1e-12
WEIBULL = 3.6  # Nelson, Journal of Quality Technology 26 (1994) 239: y = x ** (1 / 3.6)


class Measured(NamedTuple):
    """One point on the scale of the chart; a gap has no value."""

    value: float | None
    denominator: float


class Line(NamedTuple):
    """The centre that decides sides, and the origin from which `reach` (3 sigma) is counted."""

    centre: float
    origin: float
    reach: float | None

    @property
    def slack(self) -> float:
        """The rounding error within which a value is on the line: equal values must be equal."""
        return ROUNDING * (abs(self.centre) + abs(self.origin) + (self.reach or 0.0))

    def at(self, sigmas: float) -> tuple[float, float] | None:
        """Return the lines so many sigma below and above the origin, where there are any."""
        if self.reach is None:
            return None
        away = self.reach * (sigmas / 3.0)
        return self.origin - away, self.origin + away


@dataclass(frozen=True)
class Basis:
    """What the base points of one phase give: a line for any denominator."""

    line: Callable[[float], Line]
    moving_range: float | None = None
    sigma_z: float | None = None


def measure(kind: Kind, point: Point) -> Measured:
    """Return a point as its chart measures it; without a count or denominator it is a gap."""
    if not kind.counts:
        value = point.value
        if value is not None and kind is Kind.T:
            value = value ** (1 / WEIBULL)
        return Measured(value, 1.0)
    if not kind.needs_denominator:
        return Measured(point.count, 1.0)
    if point.count is None or not point.denominator:
        return Measured(None, 0.0)
    value = point.count if kind is Kind.NP else point.count / point.denominator
    return Measured(value, point.denominator)


def basis(kind: Kind, stretches: Sequence[Sequence[Measured]], how: Conventions) -> Basis | None:
    """Return centre and limits from the base points of a phase, or None without any.

    `stretches` are the points that have values, in time order; a moving range is taken inside a
    stretch only.
    """
    if not any(stretches):
        return None
    return _BASES[kind](stretches, how)


def _values(stretches: Sequence[Sequence[Measured]]) -> list[float]:
    return [m.value for stretch in stretches for m in stretch if m.value is not None]


def mean_range(series: Sequence[Sequence[float]], screening: Screening) -> float | None:
    """Return the mean moving range of neighbours, screened as asked, or None without two points.

    Source: moving ranges of two, D. J. Wheeler, Understanding Variation (2000); ranges at or
    above 3.267 times their mean are left out once as NHS England's tools do, or again and again.

    >>> mean_range([[10.0, 12.0, 11.0, 13.0]], Screening.ONCE)
    1.6666666666666667
    """
    ranges = [abs(later - earlier) for stretch in series for earlier, later in pairwise(stretch)]
    if not ranges:
        return None
    if screening is Screening.NONE:
        return fmean(ranges)
    while True:
        mean = fmean(ranges)
        kept = [size for size in ranges if size < SCREEN * mean] or ranges
        if screening is Screening.ONCE or len(kept) == len(ranges):
            return fmean(kept)
        ranges = kept


def _individuals(stretches: Sequence[Sequence[Measured]], how: Conventions) -> Basis:
    """XmR, and t on its transformed scale: mean ± 2.66 mean moving ranges.

    Source: NIST/SEMATECH e-Handbook 6.3.2.2; 2.66 = 3 / 1.128 as tabled. For t: L. S. Nelson,
    Journal of Quality Technology 26 (1994) 239.
    """
    series = [[m.value for m in stretch if m.value is not None] for stretch in stretches]
    centre = fmean(_values(stretches))
    ranged = mean_range(series, how.screening)
    line = Line(centre, centre, None if ranged is None else how.range_factor * ranged)
    return Basis(lambda _of: line, moving_range=ranged)


def _pooled(stretches: Sequence[Sequence[Measured]]) -> float:
    every = [m for stretch in stretches for m in stretch]
    total = sum((m.value or 0.0) * m.denominator for m in every)
    return total / sum(m.denominator for m in every)


def _share_spread(centre: float) -> float:
    return sqrt(max(0.0, centre * (1.0 - centre)))


def _share(stretches: Sequence[Sequence[Measured]], _how: Conventions) -> Basis:
    """p: the pooled share ± 3 √(p (1 − p) / n). Source: NIST/SEMATECH e-Handbook 6.3.3.2."""
    centre = _pooled(stretches)
    spread = 3.0 * _share_spread(centre)
    return Basis(lambda of: Line(centre, centre, spread / sqrt(of)))


def _rate(stretches: Sequence[Sequence[Measured]], _how: Conventions) -> Basis:
    """u: the pooled rate ± 3 √(u / n). Source: Montgomery, Statistical Quality Control, 7.3."""
    centre = _pooled(stretches)
    spread = 3.0 * sqrt(centre)
    return Basis(lambda of: Line(centre, centre, spread / sqrt(of)))


def _prime(
    stretches: Sequence[Sequence[Measured]], how: Conventions, spread_of: Callable[[float], float]
) -> Basis:
    """p′ and u′: the p or u limits widened by the variation between periods.

    Source: D. B. Laney, Quality Engineering 14 (2002) 531: sigma_z is the mean moving range of
    the z values divided by 1.128.
    """
    centre = _pooled(stretches)
    spread = spread_of(centre)
    if not spread:
        return Basis(lambda _of: Line(centre, centre, 0.0))
    scores = [
        [((m.value or 0.0) - centre) / (spread / sqrt(m.denominator)) for m in stretch]
        for stretch in stretches
    ]
    ranged = mean_range(scores, how.screening)
    if ranged is None:
        return Basis(lambda _of: Line(centre, centre, None))
    widened = 3.0 * spread * ranged / RANGE_TO_SIGMA
    return Basis(
        lambda of: Line(centre, centre, widened / sqrt(of)), sigma_z=ranged / RANGE_TO_SIGMA
    )


def _share_prime(stretches: Sequence[Sequence[Measured]], how: Conventions) -> Basis:
    return _prime(stretches, how, _share_spread)


def _rate_prime(stretches: Sequence[Sequence[Measured]], how: Conventions) -> Basis:
    return _prime(stretches, how, sqrt)


def _count(stretches: Sequence[Sequence[Measured]], _how: Conventions) -> Basis:
    """c: the mean count ± 3 √c. Source: NIST/SEMATECH e-Handbook 6.3.3.1."""
    centre = fmean(_values(stretches))
    line = Line(centre, centre, 3.0 * sqrt(centre))
    return Basis(lambda _of: line)


def _count_of(stretches: Sequence[Sequence[Measured]], _how: Conventions) -> Basis:
    """np: n p ± 3 √(n p (1 − p)). Source: Montgomery, Statistical Quality Control, 7.2."""
    every = [m for stretch in stretches for m in stretch]
    share = sum(m.value or 0.0 for m in every) / sum(m.denominator for m in every)
    spread = 3.0 * _share_spread(share)
    return Basis(lambda of: Line(of * share, of * share, spread * sqrt(of)))


def _between(stretches: Sequence[Sequence[Measured]], how: Conventions) -> Basis:
    """g: mean gap ± 3 √(g (g + 1)), or √(g (g − 1)) when the event itself is counted.

    Source: J. C. Benneyan, Health Care Management Science 4 (2001) 305; the centre line at
    the median lets runs be counted; 0.693 (= ln 2) times the mean is its expected place (L. P.
    Provost and S. K. Murray, The Health Care Data Guide).
    """
    gaps = _values(stretches)
    mean = fmean(gaps)
    shift = 1.0 if how.gap_count is GapCount.BETWEEN else -1.0
    centre = {
        GapCentre.MEAN: mean,
        GapCentre.MEDIAN: median(gaps),
        GapCentre.THEORETICAL_MEDIAN: log(2) * mean,
    }[how.gap_centre]
    reach = 3.0 * sqrt(max(0.0, mean * (mean + shift))) if len(gaps) > 1 else None
    line = Line(centre, mean, reach)
    return Basis(lambda _of: line)


def _median(stretches: Sequence[Sequence[Measured]], _how: Conventions) -> Basis:
    """Run chart: the median. Source: R. Perla et al., BMJ Quality & Safety 20 (2011) 46."""
    centre = median(_values(stretches))
    line = Line(centre, centre, None)
    return Basis(lambda _of: line)


_BASES: dict[Kind, Callable[[Sequence[Sequence[Measured]], Conventions], Basis]] = {
    Kind.XMR: _individuals,
    Kind.T: _individuals,
    Kind.P: _share,
    Kind.U: _rate,
    Kind.P_PRIME: _share_prime,
    Kind.U_PRIME: _rate_prime,
    Kind.C: _count,
    Kind.NP: _count_of,
    Kind.G: _between,
    Kind.RUN: _median,
}


def shown(kind: Kind, value: float) -> float:
    """Return a value of the chart's scale as it was measured: for t the power is undone."""
    if kind is not Kind.T:
        return value
    return float(max(0.0, value) ** WEIBULL)


def stretches_of(
    measured: Sequence[Measured | None], places: Sequence[int], across: AcrossGaps
) -> list[list[int]]:
    """Return the places of one phase whose points count, as rows of neighbours.

    A place counts if it is measured and has a value. Joined, all that count are one row; broken,
    a gap or an excluded point ends a row.
    """
    rows: list[list[int]] = [[]]
    for place in places:
        found = measured[place]
        if found is not None and found.value is not None:
            rows[-1].append(place)
        elif across is AcrossGaps.BROKEN and rows[-1]:
            rows.append([])
    return [row for row in rows if row]

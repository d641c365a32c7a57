"""How likely the next period meets a target, if the process goes on as in its present phase."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, exp, floor, lgamma, log, log1p, sqrt
from statistics import NormalDist, fmean, stdev

from catchball.measures.interval import Z95, Interval, rate_interval, share_interval

# Jeffreys’ prior: half an event of either kind, before anything was seen.
JEFFREYS = 0.5
MOST_TRIALS = 100_000
LEAST_VALUES = 3
_STEPS = 300
_TINY = 1e-300
_CLOSE = 1e-14


@dataclass(frozen=True)
class Odds:
    """The chance that the next period meets the target, with its 95 % interval, and from how many.

    `n` facts of the present phase, or values where the metric is measured.
    """

    chance: float
    interval: Interval
    n: int


def share_odds(
    good: int, of: int, *, coming: int, target: float, higher: bool = True
) -> Odds | None:
    """Return the odds that of `coming` facts the share good meets a target between 0 and 1.

    The share of the phase has a beta distribution after Jeffreys, so the coming count is
    beta-binomial. The interval is that chance were the share at either end of Wilson’s interval.
    None without facts.

    Source: A. Gelman et al., Bayesian Data Analysis, 3rd ed. (2013), 2.4 (conjugate prior) and
    2.8 (Jeffreys’ prior); docs/metrics.md, “Odds”.

    >>> found = share_odds(95, 100, coming=20, target=0.9)
    >>> round(found.chance, 3)
    0.892
    """
    known = share_interval(good, of)
    if known is None or not 0 < coming <= MOST_TRIALS:
        return None
    least = _whole_up(target * coming) if higher else _whole_down(target * coming) + 1
    chance = beta_binomial_from(least, coming, good + JEFFREYS, of - good + JEFFREYS)
    ends = [binomial_from(least, coming, share) for share in (known.lower, known.upper)]
    return _odds(chance, ends, of, higher=higher)


def rate_odds(
    events: int, exposure: float, *, coming: float, target: float, higher: bool = False
) -> Odds | None:
    """Return the odds that the rate of a coming exposure meets a target per unit of exposure.

    The rate of the phase has a gamma distribution after Jeffreys, so the coming count is
    gamma-Poisson (negative binomial). The interval is that chance were the rate at either end of
    Garwood’s interval. None without exposure.

    Source: A. Gelman et al., Bayesian Data Analysis, 3rd ed. (2013), 2.6; docs/metrics.md, “Odds”.

    >>> found = rate_odds(10, 100, coming=20, target=0.2)
    >>> round(found.chance, 3)
    0.921
    """
    known = rate_interval(events, exposure)
    most = target * coming
    if known is None or coming <= 0 or most > MOST_TRIALS:
        return None
    least = _whole_up(most) if higher else _whole_down(most) + 1
    chance = gamma_poisson_from(least, events + JEFFREYS, exposure / coming)
    ends = [poisson_from(least, rate * coming) for rate in (known.lower, known.upper)]
    return _odds(chance, ends, events, higher=higher)


def value_odds(values: Sequence[float], *, target: float, higher: bool) -> Odds | None:
    """Return the odds that the next of some measured values meets a target.

    The predictive distribution is Student’s t around their mean, with √(1 + 1/n) of their standard
    deviation. The interval is approximate, by the standard error of a standardised distance. None
    with fewer than three values, or where all are equal.

    Source: A. Gelman et al., Bayesian Data Analysis, 3rd ed. (2013), 3.2 (predictive t);
    A. F. Bissell, Applied Statistics 39 (1990) 331 (standard error); docs/metrics.md, “Odds”.
    """
    n = len(values)
    spread = stdev(values) if n >= LEAST_VALUES else 0.0
    if not spread:
        return None
    distance = (target - fmean(values)) / spread
    below = t_below(distance / sqrt(1 + 1 / n), n - 1)
    error = sqrt(1 / n + distance * distance / (2 * (n - 1)))
    ends = [NormalDist().cdf(distance + way * Z95 * error) for way in (-1, 1)]
    if higher:
        below, ends = 1 - below, [1 - end for end in ends]
    return Odds(below, Interval(min(ends), max(ends)), n)


def _odds(from_least: float, ends: Sequence[float], n: int, *, higher: bool) -> Odds:
    chance, found = from_least, list(ends)
    if not higher:
        chance, found = 1 - chance, [1 - end for end in found]
    return Odds(chance, Interval(min(found), max(found)), n)


def _whole_up(amount: float) -> int:
    """Return the least count at or above an amount, as 0.95 × 20 is 19 whatever the last bit."""
    return ceil(amount - 1e-9)


def _whole_down(amount: float) -> int:
    return floor(amount + 1e-9)


def beta_binomial_from(least: int, trials: int, good: float, bad: float) -> float:
    """Return the chance of at least so many good in some trials, for a beta of these parameters.

    >>> round(beta_binomial_from(10, 10, 1, 1), 6)  # all counts are equally likely
    0.090909
    """
    known = lgamma(good + bad) - lgamma(good) - lgamma(bad) - lgamma(trials + good + bad)
    return _sum(
        exp(known + _chosen(trials, count) + lgamma(count + good) + lgamma(trials - count + bad))
        for count in range(max(least, 0), trials + 1)
    )


def binomial_from(least: int, trials: int, share: float) -> float:
    """Return the chance of at least so many good in some trials of one share."""
    if share in {0.0, 1.0}:
        return float(least <= (trials if share else 0))
    return _sum(
        exp(_chosen(trials, count) + count * log(share) + (trials - count) * log1p(-share))
        for count in range(max(least, 0), trials + 1)
    )


def gamma_poisson_from(least: int, shape: float, rate: float) -> float:
    """Return the chance of at least so many events, their mean being gamma of shape and rate."""
    known = shape * log(rate / (1 + rate)) - lgamma(shape)
    below = _sum(
        exp(known + lgamma(count + shape) - lgamma(count + 1) - count * log(1 + rate))
        for count in range(max(least, 0))
    )
    return 1 - below


def poisson_from(least: int, mean: float) -> float:
    """Return the chance of at least so many events of a mean."""
    if not mean:
        return float(least <= 0)
    below = _sum(
        exp(count * log(mean) - mean - lgamma(count + 1)) for count in range(max(least, 0))
    )
    return 1 - below


def t_below(value: float, freedom: int) -> float:
    """Return the chance that Student’s t of so many degrees of freedom is below a value.

    >>> round(t_below(2.228, 10), 3)
    0.975
    """
    tail = _beta_part(freedom / (freedom + value * value), freedom / 2, 0.5) / 2
    return tail if value < 0 else 1 - tail


def _beta_part(at: float, one: float, other: float) -> float:
    """Return the regularised incomplete beta function.

    Source: W. H. Press et al., Numerical Recipes, 3rd ed. (2007), 6.4: continued fraction by
    Lentz’s method.
    """
    if at <= 0 or at >= 1:
        return float(at >= 1)
    if at > (one + 1) / (one + other + 2):
        return 1 - _beta_part(1 - at, other, one)
    front = exp(
        lgamma(one + other) - lgamma(one) - lgamma(other) + one * log(at) + other * log1p(-at)
    )
    return front * _fraction(at, one, other) / one


def _fraction(at: float, one: float, other: float) -> float:
    upper, lower = 1.0, 1 / _apart(1 - (one + other) * at / (one + 1))
    found = lower
    for step in range(1, _STEPS):
        even = step * (other - step) * at / ((one + 2 * step - 1) * (one + 2 * step))
        odd = -(one + step) * (one + other + step) * at / ((one + 2 * step) * (one + 2 * step + 1))
        for part in (even, odd):
            lower = 1 / _apart(1 + part * lower)
            upper = _apart(1 + part / upper)
            found *= lower * upper
        if abs(lower * upper - 1) < _CLOSE:
            break
    return found


def _apart(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def _chosen(whole: int, part: int) -> float:
    return lgamma(whole + 1) - lgamma(part + 1) - lgamma(whole - part + 1)


def _sum(parts: Iterable[float]) -> float:
    return min(1.0, sum(parts))

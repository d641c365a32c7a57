"""How sure a share or a rate is: 95 % intervals that hold for small numbers."""

from dataclasses import dataclass
from math import exp, lgamma, log, sqrt

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _

Z95 = 1.959963984540054
EXACT_UP_TO = 100


class NotACount(Invalid):
    """A count is negative, above its whole, or without exposure."""


@dataclass(frozen=True)
class Interval:
    """The lower and upper end of an interval, in the unit of what it is about."""

    lower: float
    upper: float


def share_interval(count: int, of: int) -> Interval | None:
    """Return Wilson's 95 % interval of a share, between 0 and 1; None when nothing was counted.

    Source: E. B. Wilson, JASA 22 (1927) 209; recommended over the exact one for small numbers
    by R. G. Newcombe, Statistics in Medicine 17 (1998) 857, method 3.

    :raises NotACount: if the count is negative or above the whole

    >>> found = share_interval(9, 10)
    >>> round(found.lower, 3), round(found.upper, 3)
    (0.596, 0.982)
    """
    if not 0 <= count <= of:
        raise NotACount(_("%(count)s of %(of)s is no share.", count=count, of=of))
    if of == 0:
        return None
    share, square = count / of, Z95 * Z95
    middle = share + square / (2 * of)
    reach = Z95 * sqrt(share * (1 - share) / of + square / (4 * of * of))
    whole = 1 + square / of
    lower = 0.0 if count == 0 else (middle - reach) / whole
    upper = 1.0 if count == of else (middle + reach) / whole
    return Interval(lower, upper)


def rate_interval(count: int, exposure: float) -> Interval | None:
    """Return the 95 % interval of a rate per unit of exposure; None without exposure.

    Exact up to a hundred events, Byar's approximation beyond, where both agree to three digits.

    Source: F. Garwood, Biometrika 28 (1936) 437; N. E. Breslow and N. E. Day, Statistical
    Methods in Cancer Research II (1987), 69.

    :raises NotACount: if the count or the exposure is negative, or events have no exposure
    """
    if count < 0 or exposure < 0 or (count and not exposure):
        raise NotACount(
            _("%(count)s events in %(exposure)s is no rate.", count=count, exposure=exposure)
        )
    if exposure == 0:
        return None
    found = count_interval(count)
    return Interval(found.lower / exposure, found.upper / exposure)


def count_interval(count: int) -> Interval:
    """Return the 95 % interval of the expected number of events, given how many occurred.

    >>> found = count_interval(10)
    >>> round(found.lower, 2), round(found.upper, 2)
    (4.8, 18.39)
    """
    return exact_interval(count) if count <= EXACT_UP_TO else byar_interval(count)


def byar_interval(count: int) -> Interval:
    """Return Byar's approximation of the exact interval of a count.

    Source: Breslow and Day (1987), 69, equations 2.11 and 2.12.
    """
    more = count + 1
    lower = count * (1 - 1 / (9 * count) - Z95 / (3 * sqrt(count))) ** 3 if count else 0.0
    upper = more * (1 - 1 / (9 * more) + Z95 / (3 * sqrt(more))) ** 3
    return Interval(lower, upper)


def exact_interval(count: int) -> Interval:
    """Return the exact interval of a count: the means under which it is just not too unlikely.

    Source: Garwood (1936): at either end the tail of the Poisson distribution holds 2.5 %.
    """
    lower = _mean_at(count - 1, 0.975) if count else 0.0
    return Interval(lower, _mean_at(count, 0.025))


def _mean_at(count: int, tail: float) -> float:
    """Return the Poisson mean under which at most `count` events have a chance of `tail`."""
    low, high = 0.0, count + 10.0 + 6 * sqrt(count + 1)
    for _round in range(80):
        middle = (low + high) / 2
        if _at_most(count, middle) > tail:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _at_most(count: int, mean: float) -> float:
    if mean <= 0:
        return 1.0
    return sum(exp(each * log(mean) - mean - lgamma(each + 1)) for each in range(count + 1))

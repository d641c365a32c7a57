"""How a value is shown: in which unit, and with how many decimals so that nothing is hidden."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from catchball.kernel.words import Later, _, ngettext, written
from catchball.measures.language import Better, Metric, Rate, Share, Unit
from catchball.measures.reading import Reading, Standing
from catchball.workplace.agreements.rules import as_written

NO_BREAK = "\N{NO-BREAK SPACE}"
_MOST = 4
# What one good fact is called, and one that is not, as in "99 on time of 113; 14 late".
_GOOD = {
    "on-time-delivery": (Later("on time"), Later("late")),
    "on-time-in-full": (Later("on time in full"), Later("late or not in full")),
    "on-time-of-dispatched": (Later("on time"), Later("late")),
    "right-first-time": (Later("right first time"), Later("not right first time")),
    "schedule-adherence": (Later("as scheduled"), Later("not as scheduled")),
}
_KEPT = (Later("kept"), Later("missed"))
_MIRRORED = {
    Standing.BELOW_TARGET: Later("Above target"),
    Standing.BELOW_FLOOR: Later("Beyond the floor"),
}


def amount(value: Decimal, unit: Unit) -> Decimal:
    """Return the value in the unit shown: per cent for a share.

    >>> amount(Decimal("0.9766"), Unit.SHARE)
    Decimal('97.6600')
    """
    return value * 100 if unit is Unit.SHARE else value


def decimals_of(
    value: Decimal, unit: Unit, thresholds: Iterable[Decimal], *, better: Better, least: int
) -> int:
    """Return how many decimals, at least so many, show whether the value reaches its thresholds.

    94.96 % against a target of 95 % is written 94.96 %, not 95.0 %, since it does not reach it;
    95.04 % may be written 95 %.

    >>> decimals_of(
    ...     Decimal("0.9496"), Unit.SHARE, [Decimal("0.95")], better=Better.HIGHER, least=0
    ... )
    2
    """
    shown, way = amount(value, unit), 1 if better is Better.HIGHER else -1
    limits = [amount(one, unit) for one in thresholds]
    for decimals in range(least, _MOST):
        rounded = shown.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        if all((way * rounded >= way * limit) is (way * shown >= way * limit) for limit in limits):
            return decimals
    return _MOST


def decimals_apart(one: Decimal, other: Decimal, *, least: int) -> int:
    """Return how many decimals, at least so many, show that two values differ; at most four.

    Both are in the unit shown.

    >>> decimals_apart(Decimal("17.01"), Decimal("17.04"), least=1)
    2
    """
    for decimals in range(least, _MOST):
        places = Decimal(1).scaleb(-decimals)
        if one.quantize(places, ROUND_HALF_UP) != other.quantize(places, ROUND_HALF_UP):
            return decimals
    return _MOST


def resolution(metric: Metric, n: int) -> int:
    """Return how many decimals the number of facts is worth.

    Of a share as many as show one fact more or fewer: 31 of 32 is 97 %, 2,965 of 3,036 is
    97.66 %. Of rates and times one; of a yield two beyond a hundred facts.
    """
    if isinstance(metric.form, Share):
        return 0 if n <= 100 else 1 if n <= 1000 else 2
    return 2 if metric.unit is Unit.SHARE and n > 100 else 1


def shown(value: Decimal, unit: Unit, decimals: int) -> str:
    """Return a value as people read it, `value` already in the unit shown.

    >>> shown(Decimal("97.6614"), Unit.SHARE, 2).replace(NO_BREAK, " ")
    '97.66 %'
    """
    number = written(value, decimals)
    match unit:
        case Unit.SHARE:
            return f"{number}{NO_BREAK}%"
        case Unit.DAYS:
            return _("%(number)s days", number=number).replace(" ", NO_BREAK)
        case Unit.RATE | Unit.NUMBER:
            return number


def threshold(value: Decimal, unit: Unit) -> str:
    """Return a target or floor as it was agreed, with no needless decimals.

    >>> threshold(Decimal("0.975000"), Unit.SHARE).replace(NO_BREAK, " ")
    '97.5 %'
    """
    said = as_written(value, unit)
    exponent = said.as_tuple().exponent
    return shown(said, unit, max(0, -exponent) if isinstance(exponent, int) else 0)


def kept_from(target: Decimal, unit: Unit, better: Better) -> str:
    """Return the target with its direction: "≥ 95 %", "≤ 3"."""
    sign = "≥" if better is Better.HIGHER else "≤"
    return f"{sign}{NO_BREAK}{threshold(target, unit)}"


def standing_word(standing: Standing, better: Better) -> str:
    """Return how a number stands in a few words; where lower is better, misses lie above."""
    if better is Better.LOWER and standing in _MIRRORED:
        return str(_MIRRORED[standing])
    return standing.said


def good_word(metric: Metric) -> str:
    """Return what one good fact of a share is called: "on time"; "" for other forms."""
    return str(_GOOD.get(metric.key, _KEPT)[0]) if isinstance(metric.form, Share) else ""


def miss_word(metric: Metric) -> str:
    """Return what one fact of a share that is not good is called: "late"; "" otherwise."""
    return str(_GOOD.get(metric.key, _KEPT)[1]) if isinstance(metric.form, Share) else ""


def detail(metric: Metric, reading: Reading) -> str:
    """Return what the value is made of, in a few words: "31 of 32", "36 batches"."""
    if not reading.n and not reading.pending:
        return ""
    match metric.form:
        case Share():
            said = _("%(good)s of %(all)s", good=_whole(reading.top), all=_whole(reading.bottom))
        case Rate():
            said = _(
                "%(events)s in %(exposure)s",
                events=_whole(reading.top),
                exposure=_whole(reading.bottom),
            )
        case _:
            facts = metric.facts.one if reading.n == 1 else metric.facts.many
            said = _("%(count)s %(facts)s", count=written(reading.n), facts=_(facts))
    if reading.pending:
        said += ngettext(", %(count)s open", ", %(count)s open", reading.pending)
    return said


def tally(metric: Metric, reading: Reading) -> str:
    """Return what was counted as the beginning of a sentence: "2,965 of 3,036 on time"."""
    good = good_word(metric)
    if not good or not reading.n:
        return detail(metric, reading)
    return _(
        "%(good)s of %(all)s %(what)s",
        good=_whole(reading.top),
        all=_whole(reading.bottom),
        what=good,
    )


def _whole(value: Decimal) -> str:
    """Return a count, or a sum with the decimals it has."""
    if value == int(value):
        return written(int(value))
    exponent = value.normalize().as_tuple().exponent
    return written(value, max(0, -exponent) if isinstance(exponent, int) else 0)

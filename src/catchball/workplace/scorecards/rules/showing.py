"""How a value is shown: in which unit, and with how many decimals so that nothing is hidden."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from catchball.kernel.words import _, ngettext
from catchball.measures.language import Metric, Rate, Share, Unit
from catchball.measures.reading import Reading

_MOST = 4


def amount(value: Decimal, unit: Unit) -> Decimal:
    """Return the value in the unit shown: per cent for a share.

    >>> amount(Decimal("0.9766"), Unit.SHARE)
    Decimal('97.6600')
    """
    return value * 100 if unit is Unit.SHARE else value


def decimals_of(value: Decimal, unit: Unit, thresholds: Iterable[Decimal], *, least: int) -> int:
    """Return how many decimals show the value on the side of its thresholds where it lies.

    94.96 % against a target of 95 % is written 94.96 %, not 95.0 %, since it does not keep it.

    >>> decimals_of(Decimal("0.9496"), Unit.SHARE, [Decimal("0.95")], least=1)
    2
    """
    shown = amount(value, unit)
    limits = [amount(one, unit) for one in thresholds]
    for decimals in range(least, _MOST):
        rounded = shown.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        if all(_side(rounded, limit) == _side(shown, limit) for limit in limits):
            return decimals
    return _MOST


def _side(value: Decimal, limit: Decimal) -> int:
    return (value > limit) - (value < limit)


def detail(metric: Metric, reading: Reading) -> str:
    """Return what the value is made of, in a few words: "31 of 32", "36 batches"."""
    if not reading.n and not reading.pending:
        return ""
    match metric.form:
        case Share():
            said = _("%(good)s of %(all)s", good=f"{reading.top:f}", all=f"{reading.bottom:f}")
        case Rate():
            said = _(
                "%(events)s in %(exposure)s",
                events=f"{reading.top.normalize():f}",
                exposure=f"{reading.bottom.normalize():f}",
            )
        case _:
            facts = metric.facts.one if reading.n == 1 else metric.facts.many
            said = _("%(count)s %(facts)s", count=reading.n, facts=_(facts))
    if reading.pending:
        said += ngettext(", %(count)s open", ", %(count)s open", reading.pending)
    return said

"""What a miss comes to in money: rounding, lost material, and how amounts are said."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from catchball.kernel.words import _, written
from catchball.workplace.agreements.rules.parts import Item

_CENT = Decimal("0.01")
_NO_BREAK = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"
_HUNDRED = 100


@dataclass(frozen=True)
class Loss:
    """Material of the client that a yield was short of: `top` came of `bottom` dispensed."""

    target: Decimal
    tolerance: Decimal
    top: Decimal
    bottom: Decimal

    @property
    def quantity(self) -> Decimal:
        """How much was lost beyond the tolerance, in the unit dispensed; never below nothing.

        Source: docs/metrics.md, “Consequences”: (target − tolerance − actual) × dispensed.

        >>> Loss(Decimal("0.95"), Decimal("0.01"), Decimal(930), Decimal(1000)).quantity
        Decimal('10.00')
        """
        return max(Decimal(0), (self.target - self.tolerance) * self.bottom - self.top)


@dataclass(frozen=True)
class Price:
    """What one unit of the client's material is worth, and the most that a period costs."""

    value: Decimal
    cap: Decimal | None

    def worth(self, loss: Loss, rounding: str) -> Decimal:
        """Return what a loss comes to: quantity × value, capped and rounded as agreed.

        Source: docs/metrics.md, “Consequences” (lost material).

        >>> lost = Loss(Decimal("0.95"), Decimal("0.01"), Decimal(930), Decimal(1000))
        >>> Price(Decimal(250), None).worth(lost, "half-even")
        Decimal('2500.00')
        """
        whole = loss.quantity * self.value
        return rounded(whole if self.cap is None else min(whole, self.cap), rounding)


NO_PRICE = Price(Decimal(0), None)


def price_of(money: Item) -> Price:
    """Return the price of material that an agreement's part on credits names; 0 for none.

    Versions signed before there was such a slot have none.
    """
    cap = money.get("material_cap")
    return Price(Decimal(money.get("material_value") or 0), Decimal(cap) if cap else None)


def rounded(amount: Decimal, rounding: str) -> Decimal:
    """Return an amount rounded to the cent: halves to the even cent, or away from zero.

    >>> rounded(Decimal("0.125"), "half-even"), rounded(Decimal("0.125"), "half-up")
    (Decimal('0.12'), Decimal('0.13'))
    """
    return amount.quantize(_CENT, ROUND_HALF_UP if rounding == "half-up" else ROUND_HALF_EVEN)


def say_money(amount: Decimal, currency: str) -> str:
    """Return an amount with its currency: “EUR 12,000.00”."""
    sign = _MINUS if amount < 0 else ""
    return f"{sign}{currency}{_NO_BREAK}{written(abs(amount), 2)}"


def say_share(share: Decimal) -> str:
    """Return a share in per cent with the decimals it has.

    >>> say_share(Decimal("0.0015")).replace(_NO_BREAK, " ")
    '0.15 %'
    """
    return f"{say_quantity(share * _HUNDRED)}{_NO_BREAK}%"


def say_quantity(quantity: Decimal) -> str:
    """Return a quantity with the decimals it has."""
    exact = quantity.normalize()
    return written(exact, max(0, -int(exact.as_tuple().exponent)))


def say_loss(loss: Loss, price: Price, currency: str) -> str:
    """Return how a loss is worked out: each factor, and the cap where there is one."""
    said = _(
        "(%(target)s − %(tolerance)s) × %(dispensed)s dispensed − %(yielded)s yielded, at %(value)s",
        target=say_share(loss.target),
        tolerance=say_share(loss.tolerance),
        dispensed=say_quantity(loss.bottom),
        yielded=say_quantity(loss.top),
        value=say_money(price.value, currency),
    )
    if price.cap is None:
        return said
    return _("%(said)s, at most %(cap)s", said=said, cap=say_money(price.cap, currency))

"""What findings come to in money, line by line; decimal throughout, rounded as agreed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from catchball.kernel.words import Later
from catchball.workplace.agreements.rules.amounts import (
    NO_PRICE,
    Loss,
    Price,
    price_of,
    rounded,
)
from catchball.workplace.agreements.rules.parts import Item

_NONE = Decimal(0)


class LineKind(StrEnum):
    """What a line of a statement is for."""

    CREDIT = "credit"
    CAP = "cap"
    EARN_BACK = "earn-back"
    RESTATEMENT = "restatement"
    MATERIAL = "material"
    RESTATED_MATERIAL = "restated-material"
    FEE = "fee"
    GAIN = "gain"

    @property
    def label(self) -> str:
        """The kind as people call it."""
        return str(_KINDS[self])


_KINDS = {
    LineKind.CREDIT: Later("Credit"),
    LineKind.CAP: Later("Cap of the month"),
    LineKind.EARN_BACK: Later("Earned back"),
    LineKind.RESTATEMENT: Later("Restatement"),
    LineKind.MATERIAL: Later("Client’s material lost"),
    LineKind.RESTATED_MATERIAL: Later("Client’s material, restated"),
    LineKind.FEE: Later("Fee"),
    LineKind.GAIN: Later("Share of the gain"),
}


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How money follows misses, as the agreement in force says."""

    currency: str
    at_risk: Decimal
    missed_step: Decimal
    failed_step: Decimal
    cap: Decimal
    earn_back: int
    gain_share: Decimal
    rounding: str
    price: Price = NO_PRICE

    def worth(self, loss: Loss | None) -> Decimal:
        """Return what lost material comes to: nothing where none is lost or no value is agreed."""
        return self.price.worth(loss, self.rounding) if loss else _NONE


def terms_of(money: Item) -> Terms:
    """Return the terms of an agreement's part on credits."""
    return Terms(
        currency=money["currency"],
        at_risk=Decimal(money["at_risk"]),
        missed_step=Decimal(money["missed_step"]),
        failed_step=Decimal(money["failed_step"]),
        cap=Decimal(money["cap"]),
        earn_back=money["earn_back"],
        gain_share=Decimal(money["gain_share"]),
        rounding=money["rounding"],
        price=price_of(money),
    )


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a statement: what is multiplied by what, and the amount it comes to.

    Positive amounts go to the client, negative ones to the manufacturer. `about` names the promise
    (metric and program), `month` the first day of the period it is for, `share` the share of the
    invoice base that the miss draws by this line.
    """

    kind: LineKind
    amount: Decimal
    factors: tuple[Decimal, ...] = ()
    title: str = ""
    about: str = ""
    month: str = ""
    share: Decimal = _NONE


@dataclass(frozen=True)
class Drawn:
    """A miss that draws a credit: by which finding's promise, how far, and by which factors."""

    title: str
    about: str
    month: str
    allocation: Decimal
    severity: Decimal


@dataclass(frozen=True)
class Earned:
    """A credit of an earlier month that kept periods earned back."""

    title: str
    about: str
    month: str
    amount: Decimal


@dataclass(frozen=True)
class Lost:
    """Material of the client that a promise's yield was short of in a period."""

    title: str
    about: str
    month: str
    loss: Loss


@dataclass(frozen=True)
class RestatedLoss:
    """Material lost in an earlier month that comes to another amount than was signed.

    `loss` is what is lost by now, None where nothing is; `terms` are those of that month's
    statement, and `signed` is what signed statements came to.
    """

    title: str
    about: str
    month: str
    loss: Loss | None
    terms: Terms
    signed: Decimal


@dataclass(frozen=True)
class Restated:
    """A miss of an earlier, signed month that draws another share since its number was restated.

    `shares` are all shares of that month's statement by promise, as they stand by now.
    """

    title: str
    about: str
    month: str
    base: Decimal
    cap: Decimal
    shares: Mapping[str, Decimal]
    share: Decimal


@dataclass(frozen=True, kw_only=True)
class Due:
    """All that a statement is drawn up from."""

    base: Decimal
    drawn: Sequence[Drawn] = ()
    earned: Sequence[Earned] = ()
    restated: Sequence[Restated] = ()
    lost: Sequence[Lost] = ()
    restated_losses: Sequence[RestatedLoss] = ()
    fee: Decimal = _NONE
    gain: Decimal = _NONE
    gain_title: str = ""
    fee_title: str = ""


def draw_up(terms: Terms, due: Due) -> tuple[Line, ...]:
    """Return the lines of a statement; its total is the sum of their amounts.

    Each line is rounded on its own, so that what is printed adds up. Credit = base × share at risk
    × allocation × severity step; where all credits pass the cap, one line takes the rest off.
    What is earned back, restated, owed as a fee or shared as a gain stands outside the cap, and so
    does lost material, which has a cap of its own.

    Source: docs/metrics.md, “Consequences”.

    >>> terms = Terms(currency="EUR", at_risk=Decimal("0.1"), missed_step=Decimal("0.5"),
    ...     failed_step=Decimal(1), cap=Decimal("0.1"), earn_back=3, gain_share=Decimal(0),
    ...     rounding="half-even")
    >>> late = Drawn("On-time delivery", "otd", "2026-10-01", Decimal("0.3"), Decimal(1))
    >>> [line.amount for line in draw_up(terms, Due(base=Decimal(400_000), drawn=[late]))]
    [Decimal('12000.00')]
    """
    credits_ = [_credit(terms, due.base, one) for one in due.drawn]
    return (
        *credits_,
        *_capped(terms, due.base, credits_),
        *(_earned(terms, one) for one in due.earned),
        *(_restated(terms, one) for one in due.restated),
        *(_lost(terms, one) for one in due.lost if terms.price.value),
        *(_lost_by_now(one) for one in due.restated_losses),
        *_owed(terms, due),
    )


def _credit(terms: Terms, base: Decimal, one: Drawn) -> Line:
    factors = (base, terms.at_risk, one.allocation, one.severity)
    share = terms.at_risk * one.allocation * one.severity
    return Line(
        kind=LineKind.CREDIT,
        amount=rounded(base * share, terms.rounding),
        factors=factors,
        title=one.title,
        about=one.about,
        month=one.month,
        share=share,
    )


def _capped(terms: Terms, base: Decimal, lines: Sequence[Line]) -> list[Line]:
    most = rounded(base * terms.cap, terms.rounding)
    over = sum((line.amount for line in lines), _NONE) - most
    if over <= 0:
        return []
    return [Line(kind=LineKind.CAP, amount=-over, factors=(base, terms.cap))]


def _earned(terms: Terms, one: Earned) -> Line:
    return Line(
        kind=LineKind.EARN_BACK,
        amount=-rounded(one.amount, terms.rounding),
        title=one.title,
        about=one.about,
        month=one.month,
    )


def _restated(terms: Terms, one: Restated) -> Line:
    before = _total(terms, one, one.shares)
    after = _total(terms, one, {**one.shares, one.about: one.share})
    return Line(
        kind=LineKind.RESTATEMENT,
        amount=after - before,
        factors=(one.base, one.shares.get(one.about, _NONE), one.share),
        title=one.title,
        about=one.about,
        month=one.month,
        share=one.share,
    )


def _total(terms: Terms, one: Restated, shares: Mapping[str, Decimal]) -> Decimal:
    drawn = sum((rounded(one.base * share, terms.rounding) for share in shares.values()), _NONE)
    return min(drawn, rounded(one.base * one.cap, terms.rounding))


def _lost(terms: Terms, one: Lost) -> Line:
    """Return (target − tolerance − actual) × dispensed × value, capped as agreed."""
    return Line(
        kind=LineKind.MATERIAL,
        amount=terms.worth(one.loss),
        factors=_factors(one.loss, terms.price),
        title=one.title,
        about=one.about,
        month=one.month,
    )


def _lost_by_now(one: RestatedLoss) -> Line:
    """Return what is due by now less what was signed, by the terms of the month restated."""
    return Line(
        kind=LineKind.RESTATED_MATERIAL,
        amount=one.terms.worth(one.loss) - one.signed,
        factors=(one.signed, *(_factors(one.loss, one.terms.price) if one.loss else ())),
        title=one.title,
        about=one.about,
        month=one.month,
    )


def _factors(loss: Loss, price: Price) -> tuple[Decimal, ...]:
    caps = [] if price.cap is None else [price.cap]
    return (loss.target, loss.tolerance, loss.top, loss.bottom, price.value, *caps)


def _owed(terms: Terms, due: Due) -> list[Line]:
    found = []
    if due.fee:
        fee = rounded(due.fee, terms.rounding)
        found.append(Line(kind=LineKind.FEE, amount=-fee, title=due.fee_title))
    if due.gain and terms.gain_share:
        gain = rounded(due.gain * terms.gain_share, terms.rounding)
        factors = (due.gain, terms.gain_share)
        found.append(Line(kind=LineKind.GAIN, amount=-gain, factors=factors, title=due.gain_title))
    return found


def total_of(lines: Sequence[Line]) -> Decimal:
    """Return what a statement comes to: positive for the client, negative for the manufacturer."""
    return sum((line.amount for line in lines), Decimal("0.00"))


def credited(lines: Sequence[Line], rounding: str) -> dict[tuple[str, str], Decimal]:
    """Return what each promise and month was credited by the lines of a statement.

    The cap takes from each credit in proportion; restatements belong to the month they restate,
    and what was earned back is gone.
    """
    whole = sum((line.amount for line in lines if line.kind is LineKind.CREDIT), _NONE)
    over = sum((line.amount for line in lines if line.kind is LineKind.CAP), _NONE)
    found: dict[tuple[str, str], Decimal] = {}
    for line in lines:
        match line.kind:
            case LineKind.CREDIT:
                amount = line.amount
                if over:
                    amount = rounded(line.amount * (whole + over) / whole, rounding)
            case LineKind.RESTATEMENT | LineKind.EARN_BACK:
                amount = line.amount
            case _:
                continue
        key = (line.about, line.month)
        found[key] = found.get(key, _NONE) + amount
    return found


def line_as_kept(line: Line) -> dict[str, Any]:
    """Return a line as a statement keeps it; `line_from` turns it back."""
    return {
        "kind": line.kind.value,
        "amount": f"{line.amount:f}",
        "factors": [f"{one.normalize():f}" for one in line.factors],
        "title": line.title,
        "about": line.about,
        "month": line.month,
        "share": f"{line.share.normalize():f}",
    }


def line_from(kept: Mapping[str, Any]) -> Line:
    """Return a line that a statement keeps."""
    return Line(
        kind=LineKind(kept["kind"]),
        amount=Decimal(kept["amount"]),
        factors=tuple(Decimal(one) for one in kept["factors"]),
        title=kept["title"],
        about=kept["about"],
        month=kept["month"],
        share=Decimal(kept["share"]),
    )

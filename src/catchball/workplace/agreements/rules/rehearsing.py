"""A draft replayed over past periods: how often it would have been kept, and what would follow.

It changes nothing and decides nothing; people read it before they sign.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from catchball.kernel.days import Period, month_start
from catchball.measures.language import Better
from catchball.measures.reading import Reading, Standing
from catchball.workplace.agreements.rules.amounts import Loss, price_of, rounded, say_loss
from catchball.workplace.agreements.rules.parts import OF_MATERIAL, Item

YEAR = 12
JUDGED = frozenset({Standing.KEPT, Standing.BELOW_TARGET, Standing.BELOW_FLOOR})
_MISSED = {
    "floor": frozenset({Standing.BELOW_FLOOR}),
    "target": frozenset({Standing.BELOW_TARGET, Standing.BELOW_FLOOR}),
}


@dataclass(frozen=True)
class Happened:
    """One period of one promise, as it would have been judged."""

    period: Period
    reading: Reading
    standing: Standing


@dataclass(frozen=True)
class Consequence:
    """One step of the ladder that would have followed a miss in a period.

    `share` of the month's invoice is drawn by a credit, before the cap; `loss` is the material of
    the client that a step about it is worth.
    """

    clause: str
    party: str
    period: Period
    step: str
    kind: str
    share: Decimal = Decimal(0)
    loss: Loss | None = None

    @property
    def month(self) -> Period:
        """The month in whose statement it stands: the last of the period."""
        return Period(month_start(self.period.until, -1), self.period.until)


@dataclass(frozen=True)
class Credit:
    """All credits of a month: the share of the invoice, capped, and the amount where it is known.

    `earned_back` is the part that kept periods would have given back later.
    """

    period: Period
    share: Decimal
    is_capped: bool
    earned_back: Decimal
    amount: Decimal | None


@dataclass(frozen=True)
class Material:
    """What lost material of a period comes to, and how that is worked out."""

    clause: str
    period: Period
    said: str
    amount: Decimal


@dataclass(frozen=True)
class Counts:
    """How a promise fared: judged periods by their standing, and those without a verdict."""

    kept: int
    missed: int
    failed: int
    unjudged: int

    @property
    def judged(self) -> int:
        """How many periods had a verdict."""
        return self.kept + self.missed + self.failed


def count_standings(happened: Sequence[Happened]) -> Counts:
    """Return how often a promise would have been kept, missed and failed."""
    found = [one.standing for one in happened]
    kept, missed = found.count(Standing.KEPT), found.count(Standing.BELOW_TARGET)
    failed = found.count(Standing.BELOW_FLOOR)
    return Counts(kept, missed, failed, len(found) - kept - missed - failed)


def list_consequences(
    clause: Item, happened: Sequence[Happened], *, ladder: Sequence[Item], money: Item
) -> tuple[Consequence, ...]:
    """Return what would have followed, by period and then in the order of the ladder.

    A step follows in a period that is a miss by its own rule, once so many of the last periods
    are. Misses within the tolerance never count; of each twelve periods the first ones are
    forgiven, as many as the promise says. Ramp-up is taken as over: no version was in force.

    Source: docs/metrics.md, “Consequences”.
    """
    steps = [step for step in ladder if step["party"] == clause["party"]]
    if clause["metric_key"] not in OF_MATERIAL:
        steps = [step for step in steps if step["kind"] != "material"]
    misses = {rule: _misses(clause, happened, rule) for rule in _MISSED}
    found = []
    for place, one in enumerate(happened):
        for step in steps:
            recent = misses[step["counts"]][max(0, place - step["window"] + 1) : place + 1]
            if recent[-1] and sum(recent) >= step["misses"]:
                share = _share(clause, one.standing, money) if step["kind"] == "credit" else 0
                found.append(
                    Consequence(
                        clause["id"],
                        clause["party"],
                        one.period,
                        step["title"],
                        step["kind"],
                        Decimal(share),
                        _loss(clause, one.reading) if step["kind"] == "material" else None,
                    )
                )
    return tuple(found)


def _misses(clause: Item, happened: Sequence[Happened], rule: str) -> list[bool]:
    counted: list[bool] = []
    forgiven: list[bool] = []
    for one in happened:
        is_miss = one.standing in _MISSED[rule] and not _is_within(clause, one.reading)
        is_forgiven = is_miss and sum(forgiven[-(YEAR - 1) :]) < clause["grace"]
        forgiven.append(is_forgiven)
        counted.append(is_miss and not is_forgiven)
    return counted


def _is_within(clause: Item, reading: Reading) -> bool:
    """Answer whether a miss is no larger than the tolerance."""
    if not clause["tolerance"]:
        return False
    tolerance, target = Decimal(clause["tolerance"]), Decimal(clause["target"])
    if Better(clause["metric"]["better"]) is Better.HIGHER:
        return reading.compared_with(target - tolerance) >= 0
    return reading.compared_with(target + tolerance) <= 0


def _loss(clause: Item, reading: Reading) -> Loss:
    tolerance = Decimal(clause["tolerance"] or 0)
    return Loss(Decimal(clause["target"]), tolerance, reading.top, reading.bottom)


def _share(clause: Item, standing: Standing, money: Item) -> Decimal:
    step = "failed_step" if standing is Standing.BELOW_FLOOR else "missed_step"
    return Decimal(money["at_risk"]) * Decimal(clause["allocation"]) * Decimal(money[step])


def list_credits(
    consequences: Sequence[Consequence],
    happened: Mapping[str, Sequence[Happened]],
    *,
    money: Item,
) -> tuple[Credit, ...]:
    """Return the credits of each month with any, oldest first, capped as agreed.

    What a quarter or year draws stands in its last month, as in a statement. Of a period, what each promise drew is earned back where that promise is kept in the agreed
    number of judged periods in a row afterwards. Amounts are of the invoice base, where one is
    stated, rounded as agreed.

    Source: docs/metrics.md, “Consequences”: base × share at risk × allocation × severity step,
    summed and capped.
    """
    months = sorted({one.month for one in consequences if one.share})
    return tuple(_credit(month, consequences, happened, money) for month in months)


def _credit(
    month: Period,
    consequences: Sequence[Consequence],
    happened: Mapping[str, Sequence[Happened]],
    money: Item,
) -> Credit:
    # A promise draws its share of a period once, however many steps say “credit”.
    drawn = {one.clause: one for one in consequences if one.month == month and one.share}
    whole, cap = sum((one.share for one in drawn.values()), Decimal(0)), Decimal(money["cap"])
    share = min(whole, cap)
    back = sum(
        (
            one.share
            for clause, one in drawn.items()
            if _is_earned_back(happened[clause], one.period, money["earn_back"])
        ),
        Decimal(0),
    )
    amount = Decimal(money["base"]) * share if money["base"] else None
    return Credit(
        period=month,
        share=share,
        is_capped=whole > cap,
        earned_back=back * share / whole,
        amount=None if amount is None else rounded(amount, money["rounding"]),
    )


def list_material(consequences: Sequence[Consequence], *, money: Item) -> tuple[Material, ...]:
    """Return what the client's material lost would have come to, oldest first.

    Nothing where no value of it is agreed. It stands outside the cap of credits.

    Source: docs/metrics.md, “Consequences” (lost material).
    """
    price = price_of(money)
    if not price.value:
        return ()
    # Once a period, however many steps are about it.
    lost = {(one.period, one.clause): one.loss for one in consequences if one.loss}
    return tuple(
        Material(
            clause,
            period,
            say_loss(loss, price, money["currency"]),
            price.worth(loss, money["rounding"]),
        )
        for (period, clause), loss in sorted(lost.items(), key=lambda one: one[0])
    )


def _is_earned_back(happened: Sequence[Happened], period: Period, in_a_row: int) -> bool:
    later = [one.standing for one in happened if one.period > period and one.standing in JUDGED]
    return 0 < in_a_row <= len(later) and set(later[:in_a_row]) == {Standing.KEPT}

"""The first reader: a metric measured on facts in memory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from typing import Any, TypeAlias, assert_never

from catchball.kernel.days import Period
from catchball.measures.basis import NONE, Basis, Ids, Outcome, basis_of, events_of
from catchball.measures.language import (
    AtLeast,
    AtMost,
    Comparison,
    Condition,
    Count,
    DaysBetween,
    Every,
    Facts,
    FieldTest,
    Is,
    Known,
    Mean,
    Metric,
    NoLaterThan,
    Not,
    OneOf,
    Percentile,
    Quantity,
    Rate,
    Ratio,
    RatioOfSums,
    Share,
    Some,
    Value,
    WithinShare,
    Yes,
)
from catchball.measures.reading import EXACT, Reading, divided

Fact: TypeAlias = Mapping[str, Any]


def evaluate(
    metric: Metric,
    facts: Mapping[str, Sequence[Fact]],
    period: Period,
    known_on: date,
    excluded: Ids = NONE,
) -> Reading:
    """Return the number for a period as it could be known at the end of the day `known_on`.

    `facts` holds the rows of each source used, by the key of the source. A value that is unknown
    meets no condition; a number over no facts has no value. Facts whose `fact_id` is `excluded`
    are neither counted nor pending: what is left is the attributable number.

    For a rate, `n` counts the facts of its exposure, and `pending` those of its exposure and,
    where its events come from another source, of its events.
    """
    basis = basis_of(metric, excluded)
    tally = _tally(basis, facts[basis.facts.key], period, known_on)
    match metric.form:
        case Share():
            top, bottom = Decimal(tally.good), Decimal(tally.n)
        case Rate(events):
            side = events_of(metric, excluded) or basis
            above = _tally(side, facts[events.facts.key], period, known_on)
            top, bottom = above.sum(0), tally.sum(0)
            if events.facts != metric.facts:
                tally.pending += above.pending
        case RatioOfSums():
            top, bottom = tally.sum(0), tally.sum(1)
        case Percentile(at=at):
            top, bottom = tally.percentile(at), Decimal(min(tally.n, 1))
        case Mean():
            top, bottom = tally.sum(0), Decimal(tally.n)
        case _:
            assert_never(metric.form)
    return Reading(top, bottom, n=tally.n, pending=tally.pending, per=metric.per)


@dataclass
class _Tally:
    """What the facts of one basis add up to in one period."""

    amounts: list[tuple[Decimal, ...]]
    good: int = 0
    pending: int = 0

    @property
    def n(self) -> int:
        return len(self.amounts)

    def sum(self, place: int) -> Decimal:
        return reduce(EXACT.add, (amounts[place] for amounts in self.amounts), Decimal(0))

    def percentile(self, at: int) -> Decimal:
        if not self.amounts:
            return Decimal(0)
        ranked = sorted(amounts[0] for amounts in self.amounts)
        return ranked[(len(ranked) * at + 99) // 100 - 1]


def _tally(basis: Basis, facts: Iterable[Fact], period: Period, known_on: date) -> _Tally:
    tally = _Tally([])
    for fact in facts:
        seen = as_seen(basis.facts, fact, known_on)
        outcome = outcome_of(basis, seen, period, known_on)
        tally.pending += outcome.pending
        tally.good += outcome is Outcome.GOOD
        if outcome.counted:
            amounts = (amount(quantity, seen) for quantity in basis.of)
            tally.amounts.append(tuple(each for each in amounts if each is not None))
    return tally


def as_seen(facts: Facts, fact: Fact, known_on: date) -> dict[str, Any]:
    """Return the fields of a fact as they could be known on that day, the later ones None."""
    seen: dict[str, Any] = {"fact_id": fact.get("fact_id")}
    for field in facts.fields:
        day = fact.get(field.since) if field.since else None
        seen[field.name] = None if day is not None and day > known_on else fact.get(field.name)
    return seen


def outcome_of(basis: Basis, seen: Fact, period: Period, known_on: date) -> Outcome:
    """Return what becomes of a fact, given its fields as seen on the day `known_on`."""
    on = seen[basis.on]
    if on is None or on not in period:
        return Outcome.OUTSIDE
    if not meets(basis.counted, seen):
        return Outcome.LEFT_OUT
    if seen["fact_id"] in basis.excluded:
        return Outcome.EXCLUDED
    if on > known_on - timedelta(days=basis.wait_days):
        return Outcome.NOT_DUE
    return _judged(basis, seen)


def _judged(basis: Basis, seen: Fact) -> Outcome:
    if not _is_ripe(basis, seen):
        return Outcome.WAITING
    if basis.good is None:
        return Outcome.COUNTED
    return Outcome.GOOD if meets(basis.good, seen) else Outcome.NOT_GOOD


def _is_ripe(basis: Basis, seen: Fact) -> bool:
    if basis.judged_when is not None and not meets(basis.judged_when, seen):
        return False
    return all(amount(quantity, seen) is not None for quantity in basis.of)


def meets(condition: Condition, seen: Fact) -> bool:
    """Answer whether a fact meets a condition; an unknown value meets nothing.

    >>> on_time = NoLaterThan("delivered_on", "promised_on")
    >>> undelivered = {"delivered_on": None, "promised_on": date(2026, 3, 2)}
    >>> meets(on_time, undelivered), meets(Not(on_time), undelivered)
    (False, True)
    """
    match condition:
        case Known() | Is() | OneOf() | Yes():
            return _meets_field_test(condition, seen)
        case NoLaterThan() | AtLeast() | AtMost() | WithinShare():
            return _meets_comparison(condition, seen)
        case Not(part):
            return not meets(part, seen)
        case Every(parts):
            return all(meets(part, seen) for part in parts)
        case Some(parts):
            return any(meets(part, seen) for part in parts)
        case _:
            assert_never(condition)


def _meets_field_test(test: FieldTest, seen: Fact) -> bool:
    match test:
        case Known(field):
            return seen[field] is not None
        case Is(field, value):
            return bool(seen[field] == value)
        case OneOf(field, values):
            return seen[field] in values
        case Yes(flag):
            return seen[flag] is True
        case _:
            assert_never(test)


def _meets_comparison(comparison: Comparison, seen: Fact) -> bool:
    field = seen[comparison.field]
    if field is None:
        return False
    match comparison:
        case AtLeast(number=number):
            return bool(field >= number)
        case AtMost(number=number):
            return bool(field <= number)
        case NoLaterThan(other=other, grace_days=grace):
            return seen[other] is not None and (field - seen[other]).days <= grace
        case WithinShare(other=other, tolerance=tolerance):
            return seen[other] is not None and _is_within(field, seen[other], tolerance)
        case _:
            assert_never(comparison)


def _is_within(field: Decimal | int, other: Decimal | int, tolerance: Decimal) -> bool:
    off = EXACT.subtract(Decimal(field), Decimal(other))
    return EXACT.abs(off) <= EXACT.multiply(tolerance, Decimal(other))


def amount(quantity: Quantity, seen: Fact) -> Decimal | None:
    """Return how much of a quantity a fact has, exactly; None where it is unknown.

    >>> amount(Ratio("actual", "theoretical"), {"actual": 49, "theoretical": 50})
    Decimal('0.98000000000000000000')
    """
    match quantity:
        case Count():
            return Decimal(1)
        case Value(field):
            return None if seen[field] is None else Decimal(seen[field])
        case DaysBetween(start, end):
            first, last = seen[start], seen[end]
            return None if first is None or last is None else Decimal((last - first).days)
        case Ratio(field, other):
            above, below = seen[field], seen[other]
            if above is None or below is None:
                return None
            return divided(Decimal(above), Decimal(below))
        case _:
            assert_never(quantity)

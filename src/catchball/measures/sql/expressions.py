"""Conditions, quantities and outcomes as SQL over one row `f`, never null where they are true."""

from typing import assert_never

from catchball.kernel.days import Period
from catchball.measures.basis import Basis, Outcome
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
    Kind,
    Known,
    NoLaterThan,
    Not,
    OneOf,
    Quantity,
    Ratio,
    Some,
    Value,
    WithinShare,
    Yes,
)
from catchball.measures.language.quantities import fields_of
from catchball.measures.reading import PLACES
from catchball.measures.sql.statement import KNOWN_ON, Binder

SHIFT_UP = f"1{'0' * PLACES}::numeric"
SHIFT_DOWN = f"0.{'0' * (PLACES - 1)}1::numeric"


def divided_sql(top: str, bottom: str) -> str:
    """Return the quotient cut after 20 places, null by 0: the twin of `reading.divided`."""
    return f"div({top} * {SHIFT_UP}, nullif({bottom}, 0)) * {SHIFT_DOWN}"


def column_sql(name: str, facts: Facts) -> str:
    """Return a field as it could be known on the day: the twin of `evaluation.as_seen`."""
    field = facts.field(name)
    cast = "::numeric" if field.kind is Kind.NUMBER else ""
    if not field.since:
        return f'f."{name}"{cast}'
    return f'(CASE WHEN f."{field.since}" > {KNOWN_ON} THEN NULL ELSE f."{name}" END){cast}'


def condition_sql(condition: Condition, facts: Facts, binder: Binder) -> str:
    """Return a condition that is true or false, an unknown value making it false."""
    match condition:
        case Known() | Is() | OneOf() | Yes():
            return _field_test_sql(condition, facts, binder)
        case NoLaterThan() | AtLeast() | AtMost() | WithinShare():
            return f"({_comparison_sql(condition, facts, binder)}) IS TRUE"
        case Not(part):
            return f"NOT ({condition_sql(part, facts, binder)})"
        case Every(parts):
            return " AND ".join(f"({condition_sql(part, facts, binder)})" for part in parts)
        case Some(parts):
            return " OR ".join(f"({condition_sql(part, facts, binder)})" for part in parts)
        case _:
            assert_never(condition)


def _field_test_sql(test: FieldTest, facts: Facts, binder: Binder) -> str:
    match test:
        case Known(field):
            return f"{column_sql(field, facts)} IS NOT NULL"
        case Is(field, value):
            return f"({column_sql(field, facts)} = {binder.bind(value, 'text')}) IS TRUE"
        case OneOf(field, values):
            listed = binder.bind(list(values), "text[]")
            return f"({column_sql(field, facts)} = ANY ({listed})) IS TRUE"
        case Yes(flag):
            return f"{column_sql(flag, facts)} IS TRUE"
        case _:
            assert_never(test)


def _comparison_sql(comparison: Comparison, facts: Facts, binder: Binder) -> str:
    field = column_sql(comparison.field, facts)
    match comparison:
        case AtLeast(number=number):
            return f"{field} >= {binder.bind(number, 'numeric')}"
        case AtMost(number=number):
            return f"{field} <= {binder.bind(number, 'numeric')}"
        case NoLaterThan(other=other, grace_days=grace):
            days = f" + {binder.bind(grace, 'integer')}" if grace else ""
            return f"{field} <= {column_sql(other, facts)}{days}"
        case WithinShare(other=other, tolerance=tolerance):
            whole = column_sql(other, facts)
            return f"abs({field} - {whole}) <= {binder.bind(tolerance, 'numeric')} * {whole}"
        case _:
            assert_never(comparison)


def quantity_sql(quantity: Quantity, facts: Facts) -> str:
    """Return a quantity as a number without rounding, null where it is unknown."""
    match quantity:
        case Count():
            return "1"
        case Value(field):
            return column_sql(field, facts)
        case DaysBetween(start, end):
            return f"({column_sql(end, facts)} - {column_sql(start, facts)})"
        case Ratio(field, other):
            return divided_sql(column_sql(field, facts), column_sql(other, facts))
        case _:
            assert_never(quantity)


def is_known_sql(quantity: Quantity, facts: Facts) -> str:
    """Return the condition that a quantity is known, which costs less than the quantity."""
    known = [f"{column_sql(name, facts)} IS NOT NULL" for name in fields_of(quantity)]
    if isinstance(quantity, Ratio):
        known.append(f"{column_sql(quantity.other, facts)} <> 0")
    return " AND ".join(known) or "true"


def outcome_sql(basis: Basis, binder: Binder) -> str:
    """Return what becomes of a row that is in the period, as the text of an `Outcome`."""
    facts = basis.facts
    counted = condition_sql(basis.counted, facts, binder)
    wait = f" - {binder.bind(basis.wait_days, 'integer')}" if basis.wait_days else ""
    ripe = [is_known_sql(each, facts) for each in basis.of]
    if basis.judged_when is not None:
        ripe.append(condition_sql(basis.judged_when, facts, binder))
    cases = [
        f"WHEN NOT ({counted}) THEN '{Outcome.LEFT_OUT}'",
        *_excluded_sql(basis, binder),
        f"WHEN f.\"{basis.on}\" > {KNOWN_ON}{wait} THEN '{Outcome.NOT_DUE}'",
        *(f"WHEN NOT ({each}) THEN '{Outcome.WAITING}'" for each in ripe),
    ]
    if basis.good is None:
        return f"CASE {' '.join(cases)} ELSE '{Outcome.COUNTED}' END"
    good = condition_sql(basis.good, facts, binder)
    cases.append(f"WHEN {good} THEN '{Outcome.GOOD}'")
    return f"CASE {' '.join(cases)} ELSE '{Outcome.NOT_GOOD}' END"


def _excluded_sql(basis: Basis, binder: Binder) -> list[str]:
    if not basis.excluded:
        return []
    ids = binder.bind(sorted(basis.excluded), "uuid[]")
    return [f"WHEN f.id = ANY ({ids}) THEN '{Outcome.EXCLUDED}'"]


def within_sql(basis: Basis, period: Period, binder: Binder) -> str:
    """Return the condition that a row falls into the period: a range that an index serves."""
    first, until = binder.bind(period.first, "date"), binder.bind(period.until, "date")
    within = f'f."{basis.on}" >= {first} AND f."{basis.on}" < {until}'
    since = basis.facts.field(basis.on).since
    if not since:
        return within
    # A day that happened is unknown before it comes, so such a row is in no period yet.
    return f'{within} AND (f."{since}" > {KNOWN_ON}) IS NOT TRUE'

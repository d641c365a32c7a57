"""Limits of time in an agreement: an amount, and what is counted."""

from decimal import Decimal
from typing import Any

from catchball.kernel.words import Later, ngettext
from catchball.workplace.agreements.rules.parts.shapes import SpanUnit

MOST = 999
UNITS: dict[SpanUnit, Later] = {
    SpanUnit.HOURS: Later("hours, day and night"),
    SpanUnit.BUSINESS_HOURS: Later("business hours"),
    SpanUnit.DAYS: Later("days"),
    SpanUnit.BUSINESS_DAYS: Later("business days"),
}
_ORDER = {
    SpanUnit.HOURS: Decimal(1),
    SpanUnit.BUSINESS_HOURS: Decimal(1),
    SpanUnit.DAYS: Decimal(24),
    SpanUnit.BUSINESS_DAYS: Decimal(24),
}


def span(amount: int, unit: SpanUnit) -> dict[str, Any]:
    """Return a limit of time as it is stored."""
    return {"amount": amount, "unit": unit.value}


def is_span(value: Any) -> bool:
    """Answer whether a stored value is a limit of time: 1 to 999 of a known unit."""
    return (
        isinstance(value, dict)
        and value.keys() == {"amount", "unit"}
        and type(value["amount"]) is int
        and 1 <= value["amount"] <= MOST
        and value["unit"] in {unit.value for unit in SpanUnit}
    )


def is_shorter(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Answer whether a limit is certainly shorter than another.

    An hour is an hour and a day 24 of them, whichever hours count; where that cannot decide
    (hours against business days and the like), nothing is said.

    >>> is_shorter(span(3, SpanUnit.BUSINESS_DAYS), span(1, SpanUnit.BUSINESS_DAYS))
    False
    """
    first, second = SpanUnit(one["unit"]), SpanUnit(other["unit"])
    if ("business" in first) is not ("business" in second):
        return False
    return bool(one["amount"] * _ORDER[first] < other["amount"] * _ORDER[second])


def say_span(value: dict[str, Any]) -> str:
    """Return a limit of time in words.

    >>> say_span(span(1, SpanUnit.BUSINESS_DAYS))
    '1 business day'
    """
    amount = value["amount"]
    match SpanUnit(value["unit"]):
        case SpanUnit.HOURS:
            return ngettext("%(count)s hour, any day", "%(count)s hours, any day", amount)
        case SpanUnit.BUSINESS_HOURS:
            return ngettext("%(count)s business hour", "%(count)s business hours", amount)
        case SpanUnit.DAYS:
            return ngettext("%(count)s day", "%(count)s days", amount)
        case SpanUnit.BUSINESS_DAYS:
            return ngettext("%(count)s business day", "%(count)s business days", amount)


def fault_of_order(first: Any, second: Any, sentence: str) -> str:
    """Return the sentence where the second limit is certainly shorter than the first."""
    return sentence if first and second and is_shorter(second, first) else ""

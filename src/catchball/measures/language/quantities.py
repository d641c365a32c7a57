"""What may be measured on one fact: an exact number, or nothing where a value is unknown."""

from dataclasses import dataclass
from typing import TypeAlias, assert_never

from catchball.measures.language.facts import Facts, Kind


@dataclass(frozen=True)
class Value:
    """The number in a field."""

    field: str


@dataclass(frozen=True)
class DaysBetween:
    """The calendar days from one day to another, negative if the end comes first."""

    start: str
    end: str


@dataclass(frozen=True)
class Ratio:
    """The field divided by the other, cut after 20 decimal places; unknown if the other is 0."""

    field: str
    other: str


@dataclass(frozen=True)
class Count:
    """One for each fact."""


Quantity: TypeAlias = Value | DaysBetween | Ratio | Count


def check_quantity(quantity: Quantity, facts: Facts) -> None:
    """Let a quantity be used only on facts that have its fields, of the right kinds.

    :raises UnknownField: if the facts lack a field
    :raises WrongKind: if a field is of another kind
    """
    match quantity:
        case Value(field):
            facts.require(field, Kind.NUMBER)
        case DaysBetween(start, end):
            facts.require(start, Kind.DAY)
            facts.require(end, Kind.DAY)
        case Ratio(field, other):
            facts.require(field, Kind.NUMBER)
            facts.require(other, Kind.NUMBER)
        case Count():
            pass
        case _:
            assert_never(quantity)


def fields_of(quantity: Quantity) -> tuple[str, ...]:
    """Return the fields that a quantity reads, in its own order."""
    match quantity:
        case Count():
            return ()
        case Value(field):
            return (field,)
        case DaysBetween(first, second) | Ratio(first, second):
            return (first, second)
        case _:
            assert_never(quantity)

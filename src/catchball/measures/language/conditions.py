"""What may be asked of one fact: true or false, where a value that is unknown meets nothing."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias, assert_never

from catchball.kernel.words import _
from catchball.measures.language.facts import Facts, IllMade, Kind


class NothingInside(IllMade):
    """A combination of conditions has no part, so it would say nothing or everything."""


class NotANumber(IllMade):
    """A number in a metric is not finite, or is negative where it must not be."""


class NotAText(IllMade):
    """A text in a metric holds what no stored text can hold."""


@dataclass(frozen=True)
class Known:
    """The field has a value."""

    field: str


@dataclass(frozen=True)
class Is:
    """The text field has exactly this value."""

    field: str
    value: str

    def __post_init__(self) -> None:
        _check_text(self.value)


@dataclass(frozen=True)
class OneOf:
    """The text field has one of these values."""

    field: str
    values: tuple[str, ...]

    def __post_init__(self) -> None:
        _check_parts(self.values)
        for value in self.values:
            _check_text(value)


@dataclass(frozen=True)
class Yes:
    """The flag is set."""

    flag: str


@dataclass(frozen=True)
class NoLaterThan:
    """The first day is at most `grace_days` calendar days after the other."""

    field: str
    other: str
    grace_days: int = 0

    def __post_init__(self) -> None:
        if self.grace_days < 0:
            raise NotANumber(_("Days of grace cannot be negative."))


@dataclass(frozen=True)
class AtLeast:
    """The field is at least this number."""

    field: str
    number: Decimal

    def __post_init__(self) -> None:
        _check_number(self.number)


@dataclass(frozen=True)
class AtMost:
    """The field is at most this number."""

    field: str
    number: Decimal

    def __post_init__(self) -> None:
        _check_number(self.number)


@dataclass(frozen=True)
class WithinShare:
    """The field differs from the other by at most this share of the other."""

    field: str
    other: str
    tolerance: Decimal

    def __post_init__(self) -> None:
        _check_number(self.tolerance)
        if self.tolerance < 0:
            raise NotANumber(_("A tolerance cannot be negative."))


@dataclass(frozen=True)
class Not:
    """The part is not met: also where it is not met because a value is unknown."""

    part: "Condition"


@dataclass(frozen=True)
class Every:
    """All parts are met."""

    parts: tuple["Condition", ...]

    def __post_init__(self) -> None:
        _check_parts(self.parts)


@dataclass(frozen=True)
class Some:
    """At least one part is met."""

    parts: tuple["Condition", ...]

    def __post_init__(self) -> None:
        _check_parts(self.parts)


FieldTest: TypeAlias = Known | Is | OneOf | Yes
Comparison: TypeAlias = NoLaterThan | AtLeast | AtMost | WithinShare
Combination: TypeAlias = Not | Every | Some
Condition: TypeAlias = FieldTest | Comparison | Combination


def check_condition(condition: Condition, facts: Facts) -> None:
    """Let a condition be used only on facts that have its fields, of the right kinds.

    :raises UnknownField: if the facts lack a field
    :raises WrongKind: if a field is of another kind
    """
    match condition:
        case Known() | Is() | OneOf() | Yes():
            _check_field_test(condition, facts)
        case NoLaterThan() | AtLeast() | AtMost() | WithinShare():
            _check_comparison(condition, facts)
        case Not(part):
            check_condition(part, facts)
        case Every(parts) | Some(parts):
            for part in parts:
                check_condition(part, facts)
        case _:
            assert_never(condition)


def _check_field_test(test: FieldTest, facts: Facts) -> None:
    match test:
        case Known(field):
            facts.require(field)
        case Is(field) | OneOf(field):
            facts.require(field, Kind.TEXT)
        case Yes(flag):
            facts.require(flag, Kind.FLAG)
        case _:
            assert_never(test)


def _check_comparison(comparison: Comparison, facts: Facts) -> None:
    match comparison:
        case NoLaterThan(field, other):
            facts.require(field, Kind.DAY)
            facts.require(other, Kind.DAY)
        case AtLeast(field) | AtMost(field):
            facts.require(field, Kind.NUMBER)
        case WithinShare(field, other):
            facts.require(field, Kind.NUMBER)
            facts.require(other, Kind.NUMBER)
        case _:
            assert_never(comparison)


def _check_parts(parts: tuple[object, ...]) -> None:
    if not parts:
        raise NothingInside(_("A combination must have at least one part."))


def _check_number(number: Decimal) -> None:
    if not number.is_finite():
        raise NotANumber(_("A number in a metric must be finite."))


def _check_text(text: str) -> None:
    if "\x00" in text:
        raise NotAText(_("A text in a metric cannot hold a NUL character."))

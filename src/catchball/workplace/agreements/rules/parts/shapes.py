"""What an agreement is made of: parts, and the slots in each that people fill."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from catchball.kernel.words import Later
from catchball.trust.permissions import Side

Item: TypeAlias = dict[str, Any]
"""The slots of one part, or of one line of a part, as plain JSON."""

Parts: TypeAlias = dict[str, Any]
"""All parts by key: an item, or a list of items where a part holds many."""


PARTY = (("cmo", Later("The manufacturer")), ("client", Later("The client")))


class Kind(StrEnum):
    """What stands in a slot."""

    TEXT = "text"
    LONG = "long"
    TAGS = "tags"
    CHOICE = "choice"
    WHOLE = "whole"
    SHARE = "share"
    MEASURE = "measure"
    MONEY = "money"
    SPAN = "span"
    DAY = "day"
    FLAG = "flag"
    PERSON = "person"
    PROGRAM = "program"
    PROGRAMS = "programs"


class SpanUnit(StrEnum):
    """In what a limit of time is counted."""

    HOURS = "hours"
    BUSINESS_HOURS = "business-hours"
    DAYS = "days"
    BUSINESS_DAYS = "business-days"


@dataclass(frozen=True)
class Slot:
    """One thing that a part says; `least` and `most` bound numbers, `longest` texts.

    With `column` it has a column of its own where many items stand below each other.
    """

    name: str
    kind: Kind
    title: Later
    help: Later | None = None
    required: bool = True
    options: tuple[tuple[str, Later], ...] = ()
    least: int = 0
    most: int = 1_000
    longest: int = 200
    column: bool = False
    side: Side | None = None


@dataclass(frozen=True)
class Part:
    """A section of an agreement; with `many` it is a list of items, each named by its first slot."""

    key: str
    title: Later
    intro: Later
    slots: tuple[Slot, ...]
    many: bool = False
    one: Later | None = None

    @property
    def columns(self) -> tuple[Slot, ...]:
        """The slots that have a column of their own."""
        return tuple(slot for slot in self.slots if slot.column)

    def slot(self, name: str) -> Slot:
        """Return the slot of that name."""
        return next(slot for slot in self.slots if slot.name == name)

"""Values on their way in: the shape that is asked for, made from what a command takes."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    create_model,
    model_validator,
)
from pydantic import Field as Shape

from catchball.kernel.errors import Invalid
from catchball.kernel.worktime import WorkCalendar, from_json

LONGEST_TEXT = 4000
LONGEST_WORD = 200
MOST_ITEMS = 1000
# Beyond so many parts that nobody asked for, they are not told one by one.
_MOST_UNKNOWN = 20
# Of all parts of what has a form of its own: of a calendar, say, full of dates.
_MOST_WRITTEN = 50_000
BIGGEST = 2**31 - 1
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?")
_INSTANT = re.compile(_DAY.pattern + r"[Tt ][0-9]{2}:")


class NotAsAsked(Invalid):
    """What was sent has not the shape that the operation describes."""


def _storable(text: str) -> str:
    has_half_a_sign = not text.isascii() and any("\ud800" <= one <= "\udfff" for one in text)
    if "\0" in text or has_half_a_sign:
        raise ValueError("It holds signs that no text has.")
    return text


def _as_day(sent: Any) -> Any:
    """Refuse a day that is written as a number: nobody means seconds since 1970."""
    if not isinstance(sent, date) and not (isinstance(sent, str) and _DAY.fullmatch(sent)):
        raise ValueError("It is no day such as 2026-11-16.")
    return sent


def _as_instant(sent: Any) -> Any:
    """Refuse an instant that is written as a number, or without a time."""
    if not isinstance(sent, date) and not (isinstance(sent, str) and _INSTANT.match(sent)):
        raise ValueError("It is no instant such as 2026-11-16T09:30:00Z.")
    return sent


def _as_clock(sent: Any) -> Any:
    """Refuse an hour that is written as a number, or with a zone."""
    if not isinstance(sent, time) and not (isinstance(sent, str) and _CLOCK.fullmatch(sent)):
        raise ValueError("It is no hour of the day such as 09:30.")
    return sent


def _not_too_many(sent: Any) -> Any:
    """Refuse too many entries before each of them is looked at."""
    if isinstance(sent, dict) and len(sent) > MOST_ITEMS:
        raise ValueError(f"It has more than {MOST_ITEMS} entries.")
    return sent


def _within_bounds(sent: Any) -> Any:
    """Refuse, in JSON of a form of its own, what is refused in all other: no shape bounds it."""
    waiting, looked_at = [sent], 0
    while waiting:
        one = waiting.pop()
        looked_at += 1
        if isinstance(one, str):
            _storable(one)
        if isinstance(one, str | list | dict) and len(one) > _most_of(one):
            raise ValueError(f"A part of it is longer than {_most_of(one)}.")
        waiting += [*one, *one.values()] if isinstance(one, dict) else []
        waiting += one if isinstance(one, list) else []
        if looked_at + len(waiting) > _MOST_WRITTEN:
            raise ValueError(f"It has more than {_MOST_WRITTEN} parts.")
    return sent


def _most_of(one: Any) -> int:
    return LONGEST_TEXT if isinstance(one, str) else MOST_ITEMS


Text = Annotated[str, Shape(max_length=LONGEST_TEXT), AfterValidator(_storable)]
# What stands in an address, which servers cut at some length.
Word = Annotated[str, Shape(max_length=LONGEST_WORD), AfterValidator(_storable)]
# The same of a list: all of its parts share the address.
_Part = Annotated[str, Shape(max_length=40), AfterValidator(_storable)]
MOST_PARTS = 50
Whole = Annotated[int, Shape(ge=-BIGGEST, le=BIGGEST)]
Number = Annotated[Decimal, Shape(max_digits=24, decimal_places=12, allow_inf_nan=False)]
Day = Annotated[date, BeforeValidator(_as_day)]
Instant = Annotated[AwareDatetime, BeforeValidator(_as_instant)]
Clock = Annotated[time, BeforeValidator(_as_clock)]
_SIMPLE: dict[Any, Any] = {
    str: Text,
    int: Whole,
    Decimal: Number,
    date: Day,
    datetime: Instant,
    time: Clock,
}
_LISTS = (tuple, list, set, frozenset, Sequence, Collection, Iterable)
# What is written in JSON in a way of its own.
_WRITTEN: dict[Any, Callable[[Any], Any]] = {WorkCalendar: from_json}

_EXAMPLES: dict[Any, dict[str, Any]] = {
    WorkCalendar: {
        "zone": "Europe/London",
        "business_day_seconds": 28_800,
        "weeks": [{"since": None, "hours": {"mon": [["08:00", "16:00"]]}}],
        "holidays": {"2026-12-25": "Christmas Day"},
        "closures": [],
        "special_hours": {},
    }
}


class Sent(BaseModel):
    """What a machine sends: nothing beside what is asked for."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _asked_for(cls, sent: Any) -> Any:
        """Refuse far too many parts in one sentence: told one by one, they have no end."""
        if isinstance(sent, dict) and len(sent) > len(cls.model_fields) + _MOST_UNKNOWN:
            raise ValueError("It has far more parts than are asked for.")
        return sent


def shape_of(kind: Any) -> Any:
    """Return what a value of this kind looks like in JSON, with bounds on all that could grow."""
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    if kind in _WRITTEN:
        written = Shape(examples=[_EXAMPLES[kind]])
        return Annotated[dict[str, Any], written, BeforeValidator(_within_bounds)]
    if is_dataclass(kind) and isinstance(kind, type):
        return _model_of(kind)
    return _shape_made_of(kind, get_origin(kind), get_args(kind))


def shape_in_address(kind: Any) -> Any:
    """Return what a value of this kind looks like in an address."""
    if kind is str:
        return Word
    if get_origin(kind) in _LISTS and get_args(kind)[0] is str:
        return Annotated[list[_Part], Shape(max_length=MOST_PARTS)]
    return shape_of(kind)


def _shape_made_of(kind: Any, origin: Any, parts: tuple[Any, ...]) -> Any:
    if origin in (Union, UnionType):
        return Union[tuple(shape_of(one) for one in parts)]  # noqa: UP007 -- made from parts
    if origin in _LISTS:
        inner: Any = shape_of(parts[0])
        # The first wrong item is told, and the others are not even looked at.
        bounds = Shape(max_length=MOST_ITEMS, fail_fast=True)
        return Annotated[list.__class_getitem__(inner), bounds]
    if origin in (dict, Mapping):
        entry: Any = (shape_of(parts[0]), shape_of(parts[1]))
        return Annotated[
            dict.__class_getitem__(entry),
            Shape(max_length=MOST_ITEMS),
            BeforeValidator(_not_too_many),
        ]
    return kind


@lru_cache
def _model_of(kind: type[Any]) -> type[Sent]:
    """Return the shape of a dataclass; its docstring says what it is."""
    hints = get_type_hints(kind)
    shapes: dict[str, Any] = {
        one.name: (shape_of(hints[one.name]), _default(one)) for one in fields(kind) if one.init
    }
    return create_model(f"{kind.__name__}Sent", __base__=Sent, __doc__=kind.__doc__, **shapes)


def _default(one: Field[Any]) -> Any:
    if one.default is not MISSING:
        return one.default
    return one.default_factory() if one.default_factory is not MISSING else ...


def value_of(kind: Any, sent: Any) -> Any:
    """Return what was sent as the kind that a command takes.

    :raises Invalid: if the kind itself refuses it
    """
    if kind in _WRITTEN:
        return _WRITTEN[kind](sent)
    if isinstance(sent, BaseModel):
        hints = get_type_hints(kind)
        return kind(**{name: value_of(hints[name], part) for name, part in sent})
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        inner = [one for one in parts if one is not NoneType]
        return sent if sent is None or len(inner) != 1 else value_of(inner[0], sent)
    if origin in _LISTS and isinstance(sent, list):
        made = (value_of(parts[0], one) for one in sent)
        return frozenset(made) if origin in (set, frozenset) else tuple(made)
    return sent

"""Values of the journal as people read them: in a line, or laid out part by part."""

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps

from catchball.kernel.words import _
from catchball.site import formats
from catchball.site.happenings import name_after_kind
from catchball.site.journal.choices import choice_words, metric_title
from catchball.site.journal.columns import inside_words, slot_at
from catchball.site.journal.kinds import KINDS, NUMBERED, kind_words
from catchball.trust.naming import Named, Names, is_id

MOST_PARTS = 400
_HASH = re.compile(r"[0-9a-f]{64}")
# What a command may be given that no journal can hold: its kind stands there instead.
_NEVER_KEPT = {"rows", "hasher", "hours_from", "hours_to"}
_NO_VALUE = re.compile(r"\([A-Za-z_]+\)")
_TIME = re.compile(r"(\d\d:\d\d):00")
_CLOCK = re.compile(r"\d\d:\d\d")
# Minutes since midnight.
_MINUTES = {"opens", "closes"}
# Numbers that are names, and no amounts.
_COUNTED_NOT = {"uid", "number", "snapshot", "prefix"}
# Amounts that are kept as text, so that none of their digits is lost.
_AMOUNTS = re.compile(
    r"(quantity_\w+|target|floor|top|bottom|tolerance|allocation|share\w*|cap|at_risk|base|fee|gain"
    r"|rate|total|amount|loss|limit|gain_share|earn_back|\w+_step|material_\w+)"
)
# Columns that refer to records of more than one table.
_OF_ANY_KIND = {"record_id", "serves_id", "fact_id", "fact"}
# Words that the product itself may have put there, in English.
_PROPOSED = {"title", "event", "text"}
# By which of its fields a part of a list is called.
_TITLES = ("title", "name", "reference", "event", "text", "row")


@dataclass(frozen=True)
class Part:
    """One named piece of a value; a piece of a list without names goes by its place."""

    label: str
    said: "Said"


@dataclass(frozen=True)
class Said:
    """A value in words: a text, an id or hash to be shown short, or the parts that it has.

    `left_out` says how many parts more there are than can be shown.
    """

    text: str = ""
    is_code: bool = False
    parts: tuple[Part, ...] = ()
    left_out: int = 0

    @property
    def is_flat(self) -> bool:
        """Whether no part of it has parts again."""
        return not any(part.said.parts for part in self.parts)

    @property
    def says_something(self) -> bool:
        """Whether anything stands in it."""
        if not self.parts:
            return self.text != formats.NOTHING
        return any(part.said.says_something for part in self.parts)


@dataclass(frozen=True)
class Reading:
    """In what a value is read: of which table and entry, and what records were called then."""

    table: str
    entry: UUID
    names: Names
    left: list[int] = field(default_factory=lambda: [MOST_PARTS])

    def anew(self, most: int) -> "Reading":
        """Return the reading of another value, of which so many parts are shown at most."""
        return Reading(self.table, self.entry, self.names, [most])


NOTHING = Said(formats.NOTHING)
EMPTY: tuple[Any, ...] = (None, "", [], {})


def say(reading: Reading, path: tuple[str, ...], name: str, value: Any) -> Said:
    """Return a value in words; `name` is its column or argument, `path` what it lies inside of."""
    if value in EMPTY and not isinstance(value, bool | int | float):
        return NOTHING
    match value:
        case dict() | list():
            return _say_many(reading, path, name, value)
        case bool():
            return Said(_("yes") if value else _("no"))
        case int() | float():
            return Said(_number_words(name, value))
        case _:
            return _say_text(reading, path, name, str(value))


def _say_many(
    reading: Reading, path: tuple[str, ...], name: str, value: dict[str, Any] | list[Any]
) -> Said:
    match value:
        case {"type": "Metric", "title": str(title)}:
            return Said(_(title))  # the sentence that was signed stands beside it
        case dict():
            return _say_parts(reading, (*path, name), value)
        case _ if is_span(value):
            return Said("–".join(value))
        case _:
            return _say_list(reading, path, name, value)


def _number_words(name: str, value: float) -> str:
    if name in _MINUTES:
        return f"{int(value) // 60:02}:{int(value) % 60:02}"
    return str(value) if name in _COUNTED_NOT else amount_words(value)


def _say_text(reading: Reading, path: tuple[str, ...], name: str, value: str) -> Said:
    slot = slot_at(path, name)
    word = choice_words(reading.table, name, value)
    if slot and value in dict(slot.options):
        word = str(dict(slot.options)[value])
    if word is not None:
        return Said(word)
    if is_id(value):
        if value == str(reading.entry):
            return Said(_("this entry"))
        called = called_as(reading, name, value)
        return Said(called) if called else Said(value, is_code=True)
    if _HASH.fullmatch(value):
        return Said(value, is_code=True)
    if _AMOUNTS.fullmatch(name) and _is_amount(value):
        return Said(amount_words(value))
    return Said(_plain_words(name, value))


def _plain_words(name: str, value: str) -> str:
    if name in _NEVER_KEPT and _NO_VALUE.fullmatch(value):
        return _("(not kept)")
    if name.startswith("hours_") and (time := _TIME.fullmatch(value)):
        return time[1]
    if name in {"item", "id"}:
        return metric_title(value)
    return formats.stored(value)


def _is_amount(value: str) -> bool:
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False


def amount_words(value: float | str) -> str:
    """Return a number in the reader's format, with every digit that it has.

    >>> amount_words(116408.0), amount_words("0.940000000000"), amount_words(-1920)
    ('116,408', '0.94', '−1,920')
    """
    exact = Decimal(str(value))
    decimals = max(0, -int(exact.normalize().as_tuple().exponent))
    return formats.number(exact, decimals)


def _say_parts(
    reading: Reading, path: tuple[str, ...], value: dict[str, Any], titled: str = ""
) -> Said:
    """Return the parts of a value, but for the one that stands before all of it as its title."""
    hidden = {titled, "id"} if titled or len(value) > 1 else set()
    names = [name for name in value if name not in hidden]
    shown = _within(reading, names)
    inside = tuple(one for one in path if one)
    return Said(
        parts=tuple(
            Part(
                formats.stored(inside_words(inside, name)), say(reading, inside, name, value[name])
            )
            for name in shown
        ),
        left_out=len(names) - len(shown),
    )


def _say_list(reading: Reading, path: tuple[str, ...], name: str, value: list[Any]) -> Said:
    shown = _within(reading, value)
    parts = tuple(_say_item(reading, path, name, place, one) for place, one in enumerate(shown, 1))
    left_out = len(value) - len(shown)
    is_plain = not any(isinstance(one, dict | list) for one in value) and not left_out
    if is_plain and not any(part.said.is_code for part in parts):
        return Said(", ".join(part.said.text for part in parts))
    if parts and all(isinstance(one, list) and is_span(one) for one in value):
        return Said(", ".join(part.said.text for part in parts))
    return Said(parts=parts, left_out=left_out)


def _say_item(reading: Reading, path: tuple[str, ...], name: str, place: int, value: Any) -> Part:
    titled = _titled(value)
    if titled:
        said = _say_parts(reading, (*path, name), value, titled)
        return Part(_(str(value[titled])), said if said.parts else NOTHING)
    return Part(_title_of(value) or f"{place}.", say(reading, path, name, value))


def is_span(value: list[Any]) -> bool:
    """Answer whether a list is when something opens and closes: two times of day."""
    return len(value) == 2 and all(isinstance(one, str) and _CLOCK.fullmatch(one) for one in value)


def _within(reading: Reading, pieces: list[Any]) -> list[Any]:
    """Return as many pieces as may still be shown of the value."""
    shown = pieces[: max(0, reading.left[0])]
    reading.left[0] -= len(shown)
    return shown


def _titled(value: Any) -> str:
    """Return the field by which a part of a list is called; empty where it has none."""
    found = (name for name in _TITLES if isinstance(value, dict) and value.get(name))
    return next(found, "")


def _title_of(value: Any) -> str:
    """Return what a part of a list is called, by its own words or by those of its values."""
    inner = value.get("values") if isinstance(value, dict) else None
    named = next((one for one in (value, inner) if isinstance(one, dict) and _titled(one)), {})
    return _(str(named[_titled(named)])) if named else ""


def title_in_path(key: str, item: Any) -> str:
    """Return what a part of a list is called where something inside of it changed."""
    return _title_of(item) or metric_title(key)


def called_as(reading: Reading, column: str, record: str) -> str:
    """Return what a record was called at that time; empty where the journal does not tell.

    Where it may be of any kind, its kind is said too.
    """
    named = reading.names.get((reading.entry, record))
    if named is None:
        return ""
    kind = kind_words(named.table) if column in _OF_ANY_KIND else ""
    return f"{kind} {call(reading, named)}".strip()


def call(reading: Reading, named: Named) -> str:
    """Return what people call a record: by its own words, or by what it belongs to.

    What has a number alone is named with its kind.
    """
    kind = KINDS.get(named.table)
    if kind is None or not kind.by:
        return name_after_kind(named.row)
    said = [_by(reading, named, column) for column in kind.by]
    found = kind.between.join(one for one in said if one)
    return found or name_after_kind(named.row)


def _by(reading: Reading, named: Named, column: str) -> str:
    value = named.row.get(column)
    if value in EMPTY:
        return ""
    if column in _PROPOSED:
        return _(str(value))
    if column == "number" and named.table in NUMBERED:
        return _(NUMBERED[named.table].message, number=value)
    if is_id(value):
        return called_as(reading, column, str(value))
    said = say(Reading(named.table, reading.entry, reading.names), (), column, value)
    return "" if said.is_code else said.text


def record_name(reading: Reading, row: dict[str, Any]) -> str:
    """Return what people call a changed record, where its kind stands before it."""
    return call(reading, Named(reading.table, row))


@cache
def columns_of(table: str) -> dict[str, int]:
    """Return the columns of a table with their places, as its model orders them."""
    found = (one for one in apps.get_models() if one._meta.db_table == table)  # noqa: SLF001
    model = next(found, None)
    columns = model._meta.concrete_fields if model else ()  # noqa: SLF001 -- where Django tells it
    return {str(one.column): place for place, one in enumerate(columns)}

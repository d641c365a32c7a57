"""Values of the journal as people read them: in a line, or laid out part by part."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
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

LONGEST = 400
MOST_PARTS = 400
MOST_IN_A_LINE = 40
# So much of a row as it was stored is shown; the file of lines holds the whole.
LONGEST_STORED = 20_000
_HASH = re.compile(r"[0-9a-f]{64}")
_NOT_KEPT = re.compile(r"\([A-Za-z_]+\)")
_TIME = re.compile(r"(\d\d:\d\d):00")
# Numbers that are names, and no amounts.
_COUNTED_NOT = {"uid", "number", "snapshot", "prefix"}
# Amounts that are kept as text, so that none of their digits is lost.
_AMOUNTS = re.compile(
    r"(quantity_\w+|target|floor|top|bottom|tolerance|allocation|share\w*|cap|at_risk|base|fee|gain"
    r"|rate|total|amount|loss|limit|gain_share|earn_back|\w+_step|material_\w+)"
)
# Columns that refer to records of more than one table.
_OF_ANY_KIND = {"record_id", "serves_id", "fact_id", "fact"}
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


@dataclass(frozen=True)
class Reading:
    """In what a value is read: of which table and entry, and what records were called then."""

    table: str
    entry: UUID
    names: Names
    left: list[int] = field(default_factory=lambda: [MOST_PARTS])

    def anew(self, most: int) -> "Reading":
        """Return the reading of another value, of which so many parts are shown at most."""
        return replace(self, left=[most])


NOTHING = Said(formats.NOTHING)
EMPTY: tuple[Any, ...] = (None, "", [], {})


def say(reading: Reading, path: tuple[str, ...], name: str, value: Any) -> Said:
    """Return a value in words; `name` is its column or argument, `path` what it lies inside of."""
    if value in EMPTY and not isinstance(value, bool | int | float):
        return NOTHING
    match value:
        case dict():
            return _say_parts(reading, (*path, name), value)
        case list():
            return _say_list(reading, path, name, value)
        case bool():
            return Said(_("yes") if value else _("no"))
        case int() | float():
            return Said(str(value) if name in _COUNTED_NOT else amount_words(value))
        case _:
            return _say_text(reading, path, name, str(value))


def _say_text(reading: Reading, path: tuple[str, ...], name: str, value: str) -> Said:
    slot = slot_at(path, name)
    word = choice_words(reading.table, name, value)
    if slot and value in dict(slot.options):
        word = str(dict(slot.options)[value])
    if word is not None:
        return Said(word)
    if is_id(value):
        called = called_as(reading, name, value)
        return Said(called) if called else Said(value, is_code=True)
    if _HASH.fullmatch(value):
        return Said(value, is_code=True)
    if _AMOUNTS.fullmatch(name) and _is_amount(value):
        return Said(amount_words(value))
    return Said(_plain_words(name, value))


def _plain_words(name: str, value: str) -> str:
    if _NOT_KEPT.fullmatch(value):
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


def _say_parts(reading: Reading, path: tuple[str, ...], value: dict[str, Any]) -> Said:
    hidden = {"id"} if _title_of(value) or len(value) > 1 else set()
    names = [name for name in value if name not in hidden]
    shown = _within(reading, names)
    inside = tuple(one for one in path if one)
    return Said(
        parts=tuple(
            Part(inside_words(inside, name), say(reading, inside, name, value[name]))
            for name in shown
        ),
        left_out=len(names) - len(shown),
    )


def _say_list(reading: Reading, path: tuple[str, ...], name: str, value: list[Any]) -> Said:
    shown = _within(reading, value)
    parts = tuple(
        Part(_title_of(one) or f"{place}.", say(reading, path, name, one))
        for place, one in enumerate(shown, 1)
    )
    left_out = len(value) - len(shown)
    if all(not part.said.parts and not part.said.is_code for part in parts) and not left_out:
        return Said(", ".join(part.said.text for part in parts))
    return Said(parts=parts, left_out=left_out)


def _within(reading: Reading, pieces: list[Any]) -> list[Any]:
    """Return as many pieces as may still be shown of the value."""
    shown = pieces[: max(0, reading.left[0])]
    reading.left[0] -= len(shown)
    return shown


def _title_of(value: Any) -> str:
    """Return what a part of a list is called, by its own words."""
    if not isinstance(value, dict):
        return ""
    inner = value.get("values")
    places = (value, inner) if isinstance(inner, dict) else (value,)
    found = (_(str(one[name])) for one in places for name in _TITLES if one.get(name))
    return next(found, "")


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
    if column == "number" and named.table in NUMBERED:
        return _(NUMBERED[named.table].message, number=value)
    if is_id(value):
        return called_as(reading, column, value) if value != named.row.get("id") else ""
    said = say(Reading(named.table, reading.entry, reading.names), (), column, value)
    return "" if said.is_code else said.text


def record_name(reading: Reading, row: dict[str, Any]) -> str:
    """Return what people call a changed record, where its kind stands before it."""
    return call(reading, Named(reading.table, row))


@dataclass(frozen=True)
class Told:
    """A value ready to be shown: in a line, cut where it is long.

    `said` is the whole, where the line is not and it is shown; an id or hash is a code.
    """

    line: str
    is_code: bool = False
    is_cut: bool = False
    said: Said | None = None


@dataclass(frozen=True)
class Stored:
    """A row as the journal holds it, cut where it is very long."""

    text: str
    is_cut: bool


def told(said: Said, *, is_whole: bool) -> Told:
    """Return a value ready to be shown; `is_whole` where what is long is shown too."""
    line, is_all = in_a_line(said)
    is_laid_out = is_whole and (not is_all or (len(line) > LONGEST // 4 and bool(said.parts)))
    return Told(line, said.is_code, is_cut=not is_all, said=said if is_laid_out else None)


def as_stored(row: dict[str, Any]) -> Stored:
    """Return a row as JSON, every key on a line of its own, no further than can be shown."""
    text = ""
    for piece in json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(row):
        text += piece
        if len(text) > LONGEST_STORED:
            return Stored(f"{text[:LONGEST_STORED]}…", is_cut=True)
    return Stored(text, is_cut=False)


def in_a_line(said: Said, longest: int = LONGEST) -> tuple[str, bool]:
    """Return a value as one line, and whether that is all of it.

    >>> said = Said(parts=(Part("n", Said("41")), Part("pending", Said("0"))))
    >>> in_a_line(said), in_a_line(said, 6)
    (('n: 41; pending: 0', True), ('n: 41;…', False))
    """
    line = ""
    for piece in _pieces(said):
        line += piece
        if len(line) > longest:
            return f"{line[:longest]}…", False
    return line, said.left_out == 0


def _pieces(said: Said) -> Iterator[str]:
    if not said.parts:
        yield said.text
    for place, part in enumerate(said.parts):
        yield f"{'; ' if place else ''}{part.label}{'' if part.label.endswith('.') else ':'} "
        nested = bool(part.said.parts)
        yield "(" if nested else ""
        yield from _pieces(part.said)
        yield ")" if nested else ""


@cache
def columns_of(table: str) -> dict[str, int]:
    """Return the columns of a table with their places, as its model orders them."""
    found = (one for one in apps.get_models() if one._meta.db_table == table)  # noqa: SLF001
    model = next(found, None)
    columns = model._meta.concrete_fields if model else ()  # noqa: SLF001 -- where Django tells it
    return {str(one.column): place for place, one in enumerate(columns)}

"""Rows and fields of the journal in words: what differs, and what each part of it is called."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from catchball.kernel.words import Later
from catchball.site.journal.columns import column_words, inside_words
from catchball.site.journal.saying import EMPTY, columns_of, title_in_path
from catchball.trust.journal import RowChange

VERBS: dict[str, Later] = {
    "INSERT": Later("added"),
    "UPDATE": Later("changed"),
    "DELETE": Later("removed"),
}
# What the wall and the door need of each row; the exports hold it, and a row as it was stored.
_SILENT = {"id", "client_id", "version"}
_INSIDE = " › "


@dataclass(frozen=True)
class Difference:
    """A field, or something inside of one, that differs.

    `keys` lead there from the column; `items` are the parts of lists on the way, by their key.
    """

    keys: tuple[str, ...]
    items: Mapping[str, Any]
    old: Any
    new: Any


def fields_of(change: RowChange) -> Iterator[tuple[str, Any, Any]]:
    """Give each field that differs, with its old and new value, in the order of the row.

    Of a field with parts, where it was one before too, only the parts that differ:
    "parts › terms › from_on".
    """
    for one in differences_in(change):
        yield _INSIDE.join(one.keys), one.old, one.new


def differences_in(change: RowChange) -> Iterator[Difference]:
    """Give what differs, in the order of the row."""
    old, new = change.old or {}, change.new or {}
    for field in {**old, **new}:
        before, after = old.get(field), new.get(field)
        if before != after:
            yield from _differing(Difference((field,), {}, before, after))


def differences_told(change: RowChange) -> list[Difference]:
    """Return what people are told of: in the order of the table, without what says nothing.

    Of a row that came or went, what is empty says nothing, nor who sees it: whoever reads it.
    """
    places = columns_of(change.table)
    found = [one for one in differences_in(change) if _is_told(change, one)]
    return sorted(found, key=lambda one: places.get(one.keys[0], len(places)))


def _is_told(change: RowChange, one: Difference) -> bool:
    if one.keys[0] in _SILENT:
        return False
    if change.operation == "UPDATE":
        return True
    return one.keys[0] != "audience" and not (_is_empty(one.old) and _is_empty(one.new))


def path_words(table: str, one: Difference) -> str:
    """Return the way to what differs, in words: "Promises › On time in full › Target"."""
    column, *inside = one.keys
    said = [] if inside and column == "parts" else [column_words(table, column)]
    for place, key in enumerate(inside, 1):
        item = one.items.get(key)
        said.append(title_in_path(key, item) if item else inside_words(one.keys[:place], key))
    return _INSIDE.join(said)


def _is_empty(value: Any) -> bool:
    return not isinstance(value, bool | int | float) and value in EMPTY


def _differing(one: Difference) -> Iterator[Difference]:
    before, after = _by_name(one.old), _by_name(one.new)
    if before is None or after is None:
        if one.old != one.new:
            yield one
        return
    is_list = isinstance(one.new, list)
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        items = {**one.items, key: new or old} if is_list else one.items
        yield from _differing(Difference((*one.keys, key), items, old, new))


def _by_name(value: Any) -> Mapping[str, Any] | None:
    """Return the parts of a value by name: a list of records goes by their ids."""
    match value:
        case dict() if value:
            return value
        case [dict(), *_] if all(isinstance(one, dict) and "id" in one for one in value):
            return {str(one["id"]): one for one in value}
        case _:
            return None

"""Two versions of an agreement beside each other, clause by clause, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from catchball.kernel.words import Later
from catchball.workplace.agreements.rules import parts
from catchball.workplace.agreements.rules.parts import Item, Part, Parts, SaidItem, say_item


class Fate(StrEnum):
    """What became of a clause from one version to the other."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        """What became of it, in a word."""
        return str(_LABELS[self])


_LABELS = {
    Fate.SAME: Later("unchanged"),
    Fate.CHANGED: Later("changed"),
    Fate.ADDED: Later("added"),
    Fate.REMOVED: Later("removed"),
}


@dataclass(frozen=True)
class LineDifference:
    """One slot before and after, in words."""

    title: str
    old: str
    new: str


@dataclass(frozen=True)
class ClauseDifference:
    """One clause before and after: all its slots, or of a changed one those that differ."""

    name: str
    fate: Fate
    lines: tuple[LineDifference, ...]


@dataclass(frozen=True)
class PartDifference:
    """One part of both versions: the clauses that differ, and how many do not."""

    title: str
    clauses: tuple[ClauseDifference, ...]
    same: int


def compare_parts(old: Parts, new: Parts) -> tuple[PartDifference, ...]:
    """Return what differs between two versions, part by part.

    A promise is the same clause where it is on the same metric and program; any other line where
    it has the same id or, failing that, the same name.
    """
    return tuple(_part(part, old.get(part.key), new.get(part.key)) for part in parts.PARTS)


def _part(part: Part, old: Any, new: Any) -> PartDifference:
    pairs = _pairs(part, old or (), new or ()) if part.many else iter([(old, new)])
    found = [_clause(part, before, after) for before, after in pairs]
    return PartDifference(
        title=str(part.title),
        clauses=tuple(one for one in found if one.fate is not Fate.SAME),
        same=sum(one.fate is Fate.SAME for one in found),
    )


def _pairs(part: Part, old: Any, new: Any) -> Iterator[tuple[Item | None, Item | None]]:
    left = list(old)
    for after in new:
        before = next((one for one in left if _is_same(part, one, after)), None)
        if before is not None:
            left.remove(before)
        yield before, after
    for before in left:
        yield before, None


def _is_same(part: Part, before: Item, after: Item) -> bool:
    if part is parts.PROMISES:
        return parts.chain_of(before) == parts.chain_of(after)
    return bool(before["id"] == after["id"] or before["title"] == after["title"])


def _clause(part: Part, old: Item | None, new: Item | None) -> ClauseDifference:
    before = _lines(say_item(part, old), part) if old else {}
    after = _lines(say_item(part, new), part) if new else {}
    lines = tuple(
        LineDifference(title, before.get(title, ""), after.get(title, ""))
        for title in dict.fromkeys([*before, *after])
        if before.get(title, "") != after.get(title, "")
    )
    name = say_item(part, new or old or {}).name if (new or old) else str(part.title)
    if not old or not new:
        return ClauseDifference(name, Fate.ADDED if new else Fate.REMOVED, lines)
    return ClauseDifference(name, Fate.CHANGED if lines else Fate.SAME, lines)


def _lines(item: SaidItem, part: Part) -> dict[str, str]:
    said = {one.title: one.words for one in (*item.cells, *item.rest)}
    return {str(part.slots[0].title): item.name, **said} if part.many else said

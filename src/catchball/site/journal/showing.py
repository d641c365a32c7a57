"""Values of the journal ready to be shown: in a line, laid out whole, or as they were stored."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from catchball.site.journal.saying import NOTHING, Said

LONGEST = 400
MOST_IN_A_LINE = 40
# So much of a row as it was stored is shown; the file of lines holds the whole.
LONGEST_STORED = 20_000


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
    """Return a value as one line, without its empty parts, and whether that is all it says.

    >>> from catchball.site.journal.saying import NOTHING, Part
    >>> said = Said(parts=(Part("n", Said("41")), Part("note", NOTHING), Part("per", Said("1"))))
    >>> in_a_line(said), in_a_line(said, 6)
    (('n: 41; per: 1', True), ('n: 41;…', False))
    """
    line = ""
    for piece in _pieces(said):
        line += piece
        if len(line) > longest:
            return f"{line[:longest]}…", False
    return line or NOTHING.text, said.left_out == 0


def _pieces(said: Said) -> Iterator[str]:
    if not said.parts:
        yield said.text
    for place, part in enumerate(part for part in said.parts if part.said.says_something):
        yield f"{'; ' if place else ''}{part.label}{'' if part.label.endswith('.') else ':'} "
        if part.said.parts:
            yield "("
        yield from _pieces(part.said)
        if part.said.parts:
            yield ")"

"""Lines of a file judged by column: each different value once, and a closer look where one fails.

What comes out is text as COPY reads it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import compress
from operator import attrgetter
from types import SimpleNamespace
from typing import Any, Protocol
from uuid import UUID

from catchball.kernel.errors import Expected
from catchball.kernel.ids import new_ids
from catchball.kernel.words import _
from catchball.workplace.production import rules
from catchball.workplace.production.queries.staging.kinds import (
    NUMBER,
    TEXT,
    Kind,
    sentence_of,
)
from catchball.workplace.production.rules import Block, RowRefused

_AT_ONCE = 500
_REMEMBERED = 20_000
_NOTHING = "\\N"

Lines = Iterable["Row | Block"]
"""Lines of a file, one by one or many at once."""

Note = Callable[[RowRefused], None]


class Row(Protocol):
    """A line of a file, whatever it tells of."""

    @property
    def line(self) -> int: ...
    @property
    def facts(self) -> Any: ...


def copied(value: Any) -> str:
    """Return a value as COPY reads it; a cleaned text holds no sign to escape but a backslash.

    Source: PostgreSQL documentation, COPY, "Text Format".

    >>> copied(date(2026, 11, 27)), copied("10 mg"), copied(True)
    ('2026-11-27', '10 mg', 'True')
    """
    if value is None:
        return _NOTHING
    text = str(value)
    return text.replace("\\", "\\\\") if "\\" in text else text


def in_blocks(kind: Kind, lines: Lines) -> Iterator[Block]:
    """Yield the lines in blocks, in their order."""
    some: list[Row] = []
    for one in lines:
        if isinstance(one, Block):
            yield from _block(kind, some)
            yield one
        else:
            some.append(one)
            if len(some) == _AT_ONCE:
                yield from _block(kind, some)
    yield from _block(kind, some)


def _block(kind: Kind, some: list[Row]) -> Iterator[Block]:
    if some:
        columns = {name: [getattr(row.facts, name) for row in some] for name in kind.columns}
        yield Block([row.line for row in some], columns)
        some.clear()


class _Seen(dict[Any, str | None]):
    """What each different value of a fact is copied as; None where it needs a closer look."""

    def __init__(self, read: Callable[[Any], str | None]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, value: Any) -> str | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        text = self[value] = self._read(value)
        return text


class _Fact:
    """One fact of a kind of record, and how its values are copied."""

    def __init__(self, kind: Kind, name: str, today: date) -> None:
        self._name, self._today = name, today
        self._clean, self._default = kind.clean_fact, kind.defaults[name]
        self._enum = kind.enums.get(name)
        self._are_clean = partial(kind.are_clean, name)
        self._is_text = kind.columns[name] == TEXT
        self._nothing = self._read(None)
        # Equal numbers may be written with more or fewer decimals: each is copied as it stands.
        is_number = kind.columns[name] == NUMBER
        self.has_doubts = self._nothing is None
        self._look = self._read if is_number else _Seen(self._read).__getitem__
        self._has_glance = not self._enum and (is_number or self._is_text)

    def texts(self, values: Sequence[Any] | None, count: int) -> list[str | None]:
        """Return what to copy for each value; None where it cannot be kept as it stands."""
        if values is None:
            return [self._nothing] * count
        if self._has_glance and (texts := self._at_a_glance(values)):
            return texts
        return list(map(self._look, values))

    def _at_a_glance(self, values: Sequence[Any]) -> list[str | None] | None:
        """Return what to copy if all values are in order, as in most files; else None."""
        written = [value for value in values if value is not None]
        if not self._is_text:
            written = list(map(str, written))
        if not self._are_clean(written) or "\\" in "".join(written):
            return None
        if len(written) == len(values):
            return list(written)
        left = iter(written)
        return [self._nothing if value is None else next(left) for value in values]

    def _read(self, value: Any) -> str | None:
        if value is None:
            value = self._default
            if value is None and self._is_text:
                self.has_doubts = True
                return None
        try:
            clean = self._clean(self._name, value, self._today)
            return copied(self._enum(clean) if self._enum else clean)
        except (Expected, ValueError):
            self.has_doubts = True
            return None


class Judge:
    """Judges blocks of lines by the rules of the single commands.

    It runs while the connection is busy copying, so it may not ask the database anything.
    """

    def __init__(
        self, kind: Kind, places: tuple[set[UUID], set[UUID]], *, today: date, note: Note
    ) -> None:
        self.read = self.kept = 0
        self._kind, self._today, self._note = kind, today, note
        self._facts = {name: _Fact(kind, name, today) for name in kind.columns}
        self._agreeing = _Agreeing(kind)
        self._places = [("program", places[0]), ("product", places[1])]
        self._first_lines: dict[str | None, int] = {}
        self._refused: list[RowRefused] = []

    def texts(self, lines: Lines) -> Iterator[str]:
        """Yield the good lines as COPY reads them, a block at a time; note the others."""
        for block in in_blocks(self._kind, lines):
            self.read += len(block.lines)
            text = self._block(block)
            for one in sorted(self._refused, key=attrgetter("line")):
                self._note(one)
            self._refused.clear()
            if text:
                yield text

    def _block(self, block: Block) -> str:
        count = len(block.lines)
        columns = {
            name: fact.texts(block.columns.get(name), count) for name, fact in self._facts.items()
        }
        if "promised_on" in columns:
            _take_over(columns["promised_on"], columns["first_promised_on"])
        doubtful = {
            at
            for name, texts in columns.items()
            if self._facts[name].has_doubts
            for at in _places_of(None, texts)
        }
        doubtful |= self._agreeing.failing(block, count)
        refused = {at for at in sorted(doubtful) if not self._is_good(block, at, columns)}
        refused |= self._twice(block, columns["reference"], refused)
        refused |= self._elsewhere(block, refused)
        self.kept += count - len(refused)
        rows: Iterable[tuple[str, ...]] = zip(
            map(str, block.lines), new_ids(count), *columns.values(), strict=True
        )
        if refused:
            rows = compress(rows, (at not in refused for at in range(count)))
        return "".join([f"{line}\n" for line in map("\t".join, rows)])

    def _is_good(self, block: Block, at: int, columns: dict[str, list[str | None]]) -> bool:
        """Judge one line as a whole, and put the cleaned facts in their places."""
        try:
            facts = self._kind.clean(self._facts_at(block, at), today=self._today)
        except Expected as error:
            self._refuse(block, at, error)
            return False
        for name, texts in columns.items():
            texts[at] = copied(getattr(facts, name))
        return True

    def _facts_at(self, block: Block, at: int) -> Any:
        named = {
            name: values[at] for name, values in block.columns.items() if values[at] is not None
        }
        for name, enum in self._kind.enums.items():
            if name in named:
                named[name] = enum(named[name])
        return self._kind.facts(**named)

    def _refuse(self, block: Block, at: int, error: Expected) -> None:
        reference = str(block.columns["reference"][at])[:80]
        self._refused.append(RowRefused(block.lines[at], reference, sentence_of(self._kind, error)))

    def _twice(self, block: Block, references: Sequence[str | None], refused: set[int]) -> set[int]:
        """Return where a reference stands that an earlier line has."""
        found: set[int] = set()
        lines = list(block.lines)
        if not refused and list(map(self._first_lines.setdefault, references, lines)) == lines:
            return found
        for at, (reference, line) in enumerate(zip(references, lines, strict=True)):
            if at in refused:
                continue
            first = self._first_lines.setdefault(reference, line)
            if first != line:
                said = _("Line %(line)s has the same reference.", line=first)
                self._refuse(block, at, rules.ReferenceTaken(said))
                found.add(at)
        return found

    def _elsewhere(self, block: Block, refused: set[int]) -> set[int]:
        """Return where a program or product is named that is not the client's."""
        found: set[int] = set()
        for name, known in self._places:
            values = block.columns.get(name, ())
            strange = set(values) - known
            if name == "product":
                strange.discard(None)
            for at in _places_in(strange, values):
                if at not in refused | found:
                    words = {
                        "program": _("There is no such program here."),
                        "product": _("There is no such product here."),
                    }
                    self._refuse(block, at, rules.MayNotUpdate(words[name]))
                    found.add(at)
        return found


def _take_over(texts: list[str | None], others: Sequence[str | None]) -> None:
    """Let the other fact hold where this one is not given."""
    for at, text in enumerate(texts):
        if text == _NOTHING:
            texts[at] = others[at]


def _places_of(value: object, values: Sequence[Any]) -> list[int]:
    return [at for at, one in enumerate(values) if one is value]


def _places_in(wanted: set[Any], values: Sequence[Any]) -> list[int]:
    return [at for at, one in enumerate(values) if one in wanted] if wanted else []


class _Agreeing:
    """Which combinations of facts agree; each different one is judged once."""

    def __init__(self, kind: Kind) -> None:
        self._kind = kind
        self._names = (*kind.together, *kind.present)
        self._known: dict[tuple[Any, ...], bool] = {}

    def failing(self, block: Block, count: int) -> set[int]:
        """Return where the facts contradict each other, or cannot be told."""
        columns = [self._column(block, name, count) for name in self._names]
        known = self._known
        if len(known) >= _REMEMBERED:
            known.clear()
        combinations = list(zip(*columns, strict=True))
        for one in set(combinations) - known.keys():
            known[one] = self._agree(one)
        return {at for at, one in enumerate(combinations) if not known[one]}

    def _column(self, block: Block, name: str, count: int) -> Sequence[Any]:
        values = block.columns.get(name)
        if values is None:
            return [None] * count
        if name in self._kind.present:
            return [None if one is None else True for one in values]
        return values

    def _agree(self, values: tuple[Any, ...]) -> bool:
        facts = SimpleNamespace(**dict(zip(self._names, values, strict=True)))
        defaults = self._kind.defaults
        for name in self._names:
            if getattr(facts, name) is None:
                setattr(facts, name, defaults[name])
        try:
            for name, enum in self._kind.enums.items():
                if name in self._names:
                    setattr(facts, name, enum(getattr(facts, name)))
            self._kind.check_together(facts)
        except (Expected, ValueError):
            return False
        return True

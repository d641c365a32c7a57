"""How the columns of days and numbers are written, as the cells of a file tell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from catchball.workplace.exchange.rules import dates, numbers
from catchball.workplace.exchange.rules.columns import FIELDS
from catchball.workplace.exchange.rules.mapping import Mapping, check_mapping
from catchball.workplace.exchange.rules.styles import Ambiguous, Style
from catchball.workplace.exchange.rules.tables import Cell, Table
from catchball.workplace.exchange.rules.targets import Kind

_AT_ONCE = 500
_MOST = 50_000


@dataclass(frozen=True)
class Settled:
    """The mapping with every style that the file itself tells, and what must still be asked.

    `rows` is how many rows were walked for it: none where every style was known.
    """

    mapping: Mapping
    questions: tuple[Ambiguous, ...]
    rows: int = 0


class Telling:
    """What the cells of a table tell, as far as they were seen.

    What the mapping says already stays. Where the cells allow several readings, the style of this
    client's earlier files (`remembered`, by column) decides if it is among them; else the person
    must be asked.

    :raises MappingDoesNotFit: if the mapping does not fit the header
    """

    def __init__(
        self, table: Table, mapping: Mapping, remembered: dict[str, str] | None = None
    ) -> None:
        check_mapping(mapping, table.header)
        self._mapping, self._remembered = mapping, remembered or {}
        self._evidence = _evidence(table, mapping)

    def walk(self, table: Table, most: int | None = None) -> Settled:
        """Walk the rows of the table, or so many at most; return what they tell.

        It is not walked at all where every style is known. Open it anew to judge it.
        """
        walked, rows = 0, islice(table.rows, most)
        while self._evidence and (some := list(islice(rows, _AT_ONCE))):
            walked += len(some)
            self.see(list(zip(*[row.cells for row in some if not row.problem], strict=True)))
        return self.settled(walked)

    def see(self, columns: Sequence[Sequence[Cell]]) -> None:
        """See the cells of some rows, column by column."""
        for each in self._evidence if columns else ():
            each.add(columns[each.index])

    def settled(self, rows: int = 0) -> Settled:
        """Return what was told up to now, by so many rows."""
        styles: dict[str, str] = {}
        questions: list[Ambiguous] = []
        for each in self._evidence:
            found, before = each.verdict(), self._remembered.get(each.column)
            if isinstance(found, Style):
                styles[each.column] = found.key
            elif isinstance(found, Ambiguous):
                if before in {one.style.key for one in found.candidates}:
                    styles[each.column] = before
                else:
                    questions.append(found)
        return Settled(self._mapping.styled(styles), tuple(questions), rows)


def settle_styles(
    table: Table, mapping: Mapping, remembered: dict[str, str] | None = None
) -> Settled:
    """Return the mapping with the styles of all day and number columns, from the whole file.

    :raises MappingDoesNotFit: if the mapping does not fit the header
    """
    return Telling(table, mapping, remembered).walk(table)


class _Evidence:
    """The different ways in which the cells of one column are written."""

    def __init__(self, column: str, index: int, kind: Kind) -> None:
        self.column, self.index = column, index
        self._room = dates if kind is Kind.DAY else numbers
        self._known: set[str] = set()
        self._texts: dict[str, str] = {}

    def add(self, cells: Iterable[Cell]) -> None:
        texts = [cell for cell in cells if isinstance(cell, str)]
        if not texts or len(self._known) >= _MOST:
            return
        rough = self._room.rough_evidence_of(texts)
        for one, text in dict(zip(rough, texts, strict=True)).items():
            if one not in self._known:
                self._known.add(one)
                self._texts.setdefault(self._room.evidence_of(text), text.strip())

    def verdict(self) -> Style | Ambiguous | None:
        texts = [text for text in self._texts.values() if text]
        if self._room is dates:
            return dates.date_verdict(self.column, texts)
        return numbers.number_verdict(self.column, texts)


def _evidence(table: Table, mapping: Mapping) -> list[_Evidence]:
    kinds = {target.field: target.kind for target in FIELDS[mapping.what]}
    found: dict[str, _Evidence] = {}
    for field, column in mapping.columns.items():
        kind = kinds[field]
        styled = kind is Kind.DAY or kind.is_number
        if styled and column not in mapping.styles:
            found[column] = _Evidence(column, table.header.index(column), kind)
    return list(found.values())

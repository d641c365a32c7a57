"""The journal line by line as it was hashed, each with the path to its seal: the electronic form."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from uuid import UUID

from django.db import connection

from catchball.kernel.merkle import levels_of, path_of
from catchball.trust.journal import JournalFilters
from catchball.trust.leaves import change_content, entry_content
from catchball.trust.scope import Scope
from catchball.trust.seals import COLUMNS, Sealed, sealed
from catchball.trust.streaming import list_entry_ids

_ENTRIES_AT_ONCE = 500
_LINES_AT_ONCE = 2_000
_LINES = f"""
    SELECT 'entry', {entry_content("r")}::text, m.seal_id, m.leaf_no, w.no, 0 AS line
    FROM unnest(%s::uuid[]) WITH ORDINALITY AS w(id, no)
    JOIN trust_entry r ON r.id = w.id LEFT JOIN trust_sealmember m ON m.entry_id = r.id
    UNION ALL
    SELECT 'change', {change_content("r")}::text, m.seal_id, m.leaf_no, w.no, r.id
    FROM unnest(%s::uuid[]) WITH ORDINALITY AS w(id, no)
    JOIN trust_change r ON r.entry_id = w.id LEFT JOIN trust_sealmember m ON m.change_id = r.id
    ORDER BY 5, 6
"""  # noqa: S608 -- put together from constants


@dataclass(frozen=True)
class ProvenLine:
    """One line of the journal: its content exactly as hashed, and where its seal holds it."""

    kind: str
    content: str
    seal: int | None
    leaf_no: int | None
    path: tuple[bytes, ...]


@dataclass
class Proofs:
    """The seals that lines belong to, read as they are needed; inside the wall only."""

    seals: dict[int, Sealed] = field(default_factory=dict)
    _trees: dict[int, list[list[bytes]]] = field(default_factory=dict)

    def stream(self, scope: Scope, *, filters: JournalFilters) -> Iterator[ProvenLine]:
        """Give each entry wanted and then its changes, oldest first.

        :raises TooMuchToExport: if that is more than one file should hold
        """
        entries = list_entry_ids(scope, filters=filters)
        while batch := list(islice(entries, _ENTRIES_AT_ONCE)):
            yield from self._batch(batch)

    def _batch(self, entries: list[UUID]) -> Iterator[ProvenLine]:
        wanted = [str(entry) for entry in entries]
        with connection.chunked_cursor() as cursor:
            cursor.execute(_LINES, [wanted, wanted])
            while rows := cursor.fetchmany(_LINES_AT_ONCE):
                self._read({row[2] for row in rows if row[2] is not None})
                for kind, content, seal, leaf_no, _no, _line in rows:
                    path = () if seal is None else tuple(path_of(self._trees[seal], leaf_no))
                    yield ProvenLine(kind, content, seal, leaf_no, path)

    def _read(self, numbers: set[int]) -> None:
        new = sorted(numbers - self.seals.keys())
        if not new:
            return
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {COLUMNS} FROM trust_seal WHERE number = ANY(%s)",  # noqa: S608
                [new],
            )
            self.seals |= {one.number: one for one in map(sealed, cursor.fetchall())}
            cursor.execute(
                "SELECT seal_id, array_agg(leaf ORDER BY leaf_no) FROM trust_sealmember "
                "WHERE seal_id = ANY(%s) GROUP BY seal_id",
                [new],
            )
            for number, leaves in cursor.fetchall():
                self._trees[number] = levels_of([bytes(leaf) for leaf in leaves])

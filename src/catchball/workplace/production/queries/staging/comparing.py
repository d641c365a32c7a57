"""The staged lines beside what is recorded: new, unchanged, refused, or bringing it up to date.

Lines that differ come in a few hundred at a time, so that a file may differ in all of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from enum import Enum
from typing import Any

from django.db import connection

from catchball.kernel.errors import Expected
from catchball.kernel.words import _
from catchball.trust.scope import Scope
from catchball.workplace.production import rules
from catchball.workplace.production.queries.staging.kinds import Kind, facts_of, sentence_of
from catchball.workplace.production.queries.staging.refusals import Refusals
from catchball.workplace.production.rules import RowRefused

_AT_ONCE = 1_000

Updates = Callable[[list[tuple[Any, ...]]], None]
"""Takes line, id and facts of records to be brought up to date."""


class Comparison:
    """Compares the staged lines of one kind with what one client has recorded."""

    def __init__(
        self, scope: Scope, kind: Kind, compared: tuple[str, ...], refusals: Refusals
    ) -> None:
        self.known = self.unchanged = self.updated = 0
        self._scope, self._kind, self._compared = scope, kind, compared
        self._refusals = refusals

    @property
    def _joined(self) -> str:
        return (
            f"FROM {self._kind.staged} s JOIN {self._kind.table} d "
            "ON d.client_id = %s AND d.reference = s.reference"
        )

    @property
    def _differs(self) -> str:
        columns = [self._kind.column(name) for name in self._compared]
        ours, theirs = (", ".join(f"{side}.{name}" for name in columns) for side in ("s", "d"))
        return f"({ours}) IS DISTINCT FROM ({theirs})"

    def go_through(self, *, update: bool, take: Updates) -> None:
        """Count the lines whose references are known, and those that say what is recorded.

        The others are refused, or with `update` those that may not differ; the rest are taken.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT count(*), count(*) FILTER (WHERE NOT ({self._differs})) {self._joined}",
                [self._scope.client],
            )
            self.known, self.unchanged = cursor.fetchone()
        if self.known == self.unchanged:
            return
        for some in self._differing(lock=update):
            updates = [one for row in some if (one := self._decided(row, update=update))]
            self.updated += len(updates)
            take(updates)

    def _differing(self, *, lock: bool) -> Iterator[list[tuple[Any, ...]]]:
        both = ", ".join(f"{side}.{name}" for side in ("s", "d") for name in self._kind.kept)
        with connection.chunked_cursor() as cursor:
            cursor.execute(
                f"SELECT s.line, d.id, {both} {self._joined} WHERE {self._differs} "
                f"ORDER BY s.line{' FOR UPDATE OF d' if lock else ''}",
                [self._scope.client],
            )
            while some := cursor.fetchmany(_AT_ONCE):
                yield some

    def _decided(self, row: tuple[Any, ...], *, update: bool) -> tuple[Any, ...] | None:
        kind, width = self._kind, len(self._kind.columns)
        line, row_id, *values = row
        said, before = facts_of(kind, values[:width]), facts_of(kind, values[width:])
        try:
            if not update:
                raise rules.MayNotUpdate(_other_values(kind, before, said, self._compared))
            after = _changed(kind, before, said, self._compared, today=self._scope.today)
        except Expected as error:
            why = sentence_of(kind, error)
            self._refusals.by_records.add(RowRefused(line, said.reference, why))
            return None
        return (line, row_id, *vars(after).values())


def _changed(kind: Kind, before: Any, said: Any, compared: tuple[str, ...], *, today: date) -> Any:
    """Return the recorded facts with those of the file, if they may be brought up to date so."""
    after = replace(before, **{name: getattr(said, name) for name in compared})
    if "state" not in compared:
        after = kind.state_after(before, after)
    after = kind.clean(after, today=today)
    kind.check_update(before=before, after=after)
    return after


def _other_values(kind: Kind, before: Any, said: Any, compared: tuple[str, ...]) -> str:
    """Return the sentence that names each fact with its recorded and its new value."""
    differing = "; ".join(
        f"{kind.words[kind.column(name)]} {_spoken(before, name)} → {_spoken(said, name)}"
        for name in compared
        if getattr(before, name) != getattr(said, name)
    )
    return _("It exists with other values: %(values)s", values=differing)


def _spoken(facts: Any, name: str) -> str:
    value = _plain(getattr(facts, name))
    return "–" if value in (None, "") else str(value)


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value

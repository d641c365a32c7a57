"""What was found in a file, counted and named, as it is kept with its import."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from catchball.workplace.exchange.models import Import
from catchball.workplace.exchange.rules.keeping import Shelf
from catchball.workplace.exchange.rules.rows import Bad
from catchball.workplace.exchange.rules.tables import showable
from catchball.workplace.production.rules import BulkOutcome, RowRefused

SHOWN = 200
"""So many problems a page names; the file of bad rows has them all."""

_LONGEST_VALUE, _LONGEST_REASON = 80, 400
_TELL_EVERY = 2_000


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with one row, to be shown."""

    line: int
    column: str
    value: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What a file holds: before writing what would become of it, afterwards what did.

    `kept` is the hash of the good rows as they were judged; empty if they must be judged again.
    """

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    shown: tuple[Finding, ...] = ()
    new_products: tuple[str, ...] = ()
    kept: str = ""

    def told(self, **counts: int) -> "Findings":
        """Return the same findings with other counts."""
        return replace(self, **counts)  # type: ignore[arg-type] # only counts are of this type

    @property
    def to_write(self) -> int:
        """How many rows change something."""
        return self.created + self.updated


def findings_of(row: Import) -> Findings:
    """Return the findings of an import in their own types."""
    kept: Mapping[str, Any] = row.findings
    return Findings(
        **{
            **kept,
            "shown": tuple(Finding(**one) for one in kept.get("shown", ())),
            "new_products": tuple(kept.get("new_products", ())),
        }
    )


@dataclass
class RowBook:
    """Keeps count while rows pass by, gathers the bad ones, and notes how far it is."""

    shelf: Shelf
    import_id: UUID
    total: int = 0
    read: int = 0
    bad: int = 0
    shown: list[Finding] = field(default_factory=list)

    def pass_by(self, count: int) -> None:
        """Count rows."""
        before, self.read = self.read, self.read + count
        if self.read // _TELL_EVERY > before // _TELL_EVERY:
            self.shelf.note_progress(self.import_id, done=self.read, total=self.total)

    def refuse(self, bad: Bad) -> None:
        """Count a bad row, and keep the first ones to be shown."""
        self.bad += 1
        for problem in bad.errors:
            if len(self.shown) < SHOWN:
                self.shown.append(_finding(bad.line_no, problem.column, problem.value, problem.why))

    def found(self, outcome: BulkOutcome, *, new_products: Iterable[str]) -> Findings:
        """Return what was found, with what the records themselves have against rows."""
        refused = [_refused(one) for one in outcome.refused[:SHOWN]]
        shown = sorted([*self.shown, *refused], key=lambda one: one.line)
        return Findings(
            read=self.read,
            created=outcome.created,
            updated=outcome.updated,
            unchanged=outcome.unchanged,
            refused=self.bad + len(outcome.refused),
            shown=tuple(shown[:SHOWN]),
            new_products=tuple(new_products),
        )


def _refused(one: RowRefused) -> Finding:
    return _finding(one.line, "", one.reference, one.reason)


def _finding(line: int, column: str, value: str, why: str) -> Finding:
    return Finding(
        line,
        column[:_LONGEST_VALUE],
        showable(value, _LONGEST_VALUE),
        showable(why, _LONGEST_REASON),
    )

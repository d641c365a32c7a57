"""All that is wanted of the journal, one entry after the other, to be taken away."""

from collections.abc import Iterator
from itertools import groupby, islice
from operator import attrgetter
from uuid import UUID

from django.db.models import QuerySet

from catchball.kernel.errors import Refused
from catchball.kernel.words import _
from catchball.trust.journal import (
    JournalEntry,
    JournalFilters,
    change_of,
    line_of,
    wanted,
)
from catchball.trust.models import Change, Entry
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope

EXPORT_ROWS = 250_000
_AT_ONCE = 500
"""So many changes of one entry are held together."""
_NONE: tuple[UUID | None, Iterator[Change]] = (None, iter(()))


class TooMuchToExport(Refused):
    """More was asked for than one file should hold."""


def stream_journal(scope: Scope, *, filters: JournalFilters) -> Iterator[JournalEntry]:
    """Give all entries wanted with all that they changed, oldest first; inside the wall only.

    An entry that changed many rows, as a large import does, comes several times, each time with the
    next of them, so that they are never held together.

    :raises TooMuchToExport: if more than `EXPORT_ROWS` entries or rows are wanted
    """
    found = _to_export(scope, filters)
    batch: list[Entry] = []
    for entry in found.iterator(chunk_size=500):
        batch.append(entry)
        if len(batch) == 500:
            yield from _with_all_changes(batch)
            batch = []
    yield from _with_all_changes(batch)


def list_entry_ids(scope: Scope, *, filters: JournalFilters) -> Iterator[UUID]:
    """Give the ids of all entries wanted, oldest first; inside the wall only.

    :raises TooMuchToExport: if more than `EXPORT_ROWS` entries or rows are wanted
    """
    return _to_export(scope, filters).values_list("pk", flat=True).iterator(chunk_size=5000)


def _to_export(scope: Scope, filters: JournalFilters) -> QuerySet[Entry]:
    scope.require(Permission.JOURNAL_READ)
    found = wanted(scope, filters).order_by("happened_at", "id")
    changed = Change.objects.filter(entry_id__in=found.order_by().values("pk"))
    for rows in (found.order_by(), changed):
        if rows[: EXPORT_ROWS + 1].count() > EXPORT_ROWS:
            raise TooMuchToExport(
                _(
                    "That is more than one file should hold. Choose a shorter period, and export twice."
                )
            )
    return found


def _with_all_changes(entries: list[Entry]) -> Iterator[JournalEntry]:
    """Give the entries with their changes, both in the same order and read side by side."""
    rows = Change.objects.filter(entry_id__in=[entry.pk for entry in entries]).defer("label")
    in_order = rows.order_by("entry__happened_at", "entry_id", "id").iterator(chunk_size=_AT_ONCE)
    changed = groupby(in_order, key=attrgetter("entry_id"))
    first, its_own = next(changed, _NONE)
    for entry in entries:
        if entry.pk != first:
            yield line_of(entry, [], shown=None)
            continue
        while part := [change_of(row) for row in islice(its_own, _AT_ONCE)]:
            yield line_of(entry, part, shown=None)
        first, its_own = next(changed, _NONE)

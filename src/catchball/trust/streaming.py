"""All that is wanted of the journal, one entry after the other, to be taken away."""

from collections.abc import Iterator
from itertools import islice
from uuid import UUID

from django.db.models import Count, QuerySet

from catchball.kernel.errors import Refused
from catchball.kernel.words import _
from catchball.trust.journal import (
    JournalEntry,
    JournalFilters,
    RowChange,
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
    rows = Change.objects.filter(entry_id__in=[entry.pk for entry in entries]).defer("label")
    counted = rows.values("entry_id").annotate(count=Count("id")).values_list("entry_id", "count")
    many = {entry for entry, count in counted if count > _AT_ONCE}
    changes: dict[UUID, list[RowChange]] = {}
    few = rows.exclude(entry_id__in=many).order_by("entry_id", "id")
    for row in few.iterator(chunk_size=5000):
        changes.setdefault(row.entry_id, []).append(change_of(row))
    for entry in entries:
        if entry.pk in many:
            its_own = rows.filter(entry_id=entry.pk).order_by("id").iterator(chunk_size=_AT_ONCE)
            while part := [change_of(row) for row in islice(its_own, _AT_ONCE)]:
                yield line_of(entry, part, shown=None)
        else:
            yield line_of(entry, changes.pop(entry.pk, []), shown=None)

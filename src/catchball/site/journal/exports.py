"""The journal to take away: as a table for people, and line by line for machines."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from catchball.kernel.cells import neutralise
from catchball.kernel.words import _
from catchball.site.happenings import event_words, name_of
from catchball.site.journal import words
from catchball.site.journal.telling import Clients
from catchball.trust.journal import JournalEntry, JournalFilters, RowChange, stream_journal
from catchball.trust.scope import Scope
from catchball.trust.wall import opened

_IN_MEMORY = 4 * 1024 * 1024

Write = Callable[[IO[bytes], Iterator[JournalEntry], Scope, Clients], None]


def export(scope: Scope, filters: JournalFilters, clients: Clients, write: Write) -> IO[bytes]:
    """Return a file of all entries wanted, oldest first, written behind the wall.

    :raises TooMuchToExport: if that is more than one file should hold
    """
    file: Any = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 -- the answer closes it
    with opened(scope):
        write(file, stream_journal(scope, filters=filters), scope, clients)
    file.seek(0)
    return file  # type: ignore[no-any-return] # a spooled file is one


def instant_text(at: datetime) -> str:
    """Return an instant as one text that sorts: ISO 8601 in UTC, to the microsecond.

    >>> instant_text(datetime(2026, 11, 16, 9, 30, tzinfo=UTC))
    '2026-11-16T09:30:00.000000Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def write_table(
    file: IO[bytes], entries: Iterator[JournalEntry], scope: Scope, clients: Clients
) -> None:
    """Write one line for each changed field, in UTF-8 that spreadsheets recognise."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    table = csv.writer(text)
    table.writerow(
        [
            _("When (UTC)"), _("Who"), _("Company"), _("Client"), _("What happened"), _("Why"),
            _("Record"), _("Name"), _("Done to it"), _("Field"), _("Old"), _("New"),
            _("Event"), _("Entry"), _("Record's id"),
        ]
    )  # fmt: skip
    for entry in entries:
        table.writerows([neutralise(cell) for cell in row] for row in _rows(entry, clients))
    text.detach()


def _rows(entry: JournalEntry, clients: Clients) -> Iterator[list[str]]:
    client = clients.get(entry.client_id, ("", ""))[1] if entry.client_id else ""
    head = [
        instant_text(entry.happened_at),
        entry.actor_name,
        entry.side.label,
        client,
        event_words(entry.event),
        entry.reason,
    ]
    tail = [entry.event, str(entry.id)]
    if not entry.changes:
        yield [*head, "", "", "", "", "", "", *tail, ""]
    for change in entry.changes:
        for middle in _fields(change):
            yield [*head, *middle, *tail, str(change.row_id)]


def _fields(change: RowChange) -> Iterator[list[str]]:
    record = [
        words.kind_words(change.table),
        name_of(change.new or change.old or {}),
        str(words.VERBS[change.operation]),
    ]
    for field, old, new in words.fields_of(change):
        yield [*record, field, _exact(old), _exact(new)]


def _exact(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def write_lines(
    file: IO[bytes], entries: Iterator[JournalEntry], scope: Scope, clients: Clients
) -> None:
    """Write one JSON object a line: each entry, followed by all rows that it changed."""
    for entry in entries:
        _write_line(file, {"kind": "entry", "content": entry_content(entry)})
        for change in entry.changes:
            _write_line(file, {"kind": "change", "content": change_content(change)})


def _write_line(file: IO[bytes], line: dict[str, Any]) -> None:
    file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def entry_content(entry: JournalEntry) -> dict[str, Any]:
    """Return all that an entry says."""
    return {
        "id": str(entry.id),
        "client_id": _text(entry.client_id),
        "parent_id": _text(entry.parent_id),
        "actor_id": _text(entry.actor_id),
        "actor_name": entry.actor_name,
        "actor_side": entry.side.value,
        "event": entry.event,
        "audience": entry.audience.value,
        "reason": entry.reason,
        "arguments": entry.arguments,
        "happened_at": instant_text(entry.happened_at),
    }


def change_content(change: RowChange) -> dict[str, Any]:
    """Return all that a change says."""
    return {
        "id": change.id,
        "entry_id": str(change.entry_id),
        "client_id": _text(change.client_id),
        "audience": change.audience.value,
        "table_name": change.table,
        "row_id": str(change.row_id),
        "operation": change.operation,
        "old": change.old,
        "new": change.new,
    }


def _text(value: Any) -> str | None:
    return None if value is None else str(value)

"""The journal to take away: as a table for people, and line by line for machines."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from catchball.kernel.cells import neutralise
from catchball.kernel.words import _
from catchball.site.happenings import event_words, name_after_kind
from catchball.site.journal import words
from catchball.site.journal.kinds import kind_words
from catchball.site.journal.telling import Clients
from catchball.trust.exported import seal_line
from catchball.trust.journal import JournalEntry, JournalFilters, RowChange
from catchball.trust.proofs import Proofs
from catchball.trust.scope import Scope
from catchball.trust.streaming import stream_journal
from catchball.trust.wall import opened

_IN_MEMORY = 4 * 1024 * 1024

Write = Callable[[IO[bytes], Scope, JournalFilters, Clients], None]


def export(scope: Scope, filters: JournalFilters, clients: Clients, write: Write) -> IO[bytes]:
    """Return a file of all entries wanted, oldest first, written behind the wall.

    :raises TooMuchToExport: if that is more than one file should hold
    """
    file: Any = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 -- the answer closes it
    with opened(scope):
        write(file, scope, filters, clients)
    file.seek(0)
    return file  # type: ignore[no-any-return] # a spooled file is one


def instant_text(at: datetime) -> str:
    """Return an instant as one text that sorts: ISO 8601 in UTC, to the microsecond.

    >>> instant_text(datetime(2026, 11, 16, 9, 30, tzinfo=UTC))
    '2026-11-16T09:30:00.000000Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def write_table(file: IO[bytes], scope: Scope, filters: JournalFilters, clients: Clients) -> None:
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
    for entry in stream_journal(scope, filters=filters):
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
        kind_words(change.table),
        name_after_kind(change.new or change.old or {}),
        str(words.VERBS[change.operation]),
    ]
    for field, old, new in words.fields_of(change):
        yield [*record, field, _exact(old), _exact(new)]


def _exact(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def write_lines(file: IO[bytes], scope: Scope, filters: JournalFilters, clients: Clients) -> None:
    """Write one JSON object a line: what was asked, each entry followed by its changes, the seals.

    The content of a line stands exactly as it was hashed; with path and seal anybody who has the
    public key can check it: ./catchball verify --export FILE --key KEY.
    """
    proofs = Proofs()
    asked = {name: value for name, value in asdict(filters).items() if value and name != "page"}
    _write_line(
        file,
        {
            "kind": "journal",
            "of": clients[scope.client_id][1] if scope.client_id else None,
            "asked": {name: str(value) for name, value in asked.items()},
            "exported_at": instant_text(scope.now),
            "exported_by": scope.actor_name,
        },
    )
    for line in proofs.stream(scope, filters=filters):
        place = {
            "kind": line.kind,
            "seal": line.seal,
            "leaf_no": line.leaf_no,
            "path": [step.hex() for step in line.path],
        }
        head = json.dumps(place, separators=(",", ":"))[:-1]
        file.write(f'{head},"content":{line.content}}}\n'.encode())
    for number in sorted(proofs.seals):
        _write_line(file, seal_line(proofs.seals[number]))


def _write_line(file: IO[bytes], line: dict[str, Any]) -> None:
    file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")

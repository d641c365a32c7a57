"""What the pages of the journal show, ready in words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from catchball.kernel.paging import Page
from catchball.site.happenings import event_words, tell
from catchball.site.journal import words
from catchball.site.journal.asked import Asking
from catchball.site.journal.columns import column_words
from catchball.site.journal.kinds import NAMED_BY, kind_words
from catchball.site.journal.saying import MOST_PARTS, Reading, record_name, say
from catchball.site.journal.showing import MOST_IN_A_LINE, Stored, Told, as_stored, told
from catchball.site.sight import Sighted
from catchball.trust.addresses import address
from catchball.trust.journal import (
    Choices,
    JournalEntry,
    RowChange,
    list_choices,
    read_entry,
    read_journal,
)
from catchball.trust.models import EntryAudience
from catchball.trust.naming import Names, list_names
from catchball.trust.permissions import Side
from catchball.trust.queries import Happening
from catchball.trust.risks import Risk
from catchball.trust.scope import Scope

Clients = Mapping[UUID, tuple[str, str]]


# So many fields of a row tell in a list what happened; the page of the entry tells all.
_MOST_FIELDS = 6


@dataclass(frozen=True)
class FieldTold:
    """One field before and after; `old` is None where there was no row before."""

    field: str
    old: Told | None
    new: Told | None


@dataclass(frozen=True)
class RowTold:
    """One changed row: what it is, what people call it, and its fields.

    `stored` is the row as the journal holds it, before and after; on the page of its entry alone.
    Elsewhere some fields are told, and `left_out` says how many more there are.
    """

    kind: str
    name: str
    verb: str
    row_id: UUID
    fields: tuple[FieldTold, ...]
    left_out: int
    stored: tuple[Stored, ...]


@dataclass(frozen=True)
class EntryTold:
    """One entry of the journal, ready to be shown."""

    id: UUID
    at: datetime
    who: str
    side: str
    client: str
    what: str
    about: str
    about_url: str
    event: str
    why: str
    audience: EntryAudience
    parent: str
    url: str
    rows: tuple[RowTold, ...]
    has_more: bool
    sent: tuple[tuple[str, Told], ...]


@dataclass(frozen=True)
class JournalTold:
    """The page of the journal: its entries, and by what they may be filtered."""

    page: Page[EntryTold]
    is_counted: bool
    active: int
    ignored: tuple[str, ...]
    record: str
    events: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    sides: tuple[tuple[str, str], ...]
    risks: tuple[tuple[str, str], ...]
    zone: str
    slug: str


@dataclass(frozen=True)
class EntryPageTold:
    """The page of one entry, with all rows that it changed."""

    entry: EntryTold
    event: str
    rows: Page[RowTold]
    sent: tuple[Stored, ...]
    slug: str


def clients_of(sighted: Sighted) -> Clients:
    """Return slug and name of each client that the person sees."""
    return {one.id: (one.slug, one.name) for one in sighted.clients}


def slug_of(scope: Scope, clients: Clients) -> str:
    """Return the short name of the client worked for; empty across clients."""
    return clients[scope.client_id][0] if scope.client_id else ""


def journal_address(name: str, slug: str, **kwargs: UUID) -> str:
    """Return an address of the journal: of one client, or across all."""
    if slug:
        return address(name, {"client": slug, **kwargs})
    return address(f"floor-{name}", kwargs)


def tell_journal(scope: Scope, asking: Asking, clients: Clients) -> JournalTold:
    """Return one page of the journal in words."""
    found = read_journal(scope, filters=asking.filters)
    page = tell_lines(scope, found.page, clients)
    record = asking.filters.record
    return JournalTold(
        page=page,
        is_counted=found.is_counted,
        active=asking.active,
        ignored=asking.ignored,
        record=_record_name(record, page.items) if record else "",
        **_choices(list_choices(scope)),
        sides=tuple((side.value, side.label) for side in Side),
        risks=tuple((risk.value, risk.label) for risk in Risk),
        zone=scope.zone,
        slug=slug_of(scope, clients),
    )


def tell_lines(scope: Scope, page: Page[JournalEntry], clients: Clients) -> Page[EntryTold]:
    """Return a page of entries in words."""
    names = list_names(scope, entries=page.items, called_by=NAMED_BY)
    entries = tuple(_entry(scope, one, clients, _Telling(one, names)) for one in page.items)
    return Page(entries, *_place(page))


def tell_entry(scope: Scope, asked: UUID, page: int, clients: Clients) -> EntryPageTold:
    """Return one entry in words, with one page of all that it changed."""
    found, changes = read_entry(scope, asked, page=page)
    entry = replace(found, changes=changes.items)
    telling = _Telling(entry, list_names(scope, entries=[entry], called_by=NAMED_BY), is_whole=True)
    told = _entry(scope, entry, clients, telling)
    return EntryPageTold(
        entry=told,
        event=event_words(entry.event),
        rows=Page(told.rows, *_place(changes)),
        sent=telling.stored(entry.arguments) if entry.arguments else (),
        slug=slug_of(scope, clients),
    )


def _place(page: Page[JournalEntry] | Page[RowChange]) -> tuple[int, int, int, int, int]:
    return page.number, page.last, page.first_row, page.last_row, page.rows


def _choices(choices: Choices) -> dict[str, tuple[tuple[str, str], ...]]:
    events = sorted((event_words(event).capitalize(), event) for event in choices.events)
    return {
        "events": tuple((event, said) for said, event in events),
        "people": tuple((name, name) for name in choices.people),
    }


def _record_name(record: UUID, entries: tuple[EntryTold, ...]) -> str:
    rows = (row for entry in entries for row in entry.rows if row.row_id == record)
    found = next(rows, None)
    return f"{found.kind} {found.name}".strip() if found else str(record)


def _entry(scope: Scope, entry: JournalEntry, clients: Clients, telling: "_Telling") -> EntryTold:
    slug = slug_of(scope, clients)
    first = entry.changes[0] if entry.changes else None
    news = tell(
        scope,
        Happening(
            event=entry.event,
            client_id=entry.client_id if entry.client_id in clients else None,
            actor_name=entry.actor_name,
            side=entry.side,
            happened_at=entry.happened_at,
            reason=entry.reason,
            arguments=entry.arguments,
            table=first.table if first else "",
            row_id=first.row_id if first else None,
            row=telling.row_about(first) if first else {},
        ),
        clients,
    )
    return EntryTold(
        id=entry.id,
        at=entry.happened_at,
        who=entry.actor_name,
        side=news.side,
        client=news.client,
        what=news.what,
        about=news.about,
        about_url=news.url,
        event=entry.event,
        why=entry.reason,
        audience=entry.audience,
        parent=(
            journal_address("journal-entry", slug, entry=entry.parent_id) if entry.parent_id else ""
        ),
        url=journal_address("journal-entry", slug, entry=entry.id),
        rows=tuple(telling.row(change) for change in entry.changes),
        has_more=entry.has_more,
        sent=telling.sent() if telling.is_whole else (),
    )


@dataclass(frozen=True)
class _Telling:
    """How the rows of an entry are told: in a line each, or whole, on the page of the entry."""

    entry: JournalEntry
    names: Names
    is_whole: bool = False

    def row(self, change: RowChange) -> RowTold:
        reading = self._reading(change.table)
        differences = words.differences_told(change)
        shown = differences if self.is_whole else differences[:_MOST_FIELDS]
        return RowTold(
            kind=kind_words(change.table),
            name=record_name(reading, change.new or change.old or {}),
            verb=str(words.VERBS[change.operation]),
            row_id=change.row_id,
            fields=tuple(
                FieldTold(
                    field=words.path_words(change.table, one),
                    old=self._value(reading, one.keys, one.old) if change.old is not None else None,
                    new=self._value(reading, one.keys, one.new) if change.new is not None else None,
                )
                for one in shown
            ),
            left_out=len(differences) - len(shown),
            stored=self.stored(change.old, change.new) if self.is_whole else (),
        )

    def row_about(self, first: RowChange) -> dict[str, Any]:
        """Return the row that an entry is about: of a signature, what was signed."""
        row = first.new or first.old or {}
        signed = self.names.get((self.entry.id, str(row.get("record_id"))))
        return signed.row if first.table == "trust_signature" and signed else row

    def sent(self) -> tuple[tuple[str, Told], ...]:
        """Return what the command was given."""
        table = self.entry.changes[0].table if self.entry.changes else ""
        reading = self._reading(table)
        return tuple(
            (column_words("", name), self._value(reading, (name,), value))
            for name, value in self.entry.arguments.items()
        )

    def stored(self, *rows: dict[str, Any] | None) -> tuple[Stored, ...]:
        return tuple(as_stored(row) for row in rows if row is not None)

    def _reading(self, table: str) -> Reading:
        return Reading(table, self.entry.id, self.names)

    def _value(self, reading: Reading, keys: tuple[str, ...], value: Any) -> Told:
        most = MOST_PARTS if self.is_whole else MOST_IN_A_LINE
        said = say(reading.anew(most), keys[:-1], keys[-1], value)
        return told(said, is_whole=self.is_whole)

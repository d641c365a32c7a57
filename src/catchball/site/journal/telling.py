"""What the pages of the journal show, ready in words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from catchball.kernel.paging import Page
from catchball.site.happenings import event_words, name_after_kind, tell
from catchball.site.journal import words
from catchball.site.journal.asked import Asking
from catchball.site.sight import Sighted
from catchball.trust.addresses import address
from catchball.trust.journal import (
    Choices,
    EntryPage,
    JournalEntry,
    RowChange,
    get_entry,
    list_choices,
    read_journal,
)
from catchball.trust.models import EntryAudience
from catchball.trust.permissions import Side
from catchball.trust.queries import Happening
from catchball.trust.risks import Risk
from catchball.trust.scope import Scope

Clients = Mapping[UUID, tuple[str, str]]


@dataclass(frozen=True)
class FieldTold:
    """One field before and after; `old` is None where there was no row before."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class RowTold:
    """One changed row: what it is, what people call it, and its fields."""

    kind: str
    name: str
    verb: str
    row_id: UUID
    fields: tuple[FieldTold, ...]


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
    sent: tuple[tuple[str, str], ...]


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
    rows: Page[RowTold]
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
    page = tell_lines(scope, found.page, found.names, clients)
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


def tell_lines(
    scope: Scope, page: Page[JournalEntry], names: words.Names, clients: Clients
) -> Page[EntryTold]:
    """Return a page of entries in words; `names` is what the rows refer to."""
    entries = tuple(_entry(scope, one, clients, names) for one in page.items)
    return Page(entries, *_place(page))


def tell_entry(scope: Scope, asked: UUID, page: int, clients: Clients) -> EntryPageTold:
    """Return one entry in words, with one page of all that it changed."""
    found: EntryPage = get_entry(scope, asked, page=page)
    rows = tuple(_row(one, found.names) for one in found.changes.items)
    entry = replace(found.entry, changes=found.changes.items)
    return EntryPageTold(
        entry=_entry(scope, entry, clients, found.names),
        rows=Page(rows, *_place(found.changes)),
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


def _entry(scope: Scope, entry: JournalEntry, clients: Clients, names: words.Names) -> EntryTold:
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
            row=(first.new or first.old or {}) if first else {},
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
        rows=tuple(_row(change, names) for change in entry.changes),
        has_more=entry.has_more,
        sent=tuple(
            (words.field_words(name), words.value_words(name, value, names))
            for name, value in entry.arguments.items()
        ),
    )


def _row(change: RowChange, names: words.Names) -> RowTold:
    return RowTold(
        kind=words.kind_words(change.table),
        name=name_after_kind(change.new or change.old or {}),
        verb=str(words.VERBS[change.operation]),
        row_id=change.row_id,
        fields=tuple(
            FieldTold(
                field=words.field_words(field),
                old=words.value_words(field, old, names) if change.old is not None else None,
                new=words.value_words(field, new, names) if change.new is not None else None,
            )
            for field, old, new in words.fields_of(change)
            if words.is_told(field)
        ),
    )

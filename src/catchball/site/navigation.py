"""What the rail of every page shows: whose relationship, where one can go, what waits there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from catchball.kernel.keeping import kept
from catchball.kernel.words import Later, _
from catchball.site.sight import Sighted
from catchball.trust.addresses import address
from catchball.trust.asking import Count, count_all
from catchball.trust.permissions import Permission, Side
from catchball.workplace.actions.queries import ACTIONS_THAT_WAIT
from catchball.workplace.agreements.queries import AGREEMENTS_TO_SIGN, TO_SIGN
from catchball.workplace.production.queries import AWAITING_DISPOSITION, LATE_DELIVERIES
from catchball.workplace.programs.queries import ClientLine


@dataclass(frozen=True)
class Note:
    """A few words beside a destination; an alarm needs a person."""

    text: str
    alarm: bool = False


@dataclass(frozen=True)
class Place:
    """Where one can go: its address by name, who may, and which addresses lie under it.

    `also` are other beginnings of addresses that lie under it.

    `waits` is counted for the words of `note`, which stand beside it unless there are none.
    """

    title: Later
    name: str
    may: Permission
    under: str
    waits: Count | None = None
    note: Callable[[int], Note] | None = None
    also: tuple[str, ...] = ()


Places: TypeAlias = tuple[tuple[Later | None, tuple[Place, ...]], ...]


@dataclass(frozen=True)
class Item:
    """One line of the rail."""

    title: str
    url: str
    current: bool
    note: str | None = None
    alarm: bool = False


@dataclass(frozen=True)
class Section:
    """Some lines of the rail under a heading, or under none."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class ClientName:
    """The client of a page, or of a destination."""

    name: str
    slug: str


@dataclass(frozen=True)
class Shell:
    """What the frame of a page shows."""

    person_name: str
    side: Side
    side_word: str
    client: ClientName | None
    clients: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    notice: Sequence[Any] = field(default_factory=tuple)
    demo: bool = False
    journal: str = ""


def _to_sign(count: int) -> Note:
    return Note(_("%(count)s to sign", count=count))


def _agreement(_count: int) -> Note:
    return Note(_("to sign"))


def _late(count: int) -> Note:
    return Note(_("%(count)s late", count=count), alarm=True)


def _awaiting(count: int) -> Note:
    return Note(str(count))


CLIENT_PLACES: Places = (
    (None, (Place(Later("Today"), "home", Permission.HOME_READ, "home/"),)),
    (
        Later("Relationship"),
        (
            Place(Later("Scorecard"), "scorecard", Permission.SCORECARD_READ, "scorecards/"),
            Place(
                Later("Agreement"),
                "agreement-list",
                Permission.PROMISE_READ,
                "agreement/",
                AGREEMENTS_TO_SIGN,
                _agreement,
            ),
            Place(
                Later("Promises"),
                "promise-list",
                Permission.PROMISE_READ,
                "agreements/",
                TO_SIGN,
                _to_sign,
            ),
            Place(Later("Closes"), "close-list", Permission.SCORECARD_READ, "closes/"),
            Place(
                Later("Consequences"),
                "statement-list",
                Permission.SCORECARD_READ,
                "consequences/",
            ),
            Place(Later("Exclusions"), "exclusion-list", Permission.SCORECARD_READ, "exclusions/"),
            Place(Later("Calendars"), "calendar-list", Permission.CALENDAR_READ, "calendars/"),
        ),
    ),
    (
        Later("Program"),
        (
            Place(
                Later("Programs"),
                "program-list",
                Permission.PROGRAM_READ,
                "plans/",
                also=("programs/", "products/"),
            ),
            Place(Later("Risks"), "assessment-list", Permission.RISK_READ, "risks/"),
            Place(Later("Incidents"), "incident-list", Permission.INCIDENT_READ, "incidents/"),
            Place(
                Later("Actions"),
                "action-list",
                Permission.ACTION_READ,
                "actions/",
                ACTIONS_THAT_WAIT,
                _awaiting,
            ),
        ),
    ),
    (
        Later("Production"),
        (
            Place(
                Later("Deliveries"),
                "delivery-list",
                Permission.DELIVERY_READ,
                "production/deliveries/",
                LATE_DELIVERIES,
                _late,
            ),
            Place(
                Later("Batches"),
                "batch-list",
                Permission.BATCH_READ,
                "production/batches/",
                AWAITING_DISPOSITION,
                _awaiting,
            ),
            Place(Later("Imports"), "import-list", Permission.IMPORT_RUN, "exchange/"),
        ),
    ),
    (
        Later("Trust"),
        (
            Place(Later("People"), "person-list", Permission.PERSON_READ, "people/"),
            Place(Later("Journal"), "journal", Permission.JOURNAL_READ, "journal/"),
            Place(Later("Webhooks"), "webhook-list", Permission.WEBHOOK_MANAGE, "webhooks/"),
        ),
    ),
)
FLOOR_PLACES: Places = (
    (
        None,
        (
            Place(Later("Today"), "floor-home", Permission.HOME_READ, "home/"),
            Place(Later("Portfolio"), "portfolio", Permission.SCORECARD_READ, "scorecards/"),
            Place(Later("Load"), "load-list", Permission.LOAD_READ, "load/"),
            Place(Later("Clients and sites"), "setup", Permission.CLIENT_ADMINISTER, "setup/"),
            Place(
                Later("Starter risks"),
                "starter-record",
                Permission.RISK_ASSESS,
                "risks/starters/",
            ),
            Place(Later("Matrices"), "matrix-record", Permission.RISK_ASSESS, "risks/matrices/"),
        ),
    ),
    (
        Later("Trust"),
        (
            Place(Later("People"), "floor-people", Permission.PERSON_READ, "people/"),
            Place(Later("Journal"), "floor-journal", Permission.JOURNAL_READ, "journal/"),
            Place(Later("Services"), "service-list", Permission.SERVICE_ADMINISTER, "services/"),
        ),
    ),
)


# A calendar is many rows, and of a person it matters what was done to their access.
_ASKED_OTHERWISE = {
    "calendar-page": "q=calendars.",
    "program-page": "q=plans.",
    "charter-page": "q=teams.charter",
    "team-page": "q=teams.member",
    "gate-page": "q=teams.",
    "duty-page": "q=teams.work",
    "person-page": "q={0}",
}
# Records whose entries are the manufacturer's alone: for a client the way would lead nowhere.
_INTERNAL = {"matrix-page"}


def shell(request: HttpRequest) -> dict[str, Any]:
    """Give every page its frame; nothing is read until the page shows it."""
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> Shell:
    sighted: Sighted = request.sighted  # type: ignore[attr-defined] # set by the middleware
    slug = _slug_of(request)
    client = next((one for one in sighted.clients if one.slug == slug), None)
    return Shell(
        person_name=sighted.person.name,
        side=sighted.person.side,
        side_word=sighted.person.side.label,
        client=ClientName(client.name, client.slug) if client else None,
        clients=_clients(sighted),
        sections=_sections(request, sighted, client),
        notice=tuple(messages.get_messages(request)),
        demo=any(one.is_synthetic for one in sighted.clients),
        journal=_journal_of(request, sighted, client),
    )


def _slug_of(request: HttpRequest) -> str:
    match = request.resolver_match
    return str(match.kwargs.get("client", "")) if match else ""


def _journal_of(request: HttpRequest, sighted: Sighted, client: ClientLine | None) -> str:
    """Return where the journal tells what happened to the record of a page; empty if nowhere."""
    match = request.resolver_match
    name = str(match.url_name) if match else ""
    if not client or not match or not name.endswith("-page"):
        return ""
    if name in _INTERNAL and sighted.person.side is Side.CLIENT:
        return ""
    ids = [str(value) for value in match.kwargs.values() if isinstance(value, UUID)]
    if len(ids) != 1 or not sighted.for_client(client.slug).may(Permission.JOURNAL_READ):
        return ""
    asked = _ASKED_OTHERWISE.get(name, "record={0}").format(*ids)
    return f"{address('journal', {'client': client.slug})}?{asked}"


def _clients(sighted: Sighted) -> tuple[tuple[str, str], ...]:
    own = tuple((one.name, address("home", {"client": one.slug})) for one in sighted.clients)
    if sighted.person.side is Side.CMO:
        return ((_("All clients"), address("floor-home", {})), *own)
    return own


def _sections(
    request: HttpRequest, sighted: Sighted, client: ClientLine | None
) -> tuple[Section, ...]:
    if client:
        scope, slug, base = sighted.for_client(client.slug), client.slug, f"/c/{client.slug}/"
    elif sighted.person.side is Side.CMO:
        scope, slug, base = sighted.for_floor(), "", "/floor/"
    else:
        return ()
    within = request.path.removeprefix(base)
    here = frozenset(
        place.name for place in _all_places(slug) if within.startswith((place.under, *place.also))
    )
    counts = count_all(scope, [waits for _place, waits in _counted(slug, scope.permissions)])
    return _shown(slug, scope.permissions, here, counts)


def _places(slug: str) -> Places:
    return CLIENT_PLACES if slug else FLOOR_PLACES


def _all_places(slug: str) -> Iterator[Place]:
    return (place for _title, group in _places(slug) for place in group)


def _counted(slug: str, permissions: frozenset[Permission]) -> list[tuple[Place, Count]]:
    """Return the places beside which a number stands, with its question (asked as one query)."""
    return [
        (place, place.waits)
        for place in _all_places(slug)
        if place.waits and {place.may, place.waits.may} <= permissions
    ]


@kept(512)
def _shown(
    slug: str, permissions: frozenset[Permission], here: frozenset[str], counts: tuple[int, ...]
) -> tuple[Section, ...]:
    """Return the sections of a client's rail, or of the floor's, whose slug is empty."""
    counted = zip(_counted(slug, permissions), counts, strict=True)
    notes = {place.name: place.note(count) for (place, _), count in counted if place.note and count}
    found = []
    for title, group in _places(slug):
        items = tuple(
            _item(place, place.name in here, notes.get(place.name), slug)
            for place in group
            if place.may in permissions
        )
        if items:
            found.append(Section(str(title) if title else "", items))
    return tuple(found)


def _item(place: Place, current: bool, note: Note | None, slug: str) -> Item:
    return Item(
        title=str(place.title),
        url=address(place.name, {"client": slug} if slug else {}),
        current=current,
        note=note.text if note else None,
        alarm=bool(note and note.alarm),
    )

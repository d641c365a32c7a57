"""The stored versions of calendars, and the places whose calendars they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.kernel.worktime import from_json
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.calendars.models import ClientCalendar, SiteCalendar
from catchball.workplace.calendars.queries.shapes import Place, PlaceCalendar, PlaceGap
from catchball.workplace.calendars.rules import (
    CalendarVersion,
    PlaceKind,
    Timetable,
    gaps_of,
    may_change,
)
from catchball.workplace.programs import queries as programs

Row = ClientCalendar | SiteCalendar


@dataclass(frozen=True)
class LockedCalendar:
    """The rows of a calendar, locked for its own commands."""

    place: Place
    rows: tuple[Row, ...]
    timetable: Timetable
    edition: int


@query(may=Permission.CALENDAR_READ)
def list_places(scope: Scope) -> tuple[Place, ...]:
    """Return the clients seen, then the sites that work for them, each by name."""
    clients = [one for one in programs.list_clients_of_actor() if one.id in scope.sees]
    return (
        *(Place(PlaceKind.CLIENT, one.id, one.name, one.zone, "") for one in clients),
        *(_site(one) for one in _sites(scope)),
    )


def _sites(scope: Scope) -> tuple[programs.SiteLine, ...]:
    """Return the sites that work for the clients seen; for the operator, who sets up, all."""
    if scope.is_operator and scope.client_id is None:
        return programs.list_sites(scope)
    return programs.list_sites_at_work(scope)


def _site(one: programs.SiteLine) -> Place:
    return Place(PlaceKind.SITE, one.id, one.name, one.zone, one.country)


@query(may=Permission.CALENDAR_READ)
def get_place(scope: Scope, *, place: UUID) -> Place:
    """Return one of the places whose calendars the scope sees.

    :raises NotFound: if there is no such place, or it belongs to another client
    """
    found = next((one for one in list_places(scope) if one.id == place), None)
    if found is None:
        raise NotFound(_("There is no such calendar here."))
    return found


@query(may=Permission.CALENDAR_READ)
def list_place_calendars(scope: Scope) -> tuple[PlaceCalendar, ...]:
    """Return all calendars that the scope sees, those of clients first (four SQL queries)."""
    places = list_places(scope)
    rows: dict[UUID, list[Row]] = {one.id: [] for one in places}
    of_kind = {kind: [one.id for one in places if one.kind is kind] for kind in PlaceKind}
    clients = ClientCalendar.objects.filter(client_id__in=of_kind[PlaceKind.CLIENT])
    for client in clients.order_by("number"):
        rows[client.client_id].append(client)
    for site in SiteCalendar.objects.filter(site_id__in=of_kind[PlaceKind.SITE]).order_by("number"):
        rows[site.site_id].append(site)
    return tuple(_calendar(scope, one, rows[one.id]) for one in places)


@query(may=Permission.CALENDAR_READ)
def get_place_calendar(scope: Scope, *, place: UUID) -> PlaceCalendar:
    """Return the calendar of one place; without versions where nobody has set any.

    :raises NotFound: if there is no such place, or it belongs to another client
    """
    found = get_place(scope, place=place)
    return _calendar(scope, found, list_rows(found))


@query(may=Permission.CALENDAR_READ)
def list_calendar_gaps(scope: Scope) -> tuple[PlaceGap, ...]:
    """Return what the calendars of the clients seen and of their sites lack (four SQL queries).

    That is: no calendar at all, no holidays in this year or the next, no stated business day. A
    site without a program lacks nothing yet: nobody can set its hours before it has one.
    """
    found = list_place_calendars(scope)
    if scope.is_operator:
        at_work = {one.id for one in programs.list_sites_at_work(scope)}
        found = tuple(
            one for one in found if one.place.kind is PlaceKind.CLIENT or one.place.id in at_work
        )
    return tuple(
        PlaceGap(one.place, gap) for one in found for gap in gaps_of(one.timetable, scope.now)
    )


@query(may=Permission.CALENDAR_MANAGE)
def get_calendar_for_change(scope: Scope, *, place: UUID) -> LockedCalendar:
    """Return the versions of a calendar, locked until the end of the command.

    :raises NotFound: if there is no such place, or it belongs to another client
    """
    found = get_place(scope, place=place)
    rows = list_rows(found, lock=True)
    return LockedCalendar(found, rows, timetable_of(rows), edition_of(rows))


def list_rows(place: Place, *, lock: bool = False) -> tuple[Row, ...]:
    """Return the stored versions of a place by number, discarded ones too (one SQL query)."""
    rows: Iterable[Row]
    if place.kind is PlaceKind.CLIENT:
        own = ClientCalendar.objects.filter(client_id=place.id).order_by("number")
        rows = own.select_for_update() if lock else own
    else:
        sites = SiteCalendar.objects.filter(site_id=place.id).order_by("number")
        rows = sites.select_for_update() if lock else sites
    return tuple(rows)


def timetable_of(rows: Iterable[Row]) -> Timetable:
    """Return the versions that were not discarded, as rules read them."""
    return Timetable.of([version_of(row) for row in rows if not row.is_discarded])


def version_of(row: Row) -> CalendarVersion:
    """Return a stored version as rules read it."""
    return CalendarVersion(row.number, row.from_on, from_json(row.content))


def edition_of(rows: Iterable[Row]) -> int:
    """Return how many changes the calendar has seen."""
    return sum(row.version for row in rows)


def _calendar(scope: Scope, place: Place, rows: Iterable[Row]) -> PlaceCalendar:
    rows = tuple(rows)
    may = scope.may(Permission.CALENDAR_MANAGE) and may_change(place.kind, scope.side)
    return PlaceCalendar(place, timetable_of(rows), edition_of(rows), may)

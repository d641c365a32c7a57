"""One calendar: its year, its entries and its versions."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import chain
from uuid import UUID

from catchball.kernel.worktime import Closure, Holiday, SpecialHours, Weekday, WorkCalendar
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.calendars import rules
from catchball.workplace.calendars.queries.reading import (
    Row,
    edition_of,
    get_place,
    list_rows,
    timetable_of,
    version_of,
)
from catchball.workplace.calendars.queries.shapes import (
    CalendarPage,
    Changing,
    DaysPage,
    EntryLine,
    Place,
    Proposal,
    VersionLine,
)


@query(may=Permission.CALENDAR_READ)
def get_calendar_page(scope: Scope, *, place: UUID, year: int | None) -> CalendarPage:
    """Return one calendar with a year at a glance, this one unless another is asked for.

    :raises NotFound: if there is no such place, or it belongs to another client
    """
    found = get_place(scope, place=place)
    rows = list_rows(found)
    timetable = timetable_of(rows)
    standing = timetable.standing(scope.now)
    zone = standing.calendar.zone if standing else found.zone
    today = rules.today_of(zone, scope.now)
    year = year or today.year
    week = standing.week if standing else ()
    return CalendarPage(
        place=found,
        zone=zone,
        today=today,
        version=standing,
        planned=timetable.planned(scope.now),
        week=tuple((Weekday(day).label, rules.write_hours(each)) for day, each in enumerate(week)),
        week_hours=sum(one.closes - one.opens for each in week for one in each) / 60,
        business_day=rules.written_day(standing.calendar) if standing else "",
        moment=rules.moment_of(timetable, scope.now),
        year=rules.year_of(timetable, year),
        entries=_entries_of_year(timetable, year),
        next_off=_next_off(timetable, today),
        versions=_versions(rows, timetable, scope),
        gaps=rules.gaps_of(timetable, scope.now),
        edition=edition_of(rows),
        may_change=_may_change(scope, found),
    )


def _may_change(scope: Scope, place: Place) -> bool:
    return scope.may(Permission.CALENDAR_MANAGE) and rules.may_change(place.kind, scope.side)


def _entries_of_year(timetable: rules.Timetable, year: int) -> tuple[EntryLine, ...]:
    found: list[EntryLine] = []
    for reign in timetable.reigns:
        first = max(reign.version.from_on, date(year, 1, 1))
        last = date(year, 12, 31)
        if reign.until:
            last = min(last, reign.until - timedelta(days=1))
        if first <= last:
            found += _entries(reign.version.calendar, first, last)
    return tuple(sorted(set(found), key=lambda one: (one.first, one.kind)))


def _entries(calendar: WorkCalendar, first: date, last: date) -> list[EntryLine]:
    everything = chain(
        map(entry_of_holiday, calendar.holidays),
        map(entry_of_closure, calendar.closures),
        map(entry_of_special, calendar.special_hours),
    )
    return [one for one in everything if one.first <= last and one.last >= first]


def entry_of_holiday(holiday: Holiday) -> EntryLine:
    """Return a holiday as an entry."""
    return EntryLine("holiday", holiday.on, holiday.on, holiday.name, "")


def entry_of_closure(closure: Closure) -> EntryLine:
    """Return a closure as an entry."""
    hours = rules.write_hours(closure.hours)
    return EntryLine("closure", closure.first, closure.last, closure.name, hours)


def entry_of_special(special: SpecialHours) -> EntryLine:
    """Return special hours as an entry; no hours mean that the day is closed."""
    return EntryLine("special", special.on, special.on, "", rules.write_hours(special.hours))


def _next_off(timetable: rules.Timetable, today: date) -> Holiday | Closure | None:
    """Return the next holiday or whole-day closure that begins today or later."""
    closures = (
        one
        for version in timetable.versions
        for one in version.calendar.closures
        if not one.hours and version == timetable.ruling(one.first)
    )
    found: Iterable[Holiday | Closure] = chain(rules.holidays_of(timetable), closures)
    ahead = [(_first(one), one) for one in found if _first(one) >= today]
    return min(ahead, key=lambda pair: pair[0])[1] if ahead else None


def _first(one: Holiday | Closure) -> date:
    return one.on if isinstance(one, Holiday) else one.first


def _versions(
    rows: tuple[Row, ...], timetable: rules.Timetable, scope: Scope
) -> tuple[VersionLine, ...]:
    """Return all versions, the last to come first, each against the one it was made from."""
    ends = {reign.version.number: reign.until for reign in timetable.reigns}
    before: dict[int, WorkCalendar | None] = {}
    for earlier, later in zip((None, *timetable.versions), timetable.versions, strict=False):
        before[later.number] = earlier.calendar if earlier else None
    lines = []
    for row in rows:
        version = version_of(row)
        changes: tuple[rules.Difference, ...] = ()
        if not row.is_discarded:
            changes = rules.differences(before[row.number], version.calendar)
        lines.append(
            VersionLine(
                number=row.number,
                from_on=row.from_on,
                until=ends.get(row.number),
                state=timetable.state_of(version, scope.now),
                recorded_at=row.recorded_at,
                recorded_by=row.recorded_by,
                is_discarded=row.is_discarded,
                changes=changes,
            )
        )
    return tuple(sorted(lines, key=lambda one: (one.from_on, one.number), reverse=True))


@query(may=Permission.CALENDAR_MANAGE)
def get_changing(scope: Scope, *, place: UUID) -> Changing:
    """Return what the editor of a calendar starts from.

    :raises NotFound: if there is no such place, or it belongs to another client
    :raises SiteIsTheManufacturers: if the client's side would change a site's calendar
    """
    found = get_place(scope, place=place)
    rules.check_may_change(found.kind, scope.side)
    rows = list_rows(found)
    timetable = timetable_of(rows)
    standing = timetable.standing(scope.now)
    zone = standing.calendar.zone if standing else found.zone
    today = rules.today_of(zone, scope.now)
    return Changing(found, zone, today, timetable, edition_of(rows))


@query(may=Permission.CALENDAR_MANAGE)
def get_days_page(scope: Scope, *, place: UUID) -> DaysPage:
    """Return the entries from today on, of the version in force and of those planned.

    :raises NotFound: if there is no such place, or it belongs to another client
    :raises SiteIsTheManufacturers: if the client's side would change a site's calendar
    """
    changing = get_changing(scope, place=place)
    versions = rules.versions_ahead(changing.timetable, scope.now)
    far = date.max
    found = {entry for one in versions for entry in _entries(one.calendar, changing.today, far)}
    return DaysPage(
        place=changing.place,
        zone=changing.zone,
        today=changing.today,
        entries=tuple(sorted(found, key=lambda one: (one.first, one.kind))),
        edition=changing.edition,
        has_calendar=bool(changing.timetable),
    )


@query(may=Permission.CALENDAR_MANAGE)
def get_proposal(
    scope: Scope, *, place: UUID, proposed: tuple[Holiday, ...], not_read: tuple[str, ...] = ()
) -> Proposal:
    """Return which of the proposed holidays would be added, and why the others would not.

    :raises NotFound: if there is no such place, or it belongs to another client
    :raises SiteIsTheManufacturers: if the client's side would change a site's calendar
    """
    changing = get_changing(scope, place=place)
    held = [one.calendar for one in rules.versions_ahead(changing.timetable, scope.now)]
    sorting = rules.sort_holidays(proposed, held, today=changing.today)
    return Proposal(sorting.added, sorting.left_out, not_read)

"""How versions are kept: begun, corrected while still to come, never edited in force."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db import IntegrityError

from catchball.kernel.words import _
from catchball.kernel.worktime import WorkCalendar, as_json
from catchball.trust.scope import Scope
from catchball.workplace.calendars import queries, rules
from catchball.workplace.calendars.models import ClientCalendar, SiteCalendar

Change = Callable[[WorkCalendar], WorkCalendar]


def locked(scope: Scope, place: UUID, edition: int) -> queries.LockedCalendar:
    """Return the calendar of a place, locked, if it is as it was shown and may be changed."""
    calendar = queries.get_calendar_for_change(scope, place=place)
    rules.check_may_change(calendar.place.kind, scope.side)
    rules.check_edition(edition, calendar.edition)
    return calendar


def keep(scope: Scope, kept: queries.LockedCalendar, calendar: WorkCalendar, from_on: date) -> UUID:
    """Correct the version that is planned for the day, or begin one on it; return its id."""
    rules.check_content(calendar)
    planned = {one.number for one in kept.timetable.planned(scope.now) if one.from_on == from_on}
    row = next((one for one in kept.rows if one.number in planned), None)
    return _correct(scope, row, calendar) if row else _begin(scope, kept, calendar, from_on)


def _begin(
    scope: Scope, kept: queries.LockedCalendar, calendar: WorkCalendar, from_on: date
) -> UUID:
    told = {
        "number": max((one.number for one in kept.rows), default=0) + 1,
        "from_on": from_on,
        "content": as_json(calendar),
        "recorded_at": scope.now,
        "recorded_by": scope.actor_name,
    }
    try:
        if kept.place.kind is rules.PlaceKind.CLIENT:
            return ClientCalendar.objects.create(client_id=kept.place.id, **told).pk
        return SiteCalendar.objects.create(site_id=kept.place.id, **told).pk
    except IntegrityError as error:
        # Two people began the same version at once; the lock cannot hold a row that is not there.
        raise rules.CalendarChanged(
            _("Somebody changed this calendar at the same moment. Look at it again.")
        ) from error


def _correct(scope: Scope, row: queries.Row, calendar: WorkCalendar) -> UUID:
    row.content = as_json(calendar)
    row.recorded_at, row.recorded_by = scope.now, scope.actor_name
    row.version += 1
    row.save(update_fields=["content", "recorded_at", "recorded_by", "version"])
    return row.pk


def change_dates(scope: Scope, kept: queries.LockedCalendar, change: Change) -> bool:
    """Let dated entries change from today on, in the version in force and in all planned ones.

    So a plan made earlier never loses a holiday that is entered later. Return whether any
    version was changed.
    """
    if not kept.timetable:
        raise rules.NoCalendarYet(_("Set the weekly hours first; holidays come on top of them."))
    changed = False
    for version in rules.versions_ahead(kept.timetable, scope.now):
        calendar = change(version.calendar)
        if calendar != version.calendar:
            in_force = version == kept.timetable.in_force(scope.now)
            today = rules.today_of(calendar.zone, scope.now)
            keep(scope, kept, calendar, today if in_force else version.from_on)
            changed = True
    return changed


def today_at(scope: Scope, kept: queries.LockedCalendar) -> date:
    """Return the day it is by the calendar's own zone."""
    standing = kept.timetable.standing(scope.now)
    return rules.today_of(standing.calendar.zone if standing else kept.place.zone, scope.now)

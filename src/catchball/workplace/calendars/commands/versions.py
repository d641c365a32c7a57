"""Setting a calendar from a day on, and giving up a plan."""

from datetime import date
from uuid import UUID

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.kernel.worktime import WorkCalendar
from catchball.trust.door import command
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.calendars import rules
from catchball.workplace.calendars.commands.keeping import keep, locked


@command(may=Permission.CALENDAR_MANAGE, event="calendars.client-calendar-set")
def set_client_calendar(
    scope: Scope, *, calendar: WorkCalendar, from_on: date, edition: int = 0
) -> UUID:
    """Set the calendar of the client's own company from a day on; return the version's id.

    The first version may begin on any day, a later one today at the earliest, in the calendar's
    own zone. A version planned for the same day is corrected, one in force never.

    :raises BeginsTooEarly, BeginsTooLate: if the day does not do
    :raises CalendarUnreadable, TooManyDates: if the calendar holds too much
    :raises CalendarChanged: if somebody changed it since `edition` was shown (0: none was there)
    """
    return _set(scope, scope.client, calendar, from_on, edition)


@command(may=Permission.CALENDAR_MANAGE, event="calendars.site-calendar-set")
def set_site_calendar(
    scope: Scope, *, site: UUID, calendar: WorkCalendar, from_on: date, edition: int = 0
) -> UUID:
    """Set the calendar of a site from a day on; return the version's id.

    :raises NotFound: if the site does not work for the client
    :raises SiteIsTheManufacturers: if the client's side asks
    :raises BeginsTooEarly, BeginsTooLate: if the day does not do
    :raises CalendarUnreadable, TooManyDates: if the calendar holds too much
    :raises CalendarChanged: if somebody changed it since `edition` was shown (0: none was there)
    """
    return _set(scope, site, calendar, from_on, edition)


def _set(scope: Scope, place: UUID, calendar: WorkCalendar, from_on: date, edition: int) -> UUID:
    kept = locked(scope, place, edition)
    rules.check_begins(kept.timetable, calendar.zone, from_on, scope.now)
    return keep(scope, kept, calendar, from_on)


@command(may=Permission.CALENDAR_MANAGE, event="calendars.plan-discarded")
def discard_plan(scope: Scope, *, place: UUID, number: int, edition: int) -> None:
    """Give up a version that has not begun; it stays in the list of versions.

    :raises NotFound: if there is no such place or version
    :raises HasBegun: if it is in force or past
    :raises CalendarChanged: if somebody changed the calendar since `edition` was shown
    """
    kept = locked(scope, place, edition)
    row = next((one for one in kept.rows if one.number == number and not one.is_discarded), None)
    if row is None:
        raise NotFound(_("There is no such version."))
    rules.check_not_begun(kept.timetable, number, scope.now)
    row.is_discarded = True
    row.recorded_at, row.recorded_by = scope.now, scope.actor_name
    row.version += 1
    row.save(update_fields=["is_discarded", "recorded_at", "recorded_by", "version"])

"""Adding and removing holidays, closures and special hours."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from catchball.kernel.words import _
from catchball.kernel.worktime import Closure, Holiday, SpecialHours
from catchball.trust.door import command
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.calendars import rules
from catchball.workplace.calendars.commands.keeping import change_dates, locked, today_at


@command(may=Permission.CALENDAR_MANAGE, event="calendars.holidays-added")
def add_holidays(scope: Scope, *, place: UUID, holidays: Sequence[Holiday], edition: int) -> int:
    """Add holidays from today on; return how many were new. What is there already stays.

    They go into the version in force, as a new one from today, and into every planned one.

    :raises NotFound: if there is no such place, or it belongs to another client
    :raises NoCalendarYet: if nobody has set the weekly hours
    :raises NothingToAdd: if all have passed or are there
    :raises NameMissing, TooManyDates: if one cannot be kept
    :raises CalendarChanged: if somebody changed the calendar since `edition` was shown
    """
    kept = locked(scope, place, edition)
    held = [one.calendar for one in rules.versions_ahead(kept.timetable, scope.now)]
    sorting = rules.sort_holidays(holidays, held, today=today_at(scope, kept))
    if kept.timetable:
        rules.check_something(sorting)
    change_dates(scope, kept, lambda one: rules.with_holidays(one, sorting.added))
    return len(sorting.added)


@command(may=Permission.CALENDAR_MANAGE, event="calendars.holiday-removed")
def remove_holiday(scope: Scope, *, place: UUID, on: date, edition: int) -> None:
    """Take a holiday away, so that its date is a day like others; today or later only.

    :raises NotFound: if there is no such place, or no holiday on the date
    :raises DayHasPassed: if it is before today
    :raises CalendarChanged: if somebody changed the calendar since `edition` was shown
    """
    _remove(scope, place, edition, Holiday(on, ""), last=on)


@command(may=Permission.CALENDAR_MANAGE, event="calendars.closure-added")
def add_closure(scope: Scope, *, place: UUID, closure: Closure, edition: int) -> None:
    """Close the place for some days, or for some hours of them; days before today stay open.

    :raises NotFound: if there is no such place, or it belongs to another client
    :raises NoCalendarYet: if nobody has set the weekly hours
    :raises DayHasPassed: if it ends before today
    :raises NameMissing: if it has no name
    :raises DayIsTaken: if the same closure is there
    :raises CalendarChanged: if somebody changed the calendar since `edition` was shown
    """
    kept = locked(scope, place, edition)
    rules.check_ahead(closure.last, today_at(scope, kept), field="last")
    named = Closure(closure.first, closure.last, rules.clean_name(closure.name), closure.hours)
    if not change_dates(scope, kept, lambda one: rules.with_closure(one, named)):
        raise rules.DayIsTaken(_("The same closure is there already."))


@command(may=Permission.CALENDAR_MANAGE, event="calendars.closure-removed")
def remove_closure(scope: Scope, *, place: UUID, closure: Closure, edition: int) -> None:
    """Take a closure away from today on; days of it that have passed stay closed.

    :raises NotFound: if there is no such place or closure
    :raises DayHasPassed: if it ended before today
    :raises CalendarChanged: if somebody changed the calendar since `edition` was shown
    """
    _remove(scope, place, edition, closure, last=closure.last)


@command(may=Permission.CALENDAR_MANAGE, event="calendars.special-hours-set")
def set_special_hours(scope: Scope, *, place: UUID, special: SpecialHours, edition: int) -> None:
    """Let other hours than the week's hold on a date; no hours mean closed.

    :raises NotFound: if there is no such place, or it belongs to another client
    :raises NoCalendarYet: if nobody has set the weekly hours
    :raises DayHasPassed: if the date is before today
    :raises DayIsTaken: if these hours are there already
    :raises CalendarChanged: if somebody changed the calendar since `edition` was shown
    """
    kept = locked(scope, place, edition)
    rules.check_ahead(special.on, today_at(scope, kept), field="on")
    if not change_dates(scope, kept, lambda one: rules.with_special_hours(one, special)):
        raise rules.DayIsTaken(_("The date has these hours already."))


@command(may=Permission.CALENDAR_MANAGE, event="calendars.special-hours-removed")
def remove_special_hours(scope: Scope, *, place: UUID, on: date, edition: int) -> None:
    """Let the week's hours hold on a date again.

    :raises NotFound: if there is no such place, or no special hours on the date
    :raises DayHasPassed: if the date is before today
    :raises CalendarChanged: if somebody changed the calendar since `edition` was shown
    """
    _remove(scope, place, edition, SpecialHours(on), last=on)


def _remove(
    scope: Scope,
    place: UUID,
    edition: int,
    entry: Holiday | Closure | SpecialHours,
    *,
    last: date,
) -> None:
    kept = locked(scope, place, edition)
    rules.check_ahead(last, today_at(scope, kept), field="on")
    if not kept.timetable or not change_dates(scope, kept, lambda one: rules.without(one, entry)):
        raise rules.NoSuchEntry(_("The calendar holds no such entry."))

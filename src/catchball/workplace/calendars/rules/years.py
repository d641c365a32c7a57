"""A year at a glance: what each day is, and by which version."""

from calendar import Calendar
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from catchball.kernel.worktime import Hours, WorkCalendar
from catchball.workplace.calendars.rules.versions import Timetable

# Beyond these, nobody asks for a day; and long beyond them, there is none.
FIRST_YEAR, LAST_YEAR = 1950, 2150


class DayKind(StrEnum):
    """What a day of the year is."""

    WORKING = "working"
    OFF = "off"
    HOLIDAY = "holiday"
    CLOSED = "closed"
    SPECIAL = "special"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class DayOfYear:
    """One date: what it is, its name where it has one, and the hours that open on it.

    `entry_on` is the first day of the holiday, closure or special hours that make it so.
    """

    on: date
    kind: DayKind
    name: str
    hours: tuple[Hours, ...]
    begins_version: int | None = None
    entry_on: date | None = None


@dataclass(frozen=True)
class MonthOfYear:
    """A month as weeks from Monday to Sunday; None pads the first and the last."""

    first: date
    weeks: tuple[tuple[DayOfYear | None, ...], ...]


@dataclass(frozen=True)
class Year:
    """Twelve months, and how many of their days are of each kind."""

    number: int
    months: tuple[MonthOfYear, ...]
    counts: dict[DayKind, int]


def year_of(timetable: Timetable, year: int) -> Year:
    """Tell of each day of the year what it is, by the version in force on it."""
    months = tuple(_month(timetable, year, month) for month in range(1, 13))
    days = [day for month in months for week in month.weeks for day in week if day]
    counts = {kind: sum(day.kind is kind for day in days) for kind in DayKind}
    return Year(year, months, counts)


def _month(timetable: Timetable, year: int, month: int) -> MonthOfYear:
    weeks = Calendar().monthdatescalendar(year, month)
    return MonthOfYear(
        date(year, month, 1),
        tuple(
            tuple(day_of(timetable, day) if day.month == month else None for day in week)
            for week in weeks
        ),
    )


def day_of(timetable: Timetable, day: date) -> DayOfYear:
    """Tell what a day is.

    A holiday wins over a closure, a closure of the whole day over special hours; hours that a
    closure takes away only in part are special.
    """
    version = timetable.ruling(day)
    if version is None:
        return DayOfYear(day, DayKind.UNKNOWN, "", ())
    begins = version.number if version.from_on == day else None
    return replace(_day_by(version.calendar, day), begins_version=begins)


def _day_by(calendar: WorkCalendar, day: date) -> DayOfYear:
    holiday = calendar.holiday_on(day)
    if holiday:
        return DayOfYear(day, DayKind.HOLIDAY, holiday.name, (), entry_on=day)
    closures = [one for one in calendar.closures if one.first <= day <= one.last]
    whole = next((one for one in closures if not one.hours), None)
    if whole:
        return DayOfYear(day, DayKind.CLOSED, whole.name, (), entry_on=whole.first)
    special = next((one for one in calendar.special_hours if one.on == day), None)
    hours = special.hours if special else calendar.week_on(day)[day.weekday()]
    if closures or special:
        name = ", ".join(one.name for one in closures)
        first = day if special else closures[0].first
        return DayOfYear(day, DayKind.SPECIAL, name, hours, entry_on=first)
    return DayOfYear(day, DayKind.WORKING if hours else DayKind.OFF, "", hours)

"""Small calendars for tests of rules."""

from datetime import UTC, date, datetime, timedelta

from catchball.kernel.worktime import (
    Hours,
    Weekday,
    WeekInForce,
    WorkCalendar,
    office_week,
    week_of,
)
from catchball.workplace.calendars.rules import CalendarVersion, Timetable

NIGHT = (Hours.read("22:00", "06:00"),)
ALWAYS = (Hours(0, 1440),)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def office(zone="Europe/Zurich", opens="09:00", closes="17:00", **more):
    more.setdefault("business_day", timedelta(hours=8))
    return WorkCalendar(zone, (WeekInForce(None, office_week(opens, closes)),), **more)


def every_day(hours, zone="UTC", **more):
    week = week_of(**{day.key: hours for day in Weekday})
    return WorkCalendar(zone, (WeekInForce(None, week),), **more)


def versions(*pairs):
    return Timetable.of(
        [
            CalendarVersion(number, date.fromisoformat(day), calendar)
            for number, (day, calendar) in enumerate(pairs, 1)
        ]
    )


ZURICH = versions(("2026-01-01", office()))
NEW_YORK = versions(("2026-01-01", office("America/New_York")))

"""Calendars for tests, made by the real commands."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from catchball.kernel.worktime import Holiday, WeekInForce, WorkCalendar, office_week
from catchball.trust.permissions import Role
from catchball.workplace.calendars import commands, queries
from world import NOW, Company, scope_for

CHRISTMAS = Holiday(date(2026, 12, 25), "Christmas Day")
FIRST = date(2026, 1, 1)


def an_office(
    zone: str = "America/New_York", *, opens: str = "09:00", closes: str = "17:00"
) -> WorkCalendar:
    """Return an office of five days, whose business day is eight hours."""
    week = WeekInForce(None, office_week(opens, closes))
    return WorkCalendar(zone, (week,), business_day=timedelta(hours=8))


def place_of(company: Company, place: UUID) -> queries.PlaceCalendar:
    """Return the calendar of a place as the company's program manager sees it."""
    return queries.get_place_calendar(scope_for(company), place=place)


def a_client_calendar(
    company: Company,
    *,
    calendar: WorkCalendar | None = None,
    from_on: date = FIRST,
    role: Role = Role.PROGRAM_MANAGER,
    now: datetime = NOW,
) -> UUID:
    """Set the calendar of the company itself, in New York; return the version's id."""
    return commands.set_client_calendar(
        scope_for(company, role, now=now),
        calendar=calendar or an_office(),
        from_on=from_on,
        edition=place_of(company, company.id).edition,
    )


def a_site_calendar(
    company: Company,
    *,
    calendar: WorkCalendar | None = None,
    from_on: date = FIRST,
    role: Role = Role.PROGRAM_MANAGER,
) -> UUID:
    """Set the calendar of the company's site, in Zurich; return the version's id."""
    return commands.set_site_calendar(
        scope_for(company, role),
        site=company.site,
        calendar=calendar or an_office("Europe/Zurich"),
        from_on=from_on,
        edition=place_of(company, company.site).edition,
    )


def a_kept_calendar(company: Company) -> UUID:
    """Set both calendars, the client's with a holiday and a plan; return whose the client's is."""
    a_site_calendar(company, calendar=an_office("Europe/London"))
    holiday = Holiday(date(2026, 12, 28), "tests")
    office = replace(an_office("Europe/London"), holidays=(holiday,))
    a_client_calendar(company, calendar=office)
    a_client_calendar(company, calendar=office, from_on=date(2035, 1, 1))
    return company.id

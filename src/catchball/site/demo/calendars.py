"""When the demo's sites and clients work: shifts, office hours, public holidays."""

from datetime import date, timedelta
from uuid import UUID

from catchball.kernel.worktime import (
    Hours,
    WeekInForce,
    WorkCalendar,
    office_week,
    public_holidays,
    week_of,
)
from catchball.site.demo.company import LEADS, MANAGER, Plant, Sponsor
from catchball.site.demo.promises import As
from catchball.workplace.calendars import commands

YEARS_AHEAD = 2
OFFICE = WeekInForce(None, office_week("09:00", "17:30"))
_SHIFTS = (Hours.read("06:00", "22:00"),)
TWO_SHIFTS = WeekInForce(
    None, week_of(mon=_SHIFTS, tue=_SHIFTS, wed=_SHIFTS, thu=_SHIFTS, fri=_SHIFTS)
)


def set_site_hours(plant: Plant, site: UUID, as_: As, first: date, today: date) -> None:
    """Set two shifts and the public holidays of a site, from the year of the first day on."""
    commands.set_site_calendar(
        as_(MANAGER, first),
        site=site,
        calendar=_calendar(TWO_SHIFTS, plant.zone, plant.country, plant.region, first, today),
        from_on=first,
    )


def set_client_hours(sponsor: Sponsor, as_: As, first: date, today: date) -> None:
    """Set the office hours and the public holidays of a client, as its lead does."""
    commands.set_client_calendar(
        as_(LEADS[sponsor.slug], first),
        calendar=_calendar(OFFICE, sponsor.zone, sponsor.country, None, first, today),
        from_on=first,
    )


def _calendar(
    week: WeekInForce, zone: str, country: str, region: str | None, first: date, today: date
) -> WorkCalendar:
    return WorkCalendar(
        zone,
        (week,),
        holidays=public_holidays(country, region, first.year, today.year + YEARS_AHEAD),
        business_day=timedelta(hours=8),
    )

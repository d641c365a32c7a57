"""What a calendar lacks, before a deadline is reckoned wrongly by it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from catchball.kernel.worktime import Holiday
from catchball.workplace.calendars.rules.versions import Timetable, today_of


class Lack(StrEnum):
    """What is missing."""

    CALENDAR = "calendar"
    HOLIDAYS = "holidays"
    BUSINESS_DAY = "business-day"


@dataclass(frozen=True)
class Gap:
    """One thing that a calendar lacks; `year` of holidays."""

    lack: Lack
    year: int | None = None


def gaps_of(timetable: Timetable, now: datetime) -> tuple[Gap, ...]:
    """Tell what the calendar lacks at the instant.

    Of this year and the next it lacks the holidays when it holds none at all in that year.
    """
    standing = timetable.standing(now)
    if standing is None:
        return (Gap(Lack.CALENDAR),)
    year = today_of(standing.calendar.zone, now).year
    known = {holiday.on.year for holiday in holidays_of(timetable)}
    gaps = [Gap(Lack.HOLIDAYS, each) for each in (year, year + 1) if each not in known]
    if standing.calendar.business_day is None:
        gaps.append(Gap(Lack.BUSINESS_DAY))
    return tuple(gaps)


def holidays_of(timetable: Timetable) -> tuple[Holiday, ...]:
    """Return the holidays in force, each by the version of its date, in order."""
    return tuple(
        sorted(
            holiday
            for reign in timetable.reigns
            for holiday in reign.version.calendar.holidays
            if holiday.on in reign
        )
    )

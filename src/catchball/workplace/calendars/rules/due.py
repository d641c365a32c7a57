"""What is due if asked now: by one calendar, and by both at work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache, reduce
from operator import and_, or_

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import _
from catchball.kernel.worktime import Clock, Segments, WorkCalendar, clock_of
from catchball.kernel.worktime.problems import BusinessDayNotStated, NeverOpenAgain
from catchball.workplace.calendars.rules.versions import (
    DAY,
    CalendarVersion,
    Timetable,
    joined,
    today_of,
)

MOST_HOURS = Decimal(5_000)
MOST_DAYS = 500
_YEARS_AHEAD = 11


class Unit(StrEnum):
    """What the amount counts; hours and days of business time, or dates with work."""

    HOURS = "hours"
    BUSINESS_DAYS = "business-days"
    WORKING_DATES = "working-dates"


class AmountOutOfRange(Invalid):
    """The amount is nothing, too large, or a part of a date."""


class DaysDiffer(Refused):
    """The two calendars mean different lengths by a business day."""


@dataclass(frozen=True)
class Question:
    """How much business time, from which instant on."""

    amount: Decimal
    unit: Unit
    start: datetime


@dataclass(frozen=True)
class Ruling:
    """A version that the answer went by, and the days that it passed over or changed."""

    version: int
    from_on: date
    days: tuple[tuple[date, str], ...]


@dataclass(frozen=True)
class Answer:
    """When it is due, in UTC, and by which versions of each calendar; or why nobody can tell."""

    due_at: datetime | None
    why_not: str
    rulings: tuple[tuple[Ruling, ...], ...]


def check_amount(amount: Decimal, unit: Unit) -> None:
    """Let a positive amount pass: up to 5,000 hours, or 500 days that are whole for dates.

    :raises AmountOutOfRange: otherwise
    """
    most = MOST_HOURS if unit is Unit.HOURS else Decimal(MOST_DAYS)
    if not Decimal(0) < amount <= most:
        sentence = _("Ask for more than nothing and at most %(most)s.", most=int(most))
    elif unit is Unit.WORKING_DATES and amount != amount.to_integral_value():
        sentence = _("Working dates are counted whole.")
    else:
        return
    raise AmountOutOfRange(sentence, amount=sentence)


def due_by(timetable: Timetable, question: Question) -> Answer:
    """Tell when the amount of business time has passed by one calendar.

    An amount used up at closing time is due then, not at the next opening (docs/metrics.md).
    """
    standing = timetable.standing(question.start)
    if standing is None:
        return Answer(None, _("There is no calendar yet."), ())
    clock = _bounded((joined(timetable, standing.calendar.zone),), question.start.year)
    return _answer(clock, question, (standing,), (timetable,))


def due_by_both(one: Timetable, other: Timetable, question: Question) -> Answer:
    """Tell when the amount has passed, counting only while both are at work.

    Working dates are those of the zone of the first.
    """
    standing = tuple(
        version
        for version in (one.standing(question.start), other.standing(question.start))
        if version
    )
    if len(standing) < 2:
        return Answer(None, _("One of the two has no calendar yet."), ())
    zones = (version.calendar.zone for version in standing)
    parties = tuple(map(joined, (one, other), zones))
    clock = _bounded(parties, question.start.year)
    return _answer(clock, question, standing, (one, other))


def _answer(
    clock: Clock,
    question: Question,
    standing: Sequence[CalendarVersion],
    timetables: Sequence[Timetable],
) -> Answer:
    try:
        due_at = _due(clock, question, standing)
    except NeverOpenAgain:
        return Answer(None, _("There is not so much working time within ten years."), ())
    except (BusinessDayNotStated, DaysDiffer) as error:
        return Answer(None, str(error), ())
    rulings = tuple(rulings_between(each, question.start, due_at) for each in timetables)
    return Answer(due_at, "", rulings)


def _due(clock: Clock, question: Question, standing: Sequence[CalendarVersion]) -> datetime:
    match question.unit:
        case Unit.WORKING_DATES:
            return clock.after_days(question.start, int(question.amount))
        case Unit.HOURS:
            length = timedelta(hours=1)
        case Unit.BUSINESS_DAYS:
            lengths = {version.calendar.business_days(1) for version in standing}
            if len(lengths) > 1:
                raise DaysDiffer(
                    _("The two mean different lengths by a business day. Ask in hours.")
                )
            length = lengths.pop()
    seconds = question.amount * int(length.total_seconds())
    return clock.after(question.start, timedelta(seconds=int(seconds)))


@lru_cache(maxsize=128)
def _bounded(parties: tuple[tuple[WorkCalendar, ...], ...], year: int) -> Clock:
    """Return the clock of all at work together, blind beyond ten years.

    Without the bound, two who are never at work together would be reckoned until 2199.
    """
    clocks = [reduce(or_, map(clock_of, calendars)) for calendars in parties]
    first = int(datetime(year - 1, 1, 1, tzinfo=UTC).timestamp())
    until = int(datetime(year + _YEARS_AHEAD, 1, 1, tzinfo=UTC).timestamp())

    def opened(start: int, end: int) -> Segments:
        low, high = max(first, start), min(until, end)
        if low >= high:
            return Segments()
        return reduce(and_, (clock.open_seconds(low, high) for clock in clocks))

    return Clock(opened, clocks[0].zone)


def rulings_between(timetable: Timetable, start: datetime, end: datetime) -> tuple[Ruling, ...]:
    """Tell which versions hold between two instants, and which of their days differ."""
    found = []
    for reign in timetable.reigns:
        zone = reign.version.calendar.zone
        first, last = today_of(zone, start), today_of(zone, end)
        begins_in_time = reign.version.from_on <= last
        if reign.is_empty or not begins_in_time or (reign.until and reign.until <= first):
            continue
        last_ruled = min(last, reign.until - DAY) if reign.until else last
        days = _days_apart(reign.version, max(first, reign.version.from_on), last_ruled)
        found.append(Ruling(reign.version.number, reign.version.from_on, days))
    return tuple(found)


def _days_apart(version: CalendarVersion, first: date, last: date) -> tuple[tuple[date, str], ...]:
    """Return the dates, both included, that are not as their weekday usually is."""
    calendar = version.calendar
    days = [(one.on, one.name) for one in calendar.holidays if first <= one.on <= last]
    days += [
        (max(one.first, first), one.name)
        for one in calendar.closures
        if one.first <= last and one.last >= first
    ]
    special = _("special hours")
    days += [(one.on, special) for one in calendar.special_hours if first <= one.on <= last]
    return tuple(sorted(days))

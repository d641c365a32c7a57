"""A calendar over the years: versions with dates of force, and the clock through all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache, reduce
from itertools import pairwise
from operator import or_

from catchball.kernel.errors import Invalid, Refused, Stale
from catchball.kernel.words import _
from catchball.kernel.worktime import (
    Clock,
    Closure,
    Segments,
    Week,
    WeekInForce,
    WorkCalendar,
    clock_of,
    week_of,
)
from catchball.kernel.worktime.problems import CalendarUnreadable
from catchball.kernel.worktime.zones import instant_on, zone_named

MOST_DATES = 1_000
LONGEST_NAME = 200
FARTHEST = timedelta(days=3_653)
DAY = timedelta(days=1)
_NEVER: Week = week_of()


class BeginsTooEarly(Refused):
    """A change would reach back into days that keep their version."""


class BeginsTooLate(Refused):
    """The date of force is so far away that it must be a slip of the pen."""


class WeeksComeByVersions(Invalid):
    """A version holds one week; a week from another day on is a version of its own."""


class TooManyDates(Invalid):
    """The calendar would hold more dated entries than a person can look through."""


class NoCalendarYet(Refused):
    """There is nothing to change, as nobody has set the weekly hours."""


class HasBegun(Refused):
    """A version in force, or past, stays as it is."""


class CalendarChanged(Stale):
    """Somebody changed the calendar since it was shown."""


class VersionState(StrEnum):
    """Where a version stands in time."""

    SUPERSEDED = "superseded"
    IN_FORCE = "in-force"
    PLANNED = "planned"


@dataclass(frozen=True)
class CalendarVersion:
    """A calendar as it stands from the midnight, in its own zone, that begins `from_on`."""

    number: int
    from_on: date
    calendar: WorkCalendar

    @property
    def begins_at(self) -> datetime:
        """The instant of its first midnight, in UTC."""
        return instant_on(self.from_on, time(), zone_named(self.calendar.zone))

    @property
    def week(self) -> Week:
        """The weekly hours."""
        return self.calendar.weeks[0].week


@dataclass(frozen=True)
class Reign:
    """The days on which a version is in force, from its own first day up to `until`."""

    version: CalendarVersion
    until: date | None

    @property
    def is_empty(self) -> bool:
        """Whether another version replaced it on its first day."""
        return self.until is not None and self.until <= self.version.from_on

    def __contains__(self, day: date) -> bool:
        return self.version.from_on <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Timetable:
    """All versions of one calendar that were not discarded, in the order of their force."""

    versions: tuple[CalendarVersion, ...] = ()

    @classmethod
    def of(cls, versions: Sequence[CalendarVersion]) -> "Timetable":
        """Return the versions in order; of two that begin on one day the later number holds."""
        return cls(tuple(sorted(versions, key=lambda one: (one.from_on, one.number))))

    def __bool__(self) -> bool:
        return bool(self.versions)

    @cached_property
    def reigns(self) -> tuple[Reign, ...]:
        """Each version with the day on which the next one takes over."""
        ends = [later.from_on for _earlier, later in pairwise(self.versions)]
        return tuple(map(Reign, self.versions, [*ends, None]))

    def in_force(self, at: datetime) -> CalendarVersion | None:
        """Return the version that holds at the instant; none before the first one."""
        begun = [one for one in self.versions if one.begins_at <= at]
        return begun[-1] if begun else None

    def planned(self, at: datetime) -> tuple[CalendarVersion, ...]:
        """Return the versions that have not begun at the instant."""
        return tuple(one for one in self.versions if one.begins_at > at)

    def standing(self, at: datetime) -> CalendarVersion | None:
        """Return the version in force, or else the first to come: what the calendar is now."""
        return self.in_force(at) or next(iter(self.planned(at)), None)

    def based_on(self, day: date) -> CalendarVersion | None:
        """Return the version from which a change from `day` on starts."""
        before = [one for one in self.versions if one.from_on <= day]
        return before[-1] if before else next(iter(self.versions), None)

    def ruling(self, day: date) -> CalendarVersion | None:
        """Return the version in force on a day of its own zone."""
        return next((reign.version for reign in self.reigns if day in reign), None)

    def state_of(self, version: CalendarVersion, at: datetime) -> VersionState:
        """Tell whether the version is past, in force or still to come."""
        if version.begins_at > at:
            return VersionState.PLANNED
        return VersionState.IN_FORCE if version == self.in_force(at) else VersionState.SUPERSEDED

    def clock(self, at: datetime) -> Clock:
        """Return the clock through all versions; its dates are those of the zone in force `at`.

        A shift belongs to the version of the day on which it opens; a holiday to that of its date.
        """
        standing = self.standing(at)
        return _clock(joined(self, standing.calendar.zone if standing else "UTC"))

    def opened(self, first: datetime, until: datetime) -> Segments:
        """Return the open seconds (of UTC, after 1970) from `first` up to `until`."""
        return self.clock(first).open_seconds(int(first.timestamp()), int(until.timestamp()))


@lru_cache(maxsize=256)
def _clock(calendars: tuple[WorkCalendar, ...]) -> Clock:
    return reduce(or_, map(clock_of, calendars))


@lru_cache(maxsize=256)
def joined(timetable: Timetable, zone: str) -> tuple[WorkCalendar, ...]:
    """Return all versions as one calendar for each zone, the named zone first.

    Each is open only on days on which a version of its zone is in force.
    """
    zones = {one.calendar.zone: None for one in timetable.versions}
    ordered = sorted(zones, key=lambda one: one != zone) or [zone]
    return tuple(_of_zone(each, timetable) for each in ordered)


def _of_zone(zone: str, timetable: Timetable) -> WorkCalendar:
    reigns = [reign for reign in timetable.reigns if not reign.is_empty]
    own = [reign for reign in reigns if reign.version.calendar.zone == zone]
    weeks = [
        WeekInForce(reign.version.from_on, reign.version.week if reign in own else _NEVER)
        for reign in reigns
    ]
    return WorkCalendar(
        zone,
        tuple(weeks) or (WeekInForce(None, _NEVER),),
        holidays=tuple(
            one for each in own for one in each.version.calendar.holidays if one.on in each
        ),
        closures=tuple(
            _cut(one, each)
            for each in own
            for one in each.version.calendar.closures
            if _meets(one, each)
        ),
        special_hours=tuple(
            one for each in own for one in each.version.calendar.special_hours if one.on in each
        ),
    )


def _meets(closure: Closure, reign: Reign) -> bool:
    begun_in_time = reign.until is None or closure.first < reign.until
    return begun_in_time and closure.last >= reign.version.from_on


def _cut(closure: Closure, reign: Reign) -> Closure:
    first = max(closure.first, reign.version.from_on)
    last = closure.last if reign.until is None else min(closure.last, reign.until - DAY)
    return Closure(first, last, closure.name, closure.hours)


def versions_ahead(timetable: Timetable, now: datetime) -> tuple[CalendarVersion, ...]:
    """Return the version in force and those planned: what a new date goes into."""
    current = timetable.in_force(now)
    return (*((current,) if current else ()), *timetable.planned(now))


def today_of(zone: str, now: datetime) -> date:
    """Return the day it is in the zone."""
    return now.astimezone(zone_named(zone)).date()


def check_begins(timetable: Timetable, zone: str, from_on: date, now: datetime) -> None:
    """Let the first version begin on any day, and a change today or later, in its own zone.

    :raises BeginsTooEarly: if a change would begin before today
    :raises BeginsTooLate: if it would begin more than ten years ahead
    """
    today = today_of(zone, now)
    if timetable and from_on < today:
        sentence = _("Earlier days keep their version. Let the change begin today or later.")
        raise BeginsTooEarly(sentence, from_on=sentence)
    if abs(from_on - today) > FARTHEST:
        sentence = _("This is more than ten years away. Check the year.")
        raise BeginsTooLate(sentence, from_on=sentence)


def check_content(calendar: WorkCalendar) -> None:
    """Let a version hold one week, no more dates than a person can look through, and names.

    :raises WeeksComeByVersions: if it holds several weeks
    :raises TooManyDates: if it holds more than 1,000 holidays, closures or special dates
    :raises CalendarUnreadable: if one is called what nobody reads as a name
    """
    if len(calendar.weeks) != 1:
        raise WeeksComeByVersions(
            _("A version holds one week. Add the other weeks as versions from their own days.")
        )
    for dates in (calendar.holidays, calendar.closures, calendar.special_hours):
        if len(dates) > MOST_DATES:
            raise TooManyDates(
                _("A calendar holds at most %(most)s entries of a kind.", most=MOST_DATES)
            )
    names = [one.name for one in calendar.holidays] + [one.name for one in calendar.closures]
    for name in names:
        if len(name) > LONGEST_NAME or not name.isprintable():
            raise CalendarUnreadable(
                _("Give it a name of 1 to %(longest)s characters.", longest=LONGEST_NAME)
            )


def check_not_begun(timetable: Timetable, number: int, now: datetime) -> None:
    """Let only a version that is still to come be given up.

    :raises HasBegun: otherwise
    """
    if number not in {one.number for one in timetable.planned(now)}:
        raise HasBegun(
            _("This version has begun and stays as it is. Set a new one from today instead.")
        )


def check_edition(shown: int, stands: int) -> None:
    """Let a change pass only if the calendar is still as it was shown.

    :raises CalendarChanged: otherwise
    """
    if shown != stands:
        raise CalendarChanged(
            _(
                "This calendar was changed while you had it open. Look at it again, then make "
                "your change."
            )
        )

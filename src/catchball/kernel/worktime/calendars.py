"""A work calendar: when a site or a client is at work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from catchball.kernel.words import _
from catchball.kernel.worktime.hours import (
    DAY_MINUTES,
    Hours,
    Weekday,
    check_apart,
    check_week_apart,
)
from catchball.kernel.worktime.problems import (
    BusinessDayNotStated,
    CalendarUnreadable,
    DatesContradict,
)
from catchball.kernel.worktime.segments import Segments, Span
from catchball.kernel.worktime.zones import DAY, EPOCH_DAY, zone_named

Week = tuple[tuple[Hours, ...], ...]
NEVER: Week = ((),) * len(Weekday)

_LONGEST_BUSINESS_DAY = timedelta(days=1)
_MINUTE = 60


def week_of(**days: Sequence[Hours]) -> Week:
    """Return the week with these hours; a day that is not named is closed.

    >>> week_of(mon=[Hours.read("09:00", "17:00")])[Weekday.MON]
    (Hours(opens=540, closes=1020),)
    """
    return tuple(tuple(sorted(days.get(day.key, ()))) for day in Weekday)


def office_week(opens: str = "09:00", closes: str = "17:00") -> Week:
    """Return a week with the same hours from Monday to Friday."""
    same = (Hours.read(opens, closes),)
    return week_of(mon=same, tue=same, wed=same, thu=same, fri=same)


@dataclass(frozen=True)
class WeekInForce:
    """The weekly hours from a date on (None: from the beginning) until the next such week."""

    since: date | None
    week: Week

    def __post_init__(self) -> None:
        if len(self.week) != len(Weekday):
            raise CalendarUnreadable(_("A week has seven days, from Monday to Sunday."))
        check_week_apart(self.week)


@dataclass(frozen=True, order=True)
class Holiday:
    """A whole day off, from midnight to midnight on the wall clock."""

    on: date
    name: str


@dataclass(frozen=True, order=True)
class Closure:
    """Closed from `first` to `last`, both included: all day, or during the hours given."""

    first: date
    last: date
    name: str = ""
    hours: tuple[Hours, ...] = ()

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise DatesContradict(
                _(
                    "The closure %(name)s ends on %(last)s, before it begins on %(first)s.",
                    name=self.name,
                    first=self.first,
                    last=self.last,
                )
            )
        check_apart(self.hours, self.first.isoformat())


@dataclass(frozen=True, order=True)
class SpecialHours:
    """The hours that open on this date, in place of the week's; none means closed."""

    on: date
    hours: tuple[Hours, ...] = ()

    def __post_init__(self) -> None:
        check_apart(self.hours, self.on.isoformat())


@dataclass(frozen=True)
class WorkCalendar:
    """When work is done at one place, by the wall clock of its zone.

    Special hours replace the week's hours on their date; holidays and closures then take away.
    `business_day` is how much business time a promise of "one business day" means; there is no
    default, so that nobody's eight hours are assumed.
    """

    zone: str
    weeks: tuple[WeekInForce, ...]
    holidays: tuple[Holiday, ...] = ()
    closures: tuple[Closure, ...] = ()
    special_hours: tuple[SpecialHours, ...] = ()
    business_day: timedelta | None = None

    def __post_init__(self) -> None:
        zone_named(self.zone)
        if not self.weeks:
            raise CalendarUnreadable(_("A calendar needs at least one week, even an empty one."))
        _in_order(self, "weeks", [week.since or date.min for week in self.weeks])
        _in_order(self, "holidays", [holiday.on for holiday in self.holidays])
        _in_order(self, "special_hours", [special.on for special in self.special_hours])
        object.__setattr__(self, "closures", tuple(sorted(self.closures)))
        stated = self.business_day
        if stated is not None and not timedelta(0) < stated <= _LONGEST_BUSINESS_DAY:
            raise CalendarUnreadable(
                _("A business day is longer than nothing and at most 24 hours.")
            )

    def week_on(self, day: date) -> Week:
        """Return the weekly hours in force on the day; none before the first date of force."""
        in_force = [each.week for each in self.weeks if (each.since or date.min) <= day]
        return in_force[-1] if in_force else NEVER

    def holiday_on(self, day: date) -> Holiday | None:
        """Return the holiday of the day, if it is one."""
        return next((holiday for holiday in self.holidays if holiday.on == day), None)

    def closed_for(self, day: date, minute: int) -> Closure | None:
        """Return the closure during which that minute of the day falls, if any."""
        second = (day.toordinal() - EPOCH_DAY) * DAY + minute * _MINUTE
        days = range(day.toordinal() - 1, day.toordinal() + 1)
        hit = (each for each in self.closures if second in Segments.of(_closed(each, days)))
        return next(hit, None)

    def business_days(self, count: int) -> timedelta:
        """Return the business time of so many business days as stated on the calendar.

        :raises BusinessDayNotStated: the calendar does not say how long one is.
        """
        if self.business_day is None:
            raise BusinessDayNotStated(
                _(
                    "This calendar does not say how long a business day is. State it on the "
                    "calendar, or count working dates instead."
                )
            )
        return self.business_day * count

    def on_the_wall(self, first: date, until: date) -> Segments:
        """Return the open spans by the wall clock, in seconds after 1970-01-01 00:00 local.

        The dates run from `first` up to but not including `until`.
        """
        # A shift of the eve may run into the first date.
        numbers = range(first.toordinal() - 1, until.toordinal())
        hours = dict(zip(numbers, self._weekly(numbers), strict=True))
        hours.update((each.on.toordinal(), each.hours) for each in self.special_hours)
        opened = Segments.of(_span(number, each) for number in numbers for each in hours[number])
        closed = [_span(each.on.toordinal(), _ALL_DAY) for each in self.holidays]
        for closure in self.closures:
            closed.extend(_closed(closure, numbers))
        start, end = ((day.toordinal() - EPOCH_DAY) * DAY for day in (first, until))
        return (opened - Segments.of(closed)).within(start, end)

    def _weekly(self, numbers: range) -> list[tuple[Hours, ...]]:
        """Return the week's hours for each ordinal; ordinal 1 was a Monday."""
        begin = [(each.since or date.min).toordinal() for each in self.weeks]
        bounds = [*begin, max(begin[-1], numbers.stop)]
        hours: list[tuple[Hours, ...]] = [()] * len(numbers)
        for each, (start, end) in zip(self.weeks, pairwise(bounds), strict=True):
            for number in range(max(start, numbers.start), min(end, numbers.stop)):
                hours[number - numbers.start] = each.week[(number - 1) % 7]
        return hours


_ALL_DAY = Hours(0, DAY_MINUTES)


def _span(ordinal: int, hours: Hours) -> Span:
    midnight = (ordinal - EPOCH_DAY) * DAY
    return midnight + hours.opens * _MINUTE, midnight + hours.closes * _MINUTE


def _closed(closure: Closure, days: range) -> list[Span]:
    """Return the closed spans that begin on one of the days, given as ordinals."""
    first = max(closure.first.toordinal(), days.start)
    until = min(closure.last.toordinal() + 1, days.stop)
    hours = closure.hours or (_ALL_DAY,)
    return [_span(day, each) for day in range(first, until) for each in hours]


def _in_order(calendar: WorkCalendar, name: str, dates: list[date]) -> None:
    """Sort one of the calendar's dated lists, and refuse a date that comes twice."""
    values = getattr(calendar, name)
    in_order = sorted(zip(dates, range(len(dates)), strict=True))
    for (one, _first), (other, _second) in pairwise(in_order):
        if one == other:
            raise DatesContradict(
                _("%(day)s is given twice. Keep one of the two entries.", day=one)
            )
    object.__setattr__(calendar, name, tuple(values[place] for _day, place in in_order))

"""Until when an answer or a ruling is due, by the working calendar of whose turn it is."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from catchball.trust.permissions import Side
from catchball.trust.scope import Scope
from catchball.workplace.calendars.queries.reading import list_place_calendars
from catchball.workplace.calendars.queries.shapes import PlaceCalendar
from catchball.workplace.calendars.rules import PlaceKind, Question, Unit, due_by
from catchball.workplace.programs.queries import list_programs

_WEEKDAYS = 5


def due_day(scope: Scope, side: Side, days: int, *, program: UUID | None = None) -> date:
    """Return the day on which so many working dates of a company have passed since now.

    The manufacturer's are those of the site of the program, or of any site at work for the
    client. Without a calendar, Monday to Friday. In the zone of the relationship.
    """
    found = _calendar(list_place_calendars(scope), _site(scope, program), side)
    if found:
        question = Question(Decimal(days), Unit.WORKING_DATES, scope.now)
        due_at = due_by(found.timetable, question).due_at
        if due_at:
            return scope.day_of(due_at)
    return _weekdays_after(scope.today, days)


def _site(scope: Scope, program: UUID | None) -> UUID | None:
    return next((one.site_id for one in list_programs(scope) if one.id == program), None)


def _calendar(
    calendars: tuple[PlaceCalendar, ...], site: UUID | None, side: Side
) -> PlaceCalendar | None:
    kind = PlaceKind.CLIENT if side is Side.CLIENT else PlaceKind.SITE
    of_side = [one for one in calendars if one.place.kind is kind and one.timetable]
    own = (one for one in of_side if one.place.id == site)
    return next(own, next(iter(of_side), None))


def _weekdays_after(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < _WEEKDAYS
    return day

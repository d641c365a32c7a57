"""Dated entries of a calendar: holidays, closures, special hours; adding and taking away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from catchball.kernel.errors import Invalid, NotFound, Refused
from catchball.kernel.words import _
from catchball.kernel.worktime import Closure, Holiday, SpecialHours, WorkCalendar
from catchball.workplace.calendars.rules.versions import LONGEST_NAME

MOST_YEARS = 5
Entry = Holiday | Closure | SpecialHours


class DayHasPassed(Refused):
    """Earlier days keep their version."""


class DayIsTaken(Refused):
    """The date has such an entry already."""


class NothingToAdd(Refused):
    """Nothing of what was sent can be added."""


class NoSuchEntry(NotFound):
    """The calendar holds no such entry, now or as planned."""


class NameMissing(Invalid):
    """A holiday or closure needs a name that people recognise."""


@dataclass(frozen=True)
class LeftOut:
    """A holiday that was proposed and is not added, and why."""

    holiday: Holiday
    why: str


@dataclass(frozen=True)
class Sorting:
    """What of a proposal would be added, and what would not."""

    added: tuple[Holiday, ...]
    left_out: tuple[LeftOut, ...]


def clean_name(text: str) -> str:
    """Return the name with single spaces.

    :raises NameMissing: if nothing printable is left or it exceeds 200 characters
    """
    name = " ".join(text.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        sentence = _("Give it a name of 1 to %(longest)s characters.", longest=LONGEST_NAME)
        raise NameMissing(sentence, name=sentence)
    return name


def sort_holidays(
    proposed: Iterable[Holiday], held: Sequence[WorkCalendar], *, today: date
) -> Sorting:
    """Tell which proposed holidays are new, and of the others why they are not.

    `held` are the versions that would receive them; a date is new if one of them lacks it.
    """
    added: dict[date, Holiday] = {}
    left_out: list[LeftOut] = []
    for holiday in sorted(proposed):
        why = _why_not(holiday, added, held, today)
        if why:
            left_out.append(LeftOut(holiday, why))
        else:
            added[holiday.on] = replace(holiday, name=clean_name(holiday.name))
    return Sorting(tuple(added.values()), tuple(left_out))


def _why_not(
    holiday: Holiday, added: dict[date, Holiday], held: Sequence[WorkCalendar], today: date
) -> str:
    if holiday.on < today:
        return _("It has passed; earlier days keep their version.")
    if holiday.on in added:
        return _("Its date is there already, as %(name)s.", name=added[holiday.on].name)
    there = [one.holiday_on(holiday.on) for one in held]
    names = [one.name for one in there if one is not None]
    if names and len(names) == len(there):
        return _("It is in the calendar already, as %(name)s.", name=names[0])
    return ""


def with_holidays(calendar: WorkCalendar, added: Iterable[Holiday]) -> WorkCalendar:
    """Return the calendar with the holidays; a date that it has stays as it is."""
    there = {one.on for one in calendar.holidays}
    new = tuple(one for one in added if one.on not in there)
    return replace(calendar, holidays=(*calendar.holidays, *new))


def with_closure(calendar: WorkCalendar, closure: Closure) -> WorkCalendar:
    """Return the calendar with the closure; the same one is not held twice."""
    if closure in calendar.closures:
        return calendar
    return replace(calendar, closures=(*calendar.closures, closure))


def with_special_hours(calendar: WorkCalendar, special: SpecialHours) -> WorkCalendar:
    """Return the calendar with these hours on the date, in place of others there."""
    others = tuple(one for one in calendar.special_hours if one.on != special.on)
    return replace(calendar, special_hours=(*others, special))


def without(calendar: WorkCalendar, entry: Entry) -> WorkCalendar:
    """Return the calendar without the entry, or the same if it is not there."""
    match entry:
        case Holiday():
            kept = tuple(one for one in calendar.holidays if one.on != entry.on)
            return replace(calendar, holidays=kept)
        case Closure():
            return replace(
                calendar, closures=tuple(one for one in calendar.closures if one != entry)
            )
        case SpecialHours():
            hours = tuple(one for one in calendar.special_hours if one.on != entry.on)
            return replace(calendar, special_hours=hours)


def check_ahead(last: date, today: date, *, field: str) -> None:
    """Let an entry pass that ends today or later.

    :raises DayHasPassed: otherwise
    """
    if last < today:
        sentence = _("This day has passed, and earlier days keep their version.")
        raise DayHasPassed(sentence, **{field: sentence})


def check_something(sorting: Sorting) -> None:
    """Let a proposal pass of which something is added.

    :raises NothingToAdd: with the reason when there is one holiday only
    """
    if sorting.added:
        return
    if len(sorting.left_out) == 1:
        why = sorting.left_out[0].why
        raise NothingToAdd(why, on=why)
    raise NothingToAdd(_("None of these holidays is new. Choose others, or other years."))

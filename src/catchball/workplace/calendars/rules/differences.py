"""What a version changes, against the one before it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from catchball.kernel.words import _
from catchball.kernel.worktime import Weekday, WorkCalendar
from catchball.workplace.calendars.rules.spelling import write_hours


@dataclass(frozen=True)
class Difference:
    """One thing that differs: what, as it was and as it is, or the dates concerned."""

    what: str
    old: str = ""
    new: str = ""
    days: tuple[date, ...] = ()


def differences(old: WorkCalendar | None, new: WorkCalendar) -> tuple[Difference, ...]:
    """Tell what a version changes; of the first one its zone and its week."""
    found = [*_terms(old, new), *_week(old, new)]
    if old is not None:
        found += _dates(old, new)
    return tuple(found)


def written_day(calendar: WorkCalendar) -> str:
    """Return the length of a business day in hours: 8 or 7.5; nothing if not stated."""
    stated = calendar.business_day
    return "" if stated is None else f"{stated.total_seconds() / 3600:g}"


def _terms(old: WorkCalendar | None, new: WorkCalendar) -> list[Difference]:
    before = (old.zone, written_day(old)) if old else ("", "")
    after = (new.zone, written_day(new))
    names = (_("Time zone"), _("Business day in hours"))
    return [
        Difference(what, was, now)
        for what, was, now in zip(names, before, after, strict=True)
        if was != now
    ]


def _week(old: WorkCalendar | None, new: WorkCalendar) -> list[Difference]:
    before = [write_hours(each) for each in old.weeks[0].week] if old else [""] * len(Weekday)
    after = [write_hours(each) for each in new.weeks[0].week]
    closed = _("closed")
    return [
        Difference(day.label, (was or closed) if old else "", now or closed)
        for day, was, now in zip(Weekday, before, after, strict=True)
        if was != now
    ]


def _dates(old: WorkCalendar, new: WorkCalendar) -> list[Difference]:
    names = (
        (_("Holidays added"), _("Holidays removed"), "holidays", "on"),
        (_("Closures added"), _("Closures removed"), "closures", "first"),
        (_("Special hours set"), _("Special hours removed"), "special_hours", "on"),
    )
    found = []
    for added, removed, kind, day in names:
        was, now = set(getattr(old, kind)), set(getattr(new, kind))
        found += [_listed(added, now - was, day), _listed(removed, was - now, day)]
    return [one for one in found if one.days]


def _listed(what: str, entries: set[Any], day: str) -> Difference:
    return Difference(what, days=tuple(sorted({getattr(one, day) for one in entries})))

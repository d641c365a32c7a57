"""Holidays out of an iCalendar file: whole days, and those that come every year."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from catchball.kernel.words import _
from catchball.kernel.worktime.calendars import Holiday
from catchball.kernel.worktime.hours import Weekday
from catchball.kernel.worktime.problems import HolidayFileUnreadable

LARGEST_FILE = 1_000_000
MOST_EVENTS = 2_000
MOST_YEARS = 60
LONGEST_HOLIDAY = timedelta(days=31)
LONGEST_NAME = 200

_PARTS_UNDERSTOOD = {
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYMONTH",
    "BYMONTHDAY",
    "BYDAY",
    "WKST",
    "RSCALE",
    "SKIP",
}
_NTH_WEEKDAY = re.compile(r"([+-]?[1-5])(MO|TU|WE|TH|FR|SA|SU)")
_LETTERS = {day.name[:2]: day for day in Weekday}


@dataclass(frozen=True)
class HolidaysRead:
    """What a file holds: the holidays by date, and a sentence for each event left out."""

    holidays: tuple[Holiday, ...]
    left_out: tuple[str, ...]


class _LeftOut(Exception):  # noqa: N818 -- never leaves this module
    """The event is no holiday that this reader understands."""


def read_holidays(content: bytes, first_year: int, last_year: int) -> HolidaysRead:
    """Read the holidays of the years given, both included, out of iCalendar text.

    Taken are events of whole days (VALUE=DATE), once or every year. An end is not included, but
    an end on the first day means that day. Two names on one date are joined. Left out, with the
    reason: events with a time of day, cancelled events, and rules other than simple yearly ones.

    Source: RFC 5545, sections 3.3.10, 3.6.1 and 3.8.5.3.

    :raises HolidayFileUnreadable: the file is empty, too large, no iCalendar file, or holds no
        event; or the years are too many.
    """
    if not 0 <= last_year - first_year < MOST_YEARS:
        raise HolidayFileUnreadable(
            _("Ask for 1 to %(most)s years of holidays at once.", most=MOST_YEARS)
        )
    names: dict[date, list[str]] = {}
    left_out: list[str] = []
    for event in _events(content):
        name = _name(event)
        try:
            for day in _days(event, first_year, last_year):
                if name not in names.setdefault(day, []):
                    names[day].append(name)
        except _LeftOut as why:
            left_out.append(f"{name}: {why}")
    holidays = (Holiday(day, " / ".join(said)) for day, said in sorted(names.items()))
    return HolidaysRead(tuple(holidays), tuple(left_out))


def _events(content: bytes) -> list[Any]:
    """Return the events of the file after the checks that protect the reader."""
    if len(content) > LARGEST_FILE:
        raise HolidayFileUnreadable(
            _("The file is larger than 1 MB. Export the holidays alone and try again.")
        )
    # Counted before the parser spends its time, and again after it, as lines may be folded.
    _check_few(content.count(b"BEGIN:VEVENT"))
    import icalendar  # noqa: PLC0415 -- slow to load, and needed only while importing

    try:
        text = content.decode("utf-8-sig")
        calendars = icalendar.Calendar.from_ical(text, multiple=True)
        events = [event for each in calendars for event in each.walk("VEVENT")]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise HolidayFileUnreadable(
            _("This is not an iCalendar file. Choose a file whose name ends in .ics.")
        ) from None
    if not events:
        raise HolidayFileUnreadable(_("The file holds no events, so there is nothing to import."))
    _check_few(len(events))
    return events


def _check_few(events: int) -> None:
    if events > MOST_EVENTS:
        raise HolidayFileUnreadable(
            _(
                "The file holds more than %(most)s events. Export the holidays alone and try "
                "again.",
                most=MOST_EVENTS,
            )
        )


def _name(event: Any) -> str:
    said = event.get("SUMMARY") or ""
    said = said[0] if isinstance(said, list) else said
    readable = "".join(each if each.isprintable() else " " for each in str(said))
    return " ".join(readable.split())[:LONGEST_NAME] or _("Holiday")


def _days(event: Any, first_year: int, last_year: int) -> list[date]:
    """Return the event's days in the years, or say why it is left out."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        raise _LeftOut(_("it is cancelled."))
    start = _day(event, "DTSTART")
    if start is None:
        raise _LeftOut(_("it does not last whole days."))
    length = _length(event, start)
    if not timedelta(0) < length <= LONGEST_HOLIDAY:
        raise _LeftOut(_("it ends before it begins or lasts longer than a month."))
    without = set(_excluded(event))
    begins = (day for day in _begins(event, start, last_year) if day not in without)
    return [
        day
        for begin in begins
        for day in _following(begin, length.days)
        if first_year <= day.year <= last_year
    ]


def _following(begin: date, count: int) -> Iterator[date]:
    last = min(begin.toordinal() + count, date.max.toordinal() + 1)
    yield from map(date.fromordinal, range(begin.toordinal(), last))


def _length(event: Any, start: date) -> timedelta:
    if "DTEND" in event:
        end = _day(event, "DTEND")
        if end is None:
            raise _LeftOut(_("it does not last whole days."))
        return timedelta(days=1) if end == start else end - start
    duration = _value(event, "DURATION") if "DURATION" in event else timedelta(days=1)
    return duration if isinstance(duration, timedelta) else timedelta(0)


def _day(event: Any, name: str) -> date | None:
    value = _value(event, name)
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _value(event: Any, name: str) -> Any:
    """Return what the property says; broken and repeated ones say nothing."""
    try:
        return getattr(event.get(name), "dt", None)
    except ValueError:  # the library raises it for a property that it could not parse
        return None


def _excluded(event: Any) -> Iterator[date]:
    lists = event.get("EXDATE", [])
    for each in lists if isinstance(lists, list) else [lists]:
        try:
            days = [one.dt for one in each.dts]
        except ValueError:  # as above
            raise _LeftOut(_("its exceptions cannot be read.")) from None
        yield from (day.date() if isinstance(day, datetime) else day for day in days)


def _begins(event: Any, start: date, last_year: int) -> Iterator[date]:
    """Yield the first day of each occurrence up to the last year."""
    if "RRULE" not in event and "RDATE" not in event:
        return iter([start])
    rule = event.get("RRULE")
    if not isinstance(rule, dict) or "RDATE" in event:
        raise _LeftOut(_("its rule of repetition cannot be read."))
    every = _Yearly.read({str(key).upper(): _texts(value) for key, value in rule.items()})
    return every.occurrences(start, last_year)


def _texts(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


@dataclass(frozen=True)
class _Yearly:
    """A rule such as “every fourth Thursday of November, every year”."""

    interval: int
    count: int | None
    until: date | None
    months: tuple[int, ...]
    month_days: tuple[int, ...]
    weekdays: tuple[tuple[int, Weekday], ...]

    @classmethod
    def read(cls, parts: dict[str, list[Any]]) -> "_Yearly":
        simple = [str(each).upper() for each in parts.get("FREQ", [])] == ["YEARLY"]
        gregorian = str(parts.get("RSCALE", ["GREGORIAN"])[0]).upper().strip("B'") == "GREGORIAN"
        if not simple or not gregorian or set(parts) - _PARTS_UNDERSTOOD:
            raise _LeftOut(_("it repeats by a rule that is not simply yearly."))
        try:
            rule = cls(
                interval=int(parts.get("INTERVAL", [1])[0]),
                count=int(parts["COUNT"][0]) if "COUNT" in parts else None,
                until=_as_day(parts["UNTIL"][0]) if "UNTIL" in parts else None,
                months=tuple(int(each) for each in parts.get("BYMONTH", [])),
                month_days=tuple(int(each) for each in parts.get("BYMONTHDAY", [])),
                weekdays=tuple(_nth(str(each)) for each in parts.get("BYDAY", [])),
            )
        except (ValueError, TypeError, IndexError):
            raise _LeftOut(_("its rule of repetition cannot be read.")) from None
        if rule.interval < 1 or (rule.weekdays and (rule.month_days or not rule.months)):
            raise _LeftOut(_("it repeats by a rule that is not simply yearly."))
        return rule

    def occurrences(self, start: date, last_year: int) -> Iterator[date]:
        """Yield the days from `start` on; the first one counts even if the rule misses it."""
        years = range(start.year, last_year + 1, self.interval)
        ruled = (day for year in years for day in self._in_year(year, start) if day > start)
        until = self.until or date.max
        days = (day for day in _with_first(start, ruled) if day <= until)
        return islice(days, self.count)

    def _in_year(self, year: int, start: date) -> list[date]:
        days: set[date] = set()
        for month in self.months or (start.month,):
            if self.weekdays:
                found = [_nth_weekday(year, month, nth, day) for nth, day in self.weekdays]
            else:
                found = [_month_day(year, month, day) for day in self.month_days or (start.day,)]
            days.update(day for day in found if day is not None)
        return sorted(days)


def _with_first(start: date, ruled: Iterator[date]) -> Iterator[date]:
    yield start
    yield from ruled


def _as_day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    raise TypeError(value)


def _nth(text: str) -> tuple[int, Weekday]:
    found = _NTH_WEEKDAY.fullmatch(text.upper())
    if found is None:
        raise ValueError(text)
    return int(found[1]), _LETTERS[found[2]]


def _month_day(year: int, month: int, day: int) -> date | None:
    """Return the day of the month, counted from its end when below 0, if there is one."""
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    number = day if day > 0 else last + 1 + day
    return date(year, month, number) if day and 1 <= number <= last else None


def _nth_weekday(year: int, month: int, nth: int, weekday: Weekday) -> date | None:
    days = [_month_day(year, month, day) for day in range(1, 32)]
    fitting = [day for day in days if day is not None and day.weekday() == weekday]
    place = nth - 1 if nth > 0 else nth
    return fitting[place] if -len(fitting) <= place < len(fitting) else None

"""A week as bars and as hours: when work is done, by the wall clock of a zone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from catchball.kernel.worktime import Segments
from catchball.kernel.worktime.zones import instant_at, instant_on, zone_named
from catchball.workplace.calendars.rules.versions import DAY, Timetable, today_of

Span = tuple[datetime, datetime]
_LONGEST = timedelta(hours=24)
_DAY_SECONDS = 86_400
AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Bar:
    """From where to where a bar goes, in shares of the day's 24 hours on the wall clock."""

    begins: float
    ends: float


@dataclass(frozen=True)
class DaySpans:
    """The spans of work that begin on a day, as instants."""

    on: date
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Moment:
    """Whether work is done at an instant, and until or from when; None: not within 14 days."""

    is_open: bool
    changes_at: datetime | None


def week_around(now: datetime, zone: str) -> tuple[date, ...]:
    """Return the days of the week, from Monday on, in which the instant falls."""
    today = today_of(zone, now)
    monday = today - timedelta(days=today.weekday())
    return tuple(monday + timedelta(days=number) for number in range(7))


def midnight(day: date, zone: str) -> datetime:
    """Return the instant at which a day begins in the zone."""
    return instant_on(day, time(), zone_named(zone))


def opened_in(timetable: Timetable, days: tuple[date, ...], zone: str) -> Segments:
    """Return the open seconds (of UTC) of these days of the zone."""
    return timetable.opened(midnight(days[0], zone), midnight(days[-1] + DAY, zone))


def _spans(opened: Segments) -> Iterable[Span]:
    return ((instant_at(start), instant_at(end)) for start, end in opened)


def bars_of(opened: Segments, day: date, zone: str) -> tuple[Bar, ...]:
    """Place what is open on a day along 24 hours of the zone's wall clock."""
    first, until = (int(midnight(each, zone).timestamp()) for each in (day, day + DAY))
    return tuple(
        Bar(_share(start, day, zone), _share(end, day, zone))
        for start, end in _spans(opened.within(first, until))
    )


def share_of_day(at: datetime, zone: str) -> float:
    """Return how much of the day's 24 hours the wall clock shows as gone."""
    shown = at.astimezone(zone_named(zone))
    gone = shown.hour * 3600 + shown.minute * 60 + shown.second
    return round(gone / _DAY_SECONDS, 4)


def _share(at: datetime, day: date, zone: str) -> float:
    return share_of_day(at, zone) if today_of(zone, at) == day else 1.0


def spans_by_day(opened: Segments, days: tuple[date, ...], zone: str) -> tuple[DaySpans, ...]:
    """Group the open spans by the day of the zone on which they begin.

    Work that goes on for longer than 24 hours is cut at each midnight.
    """
    found: dict[date, list[Span]] = {day: [] for day in days}
    for span in _spans(opened):
        for start, end in _cut(span, zone):
            found.setdefault(today_of(zone, start), []).append((start, end))
    return tuple(DaySpans(day, tuple(found[day])) for day in days)


def _cut(span: Span, zone: str) -> Iterable[Span]:
    start, end = span
    if end - start <= _LONGEST:
        return [span]
    pieces = []
    while start < end:
        stop = min(end, midnight(today_of(zone, start) + DAY, zone))
        pieces.append((start, stop))
        start = stop
    return pieces


def moment_of(timetable: Timetable, now: datetime) -> Moment:
    """Tell whether work is done at the instant, and when that changes."""
    return _moment(timetable.opened(now - DAY, now + AHEAD), now)


def shared_moment(one: Timetable, other: Timetable, now: datetime) -> Moment:
    """Tell whether both are at work at the instant, and when that changes."""
    first, until = now - DAY, now + AHEAD
    return _moment(one.opened(first, until) & other.opened(first, until), now)


def _moment(opened: Segments, now: datetime) -> Moment:
    second = int(now.astimezone(UTC).timestamp())
    for start, end in opened:
        if start <= second < end:
            return Moment(is_open=True, changes_at=_within(end, now))
        if start > second:
            return Moment(is_open=False, changes_at=instant_at(start))
    return Moment(is_open=False, changes_at=None)


def _within(end: int, now: datetime) -> datetime | None:
    """Return the closing, unless it is only where the question ends."""
    closing = instant_at(end)
    return closing if closing < (now + AHEAD).replace(microsecond=0) else None


def hours_open(opened: Segments) -> float:
    """Sum the open hours, to a hundredth."""
    return round(opened.total / 3600, 2)

"""What questions about calendars are answered with."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from catchball.kernel.worktime import Closure, Holiday, WorkCalendar
from catchball.workplace.calendars.rules import (
    Answer,
    Bar,
    CalendarVersion,
    DaySpans,
    Difference,
    Gap,
    LeftOut,
    Moment,
    PlaceKind,
    Timetable,
    VersionState,
    Year,
)


@dataclass(frozen=True)
class Place:
    """Who works by a calendar; `zone` is where its own record says that it lies."""

    kind: PlaceKind
    id: UUID
    name: str
    zone: str
    country: str


@dataclass(frozen=True)
class PlaceCalendar:
    """The calendar of a place; `edition` counts its changes, for optimistic locking."""

    place: Place
    timetable: Timetable
    edition: int
    may_change: bool

    def zone_at(self, at: datetime) -> str:
        """Return the zone of the calendar at the instant, or where the place lies without one."""
        standing = self.timetable.standing(at)
        return standing.calendar.zone if standing else self.place.zone


@dataclass(frozen=True)
class PlaceGap:
    """One thing that the calendar of a place lacks."""

    place: Place
    gap: Gap


@dataclass(frozen=True)
class WorkDay:
    """A day of the week of a place: its spans of work, and why it differs where it does."""

    on: date
    spans: DaySpans
    note: str
    is_today: bool


@dataclass(frozen=True)
class Card:
    """A calendar at a glance, in its own zone."""

    place: Place
    zone: str
    version: CalendarVersion | None
    planned: tuple[CalendarVersion, ...]
    business_day: str
    moment: Moment
    week: tuple[WorkDay, ...]
    upcoming: tuple[Holiday, ...]
    gaps: tuple[Gap, ...]
    may_change: bool


@dataclass(frozen=True)
class Lane:
    """One row of bars on a day: of the site, of the client, or (no name) of both."""

    name: str
    bars: tuple[Bar, ...]
    spans: DaySpans


@dataclass(frozen=True)
class SharedDay:
    """A day of the reader: the bars of site, client and both; `now` on today's, as a share."""

    on: date
    lanes: tuple[Lane, ...]
    now: float | None


@dataclass(frozen=True)
class Pair:
    """A site and the client beside each other, this week, in the reader's zone."""

    site: Place
    client: Place
    days: tuple[SharedDay, ...]
    hours: float
    shared: Moment


@dataclass(frozen=True)
class DueLine:
    """What is due by one calendar, or by both; `zones` are those to show the instant in."""

    names: tuple[str, ...]
    zones: tuple[str, ...]
    answer: Answer


@dataclass(frozen=True)
class Overview:
    """The calendars of a relationship side by side."""

    client_name: str
    zone: str
    cards: tuple[Card, ...]
    pairs: tuple[Pair, ...]
    due: tuple[DueLine, ...]


@dataclass(frozen=True)
class EntryLine:
    """A dated entry: a holiday, a closure or special hours."""

    kind: str
    first: date
    last: date
    name: str
    hours: str


@dataclass(frozen=True)
class VersionLine:
    """A version in the list of versions: when, by whom, and what it changes."""

    number: int
    from_on: date
    until: date | None
    state: VersionState
    recorded_at: datetime
    recorded_by: str
    is_discarded: bool
    changes: tuple[Difference, ...]


@dataclass(frozen=True)
class CalendarPage:
    """Everything about one calendar, with one year at a glance."""

    place: Place
    zone: str
    today: date
    version: CalendarVersion | None
    planned: tuple[CalendarVersion, ...]
    week: tuple[tuple[str, str], ...]
    week_hours: float
    business_day: str
    moment: Moment
    year: Year
    entries: tuple[EntryLine, ...]
    next_off: Holiday | Closure | None
    versions: tuple[VersionLine, ...]
    gaps: tuple[Gap, ...]
    edition: int
    may_change: bool


@dataclass(frozen=True)
class DaysPage:
    """The entries of a calendar that are still to come, to be added to and taken from."""

    place: Place
    zone: str
    today: date
    entries: tuple[EntryLine, ...]
    edition: int
    has_calendar: bool


@dataclass(frozen=True)
class Changing:
    """What the editor of a calendar starts from."""

    place: Place
    zone: str
    today: date
    timetable: Timetable
    edition: int

    def base(self, day: date | None) -> WorkCalendar | None:
        """Return the calendar that a change from that day on starts from."""
        version = self.timetable.based_on(day or self.today)
        return version.calendar if version else None


@dataclass(frozen=True)
class Proposal:
    """Holidays that would be added, and those left out with the reason."""

    added: tuple[Holiday, ...]
    left_out: tuple[LeftOut, ...]
    not_read: tuple[str, ...]

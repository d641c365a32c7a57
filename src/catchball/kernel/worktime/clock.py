"""The business clock: how much work time lies between instants, and where it ends."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from catchball.kernel.words import _
from catchball.kernel.worktime.pauses import (
    Pause,
    Stop,
    ending_of,
    merged,
    pause_around,
)
from catchball.kernel.worktime.problems import (
    AmountNegative,
    NeverOpenAgain,
)
from catchball.kernel.worktime.segments import Segments
from catchball.kernel.worktime.table import NOTHING, Table
from catchball.kernel.worktime.zones import (
    DAWN,
    DAY,
    EARLIEST,
    EPOCH_DAY,
    FOREVER,
    LATEST,
    check_within_reach,
    days_on_the_wall,
    in_utc,
    instant_on,
    offsets_between,
    second_of,
)

Source = Callable[[int, int], Segments]


class Landing(StrEnum):
    """Which of two equal instants ends an amount that is used up at closing time."""

    CLOSING = "closing"
    NEXT_OPENING = "next opening"


class Clock:
    """Answers questions about business time; compiles its calendar once and when it must.

    Clocks combine: `a & b` runs while both parties are at work, `a | b` while either is, `a - b`
    while the first is and the second is not. Working dates of the result are those of the zone
    of the first. All answers are in UTC.
    """

    def __init__(self, source: Source, zone: ZoneInfo) -> None:
        """Keep what tells the open seconds between two seconds of UTC, and a zone for dates."""
        self._source = source
        self.zone = zone
        self._table = _NOTHING_YET
        self._dates: tuple[Table, tuple[int, ...]] = (_NOTHING_YET, ())

    def __and__(self, other: "Clock") -> "Clock":
        return Clock(lambda a, b: self.open_seconds(a, b) & other.open_seconds(a, b), self.zone)

    def __or__(self, other: "Clock") -> "Clock":
        return Clock(lambda a, b: self.open_seconds(a, b) | other.open_seconds(a, b), self.zone)

    def __sub__(self, other: "Clock") -> "Clock":
        return Clock(lambda a, b: self.open_seconds(a, b) - other.open_seconds(a, b), self.zone)

    def elapsed(self, start: datetime, end: datetime, pauses: Iterable[Pause] = ()) -> timedelta:
        """Measure the business time from `start` to `end`, less the pauses.

        It is nothing when `end` is not after `start`. Pauses may come in any order and overlap;
        what lies outside the span or outside the open hours takes nothing away. A pause whose
        end is None still lasts.

        :raises PauseUnreadable: a pause ends before it begins.
        """
        first, last = in_utc(start), in_utc(end)
        if last <= first:
            return NOTHING
        table = self.table_covering(first, last)
        gone = table.open_before(last) - table.open_before(first)
        if pauses:
            for begin, stop in merged(pauses, first, last):
                gone -= table.open_before(stop) - table.open_before(begin)
        return gone

    def after(
        self,
        start: datetime,
        amount: timedelta,
        pauses: Iterable[Pause] = (),
        landing: Landing = Landing.CLOSING,
    ) -> datetime:
        """Find the earliest instant by which `amount` of business time has passed.

        An amount that ends with the day's work lands on closing time, not on the next opening,
        unless `landing` says so. An amount of nothing asks when work can begin, as `next_open` does.

        :raises AmountNegative: the amount is less than nothing.
        :raises NeverOpenAgain: the calendar has no such amount of open time left.
        :raises PausedForGood: a pause without an end begins first.
        """
        first = in_utc(start)
        pauses = tuple(pauses)
        if amount <= NOTHING:
            _check_not_negative(amount >= NOTHING)
            return self.next_open(first, pauses)
        table = self.table_covering(first, first)
        wanted = table.open_before(first) + amount
        if pauses:
            table, wanted = self._put_off(first, amount, merged(pauses, first))
        if table.total < wanted:
            table = self.longer(table, wanted)
        due = table.first_with(wanted)
        return due if landing is Landing.CLOSING else self.next_open(due, pauses)

    def before(self, end: datetime, amount: timedelta, pauses: Iterable[Pause] = ()) -> datetime:
        """Find the latest instant from which `amount` of business time leads to `end`.

        It mirrors `after`: an amount that reaches back to the start of work lands on the opening,
        not on the closing before; an amount of nothing answers as `previous_open` does.

        :raises AmountNegative: the amount is less than nothing.
        :raises NeverOpenAgain: the calendar has no such amount of open time before.
        """
        last = in_utc(end)
        if amount <= NOTHING:
            _check_not_negative(amount >= NOTHING)
            return self.previous_open(last, pauses)
        stops = merged(pauses, DAWN, last) if pauses else ()
        table = self.table_covering(stops[0][0] if stops else last, last)
        while (wanted := _wanted_before(table, last, amount, stops)) < NOTHING:
            table = self._earlier(table)
        return table.last_with(wanted)

    def next_open(self, at: datetime, pauses: Iterable[Pause] = ()) -> datetime:
        """Find the first instant from `at` on that is open and not paused.

        :raises NeverOpenAgain: there is none.
        :raises PausedForGood: a pause without an end leaves none.
        """
        now = in_utc(at)
        stops = merged(pauses) if pauses else ()
        table = self.table_covering(now, now)
        while True:
            opening = table.opening_from(now)
            if opening is None:
                table = self._later(table)
                continue
            paused = pause_around(stops, opening)
            if paused is None:
                return opening
            now = ending_of(paused)
            table = self.table_covering(now, now)

    def previous_open(self, at: datetime, pauses: Iterable[Pause] = ()) -> datetime:
        """Find the last instant up to `at` to which work led without a pause.

        It is `at` itself within the hours and at closing time, else the last closing before.

        :raises NeverOpenAgain: there is none.
        """
        now = in_utc(at)
        stops = merged(pauses) if pauses else ()
        table = self.table_covering(now, now)
        while True:
            closing = table.closing_until(now)
            if closing is None:
                table = self._earlier(table)
                continue
            paused = pause_around(stops, closing - _TICK)
            if paused is None:
                return closing
            now = paused[0]
            table = self.table_covering(now, now)

    def is_open(self, at: datetime) -> bool:
        """Tell whether work is done at the instant; at closing time it no longer is."""
        now = in_utc(at)
        return self.table_covering(now, now + _TICK).opening_from(now) == now

    def after_days(self, start: datetime, count: int) -> datetime:
        """Go on by `count` working dates and keep the time of day on the wall.

        When that time is not open it goes on to the next opening. Days are dates here, however
        long; for an amount of business time use `after` with `WorkCalendar.business_days`.

        :raises AmountNegative: the count is less than nothing.
        :raises NeverOpenAgain: the calendar has no such number of working dates left.
        """
        if count <= 0:
            _check_not_negative(count == 0)
            return self.next_open(start)
        first = in_utc(start)
        shown = first.astimezone(self.zone)
        table = self.table_covering(first, first)
        while True:
            dates = self._working_dates(table)
            place = bisect_right(dates, shown.toordinal()) + count - 1
            if place < len(dates):
                break
            table = self._later(table)
        day = date.fromordinal(dates[place])
        return self.next_open(instant_on(day, shown.time(), self.zone))

    def before_days(self, end: datetime, count: int) -> datetime:
        """Go back by `count` working dates and keep the time of day on the wall.

        When work did not lead up to that time it goes back to the closing before.

        :raises AmountNegative: the count is less than nothing.
        :raises NeverOpenAgain: the calendar has no such number of working dates before.
        """
        if count <= 0:
            _check_not_negative(count == 0)
            return self.previous_open(end)
        last = in_utc(end)
        shown = last.astimezone(self.zone)
        table = self.table_covering(last, last)
        while True:
            dates = self._working_dates(table)
            place = bisect_left(dates, shown.toordinal()) - count
            if place >= 0:
                break
            table = self._earlier(table)
        day = date.fromordinal(dates[place])
        return self.previous_open(instant_on(day, shown.time(), self.zone))

    def working_dates(self, first: date, until: date) -> tuple[date, ...]:
        """List the dates from `first` up to but not including `until` with work.

        A date counts when work begins on it or lasts all of it; a night shift that only ends on
        it does not count.
        """
        low, high = first.toordinal(), until.toordinal()
        if low >= high:
            return ()
        for ordinal in (low, high):
            check_within_reach((ordinal - EPOCH_DAY) * DAY)
        margin = timedelta(days=3)
        begin = max(DAWN, datetime.combine(first, time(), UTC) - margin)
        table = self.table_covering(begin, min(_LAST, begin + (until - first) + 2 * margin))
        dates = self._working_dates(table)
        some = dates[bisect_left(dates, low) : bisect_left(dates, high)]
        return tuple(date.fromordinal(ordinal) for ordinal in some)

    def opened(self, first: datetime, until: datetime) -> tuple[tuple[datetime, datetime], ...]:
        """List the open spans, in UTC, cut at `first` and `until`."""
        low, high = in_utc(first), in_utc(until)
        return self.table_covering(low, high).between(low, high) if low < high else ()

    def open_seconds(self, first: int, until: int) -> Segments:
        """Return the open seconds of UTC from `first` up to `until`."""
        table = self._table
        if table is _NOTHING_YET:
            table = self._compiled(first, until)
        elif first < table.first or until > table.until:
            table = self._compiled(min(first, table.first), max(until, table.until))
        return table.spans.within(first, until)

    def table_covering(self, first: datetime, last: datetime) -> Table:
        """Return the compiled table, made longer if need be, that holds both instants in UTC.

        :raises BeyondTheCalendar: one lies outside the years that calendars reckon with.
        """
        table = self._table
        if table.low <= first and last <= table.high:
            return table
        low, high = second_of(first), second_of(last)
        check_within_reach(low)
        check_within_reach(high)
        if table is not _NOTHING_YET:
            low, high = min(low, table.first + _AHEAD), max(high, table.until - _AHEAD)
        return self._compiled(low - _AHEAD, high + _AHEAD)

    def longer(self, table: Table, wanted: timedelta) -> Table:
        """Return a table with the same beginning that holds so much open time.

        :raises NeverOpenAgain: there is not so much open time until the last year.
        """
        while table.total < wanted:
            table = self._later(table)
        return table

    def _put_off(
        self, first: datetime, amount: timedelta, stops: tuple[Stop, ...]
    ) -> tuple[Table, timedelta]:
        """Return the open time at the deadline, later by what each pause before it takes."""
        known = [first, *(end for _begin, end in stops if end < FOREVER)]
        table = self.table_covering(first, known[-1])
        wanted = table.open_before(first) + amount
        for stop in stops:
            done = table.open_before(stop[0])
            if done >= wanted:
                break
            wanted += table.open_before(ending_of(stop)) - done
        return table, wanted

    def _compiled(self, low: int, high: int) -> Table:
        low, high = max(low // DAY * DAY, EARLIEST), min(-(-high // DAY) * DAY, LATEST)
        return self._kept(low, high, self._source(low, high))

    def _kept(self, low: int, high: int, opened: Segments) -> Table:
        self._table = table = Table(low, high, opened)
        return table

    def _later(self, table: Table) -> Table:
        """Return a table with the same beginning, about twice as long."""
        if table.until >= LATEST:
            raise _never_open()
        until = min(2 * table.until - table.first, LATEST)
        return self._kept(table.first, until, table.spans | self._source(table.until, until))

    def _earlier(self, table: Table) -> Table:
        """Return a table with the same end, about twice as long."""
        if table.first <= EARLIEST:
            raise _never_open()
        first = max(2 * table.first - table.until, EARLIEST)
        return self._kept(first, table.until, self._source(first, table.first) | table.spans)

    def _working_dates(self, table: Table) -> tuple[int, ...]:
        held, dates = self._dates
        if held is not table:
            offsets = offsets_between(self.zone, table.first, table.until)
            dates = days_on_the_wall(table.spans, offsets)
            # The table cuts work at its ends, so the dates there say nothing.
            first, last = (at // DAY + EPOCH_DAY for at in (table.first, table.until))
            dates = dates[bisect_right(dates, first + 1) : bisect_left(dates, last - 1)]
            self._dates = (table, dates)
        return dates


_TICK = timedelta(microseconds=1)
_LAST = FOREVER - _TICK
_NOTHING_YET = Table(0, -1, Segments())
_AHEAD = 3 * 366 * DAY


def _wanted_before(
    table: Table, last: datetime, amount: timedelta, stops: tuple[Stop, ...]
) -> timedelta:
    """Return the open time at the instant sought; below 0 the table begins too late."""
    wanted = table.open_before(last) - amount
    for begin, stop in reversed(stops):
        done = table.open_before(stop)
        if done <= wanted:
            break
        wanted -= done - table.open_before(begin)
    return wanted


def _check_not_negative(fine: bool) -> None:
    if not fine:
        raise AmountNegative(
            _("Business time to add or take away cannot be negative. Ask in the other direction.")
        )


def _never_open() -> NeverOpenAgain:
    return NeverOpenAgain(
        _(
            "The calendar has not enough open time for this. Check its weekly hours, "
            "closures and special hours."
        )
    )

"""A calendar compiled for a stretch of time: sorted openings and a running sum of open time."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import accumulate

from catchball.kernel.worktime.segments import Segments
from catchball.kernel.worktime.zones import instant_at

NOTHING = timedelta(0)


@dataclass(frozen=True, eq=False)
class Table:
    """The open seconds after 1970 UTC from `first` up to `until`, laid out for questions.

    `before[i]` is the open time before opening `i` and the last entry is all of it; `shifted[i]`
    is opening `i` less that time, so that one subtraction reads the sum within the hours. Every
    question is one binary search, whatever the length of the span, and needs no conversion, as
    instants and amounts are kept as Python's own.
    Source: Knuth, The Art of Computer Programming, vol. 3, section 6.2.1 (binary search).
    """

    first: int
    until: int
    spans: Segments
    low: datetime = field(init=False, repr=False)
    high: datetime = field(init=False, repr=False)
    opens: list[datetime] = field(init=False, repr=False)
    closes: list[datetime] = field(init=False, repr=False)
    before: list[timedelta] = field(init=False, repr=False)
    shifted: list[datetime] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        opens = [instant_at(start) for start, _end in self.spans]
        closes = [instant_at(end) for _start, end in self.spans]
        lengths = (end - start for start, end in self.spans)
        before = [timedelta(seconds=gone) for gone in accumulate(lengths, initial=0)]
        laid_out = {
            "low": instant_at(self.first),
            "high": instant_at(self.until),
            "opens": opens,
            "closes": closes,
            "before": before,
            "shifted": [start - gone for start, gone in zip(opens, before, strict=False)],
        }
        for name, value in laid_out.items():
            object.__setattr__(self, name, value)

    @property
    def total(self) -> timedelta:
        """All open time of the table."""
        return self.before[-1]

    def open_before(self, at: datetime) -> timedelta:
        """Return the open time from the table's beginning to the instant."""
        place = bisect_right(self.opens, at)
        if place and at < self.closes[place - 1]:
            return at - self.shifted[place - 1]
        return self.before[place]

    def first_with(self, amount: timedelta) -> datetime:
        """Return the earliest instant before which `amount` (more than 0) was open.

        It is a closing time when the amount ends with the day's work.
        """
        return self.shifted[bisect_left(self.before, amount) - 1] + amount

    def last_with(self, amount: timedelta) -> datetime:
        """Return the latest instant before which `amount` (less than all) was open.

        It is an opening time when the amount ends with the day's work.
        """
        return self.shifted[bisect_right(self.before, amount) - 1] + amount

    def opening_from(self, at: datetime) -> datetime | None:
        """Return the instant itself when it is open, or else the next opening in the table."""
        place = bisect_right(self.closes, at)
        return max(at, self.opens[place]) if place < len(self.opens) else None

    def closing_until(self, at: datetime) -> datetime | None:
        """Return the instant itself when work led up to it, or else the last closing before."""
        place = bisect_left(self.opens, at) - 1
        return min(at, self.closes[place]) if place >= 0 else None

    def between(self, low: datetime, high: datetime) -> tuple[tuple[datetime, datetime], ...]:
        """Return the open spans, cut at both instants."""
        some = slice(bisect_right(self.closes, low), bisect_left(self.opens, high))
        spans = zip(self.opens[some], self.closes[some], strict=True)
        return tuple((max(low, start), min(high, end)) for start, end in spans)

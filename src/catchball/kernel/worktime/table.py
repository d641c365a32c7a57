"""A calendar compiled for a stretch of time: sorted openings and a running sum of open time."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from catchball.kernel.worktime.segments import Segments
from catchball.kernel.worktime.zones import MILLION


@dataclass(frozen=True, eq=False)
class Table:
    """Openings and closings from `first` up to `until`, all in seconds after 1970 UTC.

    The lists hold microseconds; `before[i]` is the open time before opening `i`. Every question
    is one binary search, whatever the length of the span. Source: prefix sums, Knuth,
    The Art of Computer Programming, vol. 3, section 6.2.1 (binary search).
    """

    first: int
    until: int
    opened: Segments
    starts: list[int] = field(init=False, repr=False)
    ends: list[int] = field(init=False, repr=False)
    before: list[int] = field(init=False, repr=False)
    total: int = field(init=False)
    low: int = field(init=False, repr=False)
    high: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        starts, ends, before, total = [], [], [], 0
        for start, end in self.opened:
            starts.append(start * MILLION)
            ends.append(end * MILLION)
            before.append(total)
            total += (end - start) * MILLION
        for name, values in (("starts", starts), ("ends", ends), ("before", before)):
            object.__setattr__(self, name, values)
        object.__setattr__(self, "total", total)
        object.__setattr__(self, "low", self.first * MILLION)
        object.__setattr__(self, "high", self.until * MILLION)

    def open_before(self, at: int) -> int:
        """Return the open time from the table's beginning to the instant."""
        place = bisect_right(self.starts, at) - 1
        if place < 0:
            return 0
        end = self.ends[place]
        return self.before[place] + min(end, at) - self.starts[place]

    def first_with(self, amount: int) -> int:
        """Return the earliest instant before which `amount` (more than 0) was open.

        It is a closing time when the amount ends with the day's work.
        """
        place = bisect_left(self.before, amount) - 1
        return self.starts[place] + amount - self.before[place]

    def last_with(self, amount: int) -> int:
        """Return the latest instant before which `amount` (less than all) was open.

        It is an opening time when the amount ends with the day's work.
        """
        place = bisect_right(self.before, amount) - 1
        return self.starts[place] + amount - self.before[place]

    def opening_from(self, at: int) -> int | None:
        """Return the instant itself when it is open, or else the next opening in the table."""
        place = bisect_right(self.ends, at)
        return max(at, self.starts[place]) if place < len(self.starts) else None

    def closing_until(self, at: int) -> int | None:
        """Return the instant itself when work led up to it, or else the last closing before."""
        place = bisect_left(self.starts, at) - 1
        return min(at, self.ends[place]) if place >= 0 else None

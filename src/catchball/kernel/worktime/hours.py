"""Hours of a day, to the minute, also over midnight."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from catchball.kernel.words import Later, _
from catchball.kernel.worktime.problems import HoursOverlap, HoursUnreadable

DAY_MINUTES = 1_440


class Weekday(IntEnum):
    """The days of the week, numbered as `date.weekday` does."""

    MON = 0
    TUE = 1
    WED = 2
    THU = 3
    FRI = 4
    SAT = 5
    SUN = 6

    @property
    def key(self) -> str:
        """The three letters under which the day is stored."""
        return self.name.lower()

    @property
    def label(self) -> str:
        """The day as people call it."""
        return str(_LABELS[self])


_LABELS = (
    Later("Monday"),
    Later("Tuesday"),
    Later("Wednesday"),
    Later("Thursday"),
    Later("Friday"),
    Later("Saturday"),
    Later("Sunday"),
)


@dataclass(frozen=True, order=True)
class Hours:
    """Open from `opens` up to `closes`, in minutes after the midnight that begins the day.

    A shift over midnight closes after 1,440. It belongs to the day on which it opens.
    """

    opens: int
    closes: int

    def __post_init__(self) -> None:
        longest = DAY_MINUTES if self.opens == 0 else DAY_MINUTES - 1
        if not (0 <= self.opens < DAY_MINUTES and 0 < self.closes - self.opens <= longest):
            raise HoursUnreadable(
                _("Hours must open within the day and close less than 24 hours later.")
            )

    @classmethod
    def read(cls, opens: str, closes: str) -> "Hours":
        """Return the hours between two times; when the second is not later it is of the next day.

        >>> Hours.read("22:00", "06:00")
        Hours(opens=1320, closes=1800)

        :raises HoursUnreadable: a time is not HH:MM, or both are the same.
        """
        start, end = _minutes(opens), _minutes(closes)
        if start == end:
            raise HoursUnreadable(
                _(
                    "Hours from %(opens)s to %(closes)s are empty. For a whole day write "
                    "00:00 to 24:00.",
                    opens=opens,
                    closes=closes,
                )
            )
        return cls(start, end if end > start else end + DAY_MINUTES)

    @property
    def written(self) -> tuple[str, str]:
        """The two times as HH:MM, from which `read` makes the same hours."""
        closes = self.closes - DAY_MINUTES if self.closes > DAY_MINUTES else self.closes
        return _clock(self.opens), _clock(closes)


def check_apart(hours: Sequence[Hours], day: str) -> None:
    """Refuse spans of hours of one day that share a minute; they may touch.

    :raises HoursOverlap: two of them share a minute.
    """
    ordered = sorted(hours)
    for earlier, later in itertools.pairwise(ordered):
        _check_pair(earlier, later, later.opens, day)


def check_week_apart(week: Sequence[Sequence[Hours]]) -> None:
    """Refuse a week whose hours overlap, within a day or by a shift over midnight.

    :raises HoursOverlap: two spans share a minute.
    """
    for day in Weekday:
        check_apart(week[day], day.label)
        following = week[(day + 1) % len(Weekday)]
        if week[day] and following:
            last, first = max(week[day]), min(following)
            _check_pair(last, first, first.opens + DAY_MINUTES, day.label)


def _check_pair(earlier: Hours, later: Hours, later_opens: int, day: str) -> None:
    if earlier.closes > later_opens:
        raise HoursOverlap(
            _(
                "On %(day)s the hours %(one)s and %(other)s overlap. Join them or move one.",
                day=day,
                one="–".join(earlier.written),
                other="–".join(later.written),
            )
        )


def _minutes(text: str) -> int:
    hour, colon, minute = text.partition(":")
    shaped = colon and len(hour) == len(minute) == 2 and text.isascii()
    if shaped and hour.isdigit() and minute.isdigit():
        minutes = int(hour) * 60 + int(minute)
        if int(minute) < 60 and minutes <= DAY_MINUTES:
            return minutes
    raise HoursUnreadable(
        _("%(time)s is not a time of day. Write it as HH:MM, from 00:00 to 24:00.", time=text)
    )


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"

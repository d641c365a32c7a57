"""When members of a team in several zones are at work together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Shift:
    """The hours of somebody's working day, in a zone of IANA's."""

    first: time
    last: time
    zone: str


def shared_hours(shifts: Iterable[Shift], *, on: date) -> tuple[datetime, datetime] | None:
    """Return from when to when all are at work on a day; None if never, or without anybody.

    >>> both = [Shift(time(8), time(16), "Europe/Zurich"), Shift(time(9), time(17), "Europe/London")]
    >>> first, last = shared_hours(both, on=date(2026, 6, 1))
    >>> first.isoformat(), last.isoformat()
    ('2026-06-01T09:00:00+01:00', '2026-06-01T16:00:00+02:00')
    """
    spans = [
        (
            datetime.combine(on, one.first, tzinfo=ZoneInfo(one.zone)),
            datetime.combine(on, one.last, tzinfo=ZoneInfo(one.zone)),
        )
        for one in shifts
    ]
    if not spans:
        return None
    first, last = max(begin for begin, _end in spans), min(end for _begin, end in spans)
    return (first, last) if first < last else None

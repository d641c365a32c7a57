"""The wall clock of a zone beside UTC: which offset holds when."""

import itertools
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from catchball.kernel.words import _
from catchball.kernel.worktime.problems import BeyondTheCalendar, InstantHasNoZone, ZoneUnknown
from catchball.kernel.worktime.segments import Segments

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY = date(1970, 1, 1).toordinal()
DAY = 86_400

FIRST_YEAR, LAST_YEAR = 1900, 2199
EARLIEST = (date(FIRST_YEAR, 1, 1).toordinal() - EPOCH_DAY) * DAY
LATEST = (date(LAST_YEAR + 1, 1, 1).toordinal() - EPOCH_DAY) * DAY
DAWN = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
FOREVER = datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC)

_NOT_PLACES = {"localtime", "Factory", "posixrules"}


@lru_cache(maxsize=512)
def zone_named(key: str) -> ZoneInfo:
    """Return the IANA zone; old names that IANA keeps as links are taken too.

    `posix/…` and `right/…` are refused: the second counts leap seconds, which nobody here does.

    :raises ZoneUnknown: the name is not in the list, or was taken from it.
    """
    refused = key in _NOT_PLACES or key.startswith(("posix/", "right/"))
    if not refused:
        try:
            return ZoneInfo(key)
        except (LookupError, ValueError, OSError):
            pass
    raise ZoneUnknown(
        _("There is no time zone called %(zone)s. Choose one such as Europe/Berlin.", zone=key)
    )


def in_utc(instant: datetime) -> datetime:
    """Return the same instant in UTC, exactly.

    :raises InstantHasNoZone: the datetime is naive.
    :raises BeyondTheCalendar: in UTC it lies outside the years that Python knows.
    """
    if instant.tzinfo is UTC:
        return instant
    if instant.utcoffset() is None:
        raise InstantHasNoZone(
            _(
                "%(instant)s names no instant, for it has no time zone. Say the zone too.",
                instant=instant,
            )
        )
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        raise _beyond() from None


def instant_at(second: int) -> datetime:
    """Return the instant so many seconds after 1970-01-01 00:00 UTC, in UTC."""
    return EPOCH + timedelta(seconds=second)


def second_of(instant: datetime) -> int:
    """Return the whole seconds from 1970-01-01 00:00 UTC to the instant, rounded down."""
    gone = instant - EPOCH
    return gone.days * DAY + gone.seconds


@dataclass(frozen=True)
class Offset:
    """From `start` up to `end` (seconds, UTC) the wall clock reads UTC plus `seconds`."""

    start: int
    end: int
    seconds: int


def offsets_between(zone: ZoneInfo, first: int, until: int) -> tuple[Offset, ...]:
    """Return the constant offsets from `first` up to `until`, in seconds of UTC.

    The zone is asked every twelve hours and each change is then found to the second.
    """
    found: list[Offset] = []
    start, held = first, _offset(zone, first)
    for at in [*range(first + DAY // 2, until, DAY // 2), until]:
        now = _offset(zone, at)
        if now != held:
            change = _change_between(zone, max(first, at - DAY // 2), at, held)
            found.append(Offset(start, change, held))
            start, held = change, now
    found.append(Offset(start, until, held))
    return tuple(span for span in found if span.start < span.end)


def on_the_wall(local: Segments, offsets: tuple[Offset, ...]) -> Segments:
    """Return when the wall clock reads a time inside `local`, in seconds of UTC.

    What the clock skips in spring is never open; what it reads twice in autumn is open twice.
    """
    pieces: list[tuple[int, int]] = []
    for offset in offsets:
        shown = local.within(offset.start + offset.seconds, offset.end + offset.seconds)
        pieces.extend(shown.moved(-offset.seconds))
    return Segments.of(pieces)


def days_on_the_wall(opened: Segments, offsets: tuple[Offset, ...]) -> tuple[int, ...]:
    """Return the working dates, as ordinals: work begins on the date or lasts all of it."""
    starts = [offset.start for offset in offsets]
    skipped = set(_skipped(offsets))
    days: set[int] = set()
    for start, end in opened:
        first = start + offsets[bisect_right(starts, start) - 1].seconds
        last = end + offsets[bisect_right(starts, end - 1) - 1].seconds
        days.add(first // DAY)
        days.update(range(first // DAY + 1, last // DAY))
    return tuple(day + EPOCH_DAY for day in sorted(days - skipped))


def instant_on(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the instant at which the wall clock reads `at` on `day`.

    Of a time read twice it is the first; a time that is skipped is read with the offset before
    the gap. Source: RFC 5545, section 3.3.5.
    """
    return datetime.combine(day, at.replace(fold=0), tzinfo=zone).astimezone(UTC)


def check_within_reach(second: int) -> None:
    """Refuse an instant outside the years that calendars reckon with.

    :raises BeyondTheCalendar: it is before 1900 or after 2199.
    """
    if not EARLIEST <= second < LATEST:
        raise _beyond()


def _beyond() -> BeyondTheCalendar:
    return BeyondTheCalendar(
        _(
            "Business time is reckoned from %(first)s to %(last)s only. Check the year.",
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
    )


def _skipped(offsets: tuple[Offset, ...]) -> Iterator[int]:
    """Yield the dates that the zone never had, such as 30 December 2011 in Samoa."""
    for before, after in itertools.pairwise(offsets):
        ended, began = before.end + before.seconds, after.start + after.seconds
        yield from range(-(-ended // DAY), began // DAY)


def _offset(zone: ZoneInfo, second: int) -> int:
    offset = datetime.fromtimestamp(second, zone).utcoffset()
    return 0 if offset is None else offset.days * DAY + offset.seconds


def _change_between(zone: ZoneInfo, before: int, after: int, held: int) -> int:
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(zone, middle) == held:
            before = middle
        else:
            after = middle
    return after

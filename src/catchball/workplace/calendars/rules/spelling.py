"""Hours of a day as people write them: “09:00–12:00, 13:00–17:00”."""

import re
from collections.abc import Sequence

from catchball.kernel.words import _
from catchball.kernel.worktime import Hours, Week, Weekday, week_of
from catchball.kernel.worktime.hours import check_apart, check_week_apart
from catchball.kernel.worktime.problems import HoursOverlap, HoursUnreadable

MOST_SPANS = 12
_SPAN = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*[-‐‑–—]\s*(\d{1,2})(?::(\d{2}))?", re.ASCII)
_BETWEEN = re.compile(r"[,;]")


def read_hours(text: str) -> tuple[Hours, ...]:
    """Read the hours of one day, in order; an empty text means closed.

    Times are of the wall clock in 24 hours; minutes may be left out; an end that is not later
    than its beginning is of the next day.

    >>> read_hours("9-12, 13:00–17:30")
    (Hours(opens=540, closes=720), Hours(opens=780, closes=1050))
    >>> read_hours("22:00-06:00")
    (Hours(opens=1320, closes=1800),)

    :raises HoursUnreadable: a part is not two times with a dash between, or there are too many
    """
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    if len(parts) > MOST_SPANS:
        raise HoursUnreadable(_("Write at most %(most)s spans of hours a day.", most=MOST_SPANS))
    return tuple(sorted(_span(part) for part in parts))


def _span(part: str) -> Hours:
    found = _SPAN.fullmatch(part)
    if found is None:
        raise HoursUnreadable(
            _("“%(part)s” is no span of hours. Write 09:00-12:00, 13:00-17:00.", part=part[:40])
        )
    hour, minute, end_hour, end_minute = found.groups(default="00")
    return Hours.read(f"{hour:0>2}:{minute}", f"{end_hour:0>2}:{end_minute}")


def write_hours(hours: Sequence[Hours]) -> str:
    """Write hours so that `read_hours` reads the same; no hours are an empty text.

    >>> write_hours([Hours(540, 720), Hours(1320, 1800)])
    '09:00–12:00, 22:00–06:00'
    """
    return ", ".join("–".join(each.written) for each in sorted(hours))


def read_week(texts: Sequence[str]) -> tuple[Week | None, dict[Weekday, str]]:
    """Read the seven texts from Monday to Sunday, or say of each day what is wrong.

    Hours that overlap over midnight are told beside the later day.
    """
    hours: dict[Weekday, tuple[Hours, ...]] = {}
    wrong: dict[Weekday, str] = {}
    for day, text in zip(Weekday, texts, strict=True):
        try:
            hours[day] = read_hours(text)
            check_apart(hours[day], day.label)
        except (HoursUnreadable, HoursOverlap) as error:
            wrong[day] = str(error)
    if not wrong:
        for day in Weekday:
            _check_night(hours, day, wrong)
    week = tuple(hours[day] for day in Weekday) if not wrong else None
    return week, wrong


def _check_night(
    hours: dict[Weekday, tuple[Hours, ...]], day: Weekday, wrong: dict[Weekday, str]
) -> None:
    following = Weekday((day + 1) % len(Weekday))
    try:
        check_week_apart(week_of(**{day.key: hours[day], following.key: hours[following]}))
    except HoursOverlap as error:
        wrong.setdefault(following, str(error))

"""Durations and links as people write them: “5d”, “2.5d”, “4h”; “3, 5SS+1d, 7FF-4h”."""

import re
from collections.abc import Mapping
from decimal import Decimal

from catchball.kernel.errors import Invalid
from catchball.kernel.schedule import Link
from catchball.kernel.words import _, ngettext, written
from catchball.workplace.plans.rules.content import PlanContent, PlanLink

_HOUR = 60
_DURATION = re.compile(r"(?P<amount>\d{1,7}(?:[.,]\d{1,3})?)\s*(?P<unit>[a-z]*)", re.IGNORECASE)
_LINK = re.compile(
    r"(?P<number>\d{1,5})\s*(?P<kind>FS|SS|FF|SF)?\s*(?:(?P<sign>[+\-\N{MINUS SIGN}])\s*(?P<lag>.+))?",
    re.IGNORECASE,
)
_UNITS = {"": "day", "d": "day", "day": "day", "days": "day", "h": "hour", "hour": "hour"}
_UNITS |= {"hours": "hour", "m": "minute", "min": "minute", "minutes": "minute", "w": "week"}
_UNITS |= {"week": "week", "weeks": "week"}


class DurationUnreadable(Invalid):
    """What was typed is no duration."""


class LinksUnreadable(Invalid):
    """What was typed is no list of links."""


def read_duration(text: str, day_minutes: int) -> int:
    """Return minutes of working time; a bare number counts days.

    :raises DurationUnreadable: if it is none

    >>> read_duration("2.5d", 480), read_duration("4h", 480), read_duration("0", 480)
    (1200, 240, 0)
    """
    found = _DURATION.fullmatch(text.strip())
    unit = _UNITS.get(found["unit"].lower()) if found else None
    if not found or not unit:
        raise DurationUnreadable(
            _("Write a duration as days or hours: 5d, 2.5d, 4h; 0 for a milestone.")
        )
    length = {"minute": 1, "hour": _HOUR, "day": day_minutes, "week": 5 * day_minutes}[unit]
    return round(Decimal(found["amount"].replace(",", ".")) * length)


def write_duration(minutes: int, day_minutes: int) -> str:
    """Return a duration so that reading it gives the same minutes.

    >>> write_duration(1200, 480), write_duration(100, 480), write_duration(0, 480)
    ('2.5d', '100m', '0d')
    """
    days = Decimal(minutes) / day_minutes
    if days == round(days, 2):
        return f"{_bare(days)}d"
    return f"{minutes // _HOUR}h" if not minutes % _HOUR else f"{minutes}m"


def _bare(number: Decimal) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def say_duration(minutes: int, day_minutes: int) -> str:
    """Return a duration in words, to a tenth of a day.

    >>> say_duration(2400, 480), say_duration(1200, 480), say_duration(240, 480)
    ('5 days', '2.5 days', '4 hours')
    """
    days = Decimal(minutes) / day_minutes
    if abs(days) < 1 and minutes:
        hours = Decimal(minutes) / _HOUR
        return ngettext("%(shown)s hour", "%(shown)s hours", _form(hours), shown=_shown(hours))
    return ngettext("%(shown)s day", "%(shown)s days", _form(days), shown=_shown(days))


def _shown(number: Decimal) -> str:
    return written(number, 0 if number == int(number) else 1)


def _form(number: Decimal) -> int:
    """Return which form of a word goes with a number that may have a fraction or a sign."""
    return 1 if abs(number) == 1 else 2


def read_links(text: str, content: PlanContent, after: int) -> tuple[PlanLink, ...]:
    """Return the links into the task `after` (by uid), written by number.

    :raises LinksUnreadable: if a part is no link, or no task has the number
    """
    uids = {number: uid for uid, number in content.numbers.items()}
    return read_links_by(text, uids, content.day_minutes, after)


def read_links_by(
    text: str, uids: Mapping[int, int], day_minutes: int, after: int
) -> tuple[PlanLink, ...]:
    """Return the links into the task `after`, where `uids` says which task has which number.

    :raises LinksUnreadable: if a part is no link, or no task has the number
    """
    parts = [one.strip() for one in re.split(r"[,;](?!\d{1,3}[a-z])", text) if one.strip()]
    return tuple(_link(one, uids, day_minutes, after) for one in parts)


def _link(text: str, uids: Mapping[int, int], day_minutes: int, after: int) -> PlanLink:
    found = _LINK.fullmatch(text)
    if not found:
        raise LinksUnreadable(
            _(
                "“%(text)s” is no link. Write the numbers of the tasks it waits for: 3, 5SS+1d, "
                "7FF-4h.",
                text=text[:40],
            )
        )
    number = int(found["number"])
    if number not in uids:
        raise LinksUnreadable(_("There is no task with the number %(number)s.", number=number))
    lag = read_duration(found["lag"], day_minutes) if found["lag"] else 0
    return PlanLink(
        before=uids[number],
        after=after,
        kind=Link((found["kind"] or "FS").upper()),
        lag=lag if found["sign"] in {None, "+"} else -lag,
    )


def write_links(content: PlanContent, uid: int) -> str:
    """Return what a task waits for, as it is read."""
    return ", ".join(_written(content, link) for link in content.links_into(uid))


def _written(content: PlanContent, link: PlanLink) -> str:
    number = str(content.numbers[link.before])
    if link.kind is Link.FINISH_START and not link.lag:
        return number
    lag = ""
    if link.lag:
        sign = "+" if link.lag > 0 else "-"
        lag = f"{sign}{write_duration(abs(link.lag), content.day_minutes)}"
    return f"{number}{link.kind}{lag}"

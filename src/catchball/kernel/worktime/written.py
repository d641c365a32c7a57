"""A work calendar as plain JSON, and back: what an editor stores and a promise is signed with."""

from datetime import date, timedelta
from typing import Any

from catchball.kernel.words import _
from catchball.kernel.worktime.calendars import (
    Closure,
    Holiday,
    SpecialHours,
    Week,
    WeekInForce,
    WorkCalendar,
)
from catchball.kernel.worktime.hours import Hours, Weekday
from catchball.kernel.worktime.problems import CalendarUnreadable

_KEYS = {"zone", "business_day_seconds", "weeks", "holidays", "closures", "special_hours"}


def as_json(calendar: WorkCalendar) -> dict[str, Any]:
    """Return the calendar as dicts, lists, strings and numbers, always in the same form."""
    stated = calendar.business_day
    return {
        "zone": calendar.zone,
        "business_day_seconds": None if stated is None else int(stated.total_seconds()),
        "weeks": [
            {"since": each.since and each.since.isoformat(), "hours": _week_out(each.week)}
            for each in calendar.weeks
        ],
        "holidays": {each.on.isoformat(): each.name for each in calendar.holidays},
        "closures": [
            {
                "first": each.first.isoformat(),
                "last": each.last.isoformat(),
                "name": each.name,
                "hours": _hours_out(each.hours),
            }
            for each in calendar.closures
        ],
        "special_hours": {
            each.on.isoformat(): _hours_out(each.hours) for each in calendar.special_hours
        },
    }


def from_json(value: Any) -> WorkCalendar:
    """Return the calendar that `as_json` wrote, or that somebody sent.

    :raises CalendarUnreadable: the shape is wrong; the message names the place.
    """
    sent = _dict(value, "calendar")
    unknown = sorted(set(sent) - _KEYS)
    if unknown:
        raise _unreadable(unknown[0])
    return WorkCalendar(
        zone=_text(sent.get("zone"), "zone"),
        weeks=tuple(_week_in(each) for each in _list(sent.get("weeks"), "weeks")),
        holidays=tuple(
            Holiday(_date(day, "holidays"), _text(name, "holidays"))
            for day, name in _dict(sent.get("holidays", {}), "holidays").items()
        ),
        closures=tuple(_closure_in(each) for each in _list(sent.get("closures", []), "closures")),
        special_hours=tuple(
            SpecialHours(_date(day, "special_hours"), _hours_in(hours, "special_hours"))
            for day, hours in _dict(sent.get("special_hours", {}), "special_hours").items()
        ),
        business_day=_business_day(sent.get("business_day_seconds")),
    )


def _week_out(week: Week) -> dict[str, list[list[str]]]:
    return {day.key: _hours_out(week[day]) for day in Weekday if week[day]}


def _hours_out(hours: tuple[Hours, ...]) -> list[list[str]]:
    return [list(each.written) for each in sorted(hours)]


def _week_in(value: Any) -> WeekInForce:
    sent = _dict(value, "weeks")
    hours = _dict(sent.get("hours"), "weeks.hours")
    if set(hours) - {day.key for day in Weekday}:
        raise _unreadable("weeks.hours")
    since = sent.get("since")
    return WeekInForce(
        None if since is None else _date(since, "weeks.since"),
        tuple(_hours_in(hours.get(day.key, []), f"weeks.hours.{day.key}") for day in Weekday),
    )


def _closure_in(value: Any) -> Closure:
    sent = _dict(value, "closures")
    return Closure(
        _date(sent.get("first"), "closures.first"),
        _date(sent.get("last"), "closures.last"),
        _text(sent.get("name", ""), "closures.name"),
        _hours_in(sent.get("hours", []), "closures.hours"),
    )


def _hours_in(value: Any, where: str) -> tuple[Hours, ...]:
    pairs = [_list(pair, where) for pair in _list(value, where)]
    if any(len(pair) != 2 for pair in pairs):
        raise _unreadable(where)
    return tuple(
        sorted(Hours.read(_text(opens, where), _text(closes, where)) for opens, closes in pairs)
    )


def _business_day(value: Any) -> timedelta | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise _unreadable("business_day_seconds")
    # Checked here because a huge number would overflow the timedelta.
    if not 0 < value <= 86_400:
        raise _unreadable("business_day_seconds")
    return timedelta(seconds=value)


def _date(value: Any, where: str) -> date:
    try:
        return date.fromisoformat(_text(value, where))
    except ValueError:
        raise _unreadable(where) from None


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise _unreadable(where)
    return value


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise _unreadable(where)
    return list(value)


def _dict(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise _unreadable(where)
    return value


def _unreadable(where: str) -> CalendarUnreadable:
    return CalendarUnreadable(
        _("The calendar cannot be read at “%(place)s”. Correct that entry.", place=where)
    )

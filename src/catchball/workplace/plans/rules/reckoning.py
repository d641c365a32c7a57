"""The days that a plan comes to, by the working calendar of its site."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from catchball.kernel.schedule import Limits, Schedule, schedule
from catchball.kernel.worktime import Clock, Landing
from catchball.kernel.worktime.zones import instant_on
from catchball.workplace.plans.rules.content import Constraint, PlanContent, PlanTask
from catchball.workplace.plans.rules.network import network_of

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Dated:
    """When a task can be done, as instants and as days of the site's zone.

    `latest_on` is the last day on which it may end without moving the end of the plan.
    `total_float` and `free_float` are minutes of working time; a summary has the least float of
    its parts.
    """

    starts_at: datetime
    ends_at: datetime
    starts_on: date
    ends_on: date
    latest_on: date
    total_float: int
    free_float: int
    is_critical: bool


@dataclass(frozen=True)
class Reckoned:
    """All tasks of a plan by uid with their days, and when the whole ends."""

    tasks: Mapping[int, Dated]
    starts_on: date
    ends_on: date


def reckon(content: PlanContent, clock: Clock) -> Reckoned:
    """Reckon each task as early as links, dates and the calendar allow.

    :raises NeverOpenAgain: if the calendar holds too little working time
    """
    days = Days(content.start_on, clock)
    found = schedule(network_of(content, limits_of(content, days)))
    dated = {
        one.uid: days.dated(one, found) for one in content.tasks if one.uid not in content.summaries
    }
    for uid in content.summaries:
        dated[uid] = _around([dated[leaf] for leaf in content.leaves_of[uid]])
    return Reckoned(
        dated,
        days.day_of(days.begins_at),
        max((one.ends_on for one in dated.values()), default=content.start_on),
    )


def _around(parts: list[Dated]) -> Dated:
    first = min(parts, key=lambda one: one.starts_at)
    last = max(parts, key=lambda one: one.ends_at)
    least = min(one.total_float for one in parts)
    return Dated(
        first.starts_at,
        last.ends_at,
        first.starts_on,
        last.ends_on,
        last.ends_on,
        least,
        min(one.free_float for one in parts),
        any(one.is_critical for one in parts),
    )


class Days:
    """Turns minutes of working time after a plan's start into days, and days into minutes."""

    def __init__(self, start_on: date, clock: Clock) -> None:
        """Begin when work does on the first day, or next after it."""
        self._clock = clock
        self.begins_at = clock.next_open(self._midnight(start_on))

    def _midnight(self, day: date) -> datetime:
        return instant_on(day, time(), self._clock.zone)

    def day_of(self, at: datetime) -> date:
        """Return the day of an instant in the site's zone."""
        return at.astimezone(self._clock.zone).date()

    def before(self, day: date) -> int:
        """Return the working time from the start up to the beginning of a day."""
        return self._clock.elapsed(self.begins_at, self._midnight(day)) // _MINUTE

    def through(self, day: date) -> int:
        """Return the working time from the start up to the end of a day."""
        return self.before(day + _DAY)

    def at(self, minutes: float, landing: Landing = Landing.CLOSING) -> datetime:
        """Return the instant at which so much working time has passed."""
        if minutes <= 0:
            return self.begins_at
        return self._clock.after(self.begins_at, minutes * _MINUTE, landing=landing)

    def on(self, minutes: float) -> date:
        """Return the day on which so much working time has passed."""
        return self.day_of(self.at(minutes))

    def dated(self, task: PlanTask, found: Schedule) -> Dated:
        """Return the days of a task without parts."""
        times = found.times[str(task.uid)]
        starts_at = self.at(times.early_start, Landing.NEXT_OPENING)
        ends_at = self.at(times.early_finish)
        if not task.minutes:
            # Reached when the task before it ends; on a day of its own, when that day's work begins.
            on = task.constraint_on if task.constraint in _OPENING else None
            waits = on is not None and self.before(on) == times.early_start
            starts_at = ends_at = starts_at if waits else ends_at
        return Dated(
            starts_at,
            ends_at,
            self.day_of(starts_at),
            self.day_of(ends_at),
            self.day_of(self.at(times.late_finish)),
            times.total_float,
            times.free_float,
            times.is_critical,
        )


_OPENING = {Constraint.START_NO_EARLIER, Constraint.START_ON}


def limits_of(content: PlanContent, days: Days) -> dict[int, Limits]:
    """Return what holds each task without parts, its own date and its summaries'."""
    found: dict[int, Limits] = {}
    for one in content.tasks:
        if one.constraint_on is None:
            continue
        limits = _limits(one.constraint, one.constraint_on, days)
        for leaf in content.leaves_of[one.uid]:
            found[leaf] = _both(found.get(leaf), limits)
    return found


def _limits(constraint: Constraint, on: date, days: Days) -> Limits:
    """Return a date as minutes: a start from the day's beginning, an end up to its end."""
    start, end = days.before(on), days.through(on)
    return {
        Constraint.NONE: Limits(),
        Constraint.START_NO_EARLIER: Limits(start_no_earlier=start),
        Constraint.START_NO_LATER: Limits(start_no_later=start),
        Constraint.START_ON: Limits(start_no_earlier=start, start_no_later=start),
        Constraint.FINISH_NO_EARLIER: Limits(finish_no_earlier=end),
        Constraint.FINISH_NO_LATER: Limits(finish_no_later=end),
        Constraint.FINISH_ON: Limits(finish_no_earlier=end, finish_no_later=end),
    }[constraint]


def _both(one: Limits | None, other: Limits) -> Limits:
    """Return the narrower of two sets of limits."""
    if one is None:
        return other
    return Limits(
        _latest(one.start_no_earlier, other.start_no_earlier),
        _earliest(one.start_no_later, other.start_no_later),
        _latest(one.finish_no_earlier, other.finish_no_earlier),
        _earliest(one.finish_no_later, other.finish_no_later),
    )


def _latest(one: int | None, other: int | None) -> int | None:
    return max((each for each in (one, other) if each is not None), default=None)


def _earliest(one: int | None, other: int | None) -> int | None:
    return min((each for each in (one, other) if each is not None), default=None)

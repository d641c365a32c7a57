"""What has happened of a plan by a day: it stays as it was, and what is left begins from then on.

The day is what planners call the status date: no work that is left lies before it. A plan holds no
dates of work done, but the days on which milestones were reached; a milestone that was reached says
that what it waited for is done.

Source: Project Management Institute, Practice Standard for Scheduling (2019), on status dates.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from catchball.kernel.schedule import Activity, Limits, Link, Network, Schedule, schedule
from catchball.kernel.worktime import Landing
from catchball.workplace.plans.rules.content import PlanContent
from catchball.workplace.plans.rules.reckoning import Days

_ENDED = {Link.FINISH_START, Link.FINISH_FINISH}


@dataclass(frozen=True)
class Progress:
    """The day it is, and the days on which milestones (by uid) were reached."""

    today: date
    reached: Mapping[int, date] = field(default_factory=dict)


NOTHING_YET = Progress(date.min)


@dataclass(frozen=True)
class Held:
    """A network that holds what has happened, by uid.

    `done` are the tasks without parts that a milestone reached waited for, with those milestones;
    `overdue` those that should have ended by the day, after what has happened, and nobody says
    they have.
    """

    network: Network
    reached: Mapping[int, date]
    done: frozenset[int]
    overdue: frozenset[int]


def held(
    network: Network, planned: Schedule, content: PlanContent, days: Days, progress: Progress
) -> Held:
    """Return the network of a plan as it stands on a day.

    A milestone reached stays on its day, what it waited for on the days planned, or before it.
    What should have begun after that is taken as begun, and ends on the next working day at the
    earliest; all else begins from the day on.
    """
    now = days.before(progress.today)
    opening = days.at(now, Landing.NEXT_OPENING)
    soonest = days.through(max(progress.today, days.day_of(opening)))
    reached = {
        uid: on
        for uid, on in progress.reached.items()
        if uid in content.by_uid and content.is_milestone(content.by_uid[uid])
    }
    ended = _ended(network, {str(uid): min(days.through(on), now) for uid, on in reached.items()})
    as_done = {
        key: _done(network.by_key[key], planned, latest, is_point=_uid(key) in reached)
        for key, latest in ended.items()
    }
    links = [one for one in network.dependencies if one.after not in as_done]
    activities = [as_done.get(one.key, one) for one in network.activities]
    expected = schedule(Network(activities, links, network.names)).times
    activities = [
        one
        if one.key in as_done
        else _left_of(one, now, soonest, has_begun=expected[one.key].early_start < now)
        for one in activities
    ]
    leaves = [one for one in content.tasks if one.uid not in content.summaries]
    return Held(
        Network(activities, links, network.names),
        reached,
        frozenset(one.uid for one in leaves if str(one.uid) in as_done),
        frozenset(
            one.uid
            for one in leaves
            if str(one.uid) not in as_done
            and days.on(expected[str(one.uid)].early_finish) < progress.today
        ),
    )


def _ended(network: Network, reached: Mapping[str, int]) -> dict[str, int]:
    """Return by when each activity has ended, as the milestones reached say."""
    latest = dict(reached)
    for key in reversed(network.order):
        if key not in latest:
            continue
        for link in network.before[key]:
            if link.link in _ENDED and link.lag >= 0:
                until = max(latest[key] - link.lag, 0)
                latest[link.before] = min(until, latest.get(link.before, until))
    return latest


def _done(one: Activity, planned: Schedule, latest: int, *, is_point: bool) -> Activity:
    """Return an activity that is done, as planned or as early as it must have been."""
    times = planned.times[one.key]
    end = latest if is_point else min(times.early_finish, latest)
    start = min(times.early_start, end)
    return Activity(one.key, 0 if is_point else end - start, Limits(end if is_point else start))


def _left_of(one: Activity, now: int, soonest: int, *, has_begun: bool) -> Activity:
    """Return an activity that is not done, such that nothing left of it lies before now."""
    limits = one.limits
    if _uid(one.key) is None:
        return one
    if has_begun:
        end = max(limits.finish_no_earlier or 0, soonest)
        return replace(one, limits=replace(limits, finish_no_earlier=end))
    start = max(limits.start_no_earlier or 0, now)
    return replace(one, limits=replace(limits, start_no_earlier=start))


def _uid(key: str) -> int | None:
    """Return the uid of a task; None for the end of a summary."""
    return int(key) if key.isdigit() else None

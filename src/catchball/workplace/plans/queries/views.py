"""A plan as it is shown: each task with its days and its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from catchball.kernel.errors import Refused
from catchball.kernel.words import _, day_name
from catchball.workplace.calendars.queries import PlaceCalendar
from catchball.workplace.plans import rules
from catchball.workplace.plans.queries.shapes import PlanView, TaskLine
from catchball.workplace.plans.rules import Bar, Constraint, Dated, PlanContent, Reckoned

# Over weekends and holidays nobody is told that work begins later.
_A_BREAK = timedelta(days=10)


@dataclass(frozen=True)
class Told:
    """The days of a plan, or why there are none."""

    reckoned: Reckoned | None
    why_undated: str = ""


def reckoned_or_why(content: PlanContent, calendar: PlaceCalendar, now: datetime) -> Told:
    """Return the days that a plan comes to by its site's calendar, or why they cannot be told."""
    if not calendar.timetable:
        return Told(None, _("%(site)s has no working calendar yet.", site=calendar.place.name))
    try:
        return Told(rules.reckon(content, calendar.timetable.clock(now)))
    except Refused as error:
        return Told(None, str(error))


def plan_view(
    content: PlanContent, told: Told, *, plan: UUID, version: int, ids: Mapping[int, UUID]
) -> PlanView:
    """Return a plan with all of its tasks, in outline order."""
    lines = tuple(_line(content, one.uid, told, ids[one.uid]) for one in content.tasks)
    leaves = [one for one in lines if not one.is_summary]
    reckoned = told.reckoned
    return PlanView(
        id=plan,
        version=version,
        start_on=content.start_on,
        day_minutes=content.day_minutes,
        day_length=rules.say_duration(content.day_minutes, 24 * 60),
        starts_on=reckoned.starts_on if reckoned else None,
        ends_on=reckoned.ends_on if reckoned and content.tasks else None,
        why_undated=told.why_undated,
        starts_late=bool(reckoned and reckoned.starts_on > content.start_on + _A_BREAK),
        tasks=lines,
        critical=sum(one.is_critical for one in leaves),
        misses=tuple(one.name for one in leaves if one.misses_date),
    )


def _line(content: PlanContent, uid: int, told: Told, row: UUID) -> TaskLine:
    task = content.by_uid[uid]
    days = told.reckoned.tasks[uid] if told.reckoned else None
    is_summary = uid in content.summaries
    length = content.day_minutes
    estimate = ""
    if task.shortest is not None and task.longest is not None and not is_summary:
        estimate = _(
            "%(low)s to %(high)s",
            low=rules.say_duration(task.shortest, length),
            high=rules.say_duration(task.longest, length),
        )
    return TaskLine(
        id=row,
        uid=uid,
        number=content.numbers[uid],
        name=task.name,
        level=task.level,
        owner=task.owner,
        is_summary=is_summary,
        is_milestone=content.is_milestone(task),
        is_critical=bool(days and days.is_critical),
        duration="" if is_summary else rules.say_duration(task.minutes, length),
        estimate=estimate,
        starts_on=days.starts_on if days else None,
        ends_on=days.ends_on if days else None,
        latest_on=days.latest_on if days else None,
        total_float=rules.say_duration(days.total_float, length) if days else "",
        misses_date=bool(days and days.total_float < 0),
        date_rule=_date_rule(task.constraint, task.constraint_on),
        waits_for=rules.write_links(content, uid),
    )


def _date_rule(constraint: Constraint, on: date | None) -> str:
    return f"{constraint.label} {day_name(on)}" if on else ""


def bars_of(content: PlanContent, told: Told) -> tuple[Bar, ...]:
    """Return the tasks as they are drawn; none where no days can be told."""
    if told.reckoned is None:
        return ()
    return tuple(_bar(content, one.uid, told.reckoned.tasks[one.uid]) for one in content.tasks)


def _bar(content: PlanContent, uid: int, days: Dated) -> Bar:
    task = content.by_uid[uid]
    return Bar(
        uid=uid,
        number=content.numbers[uid],
        name=task.name,
        level=task.level,
        starts_on=days.starts_on,
        ends_on=days.ends_on,
        latest_on=max(days.latest_on, days.ends_on),
        is_summary=uid in content.summaries,
        is_milestone=content.is_milestone(task),
        is_critical=days.is_critical,
        waits_for=tuple((link.before, link.kind) for link in content.links_into(uid)),
    )

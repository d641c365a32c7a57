"""The rows of plans as rules read them, and the clock of a program's site."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from catchball.kernel.schedule import Link
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.calendars import queries as calendars
from catchball.workplace.plans import rules
from catchball.workplace.plans.models import Plan, Task, TaskLink
from catchball.workplace.plans.queries.shapes import LockedPlan
from catchball.workplace.programs.queries import program_of

USUAL_DAY = 8 * 60


@dataclass(frozen=True)
class Stored:
    """What a plan says, and the id of each task's row by its uid."""

    content: rules.PlanContent
    ids: Mapping[int, UUID]


def contents_of(plans: Iterable[Plan]) -> dict[UUID, rules.PlanContent]:
    """Return what each plan says, by its id (two SQL queries)."""
    return {plan: one.content for plan, one in stored_of(plans).items()}


def stored_of(plans: Iterable[Plan]) -> dict[UUID, Stored]:
    """Return what each plan says and where its tasks are kept, by its id (two SQL queries)."""
    plans = tuple(plans)
    ids = [one.pk for one in plans]
    tasks: dict[UUID, list[Task]] = {one: [] for one in ids}
    links: dict[UUID, list[TaskLink]] = {one: [] for one in ids}
    for task in Task.objects.filter(plan_id__in=ids).order_by("number"):
        tasks[task.plan_id].append(task)
    for link in TaskLink.objects.filter(plan_id__in=ids).order_by("id"):
        links[link.plan_id].append(link)
    return {
        one.pk: Stored(
            _content(one, tasks[one.pk], links[one.pk]),
            {task.uid: task.pk for task in tasks[one.pk]},
        )
        for one in plans
    }


def _content(plan: Plan, tasks: list[Task], links: list[TaskLink]) -> rules.PlanContent:
    uids = {one.pk: one.uid for one in tasks}
    return rules.PlanContent(
        plan.start_on,
        plan.day_minutes,
        tuple(
            rules.PlanTask(
                uid=one.uid,
                name=one.name,
                level=one.level,
                minutes=one.minutes,
                shortest=one.shortest,
                longest=one.longest,
                owner=rules.Owner(one.owner),
                constraint=rules.Constraint(one.constraint),
                constraint_on=one.constraint_on,
            )
            for one in tasks
        ),
        tuple(
            rules.PlanLink(
                before=uids[one.before_id],
                after=uids[one.after_id],
                kind=Link(one.kind),
                lag=one.lag,
            )
            for one in links
        ),
    )


def site_calendar(scope: Scope, site: UUID) -> calendars.PlaceCalendar:
    """Return the working calendar of a program's site; without versions where there is none."""
    return calendars.get_place_calendar(scope, place=site)


def usual_day(scope: Scope, calendar: calendars.PlaceCalendar) -> int:
    """Return the business day stated on a site's calendar in minutes, or else eight hours."""
    standing = calendar.timetable.standing(scope.now)
    stated = standing.calendar.business_day if standing else None
    return int(stated.total_seconds()) // 60 if stated else USUAL_DAY


@query(may=Permission.PLAN_MANAGE)
def get_plan_for_change(scope: Scope, *, program: UUID) -> LockedPlan | None:
    """Return the plan of a program, locked until the end of the command; None without one.

    :raises NotFound: if the client has no such program
    """
    program_of(scope, program)
    row = (
        Plan.objects.select_for_update().filter(client_id=scope.client, program_id=program).first()
    )
    return LockedPlan(row.pk, row.version, contents_of([row])[row.pk]) if row else None

"""Everything that can happen to a plan by hand."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from catchball.kernel.errors import NotFound, Refused, Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.plans import queries, rules
from catchball.workplace.plans.commands.writing import write_plan
from catchball.workplace.plans.models import Plan, Task
from catchball.workplace.plans.rules import PlanContent, TaskTerms


class PlanExists(Refused):
    """The program has a plan already."""


@command(may=Permission.PLAN_MANAGE, event="plans.plan-begun")
def begin_plan(scope: Scope, *, program: UUID, start_on: date, day_minutes: int) -> UUID:
    """Begin the plan of a program, empty, on a day; return its id.

    `day_minutes` is how many minutes of working time “one day” of a duration means.

    :raises PlanExists: if the program has one
    :raises PlanUnsound: if the length of a day does not do
    :raises NotFound: if the client has no such program
    """
    if queries.get_plan_for_change(scope, program=program):
        raise PlanExists(_("This program has a plan already."))
    rules.check_plan(PlanContent(start_on, day_minutes))
    return create_plan(scope, program=program, start_on=start_on, day_minutes=day_minutes)


def create_plan(scope: Scope, *, program: UUID, start_on: date, day_minutes: int) -> UUID:
    """Make the row of a plan; two at once make one.

    :raises PlanExists: if somebody was faster
    """
    try:
        with transaction.atomic():
            return Plan.objects.create(
                client_id=scope.client,
                program_id=program,
                start_on=start_on,
                day_minutes=day_minutes,
            ).pk
    except IntegrityError as error:
        if "plan_once" not in str(error):
            raise
        raise PlanExists(_("This program has a plan already.")) from error


@command(may=Permission.PLAN_MANAGE, event="plans.plan-changed")
def change_plan(
    scope: Scope, *, program: UUID, start_on: date, day_minutes: int, version: int
) -> None:
    """Let a plan start on another day, or a day of its durations mean another length of work.

    :raises PlanUnsound: if a task has a date before that day
    :raises NotFound, Stale: if there is no plan, or it moved on since `version` was shown
    """
    plan = get_shown(scope, program, version)
    new = rules.with_frame(plan.content, start_on=start_on, day_minutes=day_minutes)
    write_plan(scope, plan.id, old=plan.content, new=new, version=version + 1)


@command(may=Permission.PLAN_MANAGE, event="plans.task-added")
def add_task(scope: Scope, *, program: UUID, after: int, terms: TaskTerms, version: int) -> UUID:
    """Put a task below the one with the number `after` (0: before all); return its id.

    :raises PlanUnsound, ActivityNeedsItself: saying what does not fit
    :raises NotFound, Stale: if there is no plan, or it moved on since `version` was shown
    """
    plan = get_shown(scope, program, version)
    new, uid = rules.with_task(plan.content, after, terms)
    write_plan(scope, plan.id, old=plan.content, new=new, version=version + 1)
    return Task.objects.get(plan_id=plan.id, uid=uid).pk


@command(may=Permission.PLAN_MANAGE, event="plans.task-changed")
def change_task(scope: Scope, *, program: UUID, task: UUID, terms: TaskTerms, version: int) -> None:
    """Put other terms in the place of a task's.

    :raises PlanUnsound, ActivityNeedsItself: saying what does not fit
    :raises NotFound, Stale: if there is no such task, or the plan moved on meanwhile
    """
    plan = get_shown(scope, program, version)
    new = rules.with_task_changed(plan.content, uid_of(plan, task), terms)
    write_plan(scope, plan.id, old=plan.content, new=new, version=version + 1)


@command(may=Permission.PLAN_MANAGE, event="plans.task-removed")
def remove_task(scope: Scope, *, program: UUID, task: UUID, version: int) -> None:
    """Take a task out of the plan, with its links.

    :raises HasParts: if it has parts
    :raises PlanUnsound: if what remains is no sound plan
    :raises NotFound, Stale: if there is no such task, or the plan moved on meanwhile
    """
    plan = get_shown(scope, program, version)
    new = rules.without_task(plan.content, uid_of(plan, task))
    write_plan(scope, plan.id, old=plan.content, new=new, version=version + 1)


def get_shown(scope: Scope, program: UUID, version: int) -> queries.LockedPlan:
    """Return the locked plan, if it is the one that was shown.

    :raises NotFound: if the program has none
    :raises Stale: if it moved on
    """
    plan = queries.get_plan_for_change(scope, program=program)
    if plan is None:
        raise NotFound(_("This program has no plan yet."))
    if plan.version != version:
        raise Stale(_("This plan was changed while you had it open. Look at it again."))
    return plan


def uid_of(plan: queries.LockedPlan, task: UUID) -> int:
    """Return the lasting number of a task of a plan.

    :raises NotFound: if the plan has no such task
    """
    row = Task.objects.filter(plan_id=plan.id, pk=task).first()
    if row is None:
        raise NotFound(_("There is no such task in this plan."))
    return row.uid

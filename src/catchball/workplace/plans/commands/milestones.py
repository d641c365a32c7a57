"""Milestones: committed once, moved with a cause, reached."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from catchball.kernel.errors import NotFound, Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.plans import queries, rules
from catchball.workplace.plans.commands.planning import uid_of
from catchball.workplace.plans.models import Milestone, MilestoneMove
from catchball.workplace.plans.rules import MilestoneCommitted, Slip


@command(may=Permission.PLAN_MANAGE, event="plans.milestone-committed")
def commit_milestone(scope: Scope, *, program: UUID, task: UUID, committed_on: date) -> UUID:
    """Commit the day of a plan's milestone to the other company, once and for ever; return its id.

    :raises NotAMilestone: if the task takes time or has parts
    :raises MilestoneCommitted: if its day was committed before
    :raises MayNotMove: if the plan begins after that day
    :raises NotFound: if there is no such task
    """
    plan = queries.get_plan_for_change(scope, program=program)
    if plan is None:
        raise NotFound(_("This program has no plan yet."))
    uid = uid_of(plan, task)
    rules.check_may_commit(plan.content, uid, committed_on)
    try:
        with transaction.atomic():
            return Milestone.objects.create(
                client_id=scope.client,
                plan_id=plan.id,
                uid=uid,
                name=plan.content.by_uid[uid].name,
                committed_on=committed_on,
                committed_name=scope.actor_name,
                committed_at=scope.now,
                forecast_on=committed_on,
            ).pk
    except IntegrityError as error:
        if "milestone_once" not in str(error):
            raise
        raise MilestoneCommitted(
            _(
                "The day of this milestone was committed already. It can be moved, not committed anew."
            )
        ) from error


@command(may=Permission.PLAN_MANAGE, event="plans.milestone-moved")
def move_milestone(
    scope: Scope, *, milestone: UUID, forecast_on: date, slip: Slip, version: int
) -> None:
    """Forecast another day for a milestone; a later one needs a cause and its party.

    :raises MayNotMove: saying what is missing, or that it was reached
    :raises NotFound, Stale: if there is none, or it moved on since `version` was shown
    """
    row = _shown(scope, milestone, version)
    rules.check_may_move(
        forecast_on=row.forecast_on,
        to=forecast_on,
        actual_on=row.actual_on,
        today=scope.today,
        slip=slip,
    )
    _write(scope, row, forecast_on=forecast_on, slip=slip)


@command(may=Permission.PLAN_MANAGE, event="plans.milestone-reached")
def reach_milestone(
    scope: Scope, *, milestone: UUID, actual_on: date, slip: Slip, version: int
) -> None:
    """Record, or correct, on which day a milestone was reached.

    Later than forecast it needs a cause and its party, as any other slip.

    :raises MayNotReach: if the day is still to come
    :raises MayNotMove: saying what is missing
    :raises NotFound, Stale: if there is none, or it moved on since `version` was shown
    """
    row = _shown(scope, milestone, version)
    rules.check_may_reach(
        start_on=row.plan.start_on,
        forecast_on=row.forecast_on,
        actual_on=actual_on,
        today=scope.today,
        slip=slip,
    )
    row.actual_on = actual_on
    _write(scope, row, forecast_on=max(actual_on, row.forecast_on), slip=slip)


def _shown(scope: Scope, milestone: UUID, version: int) -> Milestone:
    row = queries.get_milestone_for_change(scope, milestone=milestone)
    if row.version != version:
        raise Stale(_("This milestone was changed while you had it open. Look at it again."))
    return row


def _write(scope: Scope, row: Milestone, *, forecast_on: date, slip: Slip) -> None:
    """Write the milestone, and where its day moved the move with it; an earlier day has no party."""
    before, row.forecast_on = row.forecast_on, forecast_on
    row.version += 1
    row.save(update_fields=["forecast_on", "actual_on", "version"])
    if before == forecast_on:
        return
    is_later = forecast_on > before
    MilestoneMove.objects.create(
        client_id=scope.client,
        milestone=row,
        moved_from=before,
        moved_to=forecast_on,
        cause=slip.cause or "" if is_later else "",
        party=slip.party or "" if is_later else "",
        why=" ".join(slip.why.split()),
        moved_name=scope.actor_name,
        moved_at=scope.now,
    )

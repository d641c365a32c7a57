"""Milestones of a plan: what was committed, what is forecast, what the plan itself comes to."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.plans import rules
from catchball.workplace.plans.models import Milestone, MilestoneMove, Plan
from catchball.workplace.plans.queries.reading import (
    Stored,
    site_calendar,
    stored_of,
)
from catchball.workplace.plans.queries.shapes import (
    MilestoneLine,
    MilestonePage,
    MilestonesPage,
    MoveLine,
)
from catchball.workplace.plans.queries.views import Told, reckoned_or_why
from catchball.workplace.plans.rules import SlipCause, SlipParty
from catchball.workplace.programs.queries import program_of


@query(may=Permission.PROGRAM_READ)
def list_milestones(scope: Scope, *, program: UUID) -> MilestonesPage:
    """Return the milestones of a program's plan in outline order, and whose slips they carry.

    Those whose task is no longer in the plan come last.

    :raises NotFound: if the client has no such program, or it has no plan
    """
    line = program_of(scope, program)
    row = Plan.objects.filter(client_id=scope.client, program_id=program).first()
    if row is None:
        raise NotFound(_("This program has no plan yet."))
    stored = stored_of([row])[row.pk]
    told = reckoned_or_why(stored.content, site_calendar(scope, line.site_id), scope.now)
    lines = milestones_of(scope, row.pk, stored, told)
    return MilestonesPage(
        program=line,
        milestones=lines,
        why_undated=told.why_undated,
        by_party=rules.days_by_party(
            (move.moved_from, move.moved_to, move.party) for one in lines for move in one.moves
        ),
        may_manage=scope.may(Permission.PLAN_MANAGE),
    )


@query(may=Permission.PROGRAM_READ)
def get_milestone(scope: Scope, *, milestone: UUID) -> MilestonePage:
    """Return a committed milestone with every move of its day.

    :raises NotFound: if the client has no such milestone
    """
    row = Milestone.objects.select_related("plan").filter(client_id=scope.client, pk=milestone)
    found = row.first()
    if found is None:
        raise NotFound(_("There is no such milestone here."))
    page = list_milestones(scope, program=found.plan.program_id)
    return MilestonePage(
        program=page.program,
        line=next(one for one in page.milestones if one.id == milestone),
        committed_name=found.committed_name,
        committed_at=found.committed_at,
        may_manage=page.may_manage,
    )


@query(may=Permission.PLAN_MANAGE)
def get_milestone_for_change(scope: Scope, *, milestone: UUID) -> Milestone:
    """Return a milestone's row with its plan, locked until the end of the command.

    :raises NotFound: if the client has no such milestone
    """
    rows = Milestone.objects.select_for_update(of=("self",)).select_related("plan")
    row = rows.filter(client_id=scope.client, pk=milestone).first()
    if row is None:
        raise NotFound(_("There is no such milestone here."))
    return row


def milestones_of(
    scope: Scope, plan: UUID, stored: Stored, told: Told
) -> tuple[MilestoneLine, ...]:
    """Return the milestones of a plan, committed or not (two SQL queries)."""
    rows = {one.uid: one for one in Milestone.objects.filter(plan_id=plan).order_by("committed_on")}
    moves = _moves(rows.values())
    points = [one.uid for one in stored.content.tasks if stored.content.is_milestone(one)]
    gone = [uid for uid in rows if uid not in points]
    return tuple(_line(scope, uid, rows.get(uid), stored, told, moves) for uid in (*points, *gone))


def _moves(rows: Iterable[Milestone]) -> dict[UUID, tuple[MoveLine, ...]]:
    found: dict[UUID, list[MoveLine]] = {one.pk: [] for one in rows}
    for move in MilestoneMove.objects.filter(milestone_id__in=found).order_by("-moved_at", "-id"):
        found[move.milestone_id].append(
            MoveLine(
                moved_from=move.moved_from,
                moved_to=move.moved_to,
                cause=SlipCause(move.cause) if move.cause else None,
                party=SlipParty(move.party) if move.party else None,
                why=move.why,
                moved_name=move.moved_name,
                moved_at=move.moved_at,
            )
        )
    return {milestone: tuple(lines) for milestone, lines in found.items()}


def _line(
    scope: Scope,
    uid: int,
    row: Milestone | None,
    stored: Stored,
    told: Told,
    moves: Mapping[UUID, tuple[MoveLine, ...]],
) -> MilestoneLine:
    task = stored.content.by_uid.get(uid)
    is_point = bool(task and stored.content.is_milestone(task))
    days = told.reckoned.tasks[uid] if told.reckoned and task and is_point else None
    line = MilestoneLine(
        task=stored.ids.get(uid) if is_point else None,
        number=stored.content.numbers[uid] if is_point else None,
        name=task.name if task else row.name if row else "",
        planned_on=days.ends_on if days else None,
    )
    if row is None:
        return line
    return replace(
        line,
        id=row.pk,
        committed_on=row.committed_on,
        forecast_on=row.forecast_on,
        actual_on=row.actual_on,
        version=row.version,
        moves=moves[row.pk],
        state=rules.state_of(
            committed_on=row.committed_on,
            forecast_on=row.forecast_on,
            actual_on=row.actual_on,
            today=scope.today,
        ),
    )

"""Baselines of a plan, and any two of them, or one and today's plan, side by side."""

from uuid import UUID

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.plans import rules
from catchball.workplace.plans.models import Baseline, Plan
from catchball.workplace.plans.queries.reading import contents_of, site_calendar
from catchball.workplace.plans.queries.shapes import BaselineLine, BaselinesPage, ComparedPage
from catchball.workplace.plans.queries.views import Told, bars_of, reckoned_or_why
from catchball.workplace.plans.rules import Bar, PlanContent, PlanState
from catchball.workplace.programs.queries import program_of


@query(may=Permission.PROGRAM_READ)
def list_baselines(scope: Scope, *, program: UUID) -> BaselinesPage:
    """Return the baselines of a program's plan, newest first.

    :raises NotFound: if the client has no such program
    """
    line = program_of(scope, program)
    plan = Plan.objects.filter(client_id=scope.client, program_id=program).first()
    rows = Baseline.objects.filter(client_id=scope.client, plan__program_id=program)
    return BaselinesPage(
        program=line,
        plan_version=plan.version if plan else 0,
        baselines=tuple(_line(one) for one in rows.defer("state").order_by("-taken_at", "-id")),
        may_manage=scope.may(Permission.PLAN_MANAGE),
    )


@query(may=Permission.PROGRAM_READ)
def compare_baseline(scope: Scope, *, baseline: UUID, beside: UUID | None = None) -> ComparedPage:
    """Compare a baseline with a later one of the same program, or with the plan of today.

    :raises NotFound: if the client has no such baseline, or the other is not of the same plan
    """
    row = Baseline.objects.filter(client_id=scope.client, pk=baseline).first()
    if row is None:
        raise _no_baseline()
    plan = Plan.objects.get(client_id=scope.client, pk=row.plan_id)
    page = list_baselines(scope, program=plan.program_id)
    calendar = site_calendar(scope, page.program.site_id)
    old = rules.state_from_json(row.state)
    other = _other(scope, plan, beside) if beside else None
    if other:
        new, told = rules.state_from_json(other.state), Told(None)
        bars = _bars(new)
    else:
        content = contents_of([plan])[plan.pk]
        told = reckoned_or_why(content, calendar, scope.now)
        new, bars = rules.state_with(content, told.reckoned), bars_of(content, told)
    return ComparedPage(
        program=page.program,
        baseline=_line(row),
        beside=_line(other) if other else None,
        others=tuple(one for one in page.baselines if one.id != baseline),
        comparison=rules.compared(old, new, calendar.timetable.clock(scope.now)),
        bars=rules.with_bars_before(bars, old),
        why_undated=told.why_undated,
        today=scope.today,
    )


def _other(scope: Scope, plan: Plan, beside: UUID) -> Baseline:
    row = Baseline.objects.filter(client_id=scope.client, plan_id=plan.pk, pk=beside).first()
    if row is None:
        raise _no_baseline()
    return row


def days_of(scope: Scope, program: UUID, content: PlanContent) -> Told:
    """Return the days that a program's plan comes to, or why they cannot be told."""
    line = program_of(scope, program)
    return reckoned_or_why(content, site_calendar(scope, line.site_id), scope.now)


def _no_baseline() -> NotFound:
    return NotFound(_("There is no such baseline here."))


def _line(row: Baseline) -> BaselineLine:
    return BaselineLine(
        id=row.pk,
        name=row.name,
        tasks=row.tasks,
        ends_on=row.ends_on,
        taken_name=row.taken_name,
        taken_at=row.taken_at,
    )


def _bars(state: PlanState) -> tuple[Bar, ...]:
    """Return the tasks of a baseline as they are drawn; what decided its end was not kept."""
    content = state.content
    return tuple(
        Bar(
            uid=one.uid,
            number=content.numbers[one.uid],
            name=one.name,
            level=one.level,
            starts_on=state.days[one.uid].starts_on,
            ends_on=state.days[one.uid].ends_on,
            latest_on=state.days[one.uid].ends_on,
            is_summary=one.uid in content.summaries,
            is_milestone=content.is_milestone(one),
            is_critical=False,
            waits_for=tuple((link.before, link.kind) for link in content.links_into(one.uid)),
        )
        for one in content.tasks
    )

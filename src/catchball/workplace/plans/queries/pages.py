"""Programs with their plans, and one task for its form."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.calendars import queries as calendars
from catchball.workplace.calendars.queries import PlaceCalendar
from catchball.workplace.plans import rules
from catchball.workplace.plans.models import Plan, Task
from catchball.workplace.plans.queries.milestones import milestones_of
from catchball.workplace.plans.queries.reading import (
    contents_of,
    site_calendar,
    stored_of,
    usual_day,
)
from catchball.workplace.plans.queries.shapes import (
    MilestoneLine,
    PlanExport,
    PlanInBrief,
    PlanView,
    ProgramPage,
    ProgramPlan,
    TaskDetail,
)
from catchball.workplace.plans.queries.views import bars_of, plan_view, reckoned_or_why
from catchball.workplace.programs.queries import ProgramLine, list_programs, program_of

_LATE = (rules.MilestoneState.SLIPPED, rules.MilestoneState.OVERDUE)


@query(may=Permission.PROGRAM_READ)
def list_program_plans(scope: Scope) -> tuple[ProgramPlan, ...]:
    """Return the programs of the client by code, each with where its plan leads."""
    rows = Plan.objects.filter(client_id=scope.client)
    contents = contents_of(rows)
    plans = {one.program_id: one.pk for one in rows}
    places = {one.place.id: one for one in calendars.list_place_calendars(scope)}
    return tuple(
        _program_plan(
            scope,
            one,
            contents.get(plans[one.id]) if one.id in plans else None,
            places[one.site_id],
        )
        for one in list_programs(scope)
    )


def _program_plan(
    scope: Scope,
    program: ProgramLine,
    content: rules.PlanContent | None,
    calendar: PlaceCalendar,
) -> ProgramPlan:
    told = reckoned_or_why(content, calendar, scope.now) if content else None
    days = told.reckoned if told else None
    leaves = [
        days.tasks[one.uid]
        for one in (content.tasks if content and days else ())
        if content and days and one.uid not in content.summaries
    ]
    return ProgramPlan(
        program=program,
        starts_on=days.starts_on if days else None,
        ends_on=days.ends_on if days and leaves else None,
        tasks=len(content.tasks) - len(content.summaries) if content else 0,
        critical=sum(one.is_critical for one in leaves),
        misses=sum(one.total_float < 0 for one in leaves),
    )


@query(may=Permission.PROGRAM_READ)
def get_program(scope: Scope, *, program: UUID) -> ProgramPage:
    """Return a program and its plan, reckoned by the working calendar of its site.

    :raises NotFound: if the client has no such program
    """
    line = program_of(scope, program)
    calendar = site_calendar(scope, line.site_id)
    row = Plan.objects.filter(client_id=scope.client, program_id=program).first()
    plan: PlanView | None = None
    bars: tuple[rules.Bar, ...] = ()
    milestones: tuple[MilestoneLine, ...] = ()
    if row:
        stored = stored_of([row])[row.pk]
        content = stored.content
        told = reckoned_or_why(content, calendar, scope.now)
        plan = plan_view(content, told, plan=row.pk, version=row.version, ids=stored.ids)
        bars = bars_of(content, told)
        milestones = milestones_of(scope, row.pk, stored, told)
    return ProgramPage(
        program=line,
        plan=plan,
        bars=bars,
        milestones=milestones,
        has_calendar=bool(calendar.timetable),
        usual_day_minutes=usual_day(scope, calendar),
        may_manage=scope.may(Permission.PLAN_MANAGE),
        may_read_numbers=scope.may(Permission.SCORECARD_READ),
    )


@query(may=Permission.PROGRAM_READ)
def find_plan_in_brief(scope: Scope, program: ProgramLine) -> PlanInBrief | None:
    """Return where the plan of a program leads and what is late in it; None without one."""
    row = Plan.objects.filter(client_id=scope.client, program_id=program.id).first()
    if row is None:
        return None
    stored = stored_of([row])[row.pk]
    content = stored.content
    told = reckoned_or_why(content, site_calendar(scope, program.site_id), scope.now)
    milestones = milestones_of(scope, row.pk, stored, told)
    late = tuple(one for one in milestones if one.state in _LATE)
    told_late = {one.number for one in late}
    leaves = [one for one in content.tasks if one.uid not in content.summaries]
    next_on, next_name = min(_ahead(milestones, scope.today), default=(None, ""))
    return PlanInBrief(
        ends_on=told.reckoned.ends_on if told.reckoned and content.tasks else None,
        tasks=len(leaves),
        misses=tuple(
            one.name
            for one in leaves
            if told.reckoned
            and told.reckoned.tasks[one.uid].total_float < 0
            and content.numbers[one.uid] not in told_late
        ),
        late=late,
        next_name=next_name,
        next_on=next_on,
    )


def _ahead(milestones: Iterable[MilestoneLine], today: date) -> Iterator[tuple[date, str]]:
    """Give the milestones that are not reached, with the day on which each is expected."""
    for one in milestones:
        on = one.forecast_on or one.planned_on
        if one.actual_on is None and on and on >= today:
            yield on, one.name


@query(may=Permission.PROGRAM_READ)
def get_plan_export(scope: Scope, *, program: UUID) -> PlanExport:
    """Return a program's plan as files take it.

    :raises NotFound: if the client has no such program, or it has no plan
    """
    line = program_of(scope, program)
    row = Plan.objects.filter(client_id=scope.client, program_id=program).first()
    if row is None:
        raise NotFound(_("This program has no plan yet."))
    content = contents_of([row])[row.pk]
    calendar = site_calendar(scope, line.site_id)
    told = reckoned_or_why(content, calendar, scope.now)
    zone = calendar.timetable.clock(scope.now).zone if calendar.timetable else None
    return PlanExport(line, content, told.reckoned, zone)


@query(may=Permission.PLAN_MANAGE)
def get_task(scope: Scope, *, program: UUID, task: UUID) -> TaskDetail:
    """Return a task of a program's plan, as a form begins with it.

    :raises NotFound: if the program's plan has no such task
    """
    page = get_program(scope, program=program)
    line = next((one for one in (page.plan.tasks if page.plan else ()) if one.id == task), None)
    if page.plan is None or line is None:
        raise NotFound(_("There is no such task in this plan."))
    row = Task.objects.get(pk=task)
    length = page.plan.day_minutes
    return TaskDetail(
        line=line,
        terms=rules.TaskTerms(
            name=row.name,
            level=row.level,
            duration=rules.write_duration(row.minutes, length),
            shortest=_written(row.shortest, length),
            longest=_written(row.longest, length),
            owner=rules.Owner(row.owner),
            constraint=rules.Constraint(row.constraint),
            constraint_on=row.constraint_on,
            waits_for=line.waits_for,
        ),
        program=page.program,
        version=page.plan.version,
    )


def _written(minutes: int | None, day_minutes: int) -> str:
    return "" if minutes is None else rules.write_duration(minutes, day_minutes)

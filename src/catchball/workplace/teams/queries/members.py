"""The team of a program, now and before."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from catchball.kernel.days import Grain, month_start, period_of
from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.queries import PersonLine, list_assigned_people
from catchball.trust.scope import Scope
from catchball.workplace.agreements.queries import get_metric_page
from catchball.workplace.programs.queries import get_client, program_of
from catchball.workplace.teams.models import Member
from catchball.workplace.teams.queries.shapes import (
    CountedMonth,
    FunctionRow,
    JoiningPage,
    MemberLine,
    MemberPage,
    Team,
    TeamPage,
)
from catchball.workplace.teams.rules import (
    Function,
    Reach,
    Shift,
    Stability,
    Stint,
    check_may_name,
    shared_hours,
    team_stability,
    year_before,
)

# The metric of the catalogue that this history can fill.
STABILITY = "team-stability"


@query(may=Permission.PROGRAM_READ)
def get_team(scope: Scope, *, program: UUID) -> TeamPage:
    """Return the team of a program, and its stability beside the scorecard’s.

    :raises NotFound: if there is no such program of the client
    """
    line = program_of(scope, program)
    return TeamPage(
        program=line,
        client_name=get_client(scope).name,
        team=read_team(scope, program),
        counted=_counted(scope, program),
        may_manage=scope.may(Permission.TEAM_MANAGE),
    )


@query(may=Permission.TEAM_MANAGE)
def get_joining(scope: Scope, *, program: UUID) -> JoiningPage:
    """Return whom the actor's company may name for a team, and after whom (three SQL queries).

    :raises NotFound: if there is no such program of the client
    """
    line = program_of(scope, program)
    team = read_team(scope, program)
    return JoiningPage(
        program=line,
        people=list_own_people(scope),
        before=tuple(one for one in (*team.members, *team.past) if one.is_ours),
    )


@query(may=Permission.TEAM_MANAGE)
def get_member(scope: Scope, member: UUID) -> MemberPage:
    """Return a member of the actor's company with the program, to be changed.

    :raises NotFound: if there is no such member of a team of the client
    :raises MayNotName: if they are the other company's, or have left
    """
    row = Member.objects.filter(client_id=scope.client, pk=member).first()
    if row is None:
        raise NotFound(_("There is no such member of a team here."))
    check_may_name(Side(row.side), own=scope.side, has_left=row.left_on is not None)
    return MemberPage(program=program_of(scope, row.program_id), line=_line(scope, row, {}))


def stability_on(scope: Scope, program: UUID, on: date) -> Stability:
    """Return how steady the team of a program was on a day (one SQL query)."""
    rows = Member.objects.filter(client_id=scope.client, program_id=program)
    return team_stability(_stints(rows), on=on)


def _counted(scope: Scope, program: UUID) -> CountedMonth:
    """Return the stability of the month before, beside what the scorecard holds of it."""
    month_on = month_start(scope.today, -1)
    metric = get_metric_page(scope, metric_key=STABILITY, program=program)
    line = dict(metric.months).get(month_on)
    steady = stability_on(scope, program, month_start(scope.today) - timedelta(days=1))
    return CountedMonth(
        month=period_of(month_on, Grain.MONTH),
        stability=steady,
        is_entered=line is not None
        and line.top == steady.unchanged
        and line.bottom == steady.named,
        version=line.version if line else 0,
        may_count=metric.may_enter and bool(steady.named),
    )


def list_own_people(scope: Scope) -> tuple[PersonLine, ...]:
    """Return the people of the actor's company who may be named (one SQL query)."""
    found = list_assigned_people(scope, who_may=Permission.PROGRAM_READ)
    return tuple(one for one in found if one.side is scope.side)


def read_team(scope: Scope, program: UUID) -> Team:
    """Return the team of a program as it is on the scope's day (one SQL query)."""
    rows = list(
        Member.objects.filter(client_id=scope.client, program_id=program).order_by(
            "-is_core", "since_on", "name"
        )
    )
    names = {row.pk: row.name for row in rows}
    lines = tuple(_line(scope, row, names) for row in rows)
    now = tuple(one for one in lines if one.left_on is None)
    core = tuple(one for one in now if one.is_core)
    past = sorted((one for one in lines if one.left_on), key=_left, reverse=True)
    return Team(
        rows=tuple(_by_function(one, now) for one in Function),
        past=tuple(past),
        stability=team_stability(_stints(rows), on=scope.today),
        manager_left=_managers_left(past, scope.today),
        together=_together(core, scope.today),
        with_hours=sum(one.reach.hours_from is not None for one in core),
        without_deputy=sum(not one.reach.deputy for one in core),
    )


def _left(line: MemberLine) -> date:
    return line.left_on or date.max


def _by_function(function: Function, lines: Iterable[MemberLine]) -> FunctionRow:
    found = [one for one in lines if one.function is function]
    return FunctionRow(
        function=function,
        cmo=tuple(one for one in found if one.side is Side.CMO),
        client=tuple(one for one in found if one.side is Side.CLIENT),
    )


def _stints(rows: Iterable[Member]) -> list[Stint]:
    return [
        Stint(id=row.pk, since_on=row.since_on, left_on=row.left_on, follows=row.follows_id)
        for row in rows
        if row.is_core
    ]


def _managers_left(past: Sequence[MemberLine], today: date) -> tuple[MemberLine, ...]:
    """Return the program managers who left the core in the twelve months up to today."""
    begins = year_before(today)
    return tuple(
        one
        for one in past
        if one.is_core
        and one.function is Function.PROJECT_MANAGEMENT
        and one.left_on
        and one.left_on > begins
    )


def _together(core: Iterable[MemberLine], today: date) -> tuple[datetime, datetime] | None:
    shifts = [
        Shift(one.reach.hours_from, one.reach.hours_to, one.reach.zone)
        for one in core
        if one.reach.hours_from and one.reach.hours_to
    ]
    return shared_hours(shifts, on=today)


def _line(scope: Scope, row: Member, names: dict[UUID, str]) -> MemberLine:
    return MemberLine(
        id=row.pk,
        client_id=row.client_id,
        program=row.program_id,
        side=Side(row.side),
        function=Function(row.function),
        is_core=row.is_core,
        person=row.person_id,
        name=row.name,
        since_on=row.since_on,
        follows_name=names.get(row.follows_id, "") if row.follows_id else "",
        reach=Reach(
            zone=row.zone,
            contact=row.contact,
            deputy=row.deputy,
            hours_from=row.hours_from,
            hours_to=row.hours_to,
            share_percent=row.share_percent,
        ),
        left_on=row.left_on,
        left_why=row.left_why,
        is_ours=row.side == scope.side,
        version=row.version,
    )

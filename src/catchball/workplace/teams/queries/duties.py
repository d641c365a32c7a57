"""Who answers for which work of a program."""

from uuid import UUID

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.programs.queries import get_client, program_of
from catchball.workplace.teams.models import Duty, Work
from catchball.workplace.teams.queries.gate_shapes import DutyPage, HolderLine, WorkLine, WorkPage
from catchball.workplace.teams.queries.members import read_team
from catchball.workplace.teams.queries.shapes import Team
from catchball.workplace.teams.rules import Assigned, Function, Letter, WorkTerms


@query(may=Permission.PROGRAM_READ)
def get_duties(scope: Scope, *, program: UUID) -> DutyPage:
    """Return who answers for which work of a program (five SQL queries).

    :raises NotFound: if there is no such program of the client
    """
    line = program_of(scope, program)
    team = read_team(scope, program)
    return DutyPage(
        program=line,
        client_name=get_client(scope).name,
        lines=list_work(scope, program, team),
        may_manage=scope.may(Permission.TEAM_MANAGE),
    )


@query(may=Permission.TEAM_MANAGE)
def get_work(scope: Scope, work: UUID) -> WorkPage:
    """Return a piece of work as its form begins.

    :raises NotFound: if there is no such work of the client
    """
    row = Work.objects.filter(client_id=scope.client, pk=work).first()
    if row is None:
        raise NotFound(_("There is no such piece of work here."))
    assigned = [_assigned(one) for one in Duty.objects.filter(client_id=scope.client, work=row)]
    return WorkPage(
        program=program_of(scope, row.program_id),
        client_name=get_client(scope).name,
        id=row.pk,
        terms=WorkTerms(title=row.title, duties=tuple(sorted(assigned))),
        version=row.version,
    )


def list_work(scope: Scope, program: UUID, team: Team) -> tuple[WorkLine, ...]:
    """Return the work of a program by number, each with who answers for it (two SQL queries)."""
    rows = Work.objects.filter(client_id=scope.client, program_id=program)
    return tuple(
        _line(row, sorted(_assigned(one) for one in row.duties.all()), team)
        for row in rows.prefetch_related("duties").order_by("number")
    )


def _line(row: Work, duties: list[Assigned], team: Team) -> WorkLine:
    return WorkLine(
        id=row.pk,
        client_id=row.client_id,
        number=row.number,
        title=row.title,
        responsible=_holders(duties, Letter.RESPONSIBLE, team),
        accountable=_holders(duties, Letter.ACCOUNTABLE, team),
        consulted=_holders(duties, Letter.CONSULTED, team),
        informed=_holders(duties, Letter.INFORMED, team),
        version=row.version,
    )


def _holders(duties: list[Assigned], letter: Letter, team: Team) -> tuple[HolderLine, ...]:
    """Return the functions with this letter, each with the members who stand for it."""
    return tuple(
        HolderLine(
            side=one.side,
            function=one.function,
            names=tuple(
                member.name
                for member in team.members
                if (member.side, member.function) == (one.side, one.function)
            ),
        )
        for one in duties
        if one.letter is letter
    )


def _assigned(row: Duty) -> Assigned:
    return Assigned(Side(row.side), Function(row.function), Letter(row.letter))

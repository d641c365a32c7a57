"""A program as one page: where it stands, what is late, who works on it."""

from uuid import UUID

from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.plans.queries import find_plan_in_brief
from catchball.workplace.programs.queries import get_client, program_of
from catchball.workplace.risks.queries import get_program_risks
from catchball.workplace.teams.queries.charters import list_charters, may_sign
from catchball.workplace.teams.queries.courses import read_course
from catchball.workplace.teams.queries.duties import list_work
from catchball.workplace.teams.queries.gates import read_gates
from catchball.workplace.teams.queries.members import read_team
from catchball.workplace.teams.queries.shapes import ProgramHome


@query(may=Permission.PROGRAM_READ)
def get_program_home(scope: Scope, *, program: UUID) -> ProgramHome:
    """Return a program with its stage, charter, team, plan, risks and what is late.

    The number of SQL queries does not grow with rows.

    :raises NotFound: if there is no such program of the client
    """
    line = program_of(scope, program)
    charters = list_charters(scope, line)
    draft = next((one for one in charters if not one.is_agreed), None)
    risks = get_program_risks(scope, line)
    team = read_team(scope, program)
    return ProgramHome(
        program=line,
        client_name=get_client(scope).name,
        course=read_course(scope, program),
        gates=read_gates(scope, line),
        works=list_work(scope, program, team),
        agreed=next((one for one in charters if one.is_agreed), None),
        draft=draft,
        team=team,
        plan=find_plan_in_brief(scope, line),
        assessments=risks.assessments,
        overdue=tuple(one for one in risks.actions if one.is_overdue),
        open_actions=len(risks.actions),
        may_steer=scope.may(Permission.PROGRAM_STEER),
        may_manage=scope.may(Permission.TEAM_MANAGE),
        may_write=scope.may(Permission.CHARTER_WRITE),
        may_sign=may_sign(scope, draft),
    )

"""What a program begins with: laid down from a template, in one command."""

from datetime import date
from uuid import UUID

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.plans import commands as plans
from catchball.workplace.plans.queries import get_program
from catchball.workplace.plans.rules import TaskTerms
from catchball.workplace.programs import commands as programs
from catchball.workplace.risks import commands as risks
from catchball.workplace.risks.rules import Frame
from catchball.workplace.teams.commands.assigning import add_work
from catchball.workplace.teams.commands.gating import add_criterion
from catchball.workplace.teams.rules import (
    TEMPLATES_BY_KEY,
    Asked,
    PlannedTask,
    ProgramTemplate,
    WorkTerms,
)


@command(may=Permission.PROGRAM_STEER, event="teams.program-opened")
def open_program(
    scope: Scope,
    *,
    template: str,
    code: str,
    name: str,
    site: UUID,
    start_on: date,
    product: UUID | None = None,
) -> UUID:
    """Open a program from a template: gates, tasks with links, work and starter risks; return its id.

    `template` is the key of one. All of it is laid down, or nothing.

    :raises NotFound: if there is no such template, site or product
    :raises CodeMissing, CodeTaken: if code or name does not do
    :raises PlanUnsound: if the plan cannot start on that day
    """
    chosen = _template(template)
    program = programs.add_program(scope, code=code, name=name, site=site, product=product)
    _lay_down(scope, program, chosen)
    _plan(scope, program, chosen, start_on)
    title = _("%(template)s: risks", template=str(chosen.name))
    frame = Frame(title=title, held_on=scope.today)
    risks.open_assessment(scope, program=program, frame=frame, starters=chosen.starters)
    return program


def _template(key: str) -> ProgramTemplate:
    found = TEMPLATES_BY_KEY.get(key)
    if found is None:
        raise NotFound(_("There is no such template."))
    return found


def _lay_down(scope: Scope, program: UUID, template: ProgramTemplate) -> None:
    """Write down the gates with their criteria, and the work."""
    for leaves, criteria in template.gates.items():
        for version, (text, owed_by) in enumerate(criteria):
            add_criterion(
                scope,
                program=program,
                leaves=leaves,
                asked=Asked(text=str(text), owed_by=owed_by),
                version=version,
            )
    for work in template.work:
        add_work(scope, program=program, terms=WorkTerms(title=str(work.title), duties=work.duties))


def _plan(scope: Scope, program: UUID, template: ProgramTemplate, start_on: date) -> None:
    """Begin the plan by the usual day of the site, and put the tasks into it one by one."""
    length = get_program(scope, program=program).usual_day_minutes
    plans.begin_plan(scope, program=program, start_on=start_on, day_minutes=length)
    for number, task in enumerate(template.tasks):
        plans.add_task(scope, program=program, after=number, terms=_terms(task), version=number + 1)


def _terms(task: PlannedTask) -> TaskTerms:
    return TaskTerms(
        name=str(task.name),
        level=task.level,
        duration=task.duration,
        shortest=task.low,
        longest=task.high,
        owner=task.owner,
        waits_for=task.waits_for,
    )

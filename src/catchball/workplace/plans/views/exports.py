"""A plan as files that read back as the same plan: Project XML and a workbook."""

import io
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from catchball.kernel.cells import XLSX, write_xlsx
from catchball.kernel.words import _
from catchball.trust.pages import Request, attachment, client_page, file_name
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.plans import queries, rules
from catchball.workplace.plans.queries import PlanExport
from catchball.workplace.plans.rules import Constraint, PlanField, PlanTask

_XML = "application/xml; charset=utf-8"


@require_GET
@client_page(may=Permission.PROGRAM_READ)
def plan_xml(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Hand out a plan as a file of Microsoft Project."""
    plan = queries.get_plan_export(scope, program=program)
    content = rules.write_mspdi(
        plan.content, plan.reckoned, title=plan.program.name, zone=plan.zone
    )
    return attachment(content, kind=_XML, name=_name(plan, scope, "xml"))


@require_GET
@client_page(may=Permission.PROGRAM_READ)
def plan_xlsx(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Hand out a plan as a workbook, a task in a row."""
    plan = queries.get_plan_export(scope, program=program)
    head = [*(one.label for one in PlanField), *(str(one) for one in rules.RECKONED)]
    file = io.BytesIO()
    write_xlsx(file, _("Plan"), head, [_row(plan, one) for one in plan.content.tasks])
    return attachment(file.getvalue(), kind=XLSX, name=_name(plan, scope, "xlsx"))


def _name(plan: PlanExport, scope: Scope, kind: str) -> str:
    return file_name("plan", plan.program.code, str(scope.today), kind=kind)


def _row(plan: PlanExport, one: PlanTask) -> list[Any]:
    content, length = plan.content, plan.content.day_minutes
    days = plan.reckoned.tasks[one.uid] if plan.reckoned else None
    is_summary = one.uid in content.summaries
    lengths = [one.minutes, one.shortest, one.longest]
    return [
        one.uid,
        content.numbers[one.uid],
        one.name,
        one.level,
        *(
            None if each is None or is_summary else rules.write_duration(each, length)
            for each in lengths
        ),
        one.owner.label,
        None if one.constraint is Constraint.NONE else one.constraint.label,
        one.constraint_on,
        rules.write_links(content, one.uid),
        days.starts_on if days else None,
        days.ends_on if days else None,
        rules.write_duration(max(days.total_float, 0), length) if days else None,
    ]

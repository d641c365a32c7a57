"""Open risks of a program as its plan's forecast takes them."""

from uuid import UUID

from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.plans.rules import ProgramThreat
from catchball.workplace.risks import rules
from catchball.workplace.risks.models import Risk


def threats_of(scope: Scope, program: UUID) -> tuple[ProgramThreat, ...]:
    """Return the open risks that are scored and have a delay, with the chance of their step.

    Nothing for whoever may not read risks (one SQL query).
    """
    if not scope.may(Permission.RISK_READ):
        return ()
    rows = Risk.objects.filter(
        client_id=scope.client,
        assessment__program_id=program,
        closed_at__isnull=True,
        delay_days__gt=0,
        probability__isnull=False,
    )
    found = []
    for row in rows.select_related("assessment", "task").order_by("assessment_id", "number"):
        chances = rules.matrix_from_json(row.assessment.matrix).chances
        if chances and row.probability and row.delay_days:
            chance = float(chances[row.probability - 1])
            found.append(
                ProgramThreat(
                    risk=row.pk,
                    name=row.event,
                    chance=chance,
                    days=row.delay_days,
                    task=row.task.uid if row.task else None,
                    task_name=row.task_name,
                    first_on=row.strikes_from,
                    last_on=row.strikes_until,
                )
            )
    return tuple(found)

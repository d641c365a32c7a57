"""Saying which risk foresaw an incident, or that none did."""

from uuid import UUID

from catchball.trust.door import command
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.incidents.commands import note_foresight
from catchball.workplace.incidents.queries import get_incident
from catchball.workplace.incidents.rules import Foreseen
from catchball.workplace.risks import queries, rules
from catchball.workplace.risks.models import Risk


@command(may=Permission.RISK_ASSESS, event="risks.foresight-judged")
def judge_foresight(
    scope: Scope, *, incident: UUID, version: int, risk: UUID | None = None
) -> None:
    """Say which risk foresaw an incident; without one, that none did.

    :raises NotFound: if the client has no such incident or risk
    :raises MayNotForesee: if the risk is of another program, or was not scored when it happened
    :raises Stale: if somebody changed the incident since `version` was shown
    """
    line = get_incident(scope, incident).line
    foreseen = None
    if risk:
        row = queries.get_risk_for_change(scope, risk)
        rules.check_foresaw(
            first_scored_on=queries.first_scored_on(scope, row),
            happened_on=line.happened_on,
            is_of_program=row.assessment.program_id == line.program,
        )
        foreseen = foreseen_by(row)
    note_foresight(scope, incident=incident, version=version, foreseen=foreseen)


def foreseen_by(row: Risk) -> Foreseen:
    """Return a risk as an incident names it."""
    return Foreseen(
        risk=row.pk,
        name=f"{row.number} · {row.event}",
        document=row.assessment_id,
        starter=row.starter,
    )

"""Adding many risks to a document at once: all of them, or none."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from catchball.kernel.errors import Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.permissions import Permission, Side
from catchball.trust.queries import PersonLine
from catchball.trust.scope import Scope
from catchball.workplace.calendars.queries import due_day
from catchball.workplace.risks import queries, rules
from catchball.workplace.risks.commands.scoring import scoring_of
from catchball.workplace.risks.models import Assessment, Risk, Scoring
from catchball.workplace.risks.rules import Axis, Brought, Demand, Matrix


@command(may=Permission.RISK_ASSESS, event="risks.risks-brought")
def bring_risks(
    scope: Scope, *, assessment: UUID, version: int, risks: tuple[Brought, ...]
) -> None:
    """Add risks to a risk assessment, with scores and plans as far as they are told.

    Their plans are approved like any other: one by one, by both companies.

    :raises NotFound: if there is no such document of the client
    :raises RisksDoNotFit: if one of them cannot be added; then none is
    :raises Stale: if somebody changed the document since `version` was shown
    """
    document = queries.get_assessment_for_change(scope, assessment)
    if document.version != version:
        raise Stale(_("This document was changed while you had it open. Load the page again."))
    rules.check_brought(risks, queries.judged(scope, document, risks))
    document.version = version + 1
    document.save()
    rows = _rows(scope, document, risks)
    Risk.objects.bulk_create(rows)
    Scoring.objects.bulk_create(scoring_of(scope, row) for row in rows if row.scored_at)


def _rows(scope: Scope, document: Assessment, risks: Sequence[Brought]) -> list[Risk]:
    earlier = Risk.objects.filter(client_id=scope.client, assessment=document)
    last = earlier.order_by("-number").values_list("number", flat=True).first() or 0
    people = {rules.folded(one.name): one for one in queries.list_team(scope)}
    matrix = rules.matrix_from_json(document.matrix)
    decide_by = due_day(scope, Side.CMO, document.decide_within, program=document.program_id)
    return [
        Risk(
            client_id=scope.client,
            assessment=document,
            number=number,
            **_said(one, matrix, scope.today),
            **_watched(people.get(rules.folded(one.owner))),
            **_scored(scope, one, matrix, decide_by),
        )
        for number, one in enumerate(risks, start=last + 1)
    ]


def _said(one: Brought, matrix: Matrix, today: date) -> dict[str, Any]:
    said = rules.clean_statement(one.statement)
    plan = rules.clean_plan(one.plan, matrix=matrix, today=today)
    return {
        "cause": said.cause,
        "event": said.event,
        "effect": said.effect,
        "category": said.category,
        "phase": said.phase,
        "strategy": plan.strategy or "",
        "contingency": plan.contingency,
        "trigger": plan.trigger,
        "residual_probability": plan.residual_probability,
        "residual_impact": plan.residual_impact,
        "residual_detection": plan.residual_detection,
        "delay_days": plan.delay_days,
        "review_on": plan.review_on,
    }


def _watched(person: PersonLine | None) -> dict[str, Any]:
    if person is None:
        return {}
    return {"owner_id": person.id, "owner_name": person.name, "owner_side": person.side}


def _scored(scope: Scope, one: Brought, matrix: Matrix, decide_by: date) -> dict[str, Any]:
    score = one.score
    if score is None:
        return {}
    demand = matrix.level_of(score).demand
    due = decide_by if demand is Demand.CONSIDER else None
    steps = {axis.value: getattr(score, axis.value) for axis in Axis}
    return {**steps, "scored_at": scope.now, "decide_by": due}

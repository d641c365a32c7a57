"""What happens to the plan of a risk: written, approved by both, carried out, overtaken."""

from datetime import date
from uuid import UUID

from catchball.kernel.canonical import fingerprint
from catchball.kernel.errors import Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.trust.signing import Meaning, check_binds, sign
from catchball.workplace.actions.commands import offer_action
from catchball.workplace.actions.rules import Serves
from catchball.workplace.incidents.commands import record_incident
from catchball.workplace.incidents.rules import TITLE_LENGTH, IncidentTerms, Severity
from catchball.workplace.plans.queries import list_task_choices
from catchball.workplace.risks import queries, rules
from catchball.workplace.risks.commands.foreseeing import judge_foresight
from catchball.workplace.risks.commands.shown import get_shown
from catchball.workplace.risks.models import Risk
from catchball.workplace.risks.rules import Decision, PlanTerms


@command(may=Permission.RISK_ASSESS, event="risks.plan-written")
def write_plan(scope: Scope, *, risk: UUID, version: int, plan: PlanTerms) -> None:
    """Write the plan of a risk, as far as it is known; both companies approve it when complete.

    A plan that both approved has to be approved anew once anything of it was changed.

    :raises PlanDoesNotFit: if a part cannot be
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = get_shown(scope, risk, version)
    matrix = rules.matrix_from_json(row.assessment.matrix)
    kept = rules.clean_plan(plan, matrix=matrix, today=scope.today)
    row.strategy = kept.strategy or ""
    row.contingency, row.trigger = kept.contingency, kept.trigger
    row.residual_probability, row.residual_impact = kept.residual_probability, kept.residual_impact
    row.residual_detection = kept.residual_detection
    row.delay_days, row.review_on = kept.delay_days, kept.review_on
    row.strikes_from, row.strikes_until = kept.strikes_from, kept.strikes_until
    _tie(scope, row, kept.task)
    row.save()


def _tie(scope: Scope, row: Risk, task: UUID | None) -> None:
    """Let a risk delay a task, under the name that it has now; or none."""
    choices = list_task_choices(scope, row.assessment.program_id) if task else ()
    chosen = next((one for one in choices if one.id == task), None)
    rules.check_is_a_task(is_of_plan=task is None or chosen is not None)
    row.task_id, row.task_name = task, chosen.name if chosen else ""


@command(may=Permission.RISK_ASSESS, event="risks.plan-action-added")
def add_plan_action(
    scope: Scope, *, risk: UUID, version: int, title: str, owner: UUID, due_on: date
) -> None:
    """Offer an action of the plan to somebody of either company.

    It counts in the plan once its owner has accepted it.

    :raises NotFound: if no such person works for or with this client
    :raises ActionIncomplete: without a title, or if the day has passed
    :raises Stale: if somebody changed the risk since `version` was shown
    """
    row = get_shown(scope, risk, version)
    offer_action(scope, title=title, owner=owner, due_on=due_on, serves=_served(row))
    row.save()


@command(may=Permission.RISK_APPROVE, event="risks.plan-approved", signs=True)
def approve_plan(
    scope: Scope, *, risk: UUID, version: int, meaning: Meaning, content_hash: str
) -> None:
    """Approve the complete plan of a risk under a signature; grey needs that of both companies.

    `content_hash` is the SHA-256 that was shown with the plan.

    :raises MayNotApprove: if a part of the plan is missing, or the risk is not scored
    :raises ApprovedAlready: if this company, or both, have approved it
    :raises MeaningDoesNotBind: if the signature neither agrees nor approves
    :raises Stale: if the plan is not what was shown
    """
    check_binds(meaning)
    row = get_shown(scope, risk, version)
    read, approved = queries.read_risk(scope, row)
    rules.check_may_approve(
        read.now.missing, colour=read.colour, side=scope.side, approved_by=approved
    )
    if fingerprint(read.content) != content_hash:
        raise Stale(_("This is not the plan that you were shown. Load the page again."))
    if approved | {scope.side} == set(Side):
        row.approved_at, row.approved_hash = scope.now, content_hash
    row.save()
    sign(scope, record=queries.PLAN, record_id=row.pk, content=read.content, meaning=meaning)


@command(may=Permission.RISK_ASSESS, event="risks.risk-decided")
def decide_risk(
    scope: Scope,
    *,
    risk: UUID,
    version: int,
    decision: Decision,
    accepted_until: date | None = None,
) -> None:
    """Decide on a yellow risk: write a plan, or accept it for the reason in the scope until a day.

    :raises MayNotAssess: if the risk is not yellow
    :raises DecisionIncomplete: if accepted without a reason or a day to come
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = get_shown(scope, risk, version)
    read, _approved = queries.read_risk(scope, row)
    rules.check_decision(
        decision,
        colour=read.colour,
        reason=scope.reason,
        accepted_until=accepted_until,
        today=scope.today,
    )
    row.decision = decision
    row.decided_name, row.decided_at, row.decided_why = scope.actor_name, scope.now, scope.reason
    row.accepted_until = accepted_until if decision is Decision.ACCEPT else None
    row.save()


@command(may=Permission.RISK_ASSESS, event="risks.trigger-fired")
def fire_trigger(
    scope: Scope,
    *,
    risk: UUID,
    version: int,
    title: str,
    owner: UUID,
    due_on: date,
    severity: Severity | None = None,
) -> None:
    """Tell that the sign of a risk was seen, for the reason in the scope, and offer what follows.

    With a severity the risk has happened, and an incident of today is opened that it foresaw. A plan that was completed reverts with it, until both companies approve it anew.

    :raises MayNotAssess: if the plan names no sign
    :raises RiskIncomplete: if nobody says what was seen
    :raises ActionIncomplete: without a title of the action, or if its day has passed
    :raises Stale: if somebody changed the risk since `version` was shown
    """
    row = get_shown(scope, risk, version)
    rules.check_may_fire(trigger=row.trigger, reason=scope.reason)
    offer_action(scope, title=title, owner=owner, due_on=due_on, serves=_served(row))
    if severity:
        _open_incident(scope, row, severity)
    row.fired_at, row.fired_name, row.fired_why = scope.now, scope.actor_name, scope.reason
    row.save()


def _open_incident(scope: Scope, row: Risk, severity: Severity) -> None:
    terms = IncidentTerms(
        title=row.event[:TITLE_LENGTH],
        happened_on=scope.today,
        severity=severity,
        what=scope.reason,
    )
    made = record_incident(scope, program=row.assessment.program_id, terms=terms)
    judge_foresight(scope, incident=made, version=1, risk=row.pk)


def _served(row: Risk) -> Serves:
    return Serves(kind=queries.SERVED, id=row.pk, name=f"{row.number} · {row.event}")

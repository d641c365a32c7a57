"""What may be asked about one risk: its page, its rows for commands, its plan for signatures."""

from typing import Any
from uuid import UUID

from catchball.kernel.canonical import canonical, fingerprint
from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.trust.signing import SignatureLine, list_signatures
from catchball.workplace.actions.queries import list_owners
from catchball.workplace.incidents.queries import list_foreseen_by
from catchball.workplace.plans.queries import has_parts
from catchball.workplace.programs.queries import get_client, list_programs
from catchball.workplace.risks import rules
from catchball.workplace.risks.models import Assessment, Risk, Scoring
from catchball.workplace.risks.queries.blind import is_scored_blind
from catchball.workplace.risks.queries.library import find_starter
from catchball.workplace.risks.queries.reading import (
    PLAN,
    Read,
    approvals_of,
    is_undecided,
    line_of,
    read_rows,
    score_of,
)
from catchball.workplace.risks.queries.shapes import (
    RiskLine,
    RiskPage,
    RiskSteps,
    ScoringLine,
    Struck,
)
from catchball.workplace.risks.rules import BY_KEY, Colour, Matrix, Moved, in_readers_words


def get_risk_for_change(scope: Scope, risk: UUID) -> Risk:
    """Return the row of a risk, locked until the command ends.

    :raises NotFound: if there is no such risk of the client
    """
    rows = Risk.objects.select_for_update(of=("self",)).select_related("assessment")
    row = rows.filter(client_id=scope.client, pk=risk).first()
    if row is None:
        raise _not_there()
    return row


def lock_document_of(scope: Scope, risk: UUID) -> None:
    """Lock the document of a risk until the command ends: asked before the risk itself is locked.

    :raises NotFound: if there is no such risk of the client
    """
    rows = Risk.objects.filter(client_id=scope.client, pk=risk)
    document = rows.values_list("assessment_id", flat=True).first()
    if document is None:
        raise _not_there()
    Assessment.objects.select_for_update().get(pk=document)


def read_risk(scope: Scope, row: Risk) -> tuple[Read, frozenset[Side]]:
    """Return a risk with what its colour is worked out from, and who approved its plan."""
    rows = list(
        Risk.objects.filter(client_id=scope.client, assessment_id=row.assessment_id).exclude(
            pk=row.pk
        )
    )
    matrix = rules.matrix_from_json(row.assessment.matrix)
    read = read_rows(scope, [row, *rows], {row.assessment_id: matrix})
    own = read[0]
    return own, approvals_of([own]).get(row.pk, frozenset())


@query(may=Permission.RISK_READ)
def get_risk(scope: Scope, risk: UUID) -> RiskPage:
    """Return a risk: its words, its scores, its plan, who approved it (ten to thirteen SQL queries).

    :raises NotFound: if there is no such risk of the client
    """
    rows = Risk.objects.select_related("assessment").filter(client_id=scope.client, pk=risk)
    row = rows.first()
    if row is None:
        raise _not_there()
    document = row.assessment
    beside = Risk.objects.filter(client_id=scope.client, assessment=document)
    siblings = beside.select_related("task").order_by("number")
    matrix = rules.matrix_from_json(document.matrix)
    read = read_rows(scope, list(siblings), {document.pk: matrix})
    signed = approvals_of(read)
    lines = {one.row.pk: line_of(scope, one, signed.get(one.row.pk, frozenset())) for one in read}
    own = next(one for one in read if one.row.pk == row.pk)
    return _page(scope, own, document, lines)


@query(may=Permission.RISK_APPROVE)
def get_plan_to_approve(scope: Scope, risk: UUID) -> RiskPage:
    """Return a risk with exactly the plan that the actor would approve now.

    :raises NotFound: if there is no such risk of the client
    :raises MayNotApprove: if the plan is not complete, or approved by the actor's company
    """
    page = get_risk(scope, risk)
    rules.check_is_open(is_closed=page.line.is_closed)
    approved = frozenset(Side) - page.line.waits_for
    rules.check_may_approve(
        page.line.missing, colour=page.line.colour, side=scope.side, approved_by=approved
    )
    return page


def _not_there() -> NotFound:
    return NotFound(_("There is no such risk here."))


def _page(scope: Scope, read: Read, document: Assessment, lines: dict[UUID, RiskLine]) -> RiskPage:
    row, matrix = read.row, read.matrix
    line = lines[row.pk]
    starter = BY_KEY.get(row.starter) or find_starter(row.starter)
    programs = {one.id: one.name for one in list_programs(scope)}
    residual = row.residual_probability and row.residual_impact
    return RiskPage(
        line=line,
        client_name=get_client(scope).name,
        assessment_title=document.title,
        program=document.program_id,
        program_name=programs[document.program_id],
        matrix=matrix,
        contingency=in_readers_words(row.starter, "contingency", row.contingency),
        trigger=row.trigger,
        residual_probability=row.residual_probability,
        residual_impact=row.residual_impact,
        residual_detection=row.residual_detection,
        residual_level=matrix.level(
            row.residual_probability, row.residual_impact, row.residual_detection
        ).word
        if residual and row.residual_probability and row.residual_impact
        else "",
        delay_days=row.delay_days,
        struck=_struck(scope, row),
        strikes_from=row.strikes_from,
        strikes_until=row.strikes_until,
        is_past_striking=row.strikes_until is not None and row.strikes_until < scope.today,
        suggested_response=_(starter.response) if starter else "",
        suggested_contingency=_(starter.contingency) if starter else "",
        actions=read.actions,
        scorings=_scorings(row, matrix),
        secondary=tuple(one for one in lines.values() if one.arises_from == row.pk),
        primary=lines.get(row.arises_from_id) if row.arises_from_id else None,
        approved_at=row.approved_at,
        fired_at=row.fired_at,
        fired_name=row.fired_name,
        fired_why=row.fired_why,
        closed_at=row.closed_at,
        closed_name=row.closed_name,
        closed_why=row.closed_why,
        foresaw=list_foreseen_by(scope, row.pk),
        signatures=_signatures(scope, read),
        content_text=canonical(read.content).decode(),
        content_hash=fingerprint(read.content),
        people=list_owners(scope),
        siblings=tuple(one for one in lines.values() if one.id != row.pk and not one.is_closed),
        steps=_steps(scope, read, line),
    )


def _struck(scope: Scope, row: Risk) -> Struck | None:
    if row.task:
        return Struck(row.task.pk, row.task.number, row.task.name, has_parts(scope, row.task.pk))
    return Struck(None, None, row.task_name) if row.task_name else None


def _scorings(row: Risk, matrix: Matrix) -> tuple[ScoringLine, ...]:
    """Return how a risk was scored, the newest first."""
    rows = Scoring.objects.filter(client_id=row.client_id, risk=row).order_by("-scored_at", "-pk")
    return tuple(_scoring(one, matrix) for one in rows)


def _scoring(row: Scoring, matrix: Matrix) -> ScoringLine:
    score: Any = score_of(row)
    level = matrix.level_of(score)
    return ScoringLine(
        score=score,
        points=rules.points_of(score),
        level=level.word,
        demand=level.demand,
        name=row.scored_name,
        side=Side(row.side),
        at=row.scored_at,
        why=row.why,
        originals=rules.pair_from_json(row.originals) if row.originals else None,
        moved=Moved(row.moved) if row.moved else None,
    )


def _signatures(scope: Scope, read: Read) -> tuple[SignatureLine, ...]:
    """Return the signatures under the plan as it is, the newest first.

    Those from before an event that made it revert are none.
    """
    found = list_signatures(scope, record=PLAN, contents={read.row.pk: read.content})[read.row.pk]
    since = read.reopened_at
    return tuple(
        one for one in reversed(found) if one.still_equal and not (since and one.signed_at <= since)
    )


def _steps(scope: Scope, read: Read, line: RiskLine) -> RiskSteps:
    is_open = not line.is_closed
    return RiskSteps(
        assess=is_open and scope.may(Permission.RISK_ASSESS),
        score_blind=is_open
        and scope.may(Permission.RISK_ASSESS)
        and is_scored_blind(scope, read.row),
        decide=is_open
        and line.colour is Colour.YELLOW
        and is_undecided(line)
        and scope.may(Permission.RISK_ASSESS),
        approve=scope.side in line.waits_for and scope.may(Permission.RISK_APPROVE),
        keep=scope.side is Side.CMO and scope.may(Permission.RISK_ASSESS),
        fire=is_open and bool(read.row.trigger) and scope.may(Permission.RISK_ASSESS),
    )

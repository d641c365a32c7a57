"""What happens in a round of blind scoring: begun, scored apart, closed by both, called off."""

from collections.abc import Collection
from uuid import UUID

from catchball.kernel.errors import NotFound, Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.models import EntryAudience
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.risks import queries, rules
from catchball.workplace.risks.models import BlindScore, Risk, ScoringRound
from catchball.workplace.risks.rules import Axis, Score


def own_side(scope: Scope) -> EntryAudience:
    """Return who sees how a company scores blind: that company alone."""
    return EntryAudience.INTERNAL if scope.side is Side.CMO else EntryAudience.CLIENT


@command(may=Permission.RISK_ASSESS, event="risks.round-begun")
def begin_round(scope: Scope, *, assessment: UUID, risks: Collection[UUID]) -> UUID:
    """Let both companies score these risks of a document apart; return the round's id.

    Until both have closed their scores, neither sees the other's, nor which risks they are of.

    :raises NotFound: if there is no such document of the client
    :raises MayNotAssess: while another round of the document is under way
    :raises RiskIncomplete: if none of the risks is an open one of the document
    """
    document = queries.get_assessment_for_change(scope, assessment)
    before = queries.find_round_for_change(scope, document.pk)
    rows = Risk.objects.filter(client_id=scope.client, assessment=document, closed_at=None)
    chosen = [row.pk for row in rows.filter(pk__in=list(risks)).order_by("number")]
    rules.check_may_begin(queries.state_of_row(before) if before else None, chosen)
    row = ScoringRound(
        client_id=scope.client,
        assessment=document,
        number=before.number + 1 if before else 1,
        risks=[str(one) for one in chosen],
        begun_name=scope.actor_name,
        begun_at=scope.now,
    )
    row.save(force_insert=True)
    return row.pk


@command(may=Permission.RISK_ASSESS, event="risks.risk-scored-blind", audience=own_side)
def score_blind(scope: Scope, *, risk: UUID, version: int, score: Score) -> None:
    """Score a risk for the actor's company in the round that is under way.

    The other company sees neither the score nor of which risk it is before both have closed; the
    reason in the scope is revealed with it. `version` is that of the company's own score of the
    risk in this round: 0 where there is none.

    :raises NotFound: if there is no such risk of the client, or no round of it
    :raises MayNotAssess: if the round is over, or the company has closed its scores
    :raises ScoreDoesNotFit: if a step lies outside its scale
    :raises Stale: if a colleague changed the score since `version` was shown
    """
    row = queries.get_risk_for_change(scope, risk)
    held = queries.get_round_for_change(scope, row.assessment_id)
    if str(row.pk) not in held.risks:
        raise NotFound(_("This risk is not in the round of blind scoring."))
    rules.check_is_open(is_closed=row.closed_at is not None)
    rules.check_may_score_blind(queries.state_of_row(held), has_closed=_has_closed(held, scope))
    own = BlindScore.objects.filter(client_id=scope.client, round=held, risk=row, side=scope.side)
    mine = own.first() or BlindScore(
        client_id=scope.client,
        round=held,
        risk=row,
        side=scope.side,
        audience=own_side(scope),
        version=0,
    )
    if mine.version != version:
        raise Stale(_("A colleague scored this risk while you had it open. Load the page again."))
    rules.check_score(rules.matrix_from_json(row.assessment.matrix), score)
    _keep(scope, mine, score)
    if version == 0:
        setattr(held, f"{scope.side}_scored", getattr(held, f"{scope.side}_scored") + 1)
        held.save()


def _keep(scope: Scope, mine: BlindScore, score: Score) -> None:
    for axis in Axis:
        setattr(mine, axis.value, getattr(score, axis.value))
    mine.scored_name, mine.scored_at, mine.why = scope.actor_name, scope.now, scope.reason
    mine.version += 1
    mine.save()


@command(may=Permission.RISK_ASSESS, event="risks.round-closed")
def close_round(scope: Scope, *, assessment: UUID) -> None:
    """Close the scores of the actor's company; when both have, all scores are revealed to both.

    :raises NotFound: if there is no round in such a document of the client
    :raises MayNotAssess: if it is over, the company has closed, or has not scored any risk
    """
    row = queries.get_round_for_change(scope, assessment)
    rules.check_may_close(
        queries.state_of_row(row),
        has_closed=_has_closed(row, scope),
        scored=getattr(row, f"{scope.side}_scored"),
    )
    setattr(row, f"{scope.side}_closed_at", scope.now)
    setattr(row, f"{scope.side}_closed_name", scope.actor_name)
    if row.cmo_closed_at and row.client_closed_at:
        row.revealed_at = scope.now
    row.save()


@command(may=Permission.RISK_ASSESS, event="risks.round-called-off")
def call_off_round(scope: Scope, *, assessment: UUID) -> None:
    """Call a round off for the reason in the scope; what was scored in it is never revealed.

    :raises NotFound: if there is no round in such a document of the client
    :raises MayNotAssess: if it is over
    :raises RiskIncomplete: without a reason
    """
    row = queries.get_round_for_change(scope, assessment)
    rules.check_may_call_off(queries.state_of_row(row), reason=scope.reason)
    row.called_off_at, row.called_off_name = scope.now, scope.actor_name
    row.called_off_why = scope.reason
    row.save()


def _has_closed(row: ScoringRound, scope: Scope) -> bool:
    return getattr(row, f"{scope.side}_closed_at") is not None

"""What happens to the scores of risks: given in the open, or agreed on after a blind round."""

from typing import Any
from uuid import UUID

from catchball.trust.door import command
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.calendars.queries import due_day
from catchball.workplace.risks import queries, rules
from catchball.workplace.risks.commands.shown import get_shown
from catchball.workplace.risks.models import Risk, Scoring, ScoringRound
from catchball.workplace.risks.rules import Axis, Demand, Pair, RoundState, Score


@command(may=Permission.RISK_ASSESS, event="risks.risk-scored")
def score_risk(scope: Scope, *, risk: UUID, version: int, score: Score) -> None:
    """Score a risk on the scales of its document; every score is kept.

    Where it becomes yellow, a decision is due within the working days that the document says.

    :raises ScoreDoesNotFit: if a step lies outside its scale
    :raises MayNotAssess: while both companies score it blind
    :raises Stale: if somebody changed it since `version` was shown
    """
    row = get_shown(scope, risk, version)
    rules.check_not_blind(is_scored_blind=queries.is_scored_blind(scope, row))
    _score(scope, row, score)


@command(may=Permission.RISK_ASSESS, event="risks.score-reconciled")
def reconcile_score(scope: Scope, *, risk: UUID, version: int, score: Score) -> None:
    """Keep the score that both companies agree on after a round, with what each had given.

    :raises NotFound: if there is no such risk of the client, or no round in its document
    :raises MayNotAssess: before the reveal, of a risk outside the round, or a second time
    :raises ScoreDoesNotFit: if a step lies outside its scale
    :raises Stale: if somebody changed the risk since `version` was shown
    """
    row = get_shown(scope, risk, version)
    held = queries.get_round_for_change(scope, row.assessment_id)
    rules.check_may_reconcile(
        queries.state_of_row(held),
        is_in_round=str(row.pk) in held.risks,
        is_agreed=row.pk in queries.list_agreed(held),
    )
    pair = queries.pairs_of(held).get(row.pk, Pair(None, None))
    _score(scope, row, score, held=held, pair=pair)


@command(may=Permission.RISK_ASSESS, event="risks.same-scores-kept")
def keep_same_scores(scope: Scope, *, assessment: UUID) -> None:
    """Keep the score of every risk on which both companies gave the same in the latest round.

    :raises NotFound: if there is no round in such a document of the client
    :raises MayNotAssess: before the reveal
    """
    # Risks before their round, as whoever agrees on one of them locks both.
    rows = Risk.objects.select_for_update(of=("self",)).select_related("assessment")
    rows = rows.filter(client_id=scope.client, assessment_id=assessment, closed_at=None)
    open_risks = list(rows.order_by("number"))
    held = queries.get_round_for_change(scope, assessment)
    is_revealed = queries.state_of_row(held) is RoundState.REVEALED
    rules.check_may_reconcile(queries.state_of_row(held), is_in_round=is_revealed, is_agreed=False)
    agreed, pairs = queries.list_agreed(held), queries.pairs_of(held)
    for row in open_risks:
        pair = pairs.get(row.pk, Pair(None, None))
        if pair.agreed and row.pk not in agreed:
            row.version += 1
            _score(scope, row, pair.agreed, held=held, pair=pair)


def _score(
    scope: Scope,
    row: Risk,
    score: Score,
    *,
    held: ScoringRound | None = None,
    pair: Pair | None = None,
) -> None:
    """Give a risk its score, and keep that it was scored so."""
    matrix = rules.matrix_from_json(row.assessment.matrix)
    rules.check_score(matrix, score)
    before, after = queries.score_of(row), matrix.level_of(score).demand
    for axis in Axis:
        setattr(row, axis.value, getattr(score, axis.value))
    row.scored_at = scope.now
    if before is None or after is not matrix.level_of(before).demand:
        _ask_anew(scope, row, after)
    row.save()
    scoring_of(
        scope,
        row,
        round=held,
        originals=rules.pair_to_json(pair) if pair else None,
        moved=rules.moved_by(pair, score) if pair else "",
    ).save(force_insert=True)


def scoring_of(scope: Scope, row: Risk, **how: Any) -> Scoring:
    """Return that a risk was scored as it says, by the actor and for the reason in the scope."""
    return Scoring(
        client_id=scope.client,
        risk=row,
        scored_name=scope.actor_name,
        side=scope.side,
        scored_at=scope.now,
        why=scope.reason,
        **{axis.value: getattr(row, axis.value) for axis in Axis},
        **how,
    )


def _ask_anew(scope: Scope, row: Risk, demand: Demand) -> None:
    """Forget the decision on another demand, and say until when this one is to be decided."""
    row.decision, row.decided_name, row.decided_why = "", "", ""
    row.decided_at = row.accepted_until = row.decide_by = None
    if demand is Demand.CONSIDER:
        document = row.assessment
        row.decide_by = due_day(
            scope, Side.CMO, document.decide_within, program=document.program_id
        )

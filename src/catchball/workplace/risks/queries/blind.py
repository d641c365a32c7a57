"""What may be asked about rounds of blind scoring; the wall shows only what may be known."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.programs.queries import get_client
from catchball.workplace.risks import rules
from catchball.workplace.risks.models import BlindScore, Risk, Scoring, ScoringRound
from catchball.workplace.risks.queries.reading import score_of
from catchball.workplace.risks.queries.round_shapes import (
    BlindLine,
    Party,
    RoundItem,
    RoundLine,
    RoundPage,
    RoundSteps,
)
from catchball.workplace.risks.rules import Matrix, Moved, Pair, RoundState, Score, in_readers_words


def find_round_for_change(scope: Scope, assessment: UUID) -> ScoringRound | None:
    """Return the row of the latest round of a document, locked until the command ends."""
    rows = ScoringRound.objects.select_for_update().filter(client_id=scope.client)
    return rows.filter(assessment_id=assessment).order_by("-number").first()


def get_round_for_change(scope: Scope, assessment: UUID) -> ScoringRound:
    """Return the row of the latest round of a document, locked until the command ends.

    :raises NotFound: if there is none
    """
    row = find_round_for_change(scope, assessment)
    if row is None:
        raise _none()
    return row


def state_of_row(row: ScoringRound) -> RoundState:
    """Return how far a round has come."""
    return rules.state_of(revealed_at=row.revealed_at, called_off_at=row.called_off_at)


def is_scored_blind(scope: Scope, risk: Risk) -> bool:
    """Answer whether a round is under way in which both companies score a risk (one SQL query)."""
    rows = ScoringRound.objects.filter(
        client_id=scope.client,
        assessment_id=risk.assessment_id,
        revealed_at__isnull=True,
        called_off_at__isnull=True,
    )
    return rows.filter(risks__contains=[str(risk.pk)]).exists()


def pairs_of(row: ScoringRound) -> dict[UUID, Pair]:
    """Return both scores of each risk, as far as the wall shows them (one SQL query)."""
    found: dict[UUID, dict[str, Score | None]] = {}
    for one in BlindScore.objects.filter(client_id=row.client_id, round=row):
        found.setdefault(one.risk_id, {"cmo": None, "client": None})[one.side] = score_of(one)
    return {risk: Pair(**scores) for risk, scores in found.items()}


def list_agreed(row: ScoringRound) -> frozenset[UUID]:
    """Return the risks on whose score both have agreed in a round (one SQL query)."""
    rows = Scoring.objects.filter(client_id=row.client_id, round=row)
    return frozenset(rows.values_list("risk_id", flat=True))


def find_round_line(scope: Scope, assessment: UUID) -> RoundLine | None:
    """Return how far the latest round of a document is; None where there is none (one query)."""
    row = _latest(scope, assessment)
    return _line(scope, row) if row else None


@query(may=Permission.RISK_READ)
def get_round(scope: Scope, assessment: UUID) -> RoundPage:
    """Return the latest round of blind scoring of a document (five SQL queries).

    Before the reveal it holds the scores of the reader's company alone.

    :raises NotFound: if there is no such document of the client, or no round in it
    """
    row = _latest(scope, assessment)
    if row is None:
        raise _none()
    document = row.assessment
    matrix = rules.matrix_from_json(document.matrix)
    line = _line(scope, row)
    is_open = line.state is RoundState.SCORING and line.ours.closed_at is None
    may = scope.may(Permission.RISK_ASSESS)
    return RoundPage(
        id=row.pk,
        client_id=row.client_id,
        client_name=get_client(scope).name,
        assessment=document.pk,
        assessment_title=document.title,
        line=line,
        begun_name=row.begun_name,
        begun_at=row.begun_at,
        revealed_at=row.revealed_at,
        called_off_at=row.called_off_at,
        called_off_name=row.called_off_name,
        called_off_why=row.called_off_why,
        matrix=matrix,
        items=_items(scope, row, matrix),
        steps=RoundSteps(
            score=may and is_open,
            close=may and is_open and line.ours.scored > 0,
            call_off=may and line.state is RoundState.SCORING,
            reconcile=may and line.state is RoundState.REVEALED,
            begin=may and line.state is not RoundState.SCORING,
        ),
    )


@query(may=Permission.RISK_READ)
def get_round_of_risk(scope: Scope, risk: UUID) -> RoundPage:
    """Return the latest round of a risk's document, if the risk is in it.

    :raises NotFound: if there is no such risk of the client, or no round of it
    """
    found = Risk.objects.filter(client_id=scope.client, pk=risk).first()
    if found is None:
        raise NotFound(_("There is no such risk here."))
    page = get_round(scope, found.assessment_id)
    if risk not in {one.risk for one in page.items}:
        raise _none()
    return page


def _none() -> NotFound:
    return NotFound(_("There is no round of blind scoring here."))


def _latest(scope: Scope, assessment: UUID) -> Any:
    rows = ScoringRound.objects.filter(client_id=scope.client, assessment_id=assessment)
    rows = rows.select_related("assessment").annotate(agreements=Count("agreed"))
    return rows.order_by("-number").first()


def _line(scope: Scope, row: Any) -> RoundLine:
    parties = {side: party_of(row, side) for side in Side}
    other = Side.CLIENT if scope.side is Side.CMO else Side.CMO
    return RoundLine(
        number=row.number,
        state=state_of_row(row),
        risks=len(row.risks),
        agreed=row.agreements,
        ours=parties[scope.side],
        theirs=parties[other],
    )


def party_of(row: ScoringRound, side: Side) -> Party:
    """Return how far a company has come in a round."""
    return Party(
        side=side,
        scored=getattr(row, f"{side}_scored"),
        closed_at=getattr(row, f"{side}_closed_at"),
        closed_name=getattr(row, f"{side}_closed_name"),
    )


def _items(scope: Scope, row: ScoringRound, matrix: Matrix) -> tuple[RoundItem, ...]:
    risks = Risk.objects.filter(client_id=scope.client, pk__in=row.risks).order_by("number")
    lines: dict[UUID, dict[Side, BlindLine]] = {}
    for one in BlindScore.objects.filter(client_id=scope.client, round=row):
        lines.setdefault(one.risk_id, {})[Side(one.side)] = _blind_line(one, matrix)
    agreed = {one.risk_id: one for one in Scoring.objects.filter(client_id=scope.client, round=row)}
    items = [_item(scope, one, lines.get(one.pk, {}), agreed.get(one.pk)) for one in risks]
    return rules.widest_first((one, one.gap) for one in items)


def _item(
    scope: Scope, risk: Risk, lines: Mapping[Side, BlindLine], agreed: Scoring | None
) -> RoundItem:
    ours = lines.get(scope.side)
    theirs = next((line for side, line in lines.items() if side is not scope.side), None)
    pair = _pair(lines)
    score = score_of(agreed) if agreed else None
    return RoundItem(
        risk=risk.pk,
        number=risk.number,
        cause=in_readers_words(risk.starter, "cause", risk.cause),
        event=in_readers_words(risk.starter, "event", risk.event),
        effect=in_readers_words(risk.starter, "effect", risk.effect),
        is_closed=risk.closed_at is not None,
        version=risk.version,
        ours=ours,
        theirs=theirs,
        gap=rules.gap_of(pair),
        is_same=pair.agreed is not None,
        agreed=score,
        agreed_points=rules.points_of(score) if score else None,
        agreed_name=agreed.scored_name if agreed else "",
        moved=Moved(agreed.moved) if agreed else None,
    )


def _pair(lines: Mapping[Side, BlindLine]) -> Pair:
    scores: Iterable[Score | None] = (
        lines[side].score if side in lines else None for side in (Side.CMO, Side.CLIENT)
    )
    return Pair(*scores)


def _blind_line(row: BlindScore, matrix: Matrix) -> BlindLine:
    score: Any = score_of(row)
    level = matrix.level_of(score)
    return BlindLine(
        score=score,
        points=rules.points_of(score),
        level=level.word,
        demand=level.demand,
        name=row.scored_name,
        at=row.scored_at,
        why=row.why,
        version=row.version,
    )

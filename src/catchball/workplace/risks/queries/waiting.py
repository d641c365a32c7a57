"""What waits for a score, an approval or a signature, of all clients that somebody sees."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.risks import rules
from catchball.workplace.risks.models import Risk, ScoringRound
from catchball.workplace.risks.queries.blind import party_of
from catchball.workplace.risks.queries.edition_shapes import EditionLine
from catchball.workplace.risks.queries.editions import list_waiting_editions
from catchball.workplace.risks.queries.reading import approvals_of, read_rows
from catchball.workplace.risks.rules import in_readers_words


@dataclass(frozen=True, kw_only=True)
class WaitingPlan:
    """A complete plan that lacks the approval of a company."""

    risk: UUID
    client_id: UUID
    number: int
    event: str
    document: str
    points: int | None
    waits_for: frozenset[Side]


@dataclass(frozen=True, kw_only=True)
class WaitingApprovals:
    """The plans and the editions that wait for the reader's company."""

    plans: tuple[WaitingPlan, ...]
    editions: tuple[EditionLine, ...]


@dataclass(frozen=True, kw_only=True)
class WaitingRound:
    """A round of blind scoring under way; `scored` is how many risks the reader's company has."""

    assessment: UUID
    client_id: UUID
    document: str
    risks: int
    scored: int
    waits_for: frozenset[Side]


@query(may=Permission.RISK_READ)
def list_waiting_rounds(scope: Scope) -> tuple[WaitingRound, ...]:
    """Return the rounds that a company has not closed, the oldest first (one SQL query)."""
    rows = ScoringRound.objects.filter(
        client_id__in=scope.sees, revealed_at__isnull=True, called_off_at__isnull=True
    )
    return tuple(
        WaitingRound(
            assessment=row.assessment_id,
            client_id=row.client_id,
            document=row.assessment.title,
            risks=len(row.risks),
            scored=party_of(row, scope.side).scored,
            waits_for=frozenset(side for side in Side if not party_of(row, side).closed_at),
        )
        for row in rows.select_related("assessment").order_by("begun_at", "pk")
    )


@query(may=Permission.RISK_APPROVE)
def list_waiting_approvals(scope: Scope) -> WaitingApprovals:
    """Return what waits for the reader's company, the most points first (two to five SQL queries).

    Only plans whose words are all there are read; the others cannot be complete.
    """
    editions = tuple(one for one in list_waiting_editions(scope) if scope.side in one.waits_for)
    return WaitingApprovals(plans=_plans(scope), editions=editions)


def _plans(scope: Scope) -> tuple[WaitingPlan, ...]:
    written = (
        Q(review_on__isnull=False, residual_probability__isnull=False, scored_at__isnull=False)
        & ~Q(strategy="")
        & ~Q(contingency="")
        & ~Q(trigger="")
    )
    follows = Q(arises_from__isnull=False, scored_at__isnull=True)
    rows = list(
        Risk.objects.filter(written | follows, client_id__in=scope.sees, closed_at__isnull=True)
        .select_related("assessment")
        .order_by("number")
    )
    if not rows:
        return ()
    documents = {row.assessment_id: row.assessment for row in rows}
    matrices = {key: rules.matrix_from_json(one.matrix) for key, one in documents.items()}
    read = [one for one in read_rows(scope, rows, matrices) if one.asks_for_approval]
    signed = approvals_of(read)
    plans = [
        WaitingPlan(
            risk=one.row.pk,
            client_id=one.row.client_id,
            number=one.row.number,
            event=in_readers_words(one.row.starter, "event", one.row.event),
            document=one.row.assessment.title,
            points=one.now.current.points if one.now.current else None,
            waits_for=frozenset(Side) - signed.get(one.row.pk, frozenset()),
        )
        for one in read
    ]
    ours = [plan for plan in plans if scope.side in plan.waits_for]
    return tuple(sorted(ours, key=lambda plan: (-(plan.points or 0), plan.document, plan.number)))

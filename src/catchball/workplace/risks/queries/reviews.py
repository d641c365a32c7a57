"""The reviews of a document: how it stood then, and what changed since."""

from collections.abc import Sequence

from catchball.trust.scope import Scope
from catchball.workplace.risks import rules
from catchball.workplace.risks.models import Assessment, RiskReview
from catchball.workplace.risks.queries.shapes import Reviewed, RiskLine
from catchball.workplace.risks.rules import Difference, Snapshot


def snapshots_of(lines: Sequence[RiskLine]) -> tuple[Snapshot, ...]:
    """Return how risks stand, as a review keeps it."""
    return tuple(
        Snapshot(
            id=line.id,
            number=line.number,
            points=line.points,
            colour=line.colour,
            done=line.done,
            is_closed=line.is_closed,
            event=line.event,
            owner=line.owner_name,
            strategy=line.strategy.value if line.strategy else "",
            residual=line.residual_points,
            review_on=line.review_on.isoformat() if line.review_on else "",
            reverted=tuple(one.value for one in line.reversals),
        )
        for line in lines
    )


def list_reviews(
    scope: Scope, document: Assessment, now: Sequence[Snapshot]
) -> tuple[tuple[Reviewed, ...], tuple[Difference, ...]]:
    """Return the reviews of a document, the newest first, and what changed since it (one query)."""
    rows = RiskReview.objects.filter(client_id=scope.client, assessment=document)
    found = list(rows.order_by("-held_at", "-pk"))
    then = [[rules.snapshot_from_json(one) for one in row.risks] for row in found]
    reviews = tuple(
        Reviewed(
            id=row.pk,
            held_on=row.held_on,
            name=row.held_name,
            note=row.note,
            exposed=rules.exposed_by(risks),
        )
        for row, risks in zip(found, then, strict=True)
    )
    return reviews, rules.differences_of(then[0], now) if then else ()

"""What happens to a document as a whole, once it is under way: it is reviewed."""

from uuid import UUID

from catchball.kernel.errors import Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.risks import queries, rules
from catchball.workplace.risks.models import RiskReview


@command(may=Permission.RISK_ASSESS, event="risks.review-held")
def hold_review(scope: Scope, *, assessment: UUID, version: int) -> None:
    """Keep that the team has reviewed a document today, and how each of its risks stands.

    The reason in the scope is what they noted. What changes later is shown against it.

    :raises NotFound: if there is no such document of the client
    :raises AssessmentIncomplete: if no risk of it is open
    :raises Stale: if somebody changed the document since `version` was shown
    """
    row = queries.get_assessment_for_change(scope, assessment)
    if row.version != version:
        raise Stale(_("This document was changed while you had it open. Load the page again."))
    snapshots = queries.list_snapshots(scope, row)
    rules.check_may_review(snapshots)
    row.version = version + 1
    row.save()
    RiskReview(
        client_id=scope.client,
        assessment=row,
        held_on=scope.today,
        held_name=scope.actor_name,
        held_at=scope.now,
        note=scope.reason,
        risks=[rules.snapshot_to_json(one) for one in snapshots],
    ).save(force_insert=True)

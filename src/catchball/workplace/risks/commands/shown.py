"""The row that somebody saw when they changed it."""

from uuid import UUID

from catchball.kernel.errors import Stale
from catchball.kernel.words import _
from catchball.trust.scope import Scope
from catchball.workplace.risks import queries, rules
from catchball.workplace.risks.models import Risk


def get_shown(scope: Scope, risk: UUID, version: int) -> Risk:
    """Return the locked row of an open risk, its version moved on, if it is the one shown.

    :raises NotFound: if there is no such risk of the client
    :raises Stale: if somebody changed it since `version` was shown
    :raises MayNotAssess: if it was closed
    """
    row = queries.get_risk_for_change(scope, risk)
    if row.version != version:
        raise Stale(_("This risk was changed while you had it open. Load the page again."))
    rules.check_is_open(is_closed=row.closed_at is not None)
    row.version = version + 1
    return row

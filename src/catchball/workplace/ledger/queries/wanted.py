"""Which measures the ledger has to hold for a client: those of its signed promises."""

from catchball.kernel.days import month_start
from catchball.measures.catalogue import CATALOGUE
from catchball.measures.contributions import Measure, measures_of
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.agreements.queries import list_promises_in_force

# Scorecards look so many months ahead.
_AHEAD = 13


@query(may=Permission.PROMISE_READ)
def list_wanted(scope: Scope) -> list[Measure]:
    """Return the measures of all signed definitions, whether they hold or held (one SQL query)."""
    terms = list_promises_in_force(scope, until=month_start(scope.today, _AHEAD))
    found = {
        measure: None
        for one in terms
        for measure in measures_of(CATALOGUE.revive(one.metric), one.program_id)
    }
    return list(found)

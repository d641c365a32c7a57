"""The chain of promises that a signed promise belongs to."""

from uuid import UUID

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.scope import Scope
from catchball.workplace.scorecards import rules
from catchball.workplace.scorecards.queries.reading import Chain, list_chains
from catchball.workplace.scorecards.rules import Span


def get_chain(scope: Scope, promise: UUID) -> Chain:
    """Return the chain that a signed promise belongs to (one SQL query).

    :raises NotFound: if no signed promise of the client has this id
    """
    until = Span(scope.today).moved(rules.COLUMNS * 10).whole.until
    for chain in list_chains(scope, until=until):
        if any(terms.id == promise for terms in chain.terms):
            return chain
    raise NotFound(_("There is no signed promise here."))

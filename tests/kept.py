"""The ledger in tests: the operator who keeps it up, as the worker does each minute."""

from dataclasses import replace
from datetime import datetime

from catchball.trust.scope import Scope, operator_scope
from world import NOW, ZONE, Company


def keeper_of(company: Company, *, now: datetime = NOW) -> Scope:
    """Return the scope that keeps a company's ledger."""
    scope = replace(operator_scope("the ledger", now=now), sees=frozenset({company.id}))
    return scope.working_on(company.id, zone=ZONE)

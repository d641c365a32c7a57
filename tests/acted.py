"""Actions for tests, offered and answered by the real commands."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from catchball.trust.permissions import Role
from catchball.workplace.actions import commands, queries
from world import NOW, Company, scope_for

DUE = date(2999, 1, 31)


def an_action(
    company: Company,
    owner: Role = Role.TECHNICAL_SERVICES,
    *,
    by: Role = Role.PROGRAM_MANAGER,
    title: str = "Tablets",
    due_on: date = DUE,
    now: datetime = NOW,
) -> UUID:
    """Offer an action to the person of a role; return its id."""
    scope = scope_for(company, by, now=now)
    return commands.offer_action(scope, title=title, owner=company.people[owner], due_on=due_on)


def accept(
    company: Company, action: UUID, owner: Role = Role.TECHNICAL_SERVICES, **known: Any
) -> UUID:
    """Accept an action as its owner; return its id."""
    scope = scope_for(company, owner, **known)
    version = queries.get_action(scope, action).line.version
    commands.accept_action(scope, action=action, version=version)
    return action


def complete(
    company: Company, action: UUID, owner: Role = Role.TECHNICAL_SERVICES, **known: Any
) -> UUID:
    """Complete an action as its owner today; return its id."""
    scope = scope_for(company, owner, **known)
    version = queries.get_action(scope, action).line.version
    commands.complete_action(
        scope, action=action, version=version, done_on=scope.today, evidence="Report 12."
    )
    return action

"""Phases of charts for tests, begun by the real command."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from catchball.trust.permissions import Role
from catchball.workplace.scorecards import commands
from promised import a_signed_promise
from world import Company, scope_for

WHY = "A second filling line since June."


def a_phase(
    company: Company,
    promise: UUID,
    *,
    starts_on: date = date(2026, 6, 1),
    role: Role = Role.PROGRAM_MANAGER,
    why: str = WHY,
    **when: Any,
) -> UUID:
    """Let the limits of a promise's chart begin anew; return the phase's id."""
    scope = scope_for(company, role, reason=why, **when)
    return commands.begin_phase(scope, promise=promise, starts_on=starts_on)


def phased(company: Company) -> dict[str, UUID]:
    """Make a promise whose chart has a phase: things that addresses name."""
    promise = a_signed_promise(
        company,
        metric_key="deviations-per-100-batches",
        from_on=date(2025, 1, 1),
        target=Decimal(5),
        floor=Decimal(9),
    )
    return {"promise": promise, "phase": a_phase(company, promise, why="tests")}

"""Promises for tests, made as people make them: drafted, offered, signed by both."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from catchball.trust.permissions import Role, Side
from catchball.trust.scope import Scope
from catchball.trust.signing import Meaning
from catchball.workplace.agreements import commands, queries
from world import NOW, Company, scope_for

TERMS: dict[str, Any] = {
    "metric_key": "on-time-delivery",
    "party": Side.CMO,
    "program": None,
    "target": Decimal("0.95"),
    "floor": Decimal("0.90"),
    "n_min": 8,
    "from_on": date(2026, 12, 1),
}


def a_draft(scope: Scope, **changes: Any) -> UUID:
    """Draft a promise of on-time delivery, 95 % and 90 %, from 1 December 2026."""
    return commands.draft_promise(scope, **{**TERMS, **changes})


def an_offer(scope: Scope, **changes: Any) -> UUID:
    """Draft a promise and offer it."""
    promise = a_draft(scope, **changes)
    commands.offer_promise(scope, promise=promise, version=1)
    return promise


def sign_as(
    company: Company,
    promise: UUID,
    role: Role,
    *,
    now: datetime = NOW,
    meaning: Meaning = Meaning.AGREEMENT,
) -> None:
    """Sign what the person of this role is shown."""
    scope = scope_for(company, role, now=now, proven=True)
    shown = queries.get_promise(scope, promise)
    commands.sign_promise(
        scope,
        promise=promise,
        version=shown.line.version,
        meaning=meaning,
        content_hash=shown.content_hash,
    )


def a_signed_promise(company: Company, *, now: datetime = NOW, **changes: Any) -> UUID:
    """Draft and offer a promise, and have it signed by both companies."""
    manager = replace(scope_for(company, Role.PROGRAM_MANAGER), now=now)
    promise = an_offer(manager, **changes)
    sign_as(company, promise, Role.PROGRAM_MANAGER, now=now)
    sign_as(company, promise, Role.CLIENT_LEAD, now=now)
    return promise

"""Agreements for tests, made as people make them: drafted, offered, signed by both."""

from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from catchball.trust.permissions import Role
from catchball.trust.scope import Scope
from catchball.trust.signing import Meaning
from catchball.workplace.agreements import commands, queries
from world import NOW, Company, scope_for


def a_draft_agreement(scope: Scope, *, from_in_force: bool = False) -> UUID:
    """Start a draft from the template, and fill in what it leaves open."""
    return commands.start_draft(scope, from_in_force=from_in_force)


def change_part(scope: Scope, agreement: UUID, part: str, **values: Any) -> None:
    """Keep a part of a draft with some values changed."""
    editing = queries.get_editing(scope, agreement, part=part)
    commands.keep_part(
        scope,
        agreement=agreement,
        part=part,
        seen=editing.seen,
        values={**editing.values, **values},
    )


def change_item(scope: Scope, agreement: UUID, part: str, item: str, **values: Any) -> None:
    """Keep an item of a part of a draft with some values changed."""
    editing = queries.get_editing(scope, agreement, part=part, item=item)
    commands.keep_item(
        scope,
        agreement=agreement,
        part=part,
        item=item,
        seen=editing.seen,
        values={**editing.values, **values},
    )


def hash_shown(scope: Scope, agreement: UUID) -> str:
    """Return the hash of the content that the reader is shown."""
    return sha256(queries.get_agreement_content(scope, agreement)).hexdigest()


def offer(scope: Scope, agreement: UUID) -> UUID:
    """Offer a draft as it is shown."""
    commands.offer_agreement(scope, agreement=agreement, content_hash=hash_shown(scope, agreement))
    return agreement


def an_offered_agreement(scope: Scope, *, from_on: str = "2026-12-01") -> UUID:
    """Draft the agreement of the template from a day on, and offer it."""
    agreement = a_draft_agreement(scope)
    change_part(scope, agreement, "terms", from_on=from_on)
    return offer(scope, agreement)


def sign_agreement_as(
    company: Company, agreement: UUID, role: Role, *, now: datetime = NOW
) -> None:
    """Sign what the person of this role is shown."""
    scope = scope_for(company, role, now=now, proven=True)
    commands.sign_agreement(
        scope,
        agreement=agreement,
        meaning=Meaning.AGREEMENT,
        content_hash=hash_shown(scope, agreement),
    )


def sign_by_both(company: Company, agreement: UUID, *, now: datetime = NOW) -> UUID:
    """Have an offered version signed by both companies, the manufacturer first."""
    sign_agreement_as(company, agreement, Role.PROGRAM_MANAGER, now=now)
    sign_agreement_as(company, agreement, Role.CLIENT_LEAD, now=now)
    return agreement


def a_signed_agreement(company: Company, *, from_on: str = "2026-12-01") -> UUID:
    """Draft the agreement of the template, offer it, and have both companies sign it."""
    return sign_by_both(company, an_offered_agreement(scope_for(company), from_on=from_on))


def an_entered_value(scope: Scope, **changes: Any) -> UUID:
    """Enter the invoice accuracy of October 2026: 49 of 50."""
    entered: dict[str, Any] = {
        "metric_key": "invoice-accuracy",
        "program": None,
        "month_on": date(2026, 10, 1),
        "top": Decimal(49),
        "bottom": Decimal(50),
        "source": "PO",
        "note": "M-1",
        "version": 0,
    }
    return commands.enter_value(scope, **{**entered, **changes})

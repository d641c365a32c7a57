"""Exclusions for tests, claimed, answered and ruled by the real commands."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from catchball.trust.permissions import Role
from catchball.workplace.exclusions import commands, queries
from catchball.workplace.exclusions.rules import Ground, Ruling
from catchball.workplace.scorecards.queries import read_passport
from measured import deliveries, month_of
from promised import a_signed_promise
from world import NOW, Company, scope_for

SAID: dict[str, Any] = {
    "ground": Ground.OTHER_MATERIAL,
    "cause": "The client's API came nine days late.",
    "clause": "MSA 6.2",
    "evidence": "Goods receipt GR-118 of 2 October.",
}
OCTOBER = {"first": date(2026, 10, 1), "until": date(2026, 11, 1)}


def misses(company: Company, promise: UUID, **known: Any) -> list[UUID]:
    """Return the facts that were not good, in October unless other days are named."""
    found = read_passport(
        scope_for(company), promise=promise, outcome="not-good", **{**OCTOBER, **known}
    )
    return [fact.id for fact in found.facts.items]


def a_claim(
    company: Company,
    promise: UUID,
    fact: UUID,
    *,
    role: Role = Role.PROGRAM_MANAGER,
    now: datetime = NOW,
    **said: Any,
) -> UUID:
    """Claim that a fact should not count; return the claim's id."""
    return commands.claim_exclusion(
        scope_for(company, role, now=now), promise=promise, fact=fact, **{**SAID, **said}
    )


def an_accepted_claim(company: Company, promise: UUID, fact: UUID, *, now: datetime = NOW) -> UUID:
    """Claim an exclusion for the manufacturer, and let the client accept it."""
    claim = a_claim(company, promise, fact, now=now)
    commands.accept_exclusion(
        scope_for(company, Role.CLIENT_LEAD, now=now), exclusion=claim, version=1
    )
    return claim


def a_disputed_claim(
    company: Company,
    promise: UUID,
    fact: UUID,
    *,
    now: datetime = NOW,
    why: str = "The material was on time.",
    **said: Any,
) -> UUID:
    """Claim an exclusion for the manufacturer, and let the client dispute it."""
    claim = a_claim(company, promise, fact, now=now, **said)
    lead = scope_for(company, Role.CLIENT_LEAD, now=now, reason=why)
    commands.dispute_exclusion(lead, exclusion=claim, version=1)
    return claim


def record(
    company: Company,
    claim: UUID,
    *,
    upheld: bool = True,
    role: Role = Role.SITE_HEAD,
    now: datetime = NOW,
    version: int = 2,
    **said: Any,
) -> None:
    """Record a ruling of the governance body."""
    words = {
        "body": "Operations and quality review",
        "ruled_on": now.date(),
        "ruled_cmo": "Ada Field",
        "ruled_client": "Ben Moor",
        "ruling": "Minutes 7, item 3.",
    }
    commands.record_ruling(
        scope_for(company, role, now=now, proven=True),
        exclusion=claim,
        version=version,
        ruling=Ruling(upheld=upheld, **{**words, **said}),
    )


def confirm(
    company: Company,
    claim: UUID,
    *,
    role: Role = Role.CLIENT_EXECUTIVE,
    now: datetime = NOW,
    version: int = 3,
) -> None:
    """Confirm a ruling as the person of this role is shown it."""
    scope = scope_for(company, role, now=now, proven=True)
    shown = queries.get_exclusion(scope, claim)
    commands.confirm_ruling(
        scope, exclusion=claim, version=version, content_hash=shown.content_hash
    )


def claimed(company: Company) -> dict[str, UUID]:
    """Make a promise, a late delivery nobody claimed, and a claim in each state that waits."""
    promise = a_signed_promise(
        company, metric_key="on-time-of-dispatched", from_on=date(2025, 1, 1)
    )
    deliveries(company, *month_of(date(2026, 10, 5), good=8, late=4), name="X")
    free, open_, disputed, ruled = misses(company, promise)
    # Words of the small world alone: what people wrote is data, and no word of the product.
    said = {"cause": "tests", "clause": "P-1", "evidence": "tests"}
    recorded = a_disputed_claim(company, promise, ruled, why="tests", **said)
    names = {"ruled_cmo": "Acme works", "ruled_client": "Acme"}
    record(company, recorded, body="the quality", ruling="tests", **names)
    return {
        "promise": promise,
        "fact": free,
        "claim": a_claim(company, promise, open_, **said),
        "disputed": a_disputed_claim(company, promise, disputed, why="tests", **said),
        "recorded": recorded,
    }

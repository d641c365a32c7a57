"""Consequences for tests: an agreement in force, bad months closed, findings and statements."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from agreed import a_draft_agreement, change_item, change_part, offer, sign_by_both
from catchball.kernel.days import month_start
from catchball.trust.permissions import Role
from catchball.trust.signing import Meaning
from catchball.workplace.agreements import queries as agreements
from catchball.workplace.agreements.commands import remove_item
from catchball.workplace.consequences import commands, queries
from catchball.workplace.consequences.rules import Amounts, Plan
from catchball.workplace.exclusions.rules import Ruling
from closed import a_closed_month
from measured import batches, deliveries, month_of
from world import NOW, Company, scope_for

SPRING = datetime(2026, 4, 20, 9, 30, tzinfo=UTC)
MAY = date(2026, 5, 1)
OTD = "on-time-delivery"
PLAN = Plan(owner="Ada Field", plan="A3 17: a second carrier.", recover_on=date(2027, 1, 31))
BASE = Amounts(base=Decimal("400000.00"), source="Invoices 118 to 131")


def an_agreement_in_force(
    company: Company,
    *,
    on: str = OTD,
    promise: dict[str, Any] | None = None,
    from_on: date = MAY,
    now: datetime = SPRING,
    **money: Any,
) -> UUID:
    """Sign an agreement in force from May 2026 on, with one promise, and no ramp-up unless asked."""
    manager = scope_for(company, now=now)
    draft = a_draft_agreement(manager)
    change_part(manager, draft, "terms", from_on=from_on.isoformat())
    change_part(manager, draft, "credits", **{"ramp_up": 0, **money})
    sections = agreements.get_agreement(manager, draft).sections
    for item in next(one for one in sections if one.key == "promises").items:
        if item.id != on:
            seen = agreements.get_editing(manager, draft, part="promises", item=item.id).seen
            remove_item(manager, agreement=draft, part="promises", item=item.id, seen=seen)
    if promise:
        change_item(manager, draft, "promises", on, **promise)
    return sign_by_both(company, offer(manager, draft), now=now)


def months(company: Company, *late: int, first: date = MAY) -> list[UUID]:
    """Close months from May on with so many of twenty deliveries late; return their closes."""
    closes = []
    for place, count in enumerate(late):
        day = month_start(first, place).replace(day=4)
        deliveries(company, *month_of(day, good=20 - count, late=count), name="C")
        closes.append(a_closed_month(company, month=month_start(day)))
    return closes


def open_statement(company: Company, close: UUID) -> UUID:
    """Work out what follows a closed month; return the statement's id."""
    return commands.open_statement(scope_for(company), close=close)


def findings_of(company: Company, statement: UUID) -> tuple[queries.FindingLine, ...]:
    """Return the findings of a statement."""
    return queries.get_statement(scope_for(company), statement).findings


def accept(company: Company, finding: UUID, role: Role, *, plan: Plan = PLAN) -> None:
    """Accept a finding as the person of a role."""
    scope = scope_for(company, role)
    version = queries.get_finding(scope, finding).line.version
    commands.accept_finding(scope, finding=finding, version=version, plan=plan)


def accept_by_both(company: Company, statement: UUID) -> UUID:
    """Accept every finding of a statement by both companies."""
    for one in findings_of(company, statement):
        accept(company, one.id, Role.PROGRAM_MANAGER)
        accept(company, one.id, Role.CLIENT_LEAD)
    return statement


def contest(company: Company, finding: UUID, *, why: str = "The lane was closed.") -> UUID:
    """Contest a finding for the manufacturer."""
    scope = scope_for(company, reason=why)
    commands.contest_finding(scope, finding=finding, version=1)
    return finding


def record(company: Company, finding: UUID, *, upheld: bool, **said: Any) -> UUID:
    """Record a ruling on a finding as the head of the site."""
    scope = scope_for(company, Role.SITE_HEAD, proven=True)
    words = {
        "body": "Steering committee",
        "ruled_on": NOW.date(),
        "ruled_cmo": "Ada Field",
        "ruled_client": "Ben Moor",
        "ruling": "Minutes 9, item 2.",
    }
    version = queries.get_finding(scope, finding).line.version
    ruling = Ruling(upheld=upheld, **{**words, **said})
    commands.record_finding_ruling(scope, finding=finding, version=version, ruling=ruling)
    return finding


def confirm(company: Company, finding: UUID, role: Role = Role.CLIENT_EXECUTIVE) -> None:
    """Confirm a ruling as the person of this role is shown it."""
    scope = scope_for(company, role, proven=True)
    shown = queries.get_finding(scope, finding)
    commands.confirm_finding_ruling(
        scope, finding=finding, version=shown.line.version, content_hash=shown.content_hash
    )


def draft(company: Company, statement: UUID, amounts: Amounts = BASE) -> UUID:
    """Draw a statement up for the manufacturer."""
    scope = scope_for(company)
    version = queries.get_statement(scope, statement).line.version
    commands.draft_statement(scope, statement=statement, version=version, amounts=amounts)
    return statement


def sign_statement_as(company: Company, statement: UUID, role: Role) -> None:
    """Sign what the person of this role is shown."""
    scope = scope_for(company, role, proven=True)
    shown = queries.get_statement(scope, statement)
    commands.sign_statement(
        scope,
        statement=statement,
        version=shown.line.version,
        meaning=Meaning.AGREEMENT,
        content_hash=shown.content_hash,
    )


def a_signed_statement(company: Company, close: UUID, amounts: Amounts = BASE) -> UUID:
    """Open a statement, accept its findings, draw it up and have it signed by both."""
    statement = draft(company, accept_by_both(company, open_statement(company, close)), amounts)
    sign_statement_as(company, statement, Role.PROGRAM_MANAGER)
    sign_statement_as(company, statement, Role.CLIENT_LEAD)
    return statement


def concluded(company: Company) -> dict[str, UUID]:
    """Make a statement with a finding, and a closed month without: things that addresses name."""
    an_agreement_in_force(company, on="batch-yield")
    closes = []
    for month in (MAY, date(2026, 6, 1)):
        low = [(month.replace(day=4), Decimal(100), Decimal(60))] * 9
        batches(company, low, name=f"Y{month.month}")
        closes.append(a_closed_month(company, month=month))
    statement = open_statement(company, closes[1])
    return {
        "close": closes[0],
        "statement": statement,
        "finding": findings_of(company, statement)[0].id,
    }

"""Closes for tests, drawn up, disputed and signed by the real commands."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from catchball.trust.permissions import Role
from catchball.trust.signing import Meaning
from catchball.trust.wall import opened
from catchball.workplace.production import commands as production
from catchball.workplace.production import queries as produced
from catchball.workplace.scorecards import commands, queries
from measured import deliveries, month_of
from promised import a_signed_promise
from world import NOW, Company, scope_for

OCTOBER = date(2026, 10, 1)
LATER = NOW + timedelta(days=3)


def a_close(
    company: Company, *, month: date = OCTOBER, now: datetime = NOW, program: UUID | None = None
) -> UUID:
    """Freeze a month for the manufacturer; return the close's id."""
    return commands.propose_close(scope_for(company, now=now), month=month, program=program)


def sign_close_as(company: Company, close: UUID, role: Role, *, now: datetime = NOW) -> None:
    """Sign what the person of this role is shown."""
    scope = scope_for(company, role, now=now, proven=True)
    shown = queries.get_close(scope, close)
    commands.sign_close(
        scope,
        close=close,
        version=shown.line.version,
        meaning=Meaning.AGREEMENT,
        content_hash=shown.content_hash,
    )


def a_closed_month(company: Company, *, now: datetime = NOW, **which: Any) -> UUID:
    """Freeze a month and have it signed by both companies."""
    close = a_close(company, now=now, **which)
    sign_close_as(company, close, Role.PROGRAM_MANAGER, now=now)
    sign_close_as(company, close, Role.CLIENT_LEAD, now=now)
    return close


def a_dispute(company: Company, close: UUID, *, why: str = "Ten were late, not three.") -> UUID:
    """Dispute the first number of a close for the client; return the dispute's id."""
    lead = scope_for(company, Role.CLIENT_LEAD, reason=why)
    number = queries.get_close(lead, close).numbers[0].id
    return commands.dispute_line(lead, close=close, line=number)


def closing(company: Company) -> dict[str, UUID]:
    """Make a close in each state that waits, with a dispute: things that addresses name."""
    a_signed_promise(company, metric_key="schedule-adherence", from_on=date(2025, 1, 1))
    deliveries(company, *month_of(date(2026, 8, 5), good=8, late=1), name="Y")
    plain = a_close(company, month=date(2026, 9, 1))
    disputed = a_close(company, month=date(2026, 8, 1))
    return {
        "close": plain,
        "number": queries.get_close(scope_for(company), plain).numbers[0].id,
        "disputed": disputed,
        "dispute": a_dispute(company, disputed, why="tests"),
    }


def correct(
    company: Company,
    fact: UUID,
    *,
    now: datetime = LATER,
    why: str = "The proof of dispatch names the day before.",
    **to: Any,
) -> None:
    """Correct a delivery, as quality does when the papers come in."""
    quality = scope_for(company, Role.QUALITY, now=now, reason=why)
    with opened(quality):
        row = produced.get_delivery_for_change(quality, fact)
        facts, version = produced.facts_of_delivery(row), row.version
    production.correct_delivery(quality, delivery=fact, facts=replace(facts, **to), version=version)


def on_time(company: Company, fact: UUID, *, now: datetime = LATER, **why: Any) -> None:
    """Correct a late delivery of October to have left on its day."""
    correct(company, fact, now=now, delivered_on=date(2026, 10, 5), **why)

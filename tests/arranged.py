"""Deliveries and batches for tests, made by the real commands."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from catchball.trust.permissions import Role
from catchball.workplace.production import commands
from catchball.workplace.production.rules import BatchFacts, DeliveryFacts, Disposition
from world import TODAY, Company, scope_for


def day(plus: int) -> date:
    """Return the day so many days from today."""
    return TODAY + timedelta(days=plus)


def promise_facts(company: Company, reference: str = "D-118", **facts: object) -> DeliveryFacts:
    """Return a promise for ten days from today, with the given facts instead."""
    usual = DeliveryFacts(
        reference=reference,
        client_reference="PO-7",
        program=company.program,
        item="Tablets 10 mg",
        destination="Rotterdam",
        first_promised_on=day(10),
        requested_on=day(8),
        quantity_promised=Decimal(1000),
        unit="packs",
    )
    return replace(usual, **facts)


def a_delivery(company: Company, reference: str = "D-118", **facts: object) -> UUID:
    """Promise a delivery; return its id."""
    return commands.record_promise(
        scope_for(company), facts=promise_facts(company, reference, **facts)
    )


def a_delivered(
    company: Company, reference: str, *, promised: int, delivered: int, quantity: int = 1000
) -> UUID:
    """Promise and deliver, on days counted from today; return the id."""
    made = a_delivery(company, reference, first_promised_on=day(promised))
    commands.record_delivery(
        scope_for(company),
        delivery=made,
        delivered_on=day(delivered),
        quantity_delivered=Decimal(quantity),
        version=1,
    )
    return made


def plan_facts(company: Company, reference: str = "B-7", **facts: object) -> BatchFacts:
    """Return a plan for a batch, with the given facts instead."""
    usual = BatchFacts(
        reference=reference,
        program=company.program,
        product=company.product,
        planned_start_on=day(-20),
        quantity_theoretical=Decimal(100),
        unit="kg",
    )
    return replace(usual, **facts)


def a_batch(company: Company, reference: str = "B-7", **facts: object) -> UUID:
    """Plan a batch; return its id."""
    return commands.plan_batch(scope_for(company), facts=plan_facts(company, reference, **facts))


def a_completed_batch(
    company: Company, reference: str = "B-7", *, quantity: int = 96, deviations: int = 0
) -> UUID:
    """Plan, start and complete a batch, twelve days ago; return its id in version 3."""
    made = a_batch(company, reference)
    commands.start_batch(scope_for(company), batch=made, started_on=day(-18), version=1)
    commands.complete_batch(
        scope_for(company),
        batch=made,
        completed_on=day(-12),
        quantity_actual=Decimal(quantity),
        deviations=deviations,
        reworked=False,
        version=2,
    )
    return made


def a_released_batch(company: Company, reference: str = "B-7") -> UUID:
    """Make a batch and let quality release it; return its id in version 4."""
    made = a_completed_batch(company, reference)
    commands.dispose_batch(
        scope_for(company, Role.QUALITY),
        batch=made,
        disposition=Disposition.RELEASED,
        disposed_on=day(-2),
        version=3,
    )
    return made

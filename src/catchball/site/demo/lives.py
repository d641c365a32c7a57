"""What becomes of one delivery and of one batch, day by day."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from catchball.trust.permissions import Side
from catchball.workplace.production.rules import (
    BatchFacts,
    BatchState,
    DeliveryFacts,
    DeliveryState,
    Disposition,
)


@dataclass(frozen=True)
class Move:
    """That a promised day was moved: when, to which day, by whose wish, and why."""

    on: date
    to: date
    asked_by: Side
    cause: str


@dataclass(frozen=True, kw_only=True)
class DeliveryLife:
    """A delivery from its promise to its end; days after today have simply not come yet."""

    plan: DeliveryFacts
    move: Move | None = None
    delivered_on: date | None = None
    quantity: Decimal | None = None
    cancelled_on: date | None = None
    why_cancelled: str = ""

    @property
    def planned_on(self) -> date:
        """The day for which it was first promised."""
        return self.plan.first_promised_on

    @property
    def ended_on(self) -> date | None:
        """The last day on which anything happens to it."""
        return self.delivered_on or self.cancelled_on

    def facts_on(self, day: date) -> DeliveryFacts:
        """Return what is known of it at the end of a day after it was promised."""
        facts = replace(self.plan, promised_on=self.planned_on)
        if self.move and self.move.on <= day:
            facts = replace(facts, promised_on=self.move.to)
        if self.delivered_on and self.delivered_on <= day:
            return replace(
                facts,
                state=DeliveryState.DELIVERED,
                delivered_on=self.delivered_on,
                quantity_delivered=self.quantity,
            )
        if self.cancelled_on and self.cancelled_on <= day:
            return replace(facts, state=DeliveryState.CANCELLED)
        return facts


@dataclass(frozen=True, kw_only=True)
class BatchLife:
    """A batch from its plan to its disposition; days after today have simply not come yet."""

    plan: BatchFacts
    started_on: date | None = None
    completed_on: date | None = None
    quantity: Decimal | None = None
    deviations: int | None = 0
    reworked: bool | None = False
    disposed_on: date | None = None
    disposition: Disposition = Disposition.PENDING
    why_rejected: str = ""
    cancelled_on: date | None = None
    why_cancelled: str = ""

    @property
    def planned_on(self) -> date:
        """The day for which its start is planned."""
        if self.plan.planned_start_on is None:
            raise LookupError(self.plan.reference)
        return self.plan.planned_start_on

    @property
    def ended_on(self) -> date | None:
        """The last day on which anything happens to it."""
        return self.disposed_on or self.cancelled_on

    def facts_on(self, day: date) -> BatchFacts:
        """Return what is known of it at the end of a day after it was planned."""
        facts = self.plan
        if self.cancelled_on and self.cancelled_on <= day:
            return replace(facts, state=BatchState.CANCELLED)
        if self.started_on and self.started_on <= day:
            facts = replace(facts, state=BatchState.STARTED, started_on=self.started_on)
        if self.completed_on and self.completed_on <= day:
            facts = replace(
                facts,
                state=BatchState.COMPLETED,
                completed_on=self.completed_on,
                quantity_actual=self.quantity,
                deviations=self.deviations,
                reworked=self.reworked,
            )
        if self.disposed_on and self.disposed_on <= day:
            facts = replace(facts, disposition=self.disposition, disposed_on=self.disposed_on)
        return facts

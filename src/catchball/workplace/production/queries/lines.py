"""Deliveries and batches as pages show them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from catchball.trust.permissions import Side
from catchball.workplace.production import rules
from catchball.workplace.production.models import Batch, Delivery
from catchball.workplace.production.rules import (
    BatchFacts,
    BatchKind,
    BatchState,
    DeliveryFacts,
    DeliveryState,
    Disposition,
)


@dataclass(frozen=True, kw_only=True)
class DeliveryLine:
    """One delivery in a list; `late` as `rules.days_late` gives it."""

    id: UUID
    client_slug: str
    client_name: str
    reference: str
    client_reference: str
    program_id: UUID
    program: str
    item: str
    origin: str
    destination: str
    category: str
    transport: str
    unit: str
    state: DeliveryState
    requested_on: date | None
    first_promised_on: date
    promised_on: date
    delivered_on: date | None
    quantity_promised: Decimal | None
    quantity_delivered: Decimal | None
    late: int | None
    is_short: bool
    version: int

    @property
    def is_late(self) -> bool:
        """Whether the first confirmed day passed without, or before, the delivery."""
        return self.late is not None and self.late > 0

    @property
    def was_moved(self) -> bool:
        """Whether another day than the first confirmed one is promised now."""
        return self.promised_on != self.first_promised_on

    @property
    def standing(self) -> str:
        """The key of the mark that shows how it stands."""
        if self.state is DeliveryState.PROMISED and self.is_late:
            return "late"
        return self.state.value


@dataclass(frozen=True, kw_only=True)
class BatchLine:
    """One batch in a list; `waiting` counts days since completion while nothing is decided."""

    id: UUID
    client_slug: str
    client_name: str
    reference: str
    client_reference: str
    program_id: UUID
    program: str
    product_id: UUID | None
    product: str
    kind: BatchKind
    state: BatchState
    planned_start_on: date | None
    started_on: date | None
    completed_on: date | None
    disposition: Disposition
    disposed_on: date | None
    unit: str
    quantity_theoretical: Decimal | None
    quantity_actual: Decimal | None
    deviations: int | None
    reworked: bool | None
    yield_share: Decimal | None
    is_over_full: bool
    waiting: int | None
    version: int

    @property
    def standing(self) -> str:
        """The key of the mark that shows how it stands."""
        if self.disposition is not Disposition.PENDING:
            return self.disposition.value
        return {
            BatchState.PLANNED: "planned",
            BatchState.STARTED: "running",
            BatchState.COMPLETED: "open",
            BatchState.CANCELLED: "cancelled",
        }[self.state]

    @property
    def is_clean(self) -> bool | None:
        """Whether it had neither deviation nor rework; None while that is not recorded."""
        if self.deviations is None:
            return None
        return self.deviations == 0 and not self.reworked


@dataclass(frozen=True)
class RedatingLine:
    """That the promised day was moved: when, by whose wish, and why."""

    before: date
    after: date
    asked_by: Side
    cause: str
    at: datetime


class FieldChange(NamedTuple):
    """One fact before and after, as people call it; `old` is None for what is new."""

    word: str
    old: Any
    new: Any


@dataclass(frozen=True)
class HistoryLine:
    """One thing that happened to a record; `is_first_day` when its baseline was corrected."""

    at: datetime
    who: str
    side: Side
    what: str
    changes: tuple[FieldChange, ...]
    why: str
    is_first_day: bool = False
    is_cancelling: bool = False


@dataclass(frozen=True, kw_only=True)
class DeliveryDetail:
    """One delivery with all that happened to it, and what the asker may do with it now."""

    line: DeliveryLine
    headline: str
    redatings: tuple[RedatingLine, ...]
    history: tuple[HistoryLine, ...]
    corrections: tuple[HistoryLine, ...]
    cancelled_late: int
    actions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class BatchDetail:
    """One batch with all that happened to it, and what the asker may do with it now."""

    line: BatchLine
    headline: str
    history: tuple[HistoryLine, ...]
    actions: tuple[str, ...]


def delivery_line(row: Delivery, today: date) -> DeliveryLine:
    """Return the line of a delivery loaded with its client and program."""
    state = DeliveryState(row.state)
    return DeliveryLine(
        id=row.pk,
        client_slug=row.client.slug,
        client_name=row.client.name,
        reference=row.reference,
        client_reference=row.client_reference,
        program_id=row.program_id,
        program=row.program.code,
        item=row.item,
        origin=row.origin,
        destination=row.destination,
        category=row.category,
        transport=row.transport,
        unit=row.unit,
        state=state,
        requested_on=row.requested_on,
        first_promised_on=row.first_promised_on,
        promised_on=row.promised_on,
        delivered_on=row.delivered_on,
        quantity_promised=row.quantity_promised,
        quantity_delivered=row.quantity_delivered,
        late=rules.days_late(
            state=state,
            first_promised_on=row.first_promised_on,
            delivered_on=row.delivered_on,
            today=today,
        ),
        is_short=rules.is_short(promised=row.quantity_promised, delivered=row.quantity_delivered),
        version=row.version,
    )


def batch_line(row: Batch, today: date) -> BatchLine:
    """Return the line of a batch loaded with its client, program and product."""
    share = rules.yield_share(actual=row.quantity_actual, theoretical=row.quantity_theoretical)
    undecided = row.disposition == Disposition.PENDING and row.completed_on
    return BatchLine(
        id=row.pk,
        client_slug=row.client.slug,
        client_name=row.client.name,
        reference=row.reference,
        client_reference=row.client_reference,
        program_id=row.program_id,
        program=row.program.code,
        product_id=row.product_id,
        product=row.product.name if row.product else "",
        kind=BatchKind(row.kind),
        state=BatchState(row.state),
        planned_start_on=row.planned_start_on,
        started_on=row.started_on,
        completed_on=row.completed_on,
        disposition=Disposition(row.disposition),
        disposed_on=row.disposed_on,
        unit=row.unit,
        quantity_theoretical=row.quantity_theoretical,
        quantity_actual=row.quantity_actual,
        deviations=row.deviations,
        reworked=row.reworked,
        yield_share=share,
        is_over_full=rules.is_over_full(share),
        waiting=(today - row.completed_on).days if undecided and row.completed_on else None,
        version=row.version,
    )


def facts_of_delivery(row: Delivery) -> DeliveryFacts:
    """Return what is recorded of a delivery, for its own commands."""
    return DeliveryFacts(
        reference=row.reference,
        program=row.program_id,
        first_promised_on=row.first_promised_on,
        promised_on=row.promised_on,
        state=DeliveryState(row.state),
        client_reference=row.client_reference,
        item=row.item,
        origin=row.origin,
        destination=row.destination,
        category=row.category,
        transport=row.transport,
        unit=row.unit,
        requested_on=row.requested_on,
        delivered_on=row.delivered_on,
        quantity_promised=row.quantity_promised,
        quantity_delivered=row.quantity_delivered,
    )


def facts_of_batch(row: Batch) -> BatchFacts:
    """Return what is recorded of a batch, for its own commands."""
    return BatchFacts(
        reference=row.reference,
        program=row.program_id,
        product=row.product_id,
        client_reference=row.client_reference,
        kind=BatchKind(row.kind),
        state=BatchState(row.state),
        planned_start_on=row.planned_start_on,
        started_on=row.started_on,
        completed_on=row.completed_on,
        disposition=Disposition(row.disposition),
        disposed_on=row.disposed_on,
        unit=row.unit,
        quantity_theoretical=row.quantity_theoretical,
        quantity_actual=row.quantity_actual,
        deviations=row.deviations,
        reworked=row.reworked,
    )

"""Everything that can happen to one delivery."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.production import queries, rules
from catchball.workplace.production.models import Delivery, Redating
from catchball.workplace.production.rules import DeliveryFacts, DeliveryState

CAUSE_LENGTH = 240


def keep_once(write: Callable[[], None], constraint: str) -> None:
    """Write, or say that the reference is taken; another's may have come in between.

    :raises ReferenceTaken: if the constraint stands against it
    """
    try:
        with transaction.atomic():
            write()
    except IntegrityError as error:
        diag = getattr(error.__cause__, "diag", None)
        if getattr(diag, "constraint_name", None) != constraint:
            raise
        sentence = _("Another record has this reference.")
        raise rules.ReferenceTaken(sentence, reference=sentence) from error


def _fill(row: Delivery, facts: DeliveryFacts) -> None:
    for name, value in vars(facts).items():
        setattr(row, "program_id" if name == "program" else name, value)


@command(may=Permission.DELIVERY_RECORD, event="production.delivery-promised")
def record_promise(scope: Scope, *, facts: DeliveryFacts) -> UUID:
    """Record a new delivery that was promised for a day; return its id.

    :raises TextRefused, DayRefused, QuantityRefused, FactsDisagree: if a value does not do
    :raises ReferenceTaken: if the client has a delivery of this reference
    :raises NotFound: if the program is not there
    """
    facts = rules.clean_delivery(facts, today=scope.today)
    rules.check_is_promise(facts)
    queries.check_place(scope, program=facts.program)
    row = Delivery(client_id=scope.client)
    _fill(row, facts)
    keep_once(lambda: row.save(force_insert=True), "delivery_reference")
    return row.pk


@command(may=Permission.DELIVERY_RECORD, event="production.delivery-redated")
def redate_delivery(
    scope: Scope, *, delivery: UUID, promised_on: date, asked_by: Side, cause: str, version: int
) -> None:
    """Move the promised day, saying who asked and why; the first confirmed day stays.

    :raises MayNotRedate: if the delivery is not open, or the day has passed or is the same
    :raises TextRefused: without a cause, or with one longer than 240 characters
    :raises ChangedMeanwhile: if someone changed the delivery since `version` was shown
    """
    row = queries.get_delivery_for_change(scope, delivery)
    rules.check_version(shown=version, now=row.version)
    rules.check_may_redate(
        state=DeliveryState(row.state),
        promised_on=row.promised_on,
        new_day=promised_on,
        today=scope.today,
    )
    cause = rules.clean_text(cause, field="cause", longest=CAUSE_LENGTH, required=True)
    Redating.objects.create(
        client_id=scope.client,
        delivery=row,
        promised_before=row.promised_on,
        promised_after=promised_on,
        asked_by=asked_by,
        cause=cause,
        redated_at=scope.now,
    )
    row.promised_on, row.version = promised_on, version + 1
    row.save(update_fields=["promised_on", "version"])


@command(may=Permission.DELIVERY_RECORD, event="production.delivery-recorded")
def record_delivery(
    scope: Scope,
    *,
    delivery: UUID,
    delivered_on: date,
    quantity_delivered: Decimal | None = None,
    version: int,
) -> None:
    """Record the day on which a promised delivery left, and how much was in it.

    The day is one of the relationship's zone.

    :raises MayNotRecord: if it was recorded or cancelled before
    :raises DayRefused: if the day has not come
    :raises QuantityRefused: if a quantity was promised and none is given
    :raises ChangedMeanwhile: if someone changed the delivery since `version` was shown
    """
    row = queries.get_delivery_for_change(scope, delivery)
    rules.check_version(shown=version, now=row.version)
    rules.check_may_record(
        state=DeliveryState(row.state),
        delivered_on=delivered_on,
        today=scope.today,
        quantity_promised=row.quantity_promised,
        quantity_delivered=quantity_delivered,
    )
    row.state, row.version = DeliveryState.DELIVERED, version + 1
    row.delivered_on, row.quantity_delivered = delivered_on, quantity_delivered
    row.save(update_fields=["state", "delivered_on", "quantity_delivered", "version"])


@command(may=Permission.DELIVERY_RECORD, event="production.delivery-cancelled")
def cancel_delivery(scope: Scope, *, delivery: UUID, version: int) -> None:
    """Cancel an open promise, for the reason in the scope.

    :raises MayNotCancel: if it was delivered or cancelled before
    :raises ReasonMissing: without a reason
    :raises ChangedMeanwhile: if someone changed the delivery since `version` was shown
    """
    row = queries.get_delivery_for_change(scope, delivery)
    rules.check_version(shown=version, now=row.version)
    rules.check_may_cancel(state=DeliveryState(row.state), reason=scope.reason)
    row.state, row.version = DeliveryState.CANCELLED, version + 1
    row.save(update_fields=["state", "version"])


@command(may=Permission.DELIVERY_CORRECT, event="production.delivery-corrected")
def correct_delivery(
    scope: Scope,
    *,
    delivery: UUID,
    facts: DeliveryFacts,
    version: int,
    is_recording_error: bool = False,
) -> None:
    """Put right what was recorded wrongly, for the reason in the scope.

    The first confirmed day only with `is_recording_error`; while it was never moved, the last
    confirmed day goes with it. That one is otherwise moved by `redate_delivery` alone.

    :raises ReasonMissing, NothingCorrected, FirstDayStays: as `rules.check_may_correct` says
    :raises TextRefused, DayRefused, QuantityRefused, FactsDisagree: if a value does not do
    :raises ReferenceTaken: if the client has another delivery of the corrected reference
    :raises NotFound: if the delivery or the program is not there
    :raises ChangedMeanwhile: if someone changed the delivery since `version` was shown
    """
    row = queries.get_delivery_for_change(scope, delivery)
    rules.check_version(shown=version, now=row.version)
    before = queries.facts_of_delivery(row)
    facts = rules.with_last_day(before=before, after=facts)
    after = rules.clean_delivery(facts, today=scope.today)
    rules.check_may_correct(
        before=before, after=after, reason=scope.reason, is_recording_error=is_recording_error
    )
    queries.check_place(scope, program=after.program)
    _fill(row, after)
    row.version = version + 1
    keep_once(row.save, "delivery_reference")

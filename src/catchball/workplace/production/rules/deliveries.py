"""What may be done with a delivery, and how late it is; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import Later, _, ngettext
from catchball.workplace.production.rules.states import DeliveryState
from catchball.workplace.production.rules.values import (
    NothingCorrected,
    QuantityRefused,
    amended,
    are_clean_texts,
    are_plain_quantities,
    check_day,
    check_has_come,
    check_quantity,
    check_reason,
    clean_text,
    clean_texts,
)

DELIVERY_TEXTS = {
    "reference": 40,
    "client_reference": 60,
    "item": 160,
    "origin": 160,
    "destination": 120,
    "category": 60,
    "transport": 40,
    "unit": 20,
}
DELIVERY_WORDS = {
    "reference": Later("reference"),
    "client_reference": Later("client's reference"),
    "program_id": Later("program"),
    "item": Later("item"),
    "origin": Later("origin"),
    "destination": Later("destination"),
    "category": Later("category"),
    "transport": Later("transport"),
    "unit": Later("unit"),
    "state": Later("state"),
    "requested_on": Later("requested day"),
    "first_promised_on": Later("first confirmed day"),
    "promised_on": Later("last confirmed day"),
    "delivered_on": Later("delivered on"),
    "quantity_promised": Later("promised quantity"),
    "quantity_delivered": Later("delivered quantity"),
}


class MayNotRedate(Refused):
    """The promised day cannot be moved so."""


class MayNotRecord(Refused):
    """The delivery cannot be recorded as delivered."""


class MayNotCancel(Refused):
    """The delivery cannot be cancelled."""


class FirstDayStays(Refused):
    """The first confirmed day is the baseline of every measurement and is not agreed anew."""


class FactsDisagree(Invalid):
    """Two recorded facts of a delivery contradict each other."""


@dataclass(frozen=True, kw_only=True)
class DeliveryFacts:
    """All that is recorded of a delivery; without `promised_on` the first confirmed day holds."""

    reference: str
    program: UUID
    first_promised_on: date
    promised_on: date | None = None
    state: DeliveryState = DeliveryState.PROMISED
    client_reference: str = ""
    item: str = ""
    origin: str = ""
    destination: str = ""
    category: str = ""
    transport: str = ""
    unit: str = ""
    requested_on: date | None = None
    delivered_on: date | None = None
    quantity_promised: Decimal | None = None
    quantity_delivered: Decimal | None = None


def clean_delivery(facts: DeliveryFacts, *, today: date) -> DeliveryFacts:
    """Return the facts as they may be kept; `today` in the zone of the relationship.

    :raises TextRefused, DayRefused, QuantityRefused: if a value cannot be kept
    :raises FactsDisagree: if state, day and quantity of the delivery contradict each other
    """
    changed: dict[str, Any] = {**clean_texts(facts, DELIVERY_TEXTS)}
    for name in ("requested_on", "first_promised_on", "promised_on", "delivered_on"):
        check_day(getattr(facts, name), field=name, today=today)
    check_has_come(facts.delivered_on, field="delivered_on", today=today)
    check_quantity(facts.quantity_promised, field="quantity_promised")
    check_quantity(facts.quantity_delivered, field="quantity_delivered", zero=True)
    check_delivery_agrees(facts)
    if facts.promised_on is None:
        changed["promised_on"] = facts.first_promised_on
    return amended(facts, changed) if changed else facts


_DAYS = ("requested_on", "first_promised_on", "promised_on", "delivered_on")
_QUANTITIES = ("quantity_promised", "quantity_delivered")


def clean_delivery_fact(name: str, value: Any, today: date) -> Any:
    """Return one fact as `clean_delivery` keeps it, as far as it alone can tell.

    Many lines are judged by column so, each different value once: a file of 100,000 deliveries
    has a few hundred days and places.

    :raises TextRefused, DayRefused, QuantityRefused: if the value cannot be kept
    """
    if name in DELIVERY_TEXTS:
        required = name == "reference"
        return clean_text(value, field=name, longest=DELIVERY_TEXTS[name], required=required)
    if name in _DAYS:
        check_day(value, field=name, today=today)
    if name == "delivered_on":
        check_has_come(value, field=name, today=today)
    if name in _QUANTITIES:
        check_quantity(value, field=name, zero=name == "quantity_delivered")
    return value


def are_clean_delivery_facts(name: str, written: Sequence[str]) -> bool:
    """Answer whether `clean_delivery_fact` would keep all values that are written so, unchanged.

    It looks at all at once, so a no may only mean that each needs a look.
    """
    if name in DELIVERY_TEXTS:
        required = name == "reference"
        return are_clean_texts(written, longest=DELIVERY_TEXTS[name], required=required)
    if name in _QUANTITIES:
        return are_plain_quantities(written, zero=name == "quantity_delivered")
    return False


def check_delivery_agrees(facts: Any) -> None:
    """Let only facts pass in which state, day of delivery and delivered quantity agree.

    :raises FactsDisagree: otherwise
    """
    is_delivered = facts.state is DeliveryState.DELIVERED
    if is_delivered and facts.delivered_on is None:
        sentence = _("Enter the day on which it was delivered.")
        raise FactsDisagree(sentence, delivered_on=sentence)
    if not is_delivered and facts.delivered_on is not None:
        sentence = _("Only a delivered delivery has a day of delivery.")
        raise FactsDisagree(sentence, delivered_on=sentence)
    if not is_delivered and facts.quantity_delivered is not None:
        sentence = _("Only a delivered delivery has a delivered quantity.")
        raise FactsDisagree(sentence, quantity_delivered=sentence)


def check_is_promise(facts: DeliveryFacts) -> None:
    """Let a new delivery begin as a promise with one confirmed day.

    :raises FactsDisagree: if it already has a delivery, a cancellation or a second day
    """
    if facts.state is not DeliveryState.PROMISED:
        raise FactsDisagree(_("A new delivery begins as a promise; record what became of it next."))
    if facts.promised_on not in (None, facts.first_promised_on):
        raise FactsDisagree(_("A new delivery has one confirmed day; move it afterwards."))


def check_may_redate(
    *, state: DeliveryState, promised_on: date, new_day: date, today: date
) -> None:
    """Let the day of an open promise be moved to another day that has not passed.

    :raises MayNotRedate: otherwise
    """
    if state is not DeliveryState.PROMISED:
        raise MayNotRedate(_("This delivery is %(state)s: its day stays.", state=state.label))
    check_day(new_day, field="promised_on", today=today)
    if new_day == promised_on:
        sentence = _("This is the day that is promised already.")
        raise MayNotRedate(sentence, promised_on=sentence)
    if new_day < today:
        sentence = _("This day has passed. Promise a day from today on.")
        raise MayNotRedate(sentence, promised_on=sentence)


def check_may_record(
    *,
    state: DeliveryState,
    delivered_on: date,
    today: date,
    quantity_promised: Decimal | None,
    quantity_delivered: Decimal | None,
) -> None:
    """Let a delivery be recorded once, when it has happened, with what was in it.

    :raises MayNotRecord: if it was recorded or cancelled before
    :raises DayRefused: if the day has not come
    :raises QuantityRefused: if a quantity was promised and none is given
    """
    if state is not DeliveryState.PROMISED:
        raise MayNotRecord(_("This delivery is already %(state)s.", state=state.label))
    check_day(delivered_on, field="delivered_on", today=today)
    check_has_come(delivered_on, field="delivered_on", today=today)
    check_quantity(quantity_delivered, field="quantity_delivered", zero=True)
    if quantity_promised is not None and quantity_delivered is None:
        sentence = _("Enter how much was delivered, so that a part does not pass for the whole.")
        raise QuantityRefused(sentence, quantity_delivered=sentence)


def check_may_cancel(*, state: DeliveryState, reason: str) -> None:
    """Let an open promise be cancelled, with a reason.

    :raises MayNotCancel: if it was delivered or cancelled before
    :raises ReasonMissing: without a reason
    """
    if state is not DeliveryState.PROMISED:
        raise MayNotCancel(_("This delivery is already %(state)s.", state=state.label))
    check_reason(reason)


def with_last_day(*, before: DeliveryFacts, after: DeliveryFacts) -> DeliveryFacts:
    """Return the corrected facts with the last confirmed day that follows from what was recorded.

    A day that was never moved goes with the first one; a moved one stays.
    """
    was_moved = before.promised_on != before.first_promised_on
    return replace(after, promised_on=before.promised_on if was_moved else after.first_promised_on)


def check_may_correct(
    *, before: DeliveryFacts, after: DeliveryFacts, reason: str, is_recording_error: bool
) -> None:
    """Let recorded facts be put right, with a reason; the first confirmed day only as a slip.

    :raises ReasonMissing: without a reason
    :raises NothingCorrected: if nothing differs
    :raises FirstDayStays: if the first confirmed day differs and nobody says it was recorded wrong
    """
    check_reason(reason)
    if before == after:
        raise NothingCorrected(_("Nothing differs from what is recorded."))
    if before.first_promised_on != after.first_promised_on and not is_recording_error:
        sentence = _(
            "The first confirmed day stays. Confirm that it was recorded wrongly; a day that was "
            "agreed anew is a new promised day."
        )
        raise FirstDayStays(sentence, is_recording_error=sentence)


def days_late(
    *, state: DeliveryState, first_promised_on: date, delivered_on: date | None, today: date
) -> int | None:
    """Return the days from the first confirmed day to the delivery, or to today while it is open.

    Negative while there is time, or when it came early; None for a cancelled delivery. Counted by
    due date: what has not left counts as late from the day after its first confirmed day.

    Source: SCOR, delivery performance to the original commit date.

    >>> days_late(state=DeliveryState.DELIVERED, first_promised_on=date(2026, 3, 2),
    ...     delivered_on=date(2026, 3, 5), today=date(2026, 11, 16))
    3
    """
    if state is DeliveryState.CANCELLED:
        return None
    return ((delivered_on or today) - first_promised_on).days


def is_short(*, promised: Decimal | None, delivered: Decimal | None) -> bool:
    """Answer whether less was delivered than was promised; unknown quantities are not short."""
    return promised is not None and delivered is not None and delivered < promised


def delivery_headline(
    *, reference: str, state: DeliveryState, late: int | None, due_in: int, moved: bool
) -> str:
    """Return the finding about a delivery in one sentence.

    `late` as `days_late` gives it; `due_in` the days from today to the last confirmed day.
    """
    if state is DeliveryState.CANCELLED or late is None:
        return _("Delivery %(reference)s was cancelled", reference=reference)
    if state is DeliveryState.DELIVERED:
        return _delivered(reference, late)
    if late > 0:
        return _overdue(reference, late, due_in)
    return _due(reference, due_in, moved=moved)


def _delivered(reference: str, late: int) -> str:
    if late == 0:
        return _("Delivery %(reference)s left on its first confirmed day", reference=reference)
    if late > 0:
        return ngettext(
            "Delivery %(reference)s left %(count)s day after its first confirmed day",
            "Delivery %(reference)s left %(count)s days after its first confirmed day",
            late,
            reference=reference,
        )
    return ngettext(
        "Delivery %(reference)s left %(count)s day before its first confirmed day",
        "Delivery %(reference)s left %(count)s days before its first confirmed day",
        -late,
        reference=reference,
    )


def _overdue(reference: str, late: int, due_in: int) -> str:
    if due_in >= 0:
        return ngettext(
            "Delivery %(reference)s is %(count)s day past its first confirmed day and was moved",
            "Delivery %(reference)s is %(count)s days past its first confirmed day and was moved",
            late,
            reference=reference,
        )
    return ngettext(
        "Delivery %(reference)s is %(count)s day late and has not left",
        "Delivery %(reference)s is %(count)s days late and has not left",
        late,
        reference=reference,
    )


def _due(reference: str, due_in: int, *, moved: bool) -> str:
    if due_in == 0:
        return _("Delivery %(reference)s is due today", reference=reference)
    if due_in < 0:
        return _("Delivery %(reference)s has passed its moved day", reference=reference)
    if moved:
        return ngettext(
            "Delivery %(reference)s was moved and is due in %(count)s day",
            "Delivery %(reference)s was moved and is due in %(count)s days",
            due_in,
            reference=reference,
        )
    return ngettext(
        "Delivery %(reference)s is due in %(count)s day",
        "Delivery %(reference)s is due in %(count)s days",
        due_in,
        reference=reference,
    )

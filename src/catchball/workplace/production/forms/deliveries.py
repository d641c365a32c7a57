"""The shape of what people send about deliveries."""

from datetime import date
from typing import Any

from django import forms

from catchball.kernel.words import Later
from catchball.trust.permissions import Side
from catchball.workplace.production.forms import parts
from catchball.workplace.production.forms.parts import (
    ChoiceOfId,
    Step,
    check,
    choice,
    day,
    quantity,
    text,
)
from catchball.workplace.production.queries import DeliveryLine
from catchball.workplace.production.rules import DELIVERY_TEXTS, DeliveryFacts, DeliveryState

_STATES = [
    (DeliveryState.PROMISED.value, Later("promised")),
    (DeliveryState.DELIVERED.value, Later("delivered")),
    (DeliveryState.CANCELLED.value, Later("cancelled")),
]
_SIDES = [(Side.CMO.value, Later("The manufacturer")), (Side.CLIENT.value, Later("The client"))]


class PromiseDelivery(Step):
    """A new delivery and the day that is confirmed for it."""

    headline = Later("Promise a delivery")
    verb = Later("Promise delivery")
    done = Later("The delivery is promised.")

    version = None  # type: ignore[assignment] # nothing was shown yet
    reference = text(Later("Reference"), DELIVERY_TEXTS["reference"], required=True)
    client_reference = text(Later("Client's reference"), DELIVERY_TEXTS["client_reference"])
    program = ChoiceOfId(Later("Program"))
    item = text(Later("Item"), DELIVERY_TEXTS["item"])
    destination = text(Later("Destination"), DELIVERY_TEXTS["destination"])
    requested_on = day(Later("Requested day"), required=False)
    first_promised_on = day(
        Later("Confirmed day"),
        help_text=Later("The first confirmed day stays for ever: delivery is measured against it."),
    )
    quantity_promised = quantity(Later("Promised quantity"))
    unit = text(Later("Unit"), DELIVERY_TEXTS["unit"])
    origin = text(Later("Origin"), DELIVERY_TEXTS["origin"])
    transport = text(Later("Means of transport"), DELIVERY_TEXTS["transport"])
    category = text(Later("Category"), DELIVERY_TEXTS["category"])

    def arguments(self) -> dict[str, Any]:
        return {"facts": DeliveryFacts(**self.cleaned_data)}


class RedateDelivery(Step):
    """Another promised day, who asked for it, and why."""

    headline = Later("Move the promised day")
    verb = Later("Move the day")
    done = Later("The promised day is moved; the first confirmed day stays.")

    promised_on = day(
        Later("New promised day"),
        help_text=Later("The first confirmed day stays; this becomes the last confirmed day."),
    )
    asked_by = choice(Later("Who asked for it"), _SIDES, Side, widget=forms.RadioSelect)
    cause = text(Later("Cause"), 240, required=True)


class RecordDelivery(Step):
    """That the delivery left: when, and how much."""

    headline = Later("Record the delivery")
    verb = Later("Record delivery")
    done = Later("The delivery is recorded.")

    delivered_on = day(
        Later("Delivered on"),
        help_text=Later("The later of goods ready and certificate package issued."),
    )
    quantity_delivered = quantity(Later("Delivered quantity"))

    def initial_of(self, line: DeliveryLine, today: date | None) -> dict[str, Any]:
        return {"delivered_on": today}


class CancelDelivery(Step):
    """That the delivery will not happen, and why."""

    headline = Later("Cancel the delivery")
    verb = Later("Cancel delivery")
    done = Later("The delivery is cancelled.")
    danger = True

    reason = parts.reason()


class CorrectDelivery(Step):
    """All recorded facts, to be put right."""

    headline = Later("Correct what was recorded")
    verb = Later("Correct record")
    done = Later("The record is corrected; the history shows what it was.")

    reference = text(Later("Reference"), DELIVERY_TEXTS["reference"], required=True)
    client_reference = text(Later("Client's reference"), DELIVERY_TEXTS["client_reference"])
    program = ChoiceOfId(Later("Program"))
    item = text(Later("Item"), DELIVERY_TEXTS["item"])
    origin = text(Later("Origin"), DELIVERY_TEXTS["origin"])
    destination = text(Later("Destination"), DELIVERY_TEXTS["destination"])
    category = text(Later("Category"), DELIVERY_TEXTS["category"])
    transport = text(Later("Means of transport"), DELIVERY_TEXTS["transport"])
    requested_on = day(Later("Requested day"), required=False)
    first_promised_on = day(Later("First confirmed day"))
    is_recording_error = check(
        Later("The first confirmed day was recorded wrongly; it was not agreed anew"),
        help_text=Later(
            "Only needed when you change that day. The correction stays visible to both companies."
        ),
    )
    state = choice(Later("State"), _STATES, DeliveryState)
    delivered_on = day(Later("Delivered on"), required=False)
    quantity_promised = quantity(Later("Promised quantity"))
    quantity_delivered = quantity(Later("Delivered quantity"))
    unit = text(Later("Unit"), DELIVERY_TEXTS["unit"])
    reason = parts.reason()

    def initial_of(self, line: DeliveryLine, today: date | None) -> dict[str, Any]:
        named = {name: getattr(line, name, None) for name in self.base_fields}
        return {**named, "program": str(line.program_id), "state": line.state.value}

    def arguments(self) -> dict[str, Any]:
        named = super().arguments()
        kept = {name: named.pop(name) for name in ("version", "is_recording_error")}
        return {"facts": DeliveryFacts(**named), **kept}

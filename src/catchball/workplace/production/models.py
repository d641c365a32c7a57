"""State of deliveries and batches, and what must always be true of them."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat, Lower

from catchball.trust.models import ClientRow
from catchball.trust.permissions import Side
from catchball.workplace.production.rules import BatchKind, BatchState, DeliveryState, Disposition


def _search(*fields: str) -> models.GeneratedField:
    """Keep what a list is searched by in one text, in small letters.

    A search reads one client's rows, so it needs no index: one over all clients would be of no
    use behind the wall, whose policies come before any operator that is not leakproof.
    """
    parts = [part for field in fields for part in (F(field), Value("\n"))]
    return models.GeneratedField(
        expression=Lower(Concat(*parts)), output_field=models.TextField(), db_persist=True
    )


def held_by_same_client(to: str, **named: Any) -> Any:
    """Refer to a row that the composite key of `same_client` already holds in the database.

    It proves client and parent in one check a row, which a large import feels.
    """
    return models.ForeignKey(to, models.PROTECT, related_name="+", db_constraint=False, **named)


class Delivery(ClientRow):
    """A promise to hand over goods of a program on a day, and what became of it.

    `first_promised_on` is the first confirmed date: the baseline of every measurement, never
    changed except by a correction of a recording error. `promised_on` is the current date.
    """

    client = held_by_same_client("programs.Client", db_index=False)
    program = held_by_same_client("programs.Program")
    reference = models.CharField(max_length=40)
    client_reference = models.CharField(max_length=60, blank=True)
    item = models.CharField(max_length=160, blank=True)
    origin = models.CharField(max_length=160, blank=True)
    destination = models.CharField(max_length=120, blank=True)
    category = models.CharField(max_length=60, blank=True)
    transport = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=12, default=DeliveryState.PROMISED)
    requested_on = models.DateField(null=True)
    first_promised_on = models.DateField()
    promised_on = models.DateField()
    delivered_on = models.DateField(null=True)
    quantity_promised = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    quantity_delivered = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    search = _search("reference", "client_reference", "item", "destination")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client", "reference"], name="delivery_reference"),
            models.CheckConstraint(
                name="delivery_state_is_known",
                condition=Q(state__in=[state.value for state in DeliveryState]),
            ),
            models.CheckConstraint(
                name="delivered_has_a_day",
                condition=Q(state=DeliveryState.DELIVERED, delivered_on__isnull=False)
                | (~Q(state=DeliveryState.DELIVERED) & Q(delivered_on__isnull=True)),
            ),
            models.CheckConstraint(
                name="delivery_quantities_are_positive",
                condition=(Q(quantity_promised__isnull=True) | Q(quantity_promised__gt=0))
                & (Q(quantity_delivered__isnull=True) | Q(quantity_delivered__gte=0)),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client", "first_promised_on"], name="delivery_by_first_promise"),
            models.Index(fields=["client", "promised_on"], name="delivery_by_promise"),
            models.Index(fields=["client", "delivered_on"], name="delivery_by_day"),
            models.Index(
                fields=["client", "first_promised_on"],
                name="delivery_open",
                condition=Q(state=DeliveryState.PROMISED),
            ),
        ]


class Redating(ClientRow):
    """That the promised day of a delivery was moved: by whose wish, and why."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="redatings")
    promised_before = models.DateField()
    promised_after = models.DateField()
    asked_by = models.CharField(max_length=8)
    cause = models.CharField(max_length=240)
    redated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="redating_is_asked_by_a_side",
                condition=Q(asked_by__in=[side.value for side in Side]),
            ),
            models.CheckConstraint(
                name="redating_moves", condition=~Q(promised_before=F("promised_after"))
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client", "delivery"], name="redating_by_delivery"),
        ]


class Batch(ClientRow):
    """One batch of a product: when it was made, what came out, what was decided about it."""

    client = held_by_same_client("programs.Client", db_index=False)
    program = held_by_same_client("programs.Program")
    product = held_by_same_client("programs.Product", null=True)
    reference = models.CharField(max_length=40)
    client_reference = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=12, default=BatchKind.COMMERCIAL)
    state = models.CharField(max_length=12, default=BatchState.PLANNED)
    planned_start_on = models.DateField(null=True)
    started_on = models.DateField(null=True)
    completed_on = models.DateField(null=True)
    disposition = models.CharField(max_length=12, default=Disposition.PENDING)
    disposed_on = models.DateField(null=True)
    unit = models.CharField(max_length=20, blank=True)
    quantity_theoretical = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    quantity_actual = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    deviations = models.PositiveIntegerField(null=True)
    reworked = models.BooleanField(null=True)
    search = _search("reference", "client_reference")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client", "reference"], name="batch_reference"),
            models.CheckConstraint(
                name="batch_words_are_known",
                condition=Q(state__in=[state.value for state in BatchState])
                & Q(kind__in=[kind.value for kind in BatchKind])
                & Q(disposition__in=[word.value for word in Disposition]),
            ),
            models.CheckConstraint(
                name="batch_days_are_in_order",
                condition=Q(started_on__isnull=True)
                | Q(completed_on__isnull=True)
                | Q(completed_on__gte=F("started_on")),
            ),
            models.CheckConstraint(
                name="decided_batch_has_a_day",
                condition=Q(disposition=Disposition.PENDING, disposed_on__isnull=True)
                | ~Q(disposition=Disposition.PENDING),
            ),
            models.CheckConstraint(
                name="batch_quantities_are_positive",
                condition=(Q(quantity_theoretical__isnull=True) | Q(quantity_theoretical__gt=0))
                & (Q(quantity_actual__isnull=True) | Q(quantity_actual__gte=0)),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client", "started_on"], name="batch_by_start"),
            models.Index(fields=["client", "completed_on"], name="batch_by_completion"),
            models.Index(fields=["client", "disposed_on"], name="batch_by_disposition"),
            models.Index(
                fields=["client", "completed_on"],
                name="batch_undecided",
                condition=Q(state=BatchState.COMPLETED, disposition=Disposition.PENDING),
            ),
        ]

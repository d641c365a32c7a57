"""State of webhooks: who is told what, and how the telling went."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from catchball.kernel.ids import new_id
from catchball.trust.webhooks.rules import CallState


class Webhook(models.Model):
    """That one company's system is told of events of a client; no events stand for all.

    The journal tells the host and not the address, whose path may be a key in itself.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_id = models.UUIDField()
    side = models.CharField(max_length=8)
    audience = models.CharField(max_length=8)
    name = models.CharField(max_length=80)
    host = models.CharField(max_length=255, default="", db_default="")
    url = models.CharField(max_length=500)
    events = ArrayField(models.CharField(max_length=80), default=list)
    salt = models.CharField(max_length=32)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        app_label = "trust"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client_id", "id"], name="webhook_client_id_id")
        ]


class WebhookCall(models.Model):
    """One entry told to one webhook: waiting, arrived or given up; written by the database.

    Not journalled: it is itself the record of what was sent.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_id = models.UUIDField()
    side = models.CharField(max_length=8)
    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="calls", db_index=False)
    entry_id = models.UUIDField()
    event = models.CharField(max_length=80)
    state = models.CharField(max_length=8)
    attempts = models.IntegerField(default=0)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    last_status = models.IntegerField(null=True)
    last_words = models.CharField(max_length=240, blank=True)

    class Meta:
        app_label = "trust"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client_id", "webhook", "entry_id"], name="webhook_call_once"
            ),
            models.CheckConstraint(
                name="webhook_call_state_is_known",
                condition=Q(state__in=[one.value for one in CallState]),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_at"], name="webhook_call_due", condition=Q(state="waiting")),
            models.Index(fields=["client_id", "webhook", "-made_at"], name="webhook_call_newest"),
        ]

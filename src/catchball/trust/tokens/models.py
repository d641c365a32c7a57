"""State of tokens: what is kept of each, and how it is used."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from catchball.kernel.ids import new_id
from catchball.trust.tokens.rules import Access


class ApiToken(models.Model):
    """That whoever holds a secret acts as a person or a service; the secret itself is not kept.

    `permissions` and `clients` narrow what the person may; NULL narrows nothing.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("trust.Person", models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=16)
    token_hash = models.CharField(max_length=64, unique=True)
    access = models.CharField(max_length=8)
    permissions = ArrayField(models.CharField(max_length=40), null=True)
    clients = ArrayField(models.UUIDField(), null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("trust.Person", models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "trust"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="token_access_is_known", condition=Q(access__in=[one.value for one in Access])
            )
        ]


class TokenUse(models.Model):
    """In which minute a token was last used, and how often within it; counted past every refusal.

    `person_id` is its owner, so that others can be told when somebody was last here.

    Not journalled: it changes with each request, in a statement of its own.
    """

    token = models.OneToOneField(
        ApiToken, models.CASCADE, primary_key=True, db_constraint=False, related_name="use"
    )
    person_id = models.UUIDField(null=True, db_index=True)
    minute = models.DateTimeField()
    requests = models.IntegerField()

    class Meta:
        app_label = "trust"


class KeptAnswer(models.Model):
    """What was answered to a request with an idempotency key; not journalled, gone after a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    actor_id = models.UUIDField()
    key = models.CharField(max_length=200)
    request_hash = models.CharField(max_length=64)
    status = models.IntegerField()
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    kept_at = models.DateTimeField()

    class Meta:
        app_label = "trust"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["actor_id", "key"], name="kept_answer_once")
        ]
        indexes: ClassVar = [models.Index(fields=["kept_at"], name="kept_answer_by_age")]

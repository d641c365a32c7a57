"""State of imports, and of what is remembered about a client's files."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from catchball.trust.models import Audience, ClientRow
from catchball.workplace.exchange.rules.steps import ImportState


class Import(ClientRow):
    """A file on its way in: how it is understood, what was found in it, what was written.

    Internal: the client sees the deliveries and batches, not the manufacturer's files. The file
    itself lies on the shelf (rules/keeping.py) under its hash.
    """

    audience = models.CharField(max_length=8, choices=Audience, default=Audience.INTERNAL)
    what = models.CharField(max_length=12)
    file_name = models.CharField(max_length=200)
    size_bytes = models.BigIntegerField()
    content_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=12, default=ImportState.UPLOADED)
    mapping = models.JSONField(default=dict)
    update_existing = models.BooleanField(default=False)
    questions = models.JSONField(default=list)
    findings = models.JSONField(default=dict)
    failure = models.TextField(blank=True)
    written_entry = models.UUIDField(null=True)
    asked_by = models.ForeignKey("trust.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    moved_at = models.DateTimeField(db_default=Now())
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="import_words_are_known",
                condition=Q(state__in=[state.value for state in ImportState])
                & Q(what__in=["deliveries", "batches"])
                & Q(audience=Audience.INTERNAL),
            )
        ]
        indexes: ClassVar = [models.Index(fields=["client", "-asked_at"], name="import_by_time")]


class ImportMapping(ClientRow):
    """How a client's files of one kind were understood the last time."""

    audience = models.CharField(max_length=8, choices=Audience, default=Audience.INTERNAL)
    what = models.CharField(max_length=12)
    mapping = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client", "what"], name="import_mapping_once")
        ]

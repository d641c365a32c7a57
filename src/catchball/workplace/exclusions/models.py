"""State of exclusions."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from catchball.trust.models import ClientRow
from catchball.trust.permissions import Side
from catchball.workplace.exclusions.rules import ExclusionState, Ground

_SIDES = [side.value for side in Side]


class Exclusion(ClientRow):
    """A claim that a fact should not count in the numbers of one metric, and what became of it.

    `reference` and `fact_on` are those of the fact on the day of the claim. The fact is out of the
    attributable number from the end of `excluded_on` on, and in it again from `restored_on` on,
    both days of the relationship's zone. A trigger keeps what was claimed.
    """

    promise = models.ForeignKey("agreements.Promise", models.PROTECT, related_name="+")
    metric_key = models.CharField(max_length=60)
    facts = models.CharField(max_length=60)
    fact_id = models.UUIDField()
    reference = models.CharField(max_length=60)
    fact_on = models.DateField()
    ground = models.CharField(max_length=20)
    cause = models.TextField()
    clause = models.CharField(max_length=120)
    evidence = models.TextField()
    claimed_by = models.CharField(max_length=8)
    claimed_name = models.CharField(max_length=160)
    claimed_at = models.DateTimeField()
    answer_due_on = models.DateField()
    state = models.CharField(max_length=12, default=ExclusionState.CLAIMED)
    accepted = models.BooleanField(null=True)
    answered_name = models.CharField(max_length=160, blank=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    ruling_due_on = models.DateField(null=True)
    upheld = models.BooleanField(null=True)
    body = models.CharField(max_length=120, blank=True)
    ruled_on = models.DateField(null=True)
    ruled_cmo = models.CharField(max_length=240, blank=True)
    ruled_client = models.CharField(max_length=240, blank=True)
    ruling = models.TextField(blank=True)
    recorded_by = models.CharField(max_length=8, blank=True)
    recorded_name = models.CharField(max_length=160, blank=True)
    recorded_at = models.DateTimeField(null=True)
    confirmed_name = models.CharField(max_length=160, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_name = models.CharField(max_length=160, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)
    excluded_on = models.DateField(null=True)
    restored_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="exclusion_words_are_known",
                condition=Q(state__in=[state.value for state in ExclusionState])
                & Q(ground__in=[ground.value for ground in Ground])
                & Q(claimed_by__in=_SIDES)
                & Q(recorded_by__in=["", *_SIDES]),
            ),
            models.CheckConstraint(
                name="exclusion_excludes_when_decided",
                condition=Q(
                    state__in=[ExclusionState.ACCEPTED, ExclusionState.UPHELD],
                    excluded_on__isnull=False,
                    restored_on__isnull=True,
                )
                | Q(state=ExclusionState.WITHDRAWN)
                | (
                    Q(excluded_on__isnull=True, restored_on__isnull=True)
                    & ~Q(state__in=[ExclusionState.ACCEPTED, ExclusionState.UPHELD])
                ),
            ),
            models.CheckConstraint(
                name="exclusion_is_ruled_by_both",
                condition=~Q(state__in=[ExclusionState.UPHELD, ExclusionState.DENIED])
                | (
                    Q(confirmed_at__isnull=False, recorded_at__isnull=False)
                    & ~Q(ruled_cmo="")
                    & ~Q(ruled_client="")
                ),
            ),
            models.UniqueConstraint(
                fields=["client", "metric_key", "fact_id"],
                condition=~Q(state=ExclusionState.WITHDRAWN),
                name="exclusion_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client", "metric_key", "fact_on"], name="exclusion_by_metric"),
        ]

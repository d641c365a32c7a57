"""State of closes: months whose numbers both companies signed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from catchball.trust.models import ClientRow
from catchball.trust.permissions import Side
from catchball.workplace.scorecards.rules import CloseState


class Close(ClientRow):
    """The numbers of a month as they were known at an instant, for both companies to sign.

    Its numbers never change: a close that was drawn up wrongly is withdrawn and made anew, and
    what is corrected after both have signed shows as a restatement beside it.
    """

    program = models.ForeignKey("programs.Program", models.PROTECT, null=True, related_name="+")
    program_name = models.CharField(max_length=200, blank=True)
    client_name = models.CharField(max_length=120)
    first_on = models.DateField()
    until_on = models.DateField()
    known_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=CloseState.PROPOSED)
    proposed_name = models.CharField(max_length=160)
    answer_due_on = models.DateField()
    content_hash = models.CharField(max_length=64)
    closed_at = models.DateTimeField(null=True)
    withdrawn_name = models.CharField(max_length=160, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="close_state_is_known",
                condition=Q(state__in=[state.value for state in CloseState]),
            ),
            models.CheckConstraint(
                name="close_is_closed_at_an_instant",
                condition=Q(state=CloseState.CLOSED, closed_at__isnull=False)
                | (~Q(state=CloseState.CLOSED) & Q(closed_at__isnull=True)),
            ),
            models.UniqueConstraint(
                fields=["client", "program", "first_on"],
                condition=~Q(state=CloseState.WITHDRAWN),
                nulls_distinct=False,
                name="close_once",
            ),
        ]


class ClosedNumber(ClientRow):
    """One number of a close, with the facts it was made of; never changed.

    `gross` and `attributable` are readings, `facts` and `exclusions` as they were; `facts_hash` is
    the SHA-256 of the canonical JSON of both.
    """

    close = models.ForeignKey(Close, models.PROTECT, related_name="numbers")
    promise = models.ForeignKey("agreements.Promise", models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    party = models.CharField(max_length=8)
    metric_hash = models.CharField(max_length=64)
    target = models.DecimalField(max_digits=18, decimal_places=6)
    floor = models.DecimalField(max_digits=18, decimal_places=6)
    n_min = models.PositiveIntegerField()
    gross = models.JSONField()
    attributable = models.JSONField(null=True)
    standing = models.CharField(max_length=16)
    attributable_standing = models.CharField(max_length=16, blank=True)
    facts = models.JSONField()
    exclusions = models.JSONField()
    facts_hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client", "close", "promise"], name="number_once"),
            models.CheckConstraint(
                name="number_is_of_a_side",
                condition=Q(party__in=[side.value for side in Side]),
            ),
        ]


class LineDispute(ClientRow):
    """That the client disputes a number of a proposed close, and what the manufacturer answered."""

    close = models.ForeignKey(Close, models.PROTECT, related_name="disputes")
    number = models.ForeignKey(ClosedNumber, models.PROTECT, related_name="disputes")
    reason = models.TextField()
    raised_name = models.CharField(max_length=160)
    raised_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_name = models.CharField(max_length=160, blank=True)
    answered_at = models.DateTimeField(null=True)
    settled_name = models.CharField(max_length=160, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client", "number"],
                condition=Q(settled_at__isnull=True),
                name="dispute_once_at_a_time",
            )
        ]


class Phase(ClientRow):
    """That somebody let the limits of a chart begin anew with a month, and why.

    It belongs to the chart of a metric and program, whichever promise holds. Withdrawn, it stays.
    """

    program = models.ForeignKey("programs.Program", models.PROTECT, null=True, related_name="+")
    metric_key = models.CharField(max_length=60)
    starts_on = models.DateField()
    reason = models.CharField(max_length=240)
    set_name = models.CharField(max_length=160)
    set_at = models.DateTimeField()
    ended_name = models.CharField(max_length=160, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client", "metric_key", "program", "starts_on"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="phase_once_a_month",
            ),
            models.CheckConstraint(name="phase_begins_with_a_month", condition=Q(starts_on__day=1)),
            models.CheckConstraint(name="phase_says_why", condition=~Q(reason="")),
        ]

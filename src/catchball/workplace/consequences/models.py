"""State of statements and of the findings they hold."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from catchball.trust.models import ClientRow
from catchball.trust.permissions import Side
from catchball.workplace.consequences.rules import FindingState, StatementState


class Statement(ClientRow):
    """What the misses of a closed month come to, for both companies to sign.

    Opened with its findings when the month is closed; drawn up once all are decided, and never
    changed after both have signed: a later correction stands in a later statement. `money` is what
    the agreement says on credits, `lines` the arithmetic, `passed_over` the misses without a
    consequence and why.
    """

    close = models.ForeignKey("scorecards.Close", models.PROTECT, related_name="+")
    agreement = models.ForeignKey("agreements.AgreementVersion", models.PROTECT, related_name="+")
    agreement_number = models.PositiveIntegerField()
    close_hash = models.CharField(max_length=64)
    program = models.ForeignKey("programs.Program", models.PROTECT, null=True, related_name="+")
    program_name = models.CharField(max_length=200, blank=True)
    client_name = models.CharField(max_length=120)
    first_on = models.DateField()
    until_on = models.DateField()
    state = models.CharField(max_length=12, default=StatementState.OPEN)
    money = models.JSONField()
    passed_over = models.JSONField(default=list)
    gains = models.JSONField(default=list)
    answer_due_on = models.DateField()
    base = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    source = models.CharField(max_length=200, blank=True)
    fee = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    fee_note = models.CharField(max_length=200, blank=True)
    gain = models.DecimalField(max_digits=18, decimal_places=2, default=0)
    gain_note = models.CharField(max_length=200, blank=True)
    lines = models.JSONField(default=list)
    total = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    drafted_name = models.CharField(max_length=160, blank=True)
    drafted_at = models.DateTimeField(null=True)
    returned_name = models.CharField(max_length=160, blank=True)
    returned_why = models.TextField(blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    signed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="statement_state_is_known",
                condition=Q(state__in=[state.value for state in StatementState]),
            ),
            models.CheckConstraint(
                name="statement_is_drawn_up_with_amounts",
                condition=Q(state=StatementState.OPEN)
                | Q(base__isnull=False, total__isnull=False, drafted_at__isnull=False)
                & ~Q(content_hash=""),
            ),
            models.CheckConstraint(
                name="statement_is_signed_at_an_instant",
                condition=Q(state=StatementState.SIGNED, signed_at__isnull=False)
                | (~Q(state=StatementState.SIGNED) & Q(signed_at__isnull=True)),
            ),
            models.UniqueConstraint(fields=["client", "close"], name="statement_once"),
        ]


class Finding(ClientRow):
    """That a promise was missed in a closed period, and what the agreement says follows.

    `about` names the promise (metric and program), `steps` are those of the ladder with their
    counters, `history` how each period before was counted. With `restates` it says instead that a
    number of an earlier, signed statement reads otherwise by now: `share_then` of the invoice base
    was drawn, `share` is due; or that lost material signed as `material_then` comes to another amount.
    """

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="findings")
    number = models.ForeignKey("scorecards.ClosedNumber", models.PROTECT, related_name="+")
    promise = models.ForeignKey("agreements.Promise", models.PROTECT, related_name="+")
    restates = models.ForeignKey(Statement, models.PROTECT, null=True, related_name="restated_by")
    place = models.PositiveIntegerField()
    about = models.CharField(max_length=100)
    title = models.CharField(max_length=160)
    party = models.CharField(max_length=8)
    first_on = models.DateField()
    until_on = models.DateField()
    standing = models.CharField(max_length=16)
    reading = models.JSONField()
    unit = models.CharField(max_length=16)
    better = models.CharField(max_length=8)
    target = models.DecimalField(max_digits=18, decimal_places=6)
    floor = models.DecimalField(max_digits=18, decimal_places=6)
    steps = models.JSONField()
    history = models.JSONField()
    allocation = models.DecimalField(max_digits=8, decimal_places=6)
    share = models.DecimalField(max_digits=18, decimal_places=12)
    share_then = models.DecimalField(max_digits=18, decimal_places=12, default=0)
    material_then = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    state = models.CharField(max_length=12, default=FindingState.PROPOSED)
    accepted_cmo = models.CharField(max_length=160, blank=True)
    accepted_cmo_at = models.DateTimeField(null=True)
    accepted_client = models.CharField(max_length=160, blank=True)
    accepted_client_at = models.DateTimeField(null=True)
    owner = models.CharField(max_length=200, blank=True)
    plan = models.TextField(blank=True)
    recover_on = models.DateField(null=True)
    contested_by = models.CharField(max_length=8, blank=True)
    contested_name = models.CharField(max_length=160, blank=True)
    contested_at = models.DateTimeField(null=True)
    contested_why = models.TextField(blank=True)
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
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="finding_words_are_known",
                condition=Q(state__in=[state.value for state in FindingState])
                & Q(party__in=[side.value for side in Side])
                & Q(contested_by__in=["", *(side.value for side in Side)])
                & Q(recorded_by__in=["", *(side.value for side in Side)]),
            ),
            models.CheckConstraint(
                name="finding_is_accepted_by_both",
                condition=~Q(state=FindingState.ACCEPTED)
                | Q(accepted_cmo_at__isnull=False, accepted_client_at__isnull=False),
            ),
            models.CheckConstraint(
                name="finding_is_ruled_by_both",
                condition=~Q(state__in=[FindingState.UPHELD, FindingState.DROPPED])
                | Q(recorded_at__isnull=False, confirmed_at__isnull=False)
                & ~Q(ruled_cmo="")
                & ~Q(ruled_client=""),
            ),
            models.UniqueConstraint(
                fields=["client", "about", "first_on", "until_on"],
                condition=Q(restates__isnull=True),
                name="finding_once",
            ),
            models.UniqueConstraint(
                fields=["client", "statement", "about", "first_on"],
                condition=Q(restates__isnull=False),
                name="finding_restates_once",
            ),
        ]

"""State of promises, and of the agreements that hold them."""

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from catchball.trust.models import Audience, ClientRow
from catchball.trust.permissions import Side
from catchball.workplace.agreements.rules import AgreementState, PromiseState


class PromiseSet(models.QuerySet["Promise"]):
    """Promises, to be narrowed."""

    def on(self, metric_key: str, program: UUID | None) -> "PromiseSet":
        """Keep those on one metric and program, None meaning those for all programs."""
        wanted = Q(program__isnull=True) if program is None else Q(program_id=program)
        return self.filter(wanted, metric_key=metric_key)


class Promise(ClientRow):
    """What one company owes the other on one metric, from a day on, once both have signed.

    `metric` is the whole definition as canonical JSON, so that a later release of the catalogue
    cannot change a signed promise. A signed promise is in force from `from_on` until the next
    signed one on the same metric and program begins. A draft is internal to the manufacturer.

    The names are those of the day of drafting, so that the row alone holds all that is signed.
    `version` counts changes of the terms; once offered they are fixed, by a trigger too.
    """

    program = models.ForeignKey("programs.Program", models.PROTECT, null=True, related_name="+")
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.INTERNAL)
    party = models.CharField(max_length=8, default=Side.CMO)
    state = models.CharField(max_length=12, default=PromiseState.DRAFT)
    metric_key = models.CharField(max_length=60)
    metric = models.JSONField()
    metric_hash = models.CharField(max_length=64)
    words = models.TextField()
    target = models.DecimalField(max_digits=18, decimal_places=6)
    floor = models.DecimalField(max_digits=18, decimal_places=6)
    n_min = models.PositiveIntegerField(default=8)
    from_on = models.DateField()
    client_name = models.CharField(max_length=120)
    program_code = models.CharField(max_length=40, blank=True)
    program_name = models.CharField(max_length=160, blank=True)
    offered_at = models.DateTimeField(null=True)
    offered_by = models.CharField(max_length=160, blank=True)
    signed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    # A clause of a whole agreement, made with its second signature; alone, it amends one.
    agreement = models.ForeignKey(
        "AgreementVersion", models.PROTECT, null=True, related_name="promises", db_index=False
    )
    ended_on = models.DateField(null=True)
    period = models.CharField(max_length=8, default="month")
    weight = models.PositiveSmallIntegerField(default=1)
    tolerance = models.DecimalField(max_digits=18, decimal_places=6, default=0)
    grace = models.PositiveSmallIntegerField(default=0)
    allocation = models.DecimalField(max_digits=8, decimal_places=6, default=0)
    is_critical = models.BooleanField(default=False)
    owner = models.CharField(max_length=200, blank=True, default="")

    objects: ClassVar = PromiseSet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="promise_words_are_known",
                condition=Q(state__in=[state.value for state in PromiseState])
                & Q(party__in=[side.value for side in Side])
                & Q(audience__in=Audience.values),
            ),
            models.CheckConstraint(
                name="promise_leaves_the_house_when_offered",
                condition=Q(state=PromiseState.DRAFT, audience=Audience.INTERNAL)
                | Q(state=PromiseState.WITHDRAWN)
                | Q(
                    state__in=[PromiseState.OFFERED, PromiseState.SIGNED], audience=Audience.SHARED
                ),
            ),
            models.UniqueConstraint(
                fields=["client", "metric_key", "program", "from_on"],
                condition=Q(state=PromiseState.SIGNED),
                nulls_distinct=False,
                name="promise_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["client", "metric_key", "program"],
                condition=Q(state=PromiseState.OFFERED),
                nulls_distinct=False,
                name="promise_one_offer",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client", "state", "metric_key"], name="promise_by_metric"),
        ]


class AgreementVersion(ClientRow):
    """A version of the customer service agreement: drafted, offered, signed by both, in force.

    `parts` holds everything that is agreed, as rules.parts describes it. A draft is internal to
    the manufacturer and has no number; with the offer it gets one, and its words are fixed, by a
    trigger too. It is in force from `from_on` until the next signed version begins.
    """

    number = models.PositiveIntegerField(null=True)
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.INTERNAL)
    state = models.CharField(max_length=12, default=AgreementState.DRAFT)
    parts = models.JSONField()
    client_name = models.CharField(max_length=120)
    from_on = models.DateField(null=True)
    offered_at = models.DateTimeField(null=True)
    offered_by = models.CharField(max_length=160, blank=True)
    signed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=160, blank=True)
    closed_because = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="agreement_words_are_known",
                condition=Q(state__in=[state.value for state in AgreementState])
                & Q(audience__in=Audience.values),
            ),
            models.CheckConstraint(
                name="agreement_leaves_the_house_with_a_number",
                condition=Q(audience=Audience.INTERNAL, number__isnull=True)
                & Q(state__in=[AgreementState.DRAFT, AgreementState.WITHDRAWN])
                | Q(audience=Audience.SHARED, number__isnull=False, from_on__isnull=False)
                & ~Q(state=AgreementState.DRAFT),
            ),
            models.UniqueConstraint(fields=["client", "number"], name="agreement_number"),
            models.UniqueConstraint(
                fields=["client"],
                condition=Q(state=AgreementState.DRAFT),
                name="agreement_one_draft",
            ),
            models.UniqueConstraint(
                fields=["client"],
                condition=Q(state=AgreementState.OFFERED),
                name="agreement_one_offer",
            ),
            models.UniqueConstraint(
                fields=["client", "from_on"],
                condition=Q(state=AgreementState.SIGNED),
                name="agreement_once_a_day",
            ),
        ]


class EnteredValue(ClientRow):
    """What people say a metric was in a month, with their note and source; never computed.

    `month_on` is the first day of the month, `reference` its name in figures ("2026-11"). Whoever
    enters the month again corrects it; the journal keeps what stood there before.
    """

    program = models.ForeignKey("programs.Program", models.PROTECT, null=True, related_name="+")
    metric_key = models.CharField(max_length=60)
    month_on = models.DateField()
    reference = models.CharField(max_length=7)
    top = models.DecimalField(max_digits=18, decimal_places=6)
    bottom = models.DecimalField(max_digits=18, decimal_places=6)
    source = models.CharField(max_length=200)
    note = models.TextField()
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=160)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client", "metric_key", "program", "month_on"],
                nulls_distinct=False,
                name="entered_value_once_a_month",
            ),
            models.CheckConstraint(name="entered_value_is_a_month", condition=Q(month_on__day=1)),
            models.CheckConstraint(
                name="entered_value_has_numbers", condition=Q(top__gte=0, bottom__gt=0)
            ),
            models.CheckConstraint(
                name="entered_value_says_where_from", condition=~Q(note="") & ~Q(source="")
            ),
        ]

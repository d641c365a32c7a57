"""State of risk assessments, their risks, and how these were scored."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from catchball.kernel.ids import new_id
from catchball.trust.models import ClientRow, EntryAudience
from catchball.trust.permissions import Side
from catchball.workplace.risks.rules import (
    SENTENCE,
    TITLE_LENGTH,
    Category,
    Decision,
    Moved,
    Phase,
    Strategy,
)

_SIDES = [side.value for side in Side]


class SiteStarter(models.Model):
    """A risk that a site has learned to begin with; it belongs to no client and names none."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    site = models.ForeignKey("programs.Site", models.PROTECT, related_name="+")
    event = models.CharField(max_length=SENTENCE)
    cause = models.CharField(max_length=SENTENCE, blank=True)
    effect = models.CharField(max_length=SENTENCE, blank=True)
    response = models.CharField(max_length=SENTENCE, blank=True)
    contingency = models.CharField(max_length=SENTENCE, blank=True)
    category = models.CharField(max_length=16)
    phase = models.CharField(max_length=16)
    added_name = models.CharField(max_length=160)
    added_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    retired_name = models.CharField(max_length=160, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="starter_words_are_known",
                condition=Q(
                    category__in=[one.value for one in Category],
                    phase__in=[one.value for one in Phase],
                ),
            ),
        ]


class Assessment(ClientRow):
    """The risk assessment of a program: what it is of, by whom, with which matrix.

    `team` are the people of both companies as they were on the day, with id, name, side and role;
    `matrix` is kept with the document, so that another one changes no colour of the past;
    `drawn` is the version of the site's matrix that it was taken from, if it was one.
    """

    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="+")
    title = models.CharField(max_length=TITLE_LENGTH)
    held_on = models.DateField()
    extent = models.TextField(blank=True)
    team = models.JSONField(default=list)
    matrix = models.JSONField()
    drawn = models.ForeignKey("risks.MatrixVersion", models.PROTECT, null=True, related_name="+")
    decide_within = models.PositiveSmallIntegerField()
    opened_name = models.CharField(max_length=160)
    opened_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client", "program", "title"], name="assessment_once_by_title"
            ),
        ]


class Risk(ClientRow):
    """A risk of an assessment: its words, its latest score, its plan, and what became of it.

    `starter` is the key of the library's risk that it began with. `approved_at` is when the second
    company approved the plan whose content hashes to `approved_hash`; what has happened to the
    plan since is compared with that. `task` is what it delays: it goes with the task, `task_name`
    stays. `strikes_from` and `strikes_until` are the days between which it may happen.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="risks")
    number = models.PositiveIntegerField()
    starter = models.CharField(max_length=40, blank=True)
    cause = models.CharField(max_length=SENTENCE, blank=True)
    event = models.CharField(max_length=SENTENCE)
    effect = models.CharField(max_length=SENTENCE, blank=True)
    category = models.CharField(max_length=16)
    phase = models.CharField(max_length=16)
    arises_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey("trust.Person", models.PROTECT, null=True, related_name="+")
    owner_name = models.CharField(max_length=160, blank=True)
    owner_side = models.CharField(max_length=8, blank=True)
    probability = models.PositiveSmallIntegerField(null=True)
    quality = models.PositiveSmallIntegerField(null=True)
    schedule = models.PositiveSmallIntegerField(null=True)
    cost = models.PositiveSmallIntegerField(null=True)
    supply = models.PositiveSmallIntegerField(null=True)
    detection = models.PositiveSmallIntegerField(null=True)
    scored_at = models.DateTimeField(null=True)
    strategy = models.CharField(max_length=12, blank=True)
    contingency = models.TextField(blank=True)
    trigger = models.TextField(blank=True)
    residual_probability = models.PositiveSmallIntegerField(null=True)
    residual_impact = models.PositiveSmallIntegerField(null=True)
    residual_detection = models.PositiveSmallIntegerField(null=True)
    delay_days = models.PositiveIntegerField(null=True)
    task = models.ForeignKey("plans.Task", models.SET_NULL, null=True, related_name="+")
    task_name = models.CharField(max_length=200, blank=True)
    strikes_from = models.DateField(null=True)
    strikes_until = models.DateField(null=True)
    review_on = models.DateField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_hash = models.CharField(max_length=64, blank=True)
    decision = models.CharField(max_length=8, blank=True)
    decide_by = models.DateField(null=True)
    decided_name = models.CharField(max_length=160, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_why = models.TextField(blank=True)
    accepted_until = models.DateField(null=True)
    fired_at = models.DateTimeField(null=True)
    fired_name = models.CharField(max_length=160, blank=True)
    fired_why = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_name = models.CharField(max_length=160, blank=True)
    closed_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="risk_words_are_known",
                condition=Q(
                    category__in=[one.value for one in Category],
                    phase__in=[one.value for one in Phase],
                    strategy__in=["", *(one.value for one in Strategy)],
                    decision__in=["", *(one.value for one in Decision)],
                    owner_side__in=["", *_SIDES],
                ),
            ),
            models.CheckConstraint(
                name="risk_is_scored_whole",
                condition=Q(
                    probability__isnull=True,
                    quality__isnull=True,
                    schedule__isnull=True,
                    cost__isnull=True,
                    supply__isnull=True,
                    scored_at__isnull=True,
                )
                | Q(
                    probability__gte=1,
                    quality__gte=1,
                    schedule__gte=1,
                    cost__gte=1,
                    supply__gte=1,
                    scored_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="risk_residual_is_whole",
                condition=Q(residual_probability__isnull=True, residual_impact__isnull=True)
                | Q(residual_probability__gte=1, residual_impact__gte=1),
            ),
            models.CheckConstraint(
                name="risk_strikes_in_order",
                condition=Q(strikes_from__isnull=True, strikes_until__isnull=True)
                | Q(strikes_from__lte=F("strikes_until")),
            ),
            models.CheckConstraint(
                name="risk_names_its_task",
                condition=Q(task__isnull=True) | ~Q(task_name=""),
            ),
            models.CheckConstraint(
                name="risk_is_approved_with_a_hash",
                condition=Q(approved_at__isnull=True, approved_hash="")
                | (Q(approved_at__isnull=False) & ~Q(approved_hash="")),
            ),
            models.CheckConstraint(
                name="risk_is_accepted_with_a_reason",
                condition=~Q(decision=Decision.ACCEPT)
                | (Q(accepted_until__isnull=False, decided_at__isnull=False) & ~Q(decided_why="")),
            ),
            models.UniqueConstraint(
                fields=["client", "assessment", "number"], name="risk_number_in_its_document"
            ),
        ]


class RiskReview(ClientRow):
    """That a document was reviewed: when, by whom, and how each of its risks stood; kept."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="reviews")
    held_on = models.DateField()
    held_name = models.CharField(max_length=160)
    held_at = models.DateTimeField()
    note = models.TextField(blank=True)
    risks = models.JSONField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["client", "assessment", "held_at"], name="review_by_document"),
        ]


class Edition(ClientRow):
    """A whole document as it stood when it was put up for signature; what it says never changes.

    `content` is what both sign, `risks` how each stood, to tell what has changed since.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    risks = models.JSONField()
    issued_name = models.CharField(max_length=160)
    issued_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client", "assessment", "number"], name="edition_number_in_its_document"
            ),
            models.UniqueConstraint(
                fields=["client", "assessment"],
                condition=Q(signed_at__isnull=True, replaced_at__isnull=True),
                name="edition_waits_once",
            ),
            models.CheckConstraint(
                name="edition_is_signed_or_replaced",
                condition=Q(signed_at__isnull=True) | Q(replaced_at__isnull=True),
            ),
        ]


class ScoringRound(ClientRow):
    """That both companies score the risks of a document separately, until both have closed.

    `risks` are the ids of what is scored. How many of them each company has scored both may know;
    which ones, and how, neither knows of the other before the reveal (`BlindScore`).
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    risks = models.JSONField()
    begun_name = models.CharField(max_length=160)
    begun_at = models.DateTimeField()
    cmo_scored = models.PositiveIntegerField(default=0)
    client_scored = models.PositiveIntegerField(default=0)
    cmo_closed_at = models.DateTimeField(null=True)
    cmo_closed_name = models.CharField(max_length=160, blank=True)
    client_closed_at = models.DateTimeField(null=True)
    client_closed_name = models.CharField(max_length=160, blank=True)
    revealed_at = models.DateTimeField(null=True)
    called_off_at = models.DateTimeField(null=True)
    called_off_name = models.CharField(max_length=160, blank=True)
    called_off_why = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client", "assessment", "number"], name="round_number_in_its_document"
            ),
            models.UniqueConstraint(
                fields=["client", "assessment"],
                condition=Q(revealed_at__isnull=True, called_off_at__isnull=True),
                name="round_once_at_a_time",
            ),
            models.CheckConstraint(
                name="round_is_revealed_by_both",
                condition=Q(revealed_at__isnull=True)
                | Q(
                    cmo_closed_at__isnull=False,
                    client_closed_at__isnull=False,
                    called_off_at__isnull=True,
                ),
            ),
        ]


class BlindScore(ClientRow):
    """How one company scores a risk in a round; the wall hides it from the other until the reveal.

    `audience` is that company's own, so that the journal keeps it from the other too.
    """

    round = models.ForeignKey(ScoringRound, models.PROTECT, related_name="scores")
    risk = models.ForeignKey(Risk, models.PROTECT, related_name="blind_scores")
    side = models.CharField(max_length=8)
    audience = models.CharField(max_length=8, choices=EntryAudience)
    probability = models.PositiveSmallIntegerField()
    quality = models.PositiveSmallIntegerField()
    schedule = models.PositiveSmallIntegerField()
    cost = models.PositiveSmallIntegerField()
    supply = models.PositiveSmallIntegerField()
    detection = models.PositiveSmallIntegerField(null=True)
    scored_name = models.CharField(max_length=160)
    scored_at = models.DateTimeField()
    why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client", "round", "risk", "side"], name="blind_score_once_a_side"
            ),
            models.CheckConstraint(
                name="blind_score_is_of_one_side",
                condition=Q(side=Side.CMO.value, audience=EntryAudience.INTERNAL)
                | Q(side=Side.CLIENT.value, audience=EntryAudience.CLIENT),
            ),
        ]


class Scoring(ClientRow):
    """That a risk was scored: when, by whom, in steps of the scales; never changed.

    A score that both agreed on after a round keeps what each had given before (`originals`, by
    company), and who `moved`.
    """

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="scorings")
    probability = models.PositiveSmallIntegerField()
    quality = models.PositiveSmallIntegerField()
    schedule = models.PositiveSmallIntegerField()
    cost = models.PositiveSmallIntegerField()
    supply = models.PositiveSmallIntegerField()
    detection = models.PositiveSmallIntegerField(null=True)
    scored_name = models.CharField(max_length=160)
    side = models.CharField(max_length=8)
    scored_at = models.DateTimeField()
    why = models.TextField(blank=True)
    round = models.ForeignKey(ScoringRound, models.PROTECT, null=True, related_name="agreed")
    originals = models.JSONField(null=True)
    moved = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="scoring_of_a_round_keeps_originals",
                condition=Q(round__isnull=True, originals__isnull=True, moved="")
                | Q(
                    round__isnull=False,
                    originals__isnull=False,
                    moved__in=[one.value for one in Moved],
                ),
            ),
            models.UniqueConstraint(
                fields=["client", "round", "risk"], name="scoring_once_a_round"
            ),
            models.CheckConstraint(name="scoring_side_is_known", condition=Q(side__in=_SIDES)),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client", "risk", "scored_at"], name="scoring_by_risk"),
        ]

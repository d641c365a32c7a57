"""State of teams: stages and their gates, charters, who is of a team and answers for what."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from catchball.trust.models import ClientRow
from catchball.trust.permissions import Side
from catchball.workplace.teams.rules import (
    CRITERION_LENGTH,
    NAME_LENGTH,
    WORK_LENGTH,
    CriterionState,
    Function,
    Letter,
    OwedBy,
    Passing,
    Stage,
)

_SIDES = [side.value for side in Side]
_STAGES = [stage.value for stage in Stage]


class Course(ClientRow):
    """How far a program has come; one that never moved has none and is in its first stage."""

    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="+")
    stage = models.CharField(max_length=12, default=Stage.INITIATE)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client", "program"], name="course_once"),
            models.CheckConstraint(name="course_stage_is_known", condition=Q(stage__in=_STAGES)),
        ]


class StageMove(ClientRow):
    """That a program went from one stage to another, and why."""

    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="+")
    left = models.CharField(max_length=12)
    entered = models.CharField(max_length=12)
    moved_at = models.DateTimeField()
    moved_name = models.CharField(max_length=NAME_LENGTH)
    why = models.TextField()
    passing = models.CharField(max_length=12, default=Passing.NO_GATE)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="stage_move_passing_is_known",
                condition=Q(passing__in=[one.value for one in Passing]),
            ),
            models.CheckConstraint(
                name="stage_move_goes_somewhere",
                condition=Q(left__in=_STAGES, entered__in=_STAGES) & ~Q(left=F("entered")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client", "program", "moved_at"], name="stage_move_by_program"),
        ]


class Charter(ClientRow):
    """What a program is for, in versions: a draft until both companies have signed it."""

    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    covers = models.TextField()
    cmo_objectives = models.TextField()
    client_objectives = models.TextField()
    constraints = models.TextField(blank=True)
    leaves_out = models.TextField(blank=True)
    written_name = models.CharField(max_length=NAME_LENGTH)
    written_side = models.CharField(max_length=8)
    written_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    agreed_hash = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client", "program", "number"], name="charter_number_once"
            ),
            models.UniqueConstraint(
                fields=["client", "program"],
                condition=Q(agreed_at__isnull=True),
                name="charter_draft_once",
            ),
            models.CheckConstraint(
                name="charter_side_is_known", condition=Q(written_side__in=_SIDES)
            ),
            models.CheckConstraint(
                name="charter_is_agreed_with_its_hash",
                condition=Q(agreed_at__isnull=True, agreed_hash="")
                | (Q(agreed_at__isnull=False) & ~Q(agreed_hash="")),
            ),
        ]


class Member(ClientRow):
    """That somebody is of the team of a program, from one day up to but not including another.

    `person` is empty for somebody who does not sign in. `follows` is whose place they took over.
    """

    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="+")
    side = models.CharField(max_length=8)
    function = models.CharField(max_length=24)
    is_core = models.BooleanField()
    person = models.ForeignKey("trust.Person", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=NAME_LENGTH)
    since_on = models.DateField()
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    zone = models.CharField(max_length=40)
    contact = models.CharField(max_length=200, blank=True)
    deputy = models.CharField(max_length=NAME_LENGTH, blank=True)
    hours_from = models.TimeField(null=True)
    hours_to = models.TimeField(null=True)
    share_percent = models.PositiveSmallIntegerField(null=True)
    left_on = models.DateField(null=True)
    left_why = models.TextField(blank=True)
    left_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client", "program", "side", "function", "name"],
                condition=Q(left_on__isnull=True),
                name="member_once",
            ),
            models.CheckConstraint(
                name="member_words_are_known",
                condition=Q(side__in=_SIDES, function__in=[one.value for one in Function]),
            ),
            models.CheckConstraint(
                name="member_leaves_after_joining_and_says_why",
                condition=Q(left_on__isnull=True, left_why="")
                | (Q(left_on__gte=F("since_on")) & ~Q(left_why="")),
            ),
            models.CheckConstraint(
                name="member_hours_are_in_order",
                condition=Q(hours_from__isnull=True, hours_to__isnull=True)
                | Q(hours_from__lt=F("hours_to")),
            ),
            models.CheckConstraint(
                name="member_share_is_a_share",
                condition=Q(share_percent__isnull=True) | Q(share_percent__range=(1, 100)),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client", "person"], name="member_by_person"),
        ]


class Gate(ClientRow):
    """What has to be so before a program leaves a stage, and that both companies signed it."""

    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="+")
    leaves = models.CharField(max_length=12)
    passed_at = models.DateTimeField(null=True)
    passed_hash = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client", "program", "leaves"], name="gate_once"),
            models.CheckConstraint(
                name="gate_leaves_a_stage_that_has_a_next",
                condition=Q(leaves__in=_STAGES) & ~Q(leaves=Stage.CLOSE),
            ),
            models.CheckConstraint(
                name="gate_is_passed_with_its_hash",
                condition=Q(passed_at__isnull=True, passed_hash="")
                | (Q(passed_at__isnull=False) & ~Q(passed_hash="")),
            ),
        ]


class Criterion(ClientRow):
    """One thing that a gate asks for, who shows it, and what was shown."""

    gate = models.ForeignKey(Gate, models.PROTECT, related_name="criteria")
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=CRITERION_LENGTH)
    owed_by = models.CharField(max_length=8, default=OwedBy.BOTH)
    state = models.CharField(max_length=8, default=CriterionState.OPEN)
    evidence = models.TextField(blank=True)
    told_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client", "gate", "number"], name="criterion_once"),
            models.CheckConstraint(
                name="criterion_words_are_known",
                condition=Q(
                    owed_by__in=[one.value for one in OwedBy],
                    state__in=[one.value for one in CriterionState],
                ),
            ),
            models.CheckConstraint(
                name="criterion_is_answered_with_evidence",
                condition=Q(state=CriterionState.OPEN)
                | (Q(told_at__isnull=False) & ~Q(evidence="")),
            ),
        ]


class Work(ClientRow):
    """A piece of the charter's work that functions of both companies answer for."""

    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=WORK_LENGTH)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client", "program", "number"], name="work_once"),
        ]


class Duty(ClientRow):
    """What a function of a company has to do with a piece of work: one is accountable at most."""

    work = models.ForeignKey(Work, models.CASCADE, related_name="duties")
    side = models.CharField(max_length=8)
    function = models.CharField(max_length=24)
    letter = models.CharField(max_length=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client", "work", "side", "function"], name="duty_once"
            ),
            models.UniqueConstraint(
                fields=["client", "work"],
                condition=Q(letter=Letter.ACCOUNTABLE),
                name="duty_one_accountable",
            ),
            models.CheckConstraint(
                name="duty_words_are_known",
                condition=Q(
                    side__in=_SIDES,
                    function__in=[one.value for one in Function],
                    letter__in=[one.value for one in Letter],
                ),
            ),
        ]

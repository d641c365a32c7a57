"""State of plans."""

from typing import ClassVar

from django.db import models
from django.db.models import Deferrable, F, Q

from catchball.kernel.schedule import Link
from catchball.trust.models import Audience, ClientRow
from catchball.workplace.plans.rules import (
    LONGEST_BASELINE,
    LONGEST_WHY,
    Constraint,
    FileState,
    Owner,
    SlipCause,
    SlipParty,
)


class Plan(ClientRow):
    """How a program is to go: its first day, and how much working time “one day” means."""

    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="+")
    start_on = models.DateField()
    day_minutes = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client", "program"], name="plan_once"),
        ]


class Task(ClientRow):
    """A line of a plan; `number` is its place, `uid` stays the same for its life, also in files.

    Durations are minutes of the site's working time.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="tasks")
    uid = models.BigIntegerField()
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    level = models.PositiveSmallIntegerField(default=1)
    minutes = models.PositiveIntegerField(default=0)
    shortest = models.PositiveIntegerField(null=True)
    longest = models.PositiveIntegerField(null=True)
    owner = models.CharField(max_length=8, default=Owner.CMO)
    constraint = models.CharField(max_length=20, default=Constraint.NONE)
    constraint_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client", "plan", "uid"], name="task_uid_once"),
            models.UniqueConstraint(
                fields=["client", "plan", "number"],
                name="task_number_once",
                deferrable=Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="task_words_are_known",
                condition=Q(owner__in=[one.value for one in Owner])
                & Q(constraint__in=[one.value for one in Constraint]),
            ),
            models.CheckConstraint(
                name="task_date_has_a_rule",
                condition=Q(constraint=Constraint.NONE, constraint_on__isnull=True)
                | (~Q(constraint=Constraint.NONE) & Q(constraint_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="task_estimate_is_in_order",
                condition=Q(shortest__isnull=True, longest__isnull=True)
                | Q(shortest__lte=F("minutes"), longest__gte=F("minutes")),
            ),
        ]


class TaskLink(ClientRow):
    """That a task waits for another, and `lag` minutes of working time more."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="links")
    before = models.ForeignKey(Task, models.CASCADE, related_name="+")
    after = models.ForeignKey(Task, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=2, default=Link.FINISH_START)
    lag = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client", "before", "after"], name="task_link_once"),
            models.CheckConstraint(
                name="task_link_is_of_a_kind",
                condition=Q(kind__in=[one.value for one in Link]) & ~Q(before=F("after")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["client", "plan"], name="task_link_by_plan")]


class Milestone(ClientRow):
    """A milestone whose day was committed: first day, forecast and arrival.

    It goes by the uid of its task and keeps its own name, so that it outlives the task. The
    database refuses another `committed_on`.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="milestones")
    uid = models.BigIntegerField()
    name = models.CharField(max_length=200)
    committed_on = models.DateField()
    committed_name = models.CharField(max_length=160)
    committed_at = models.DateTimeField()
    forecast_on = models.DateField()
    actual_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client", "plan", "uid"], name="milestone_once"),
        ]


class MilestoneMove(ClientRow):
    """That the day of a milestone was moved; a later one, a slip, has cause and party. Kept."""

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="moves")
    moved_from = models.DateField()
    moved_to = models.DateField()
    cause = models.CharField(max_length=16, blank=True)
    party = models.CharField(max_length=8, blank=True)
    why = models.CharField(max_length=LONGEST_WHY, blank=True)
    moved_name = models.CharField(max_length=160)
    moved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="milestone_slips_with_a_cause",
                condition=Q(moved_to__lt=F("moved_from"))
                | Q(
                    moved_to__gt=F("moved_from"),
                    cause__in=[one.value for one in SlipCause],
                    party__in=[one.value for one in SlipParty],
                ),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client", "milestone", "moved_at"], name="move_by_milestone"),
        ]


class Baseline(ClientRow):
    """A plan and its days as they were when somebody kept them under a name; never changed."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="baselines")
    name = models.CharField(max_length=LONGEST_BASELINE)
    state = models.JSONField()
    tasks = models.PositiveIntegerField()
    ends_on = models.DateField()
    taken_name = models.CharField(max_length=160)
    taken_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["client", "plan", "name"], name="baseline_once_by_name"
            ),
        ]


class PlanFile(ClientRow):
    """A file of a plan on its way in: what it says as a plan, and what was not taken over.

    Internal: the client sees the plan, not the manufacturer's files.
    """

    audience = models.CharField(max_length=8, choices=Audience, default=Audience.INTERNAL)
    program = models.ForeignKey("programs.Program", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    size_bytes = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    content = models.JSONField()
    state = models.CharField(max_length=12, default=FileState.READ)
    read_name = models.CharField(max_length=160)
    read_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="plan_file_words_are_known",
                condition=Q(state__in=[one.value for one in FileState])
                & Q(audience=Audience.INTERNAL),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["client", "program", "-read_at"], name="plan_file_by_program"),
        ]

"""Milestones with the day committed first, and how it was moved since."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

import catchball.kernel.ids
from catchball.trust.operations import (
    append_only,
    fixed,
    isolate,
    journalled,
    referable,
    same_client,
)


class Migration(migrations.Migration):
    """Makes both tables, with their walls."""

    dependencies: ClassVar = [
        ("plans", "0002_walls"),
        ("programs", "0002_walls"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=catchball.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("uid", models.BigIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("committed_on", models.DateField()),
                ("committed_name", models.CharField(max_length=160)),
                ("committed_at", models.DateTimeField()),
                ("forecast_on", models.DateField()),
                ("actual_on", models.DateField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "client",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.client",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="milestones",
                        to="plans.plan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MilestoneMove",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=catchball.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("moved_from", models.DateField()),
                ("moved_to", models.DateField()),
                ("cause", models.CharField(blank=True, max_length=16)),
                ("party", models.CharField(blank=True, max_length=8)),
                ("why", models.CharField(blank=True, max_length=500)),
                ("moved_name", models.CharField(max_length=160)),
                ("moved_at", models.DateTimeField()),
                (
                    "client",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.client",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="plans.milestone",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.UniqueConstraint(
                fields=("client", "plan", "uid"), name="milestone_once"
            ),
        ),
        migrations.AddIndex(
            model_name="milestonemove",
            index=models.Index(
                fields=["client", "milestone", "moved_at"], name="move_by_milestone"
            ),
        ),
        migrations.AddConstraint(
            model_name="milestonemove",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("moved_to__lt", models.F("moved_from")),
                    models.Q(
                        (
                            "cause__in",
                            [
                                "material",
                                "answer",
                                "equipment",
                                "result",
                                "capacity",
                                "scope",
                                "estimate",
                                "vendor",
                                "force-majeure",
                                "other",
                            ],
                        ),
                        ("moved_to__gt", models.F("moved_from")),
                        ("party__in", ["cmo", "client", "neither"]),
                    ),
                    _connector="OR",
                ),
                name="milestone_slips_with_a_cause",
            ),
        ),
        isolate("plans_milestone"),
        referable("plans_milestone"),
        same_client("plans_milestone", column="plan_id", parent="plans_plan"),
        fixed("plans_milestone", column="committed_on"),
        journalled("plans_milestone"),
        isolate("plans_milestonemove"),
        same_client("plans_milestonemove", column="milestone_id", parent="plans_milestone"),
        append_only("plans_milestonemove"),
        journalled("plans_milestonemove"),
    ]

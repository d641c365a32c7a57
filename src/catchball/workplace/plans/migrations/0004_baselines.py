"""Plans and their days, kept under names."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

import catchball.kernel.ids
from catchball.trust.operations import append_only, isolate, journalled, same_client


class Migration(migrations.Migration):
    """Makes the table, with its walls."""

    dependencies: ClassVar = [
        ("plans", "0003_milestones"),
        ("programs", "0002_walls"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Baseline",
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
                ("name", models.CharField(max_length=80)),
                ("state", models.JSONField()),
                ("tasks", models.PositiveIntegerField()),
                ("ends_on", models.DateField()),
                ("taken_name", models.CharField(max_length=160)),
                ("taken_at", models.DateTimeField()),
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
                        related_name="baselines",
                        to="plans.plan",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "plan", "name"), name="baseline_once_by_name"
                    )
                ],
            },
        ),
        isolate("plans_baseline"),
        same_client("plans_baseline", column="plan_id", parent="plans_plan"),
        append_only("plans_baseline"),
        journalled("plans_baseline"),
    ]

"""Values that people enter month by month, and their wall."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import catchball.kernel.ids
from catchball.trust.operations import isolate, journalled, referable, same_client


class Migration(migrations.Migration):
    """Adds entered values."""

    dependencies: ClassVar = [("agreements", "0004_whole"), ("programs", "0002_walls")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="EnteredValue",
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
                ("metric_key", models.CharField(max_length=60)),
                ("month_on", models.DateField()),
                ("reference", models.CharField(max_length=7)),
                ("top", models.DecimalField(decimal_places=6, max_digits=18)),
                ("bottom", models.DecimalField(decimal_places=6, max_digits=18)),
                ("source", models.CharField(max_length=200)),
                ("note", models.TextField()),
                ("entered_at", models.DateTimeField()),
                ("entered_by", models.CharField(max_length=160)),
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
                    "program",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.program",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["client", "metric_key", "program", "month_on"],
                        name="entered_value_once_a_month",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=Q(month_on__day=1), name="entered_value_is_a_month"
                    ),
                    models.CheckConstraint(
                        condition=Q(top__gte=0, bottom__gt=0), name="entered_value_has_numbers"
                    ),
                    models.CheckConstraint(
                        condition=~Q(note="") & ~Q(source=""),
                        name="entered_value_says_where_from",
                    ),
                ],
            },
        ),
        isolate("agreements_enteredvalue"),
        referable("agreements_enteredvalue"),
        same_client("agreements_enteredvalue", column="program_id", parent="programs_program"),
        journalled("agreements_enteredvalue"),
    ]

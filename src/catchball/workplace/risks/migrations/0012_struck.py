"""What a risk would delay, and between which days it may happen."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from catchball.trust.operations import same_client


class Migration(migrations.Migration):
    """Adds the columns, and holds the task to the risk's client."""

    dependencies: ClassVar = [
        ("plans", "0005_unmatched"),
        ("risks", "0011_starter_walls"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="risk",
            name="task",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="plans.task",
            ),
        ),
        migrations.AddField(
            model_name="risk",
            name="task_name",
            field=models.CharField(blank=True, max_length=200, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="risk", name="strikes_from", field=models.DateField(null=True)
        ),
        migrations.AddField(
            model_name="risk", name="strikes_until", field=models.DateField(null=True)
        ),
        migrations.AddConstraint(
            model_name="risk",
            constraint=models.CheckConstraint(
                condition=models.Q(strikes_from__isnull=True, strikes_until__isnull=True)
                | models.Q(strikes_from__lte=models.F("strikes_until")),
                name="risk_strikes_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="risk",
            constraint=models.CheckConstraint(
                condition=models.Q(task__isnull=True) | ~models.Q(task_name=""),
                name="risk_names_its_task",
            ),
        ),
        same_client("risks_risk", column="task_id", parent="plans_task"),
    ]

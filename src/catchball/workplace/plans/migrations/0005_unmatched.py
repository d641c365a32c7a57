"""A workbook waits, as a file of a plan, until its columns are matched."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Lets a file stand there."""

    dependencies: ClassVar = [("plans", "0004_baselines")]
    operations: ClassVar = [
        migrations.RemoveConstraint("planfile", "plan_file_words_are_known"),
        migrations.AddConstraint(
            "planfile",
            models.CheckConstraint(
                name="plan_file_words_are_known",
                condition=Q(state__in=["unmatched", "read", "taken", "discarded"])
                & Q(audience="internal"),
            ),
        ),
    ]

"""The wall around reviews of risk assessments, which never change."""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import append_only, isolate, journalled, referable, same_client


class Migration(migrations.Migration):
    """Raises the wall."""

    dependencies: ClassVar = [("risks", "0003_riskreview")]
    operations: ClassVar = [
        isolate("risks_riskreview"),
        referable("risks_riskreview"),
        same_client("risks_riskreview", column="assessment_id", parent="risks_assessment"),
        journalled("risks_riskreview"),
        append_only("risks_riskreview"),
    ]

"""FMEA scores detection too."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds a column where a risk is scored."""

    dependencies: ClassVar = [
        ("risks", "0008_edition_walls"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="blindscore",
            name="detection",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="risk",
            name="detection",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="risk",
            name="residual_detection",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="scoring",
            name="detection",
            field=models.PositiveSmallIntegerField(null=True),
        ),
    ]

"""Reviews of risk assessments."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

import catchball.kernel.ids


class Migration(migrations.Migration):
    """Adds the table."""

    dependencies: ClassVar = [
        ("programs", "0002_walls"),
        ("risks", "0002_walls"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="RiskReview",
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
                ("held_on", models.DateField()),
                ("held_name", models.CharField(max_length=160)),
                ("held_at", models.DateTimeField()),
                ("note", models.TextField(blank=True)),
                ("risks", models.JSONField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="risks.assessment",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.client",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["client", "assessment", "held_at"], name="review_by_document"
                    )
                ],
            },
        ),
    ]

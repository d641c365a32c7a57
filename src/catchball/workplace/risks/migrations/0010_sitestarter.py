"""Starter risks that a site keeps."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

import catchball.kernel.ids


class Migration(migrations.Migration):
    """Adds the table."""

    dependencies: ClassVar = [
        ("programs", "0002_walls"),
        ("risks", "0009_detection"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="SiteStarter",
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
                ("event", models.CharField(max_length=300)),
                ("cause", models.CharField(blank=True, max_length=300)),
                ("effect", models.CharField(blank=True, max_length=300)),
                ("response", models.CharField(blank=True, max_length=300)),
                ("contingency", models.CharField(blank=True, max_length=300)),
                ("category", models.CharField(max_length=16)),
                ("phase", models.CharField(max_length=16)),
                ("added_name", models.CharField(max_length=160)),
                ("added_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
                ("retired_name", models.CharField(blank=True, max_length=160)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.site",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "category__in",
                                [
                                    "process",
                                    "analytics",
                                    "material",
                                    "equipment",
                                    "quality",
                                    "people",
                                    "supply",
                                    "regulatory",
                                    "program",
                                ],
                            ),
                            ("phase__in", ["initiation", "planning", "execution", "review"]),
                        ),
                        name="starter_words_are_known",
                    )
                ],
            },
        ),
    ]

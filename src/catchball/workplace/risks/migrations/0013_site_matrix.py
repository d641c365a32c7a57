"""Matrices that a site draws, each in versions, and the version that a document was opened with."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import catchball.kernel.ids


class Migration(migrations.Migration):
    """Adds the tables, and the reference from documents."""

    dependencies: ClassVar = [
        ("programs", "0002_walls"),
        ("risks", "0012_struck"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="SiteMatrix",
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
                ("name", models.CharField(max_length=60)),
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
                    models.UniqueConstraint(
                        models.F("site"),
                        django.db.models.functions.text.Lower("name"),
                        condition=models.Q(("retired_at__isnull", True)),
                        name="matrix_name_at_its_site",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MatrixVersion",
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
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("drawn_name", models.CharField(max_length=160)),
                ("drawn_at", models.DateTimeField()),
                ("why", models.TextField(blank=True)),
                (
                    "matrix",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="risks.sitematrix",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("matrix", "number"), name="matrix_version_number"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="assessment",
            name="drawn",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="risks.matrixversion",
            ),
        ),
    ]

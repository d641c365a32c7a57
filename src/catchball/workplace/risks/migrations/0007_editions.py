"""Editions of a risk assessment: the whole document, frozen for both companies to sign."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

import catchball.kernel.ids


class Migration(migrations.Migration):
    """Adds the table."""

    dependencies: ClassVar = [
        ("programs", "0002_walls"),
        ("risks", "0006_round_walls"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Edition",
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
                ("content_hash", models.CharField(max_length=64)),
                ("risks", models.JSONField()),
                ("issued_name", models.CharField(max_length=160)),
                ("issued_at", models.DateTimeField()),
                ("signed_at", models.DateTimeField(null=True)),
                ("replaced_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "assessment", "number"),
                        name="edition_number_in_its_document",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("replaced_at__isnull", True), ("signed_at__isnull", True)
                        ),
                        fields=("client", "assessment"),
                        name="edition_waits_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_at__isnull", True),
                            ("replaced_at__isnull", True),
                            _connector="OR",
                        ),
                        name="edition_is_signed_or_replaced",
                    ),
                ],
            },
        ),
    ]

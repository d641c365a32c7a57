"""Seals: the journal's lines in signed batches, each chained to the one before."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from catchball.trust.operations import SEALING, append_only


class Migration(migrations.Migration):
    """Adds seals, and lets every line of the journal wait for one."""

    dependencies: ClassVar = [
        ("trust", "0003_journal_search"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("leaves", models.IntegerField()),
                ("root", models.BinaryField()),
                ("previous", models.BinaryField()),
                ("sealed_at", models.DateTimeField()),
                ("public_key", models.BinaryField()),
                ("signature", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Unsealed",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("entry_id", models.UUIDField(null=True)),
                ("change_id", models.BigIntegerField(null=True)),
                ("leaf", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="SealMember",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "seal_id",
                        "leaf_no",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("leaf_no", models.IntegerField()),
                ("entry_id", models.UUIDField(null=True)),
                ("change_id", models.BigIntegerField(null=True)),
                ("leaf", models.BinaryField()),
                (
                    "seal",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="trust.seal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("entry_id__isnull", False)),
                        fields=("entry_id",),
                        name="entry_sealed_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("change_id__isnull", False)),
                        fields=("change_id",),
                        name="change_sealed_once",
                    ),
                ],
            },
        ),
        append_only("trust_seal"),
        append_only("trust_sealmember"),
        SEALING,
    ]

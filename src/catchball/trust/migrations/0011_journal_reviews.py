"""Marks of who reviewed the journal up to where; and an index of what removed a row."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import catchball.kernel.ids
from catchball.trust.operations import append_only, isolate, journalled


class Migration(migrations.Migration):
    """Makes the table and raises its wall; a mark is never taken back."""

    dependencies: ClassVar = [("trust", "0010_answers")]
    operations: ClassVar = [
        migrations.AddIndex(
            model_name="change",
            index=models.Index(
                condition=models.Q(operation="DELETE"),
                fields=["client_id", "entry"],
                name="change_removing",
            ),
        ),
        migrations.CreateModel(
            name="JournalReview",
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
                ("client_id", models.UUIDField()),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("person_name", models.CharField(max_length=160)),
                ("side", models.CharField(max_length=8)),
                (
                    "up_to",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="trust.entry",
                    ),
                ),
                ("up_to_at", models.DateTimeField()),
                ("snapshot", models.TextField()),
                ("note", models.TextField(blank=True)),
                ("reviewed_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["client_id", "person", "-up_to_at"], name="journal_review_last"
                    )
                ],
            },
        ),
        isolate("trust_journalreview"),
        journalled("trust_journalreview"),
        append_only("trust_journalreview"),
    ]

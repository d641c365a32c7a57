"""Answers kept for a day, so that a request that is sent twice happens once."""

from typing import ClassVar

from django.db import migrations, models

import catchball.kernel.ids
from catchball.trust.operations import ACTOR, OPERATOR, policies

_OWN = f"actor_id = {ACTOR}"
_OWN_OR_SWEPT = f"{_OWN} OR {OPERATOR}"


class Migration(migrations.Migration):
    """Adds the kept answers; each is seen by whom it was given to, and swept by the machine."""

    dependencies: ClassVar = [
        ("trust", "0009_access_reviews"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="KeptAnswer",
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
                ("actor_id", models.UUIDField()),
                ("key", models.CharField(max_length=200)),
                ("request_hash", models.CharField(max_length=64)),
                ("status", models.IntegerField()),
                ("headers", models.JSONField(default=dict)),
                ("body", models.TextField(blank=True)),
                ("kept_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["kept_at"], name="kept_answer_by_age")],
                "constraints": [
                    models.UniqueConstraint(fields=("actor_id", "key"), name="kept_answer_once")
                ],
            },
        ),
        policies(
            "trust_keptanswer",
            seen=_OWN_OR_SWEPT,
            added=_OWN,
            changed=_OWN,
            removed=_OWN_OR_SWEPT,
        ),
    ]

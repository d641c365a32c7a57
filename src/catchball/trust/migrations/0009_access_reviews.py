"""Reviews of who may see what, behind the wall and in the journal."""

from typing import ClassVar

from django.db import migrations, models

import catchball.kernel.ids
from catchball.trust.operations import isolate, journalled


class Migration(migrations.Migration):
    """Makes the table and raises its wall; what a review says is never rewritten."""

    dependencies: ClassVar = [("trust", "0008_invitations")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="AccessReview",
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
                ("taken_at", models.DateTimeField()),
                ("content", models.JSONField()),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["client_id", "-taken_at"], name="access_review_by_client")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(finished_at__isnull=True),
                        fields=("client_id",),
                        name="access_review_open_once",
                    )
                ],
            },
        ),
        isolate("trust_accessreview"),
        journalled("trust_accessreview"),
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON trust_accessreview FROM catchball_app; "
            "GRANT UPDATE (finished_at) ON trust_accessreview TO catchball_app",
            "GRANT UPDATE, DELETE ON trust_accessreview TO catchball_app",
        ),
    ]

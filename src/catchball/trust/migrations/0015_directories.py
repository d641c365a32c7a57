"""What a company's own directory says of its people, behind the wall and in the journal."""

from typing import ClassVar

from django.db import migrations, models

import catchball.kernel.ids
from catchball.trust.operations import isolate, journalled

ROLES = [
    "",
    "program-manager",
    "supervisor",
    "technical-services",
    "quality",
    "lean",
    "business-development",
    "site-head",
    "administrator",
    "client-lead",
    "client-quality",
    "client-supply",
    "client-executive",
]


class Migration(migrations.Migration):
    """Makes the table and raises its wall."""

    dependencies: ClassVar = [("trust", "0014_webhooks")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="DirectoryUser",
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
                ("email", models.CharField(max_length=254)),
                ("external_id", models.CharField(blank=True, max_length=255)),
                ("display_name", models.CharField(blank=True, max_length=255)),
                ("given_name", models.CharField(blank=True, max_length=255)),
                ("family_name", models.CharField(blank=True, max_length=255)),
                ("role", models.CharField(blank=True, max_length=24)),
                ("is_active", models.BooleanField()),
                ("added_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client_id", "email"), name="directory_user_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(role__in=ROLES), name="directory_role_is_known"
                    ),
                ],
            },
        ),
        isolate("trust_directoryuser"),
        journalled("trust_directoryuser"),
    ]

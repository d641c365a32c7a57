"""The host of a webhook, which the journal tells instead of the address."""

from typing import ClassVar

from django.db import migrations, models

from catchball.trust.operations import journalled

_TABLE = "trust_webhook"
_WITH_ADDRESS = journalled(_TABLE)
_WITHOUT = journalled(_TABLE, hidden="url")


class Migration(migrations.Migration):
    """Keeps addresses out of the journal: their path may be a key in itself."""

    dependencies: ClassVar = [("trust", "0015_directories")]

    operations: ClassVar = [
        # With a default of the table, so that the release before it goes on adding.
        migrations.AddField(
            "webhook", "host", models.CharField(max_length=255, default="", db_default="")
        ),
        migrations.RunSQL(_WITH_ADDRESS.reverse_sql, _WITH_ADDRESS.sql),
        _WITHOUT,
    ]

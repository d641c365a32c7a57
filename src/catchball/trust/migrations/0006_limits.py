"""Counters of rate limits, which all processes share."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Makes the table of Django's database cache, in which the sign-in library counts."""

    dependencies: ClassVar = [("trust", "0005_journal_once")]
    operations: ClassVar = [
        migrations.RunSQL(
            """
            CREATE TABLE trust_limit (
                cache_key varchar(255) PRIMARY KEY,
                value text NOT NULL,
                expires timestamptz NOT NULL
            );
            CREATE INDEX trust_limit_expires ON trust_limit (expires);
            """,
            "DROP TABLE trust_limit",
        )
    ]

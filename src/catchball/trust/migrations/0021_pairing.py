"""The journal pairs a record's old and new rows by their hash, however it planned that before.

PostgreSQL keeps the plan of the journal's function for a session. One that was made for the change
of one record held every old row against every new one in a change of a thousand.
"""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """Keeps the journal from pairing rows in nested loops."""

    dependencies: ClassVar = [("trust", "0020_spans")]
    operations: ClassVar = [
        migrations.RunSQL(
            "ALTER FUNCTION trust_journal() SET enable_nestloop = off",
            "ALTER FUNCTION trust_journal() RESET enable_nestloop",
        )
    ]

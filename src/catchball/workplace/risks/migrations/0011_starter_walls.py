"""The wall around the library of a site: seen by all who sign in, the manufacturer's to write."""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import SIDE, journalled, policies


class Migration(migrations.Migration):
    """Raises the wall."""

    dependencies: ClassVar = [("risks", "0010_sitestarter")]
    operations: ClassVar = [
        policies(
            "risks_sitestarter",
            seen=f"{SIDE} IS NOT NULL",
            added=f"{SIDE} = 'cmo'",
            changed=f"{SIDE} = 'cmo'",
            removed="false",
        ),
        journalled("risks_sitestarter", client_column=""),
    ]

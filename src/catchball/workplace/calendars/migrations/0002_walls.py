"""Walls around calendars: a client's behind its own, a site's seen by all and the CMO's to write."""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import SIDE, isolate, journalled, policies, referable


class Migration(migrations.Migration):
    """Raises the walls."""

    dependencies: ClassVar = [("calendars", "0001_initial"), ("programs", "0002_walls")]
    operations: ClassVar = [
        isolate("calendars_clientcalendar"),
        referable("calendars_clientcalendar"),
        journalled("calendars_clientcalendar"),
        policies(
            "calendars_sitecalendar",
            seen=f"{SIDE} IS NOT NULL",
            added=f"{SIDE} = 'cmo'",
            changed=f"{SIDE} = 'cmo'",
            removed="false",
        ),
        journalled("calendars_sitecalendar", client_column=""),
    ]

"""Walls around imports, which are internal to the manufacturer."""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import isolate, journalled, referable


class Migration(migrations.Migration):
    """Raises the walls."""

    dependencies: ClassVar = [("exchange", "0001_initial"), ("programs", "0002_walls")]
    operations: ClassVar = [
        isolate("exchange_import", audience=True),
        referable("exchange_import"),
        journalled("exchange_import"),
        isolate("exchange_importmapping", audience=True),
        journalled("exchange_importmapping"),
    ]

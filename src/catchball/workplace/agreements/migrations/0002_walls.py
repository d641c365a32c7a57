"""The wall around promises, drafts being internal."""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import isolate, journalled, referable, same_client


class Migration(migrations.Migration):
    """Raises the wall."""

    dependencies: ClassVar = [("agreements", "0001_initial"), ("programs", "0002_walls")]
    operations: ClassVar = [
        isolate("agreements_promise", audience=True),
        referable("agreements_promise"),
        same_client("agreements_promise", column="program_id", parent="programs_program"),
        journalled("agreements_promise"),
    ]

"""The walls around plans."""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import isolate, journalled, referable, same_client


class Migration(migrations.Migration):
    """Raises the walls."""

    dependencies: ClassVar = [("plans", "0001_initial"), ("programs", "0002_walls")]
    operations: ClassVar = [
        isolate("plans_plan"),
        referable("plans_plan"),
        same_client("plans_plan", column="program_id", parent="programs_program"),
        journalled("plans_plan"),
        isolate("plans_task"),
        referable("plans_task"),
        same_client("plans_task", column="plan_id", parent="plans_plan"),
        journalled("plans_task"),
        isolate("plans_tasklink"),
        same_client("plans_tasklink", column="plan_id", parent="plans_plan"),
        same_client("plans_tasklink", column="before_id", parent="plans_task"),
        same_client("plans_tasklink", column="after_id", parent="plans_task"),
        journalled("plans_tasklink"),
        isolate("plans_planfile", audience=True),
        same_client("plans_planfile", column="program_id", parent="programs_program"),
        journalled("plans_planfile", hidden="content"),
    ]

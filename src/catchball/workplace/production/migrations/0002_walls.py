"""Walls around deliveries and batches."""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import isolate, journalled, referable, same_client


class Migration(migrations.Migration):
    """Raises the walls."""

    dependencies: ClassVar = [("production", "0001_initial"), ("programs", "0002_walls")]
    operations: ClassVar = [
        isolate("production_delivery"),
        referable("production_delivery"),
        same_client("production_delivery", column="program_id", parent="programs_program"),
        journalled("production_delivery"),
        isolate("production_redating"),
        same_client("production_redating", column="delivery_id", parent="production_delivery"),
        journalled("production_redating"),
        isolate("production_batch"),
        referable("production_batch"),
        same_client("production_batch", column="program_id", parent="programs_program"),
        same_client("production_batch", column="product_id", parent="programs_product"),
        journalled("production_batch"),
    ]

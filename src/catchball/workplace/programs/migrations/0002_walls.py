"""Walls around clients, products and programs."""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import (
    ACTOR,
    CLIENT,
    OPERATOR,
    SEEN,
    isolate,
    journalled,
    policies,
    referable,
    same_client,
)


class Migration(migrations.Migration):
    """Raises the walls."""

    dependencies: ClassVar = [("programs", "0001_initial"), ("trust", "0002_walls")]
    operations: ClassVar = [
        policies(
            "programs_client",
            seen=f"id = ANY ({SEEN}) OR {OPERATOR} OR id IN "
            f"(SELECT a.client_id FROM trust_assignment a WHERE a.person_id = {ACTOR})",
            added=f"id = {CLIENT}",
            changed=f"id = {CLIENT}",
            removed="false",
        ),
        journalled("programs_client", client_column="id"),
        journalled("programs_site", client_column=""),
        isolate("programs_product"),
        referable("programs_product"),
        journalled("programs_product"),
        isolate("programs_program"),
        referable("programs_program"),
        same_client("programs_program", column="product_id", parent="programs_product"),
        journalled("programs_program"),
        migrations.RunSQL(
            "ALTER TABLE trust_assignment ADD CONSTRAINT assignment_of_a_client "
            "FOREIGN KEY (client_id) REFERENCES programs_client (id)",
            "ALTER TABLE trust_assignment DROP CONSTRAINT assignment_of_a_client",
        ),
    ]

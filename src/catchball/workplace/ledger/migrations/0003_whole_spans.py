"""A measure that has something in every month asked for no longer names the months.

To write down and read back what the asker knows took a tenth of the whole question. The function
is that of 0002 but for what stands here; `site/schema.sql` has it whole.
"""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

_BEFORE = import_module("catchball.workplace.ledger.migrations.0002_read").READ.sql.replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)
_CHANGES = {
    """with its months and their sums (null stands for zeros alone); and one
""": """with its months (null stands for all that were asked for) and their
    -- sums (null stands for zeros alone, n is null where there is no month at all); and one
""",
    """    BEGIN
    RETURN QUERY SELECT a.place""": """    DECLARE
        asked bigint := 12 * (date_part('year', last_month) - date_part('year', first_month))
            + date_part('month', last_month) - date_part('month', first_month) + 1;
    BEGIN
    RETURN QUERY SELECT a.place""",
    "SELECT array_agg(month_on), array_agg(n)": (
        "SELECT CASE WHEN count(*) < asked THEN array_agg(month_on) END, array_agg(n)"
    ),
    """AND k.known_on > a.known_on
""": """AND k.known_on > a.known_on
                -- With a group, nothing is added up where there is nothing.
                GROUP BY k.month_on
""",
}


def _changed(function: str) -> str:
    for old, new in _CHANGES.items():
        function = function.replace(old, new)
    return function


class Migration(migrations.Migration):
    """Lets the ledger's question keep the months to itself where they are all there."""

    dependencies: ClassVar = [("ledger", "0002_read")]
    operations: ClassVar = [migrations.RunSQL(_changed(_BEFORE), _BEFORE)]

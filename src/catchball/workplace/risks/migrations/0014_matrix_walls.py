"""The wall around a site's matrices: read by whom the site works for, the manufacturer's to draw."""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import SEEN, SIDE, append_only, fixed, journalled, policies

# The walls around programs hide those of other clients here too.
_AT_WORK = f"site_id IN (SELECT p.site_id FROM programs_program p WHERE p.client_id = ANY ({SEEN}))"
_IN_SIGHT = "matrix_id IN (SELECT m.id FROM risks_sitematrix m)"
_OURS = f"{SIDE} = 'cmo'"


class Migration(migrations.Migration):
    """Raises the walls; what a version says is kept as it was drawn."""

    dependencies: ClassVar = [("risks", "0013_site_matrix")]
    operations: ClassVar = [
        policies(
            "risks_sitematrix",
            seen=_AT_WORK,
            added=f"{_OURS} AND {_AT_WORK}",
            changed=f"{_OURS} AND {_AT_WORK}",
            removed="false",
        ),
        journalled("risks_sitematrix", client_column=""),
        fixed("risks_sitematrix", column="site_id"),
        policies(
            "risks_matrixversion",
            seen=_IN_SIGHT,
            added=f"{_OURS} AND {_IN_SIGHT}",
            changed="false",
            removed="false",
        ),
        journalled("risks_matrixversion", client_column=""),
        append_only("risks_matrixversion"),
    ]

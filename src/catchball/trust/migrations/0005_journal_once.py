"""The journal reads each changed row once, and trusts its own look at the entry."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from catchball.trust.operations import JOURNAL


class Migration(migrations.Migration):
    """Puts the lighter function in the place of the first one."""

    dependencies: ClassVar = [
        ("trust", "0004_seals"),
    ]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="change",
            name="entry",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changes",
                to="trust.entry",
            ),
        ),
        migrations.RunSQL(JOURNAL, migrations.RunSQL.noop),
    ]

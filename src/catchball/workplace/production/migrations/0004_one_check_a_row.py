"""One check a row: the composite key holds client, program and product already."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Lets the composite key do the work of three."""

    dependencies: ClassVar = [
        ("production", "0003_search"),
        ("programs", "0002_walls"),
    ]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="batch",
            name="client",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programs.client",
            ),
        ),
        migrations.AlterField(
            model_name="batch",
            name="product",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programs.product",
            ),
        ),
        migrations.AlterField(
            model_name="batch",
            name="program",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programs.program",
            ),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="client",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programs.client",
            ),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="program",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programs.program",
            ),
        ),
    ]

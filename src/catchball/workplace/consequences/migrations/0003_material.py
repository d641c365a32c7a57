"""What lost material came to in a signed statement that a finding restates."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds a column that older findings leave empty."""

    dependencies: ClassVar = [("consequences", "0002_walls")]
    operations: ClassVar = [
        migrations.AddField(
            "finding",
            "material_then",
            models.DecimalField(max_digits=18, decimal_places=2, null=True),
        ),
    ]

"""When an import took its last step: whoever waits for a worker wants to know."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    """Adds the instant of the last step."""

    dependencies: ClassVar = [("exchange", "0002_walls")]
    operations: ClassVar = [
        migrations.AddField("import", "moved_at", models.DateTimeField(db_default=Now()))
    ]

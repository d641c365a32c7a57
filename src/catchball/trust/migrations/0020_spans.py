"""Changes wait for their seal by the statement, and are hashed as they are sealed."""

from typing import ClassVar

from django.db import migrations, models

from catchball.trust.spans import WAIT_IN_SPANS


class Migration(migrations.Migration):
    """Adds spans; what waits line by line already is sealed as before."""

    dependencies: ClassVar = [("trust", "0019_one_sided")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="UnsealedSpan",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("entry_id", models.UUIDField()),
                ("first_id", models.BigIntegerField()),
                ("last_id", models.BigIntegerField()),
                ("lines", models.IntegerField()),
                ("checksum", models.BigIntegerField()),
            ],
        ),
        WAIT_IN_SPANS,
    ]

"""What ends with leaving, and who was here by a token."""

from typing import ClassVar

from django.db import migrations, models

from catchball.trust.operations import ACTOR, CLIENT

_GIVEN_UP = f"client_id = {CLIENT} OR person_id = {ACTOR}"


class Migration(migrations.Migration):
    """Adds when somebody left, and whose token was used; lets people give up their own access."""

    dependencies: ClassVar = [("trust", "0012_reviews_withdrawn")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="person",
            name="left_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="tokenuse",
            name="person_id",
            field=models.UUIDField(db_index=True, null=True),
        ),
        migrations.RunSQL(
            f"ALTER POLICY removed ON trust_assignment USING ({_GIVEN_UP})",
            f"ALTER POLICY removed ON trust_assignment USING (client_id = {CLIENT})",
        ),
    ]

"""Reviews of who may see what that were wrong: withdrawn, so that another can be taken."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds when a review was withdrawn; one that was is open no more."""

    dependencies: ClassVar = [("trust", "0011_journal_reviews")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="accessreview",
            name="withdrawn_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RemoveConstraint(
            model_name="accessreview",
            name="access_review_open_once",
        ),
        migrations.AddConstraint(
            model_name="accessreview",
            constraint=models.UniqueConstraint(
                condition=models.Q(finished_at__isnull=True, withdrawn_at__isnull=True),
                fields=("client_id",),
                name="access_review_open_once",
            ),
        ),
        migrations.RunSQL(
            "GRANT UPDATE (withdrawn_at) ON trust_accessreview TO catchball_app",
            "REVOKE UPDATE (withdrawn_at) ON trust_accessreview FROM catchball_app",
        ),
    ]

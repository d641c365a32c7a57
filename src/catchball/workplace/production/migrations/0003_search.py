"""A text to search by, which PostgreSQL makes by itself and the journal leaves out."""

from typing import ClassVar

import django.db.models.functions.text
from django.db import migrations, models
from django.db.migrations import RunSQL

import catchball.workplace.production.rules.states
from catchball.trust.operations import journalled


def _journalled_again(table: str) -> RunSQL:
    """Leave the search text out of the journal: it says nothing new."""
    before, after = journalled(table), journalled(table, hidden="search")
    return RunSQL([before.reverse_sql, after.sql], [after.reverse_sql, before.sql])


class Migration(migrations.Migration):
    """Adds the text and two small indexes for what is open."""

    dependencies: ClassVar = [
        ("production", "0002_walls"),
        ("programs", "0002_walls"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="batch",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.text.Lower(
                    django.db.models.functions.text.Concat(
                        models.F("reference"),
                        models.Value("\n"),
                        models.F("client_reference"),
                        models.Value("\n"),
                    )
                ),
                output_field=models.TextField(),
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.text.Lower(
                    django.db.models.functions.text.Concat(
                        models.F("reference"),
                        models.Value("\n"),
                        models.F("client_reference"),
                        models.Value("\n"),
                        models.F("item"),
                        models.Value("\n"),
                        models.F("destination"),
                        models.Value("\n"),
                    )
                ),
                output_field=models.TextField(),
            ),
        ),
        migrations.AddIndex(
            model_name="batch",
            index=models.Index(
                condition=models.Q(
                    (
                        "disposition",
                        catchball.workplace.production.rules.states.Disposition["PENDING"],
                    ),
                    ("state", catchball.workplace.production.rules.states.BatchState["COMPLETED"]),
                ),
                fields=["client", "completed_on"],
                name="batch_undecided",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(
                    ("state", catchball.workplace.production.rules.states.DeliveryState["PROMISED"])
                ),
                fields=["client", "first_promised_on"],
                name="delivery_open",
            ),
        ),
        _journalled_again("production_delivery"),
        _journalled_again("production_batch"),
    ]

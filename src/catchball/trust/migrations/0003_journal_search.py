"""Finds what is asked of the journal: by label, entry, instant, event and person."""

from typing import ClassVar

import django.db.models.deletion
import django.db.models.fields.json
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the label of a change, and the journal's indexes."""

    dependencies: ClassVar = [
        ("trust", "0002_walls"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="change",
            name="label",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.text.Lower(
                    django.db.models.functions.text.Left(
                        django.db.models.functions.comparison.Coalesce(
                            django.db.models.fields.json.KeyTextTransform("reference", "new"),
                            django.db.models.fields.json.KeyTextTransform("reference", "old"),
                            django.db.models.fields.json.KeyTextTransform("code", "new"),
                            django.db.models.fields.json.KeyTextTransform("code", "old"),
                            django.db.models.fields.json.KeyTextTransform("name", "new"),
                            django.db.models.fields.json.KeyTextTransform("name", "old"),
                        ),
                        80,
                    )
                ),
                output_field=models.CharField(max_length=80, null=True),
            ),
        ),
        migrations.AlterField(
            model_name="change",
            name="entry",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changes",
                to="trust.entry",
            ),
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["entry", "id"], name="change_by_entry"),
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(
                fields=["client_id", "label"],
                name="change_by_label",
                opclasses=["uuid_ops", "text_pattern_ops"],
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["-happened_at", "-id"], name="entry_by_instant"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["client_id", "event", "-happened_at"], name="entry_by_event"
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["client_id", "actor_name", "-happened_at"], name="entry_by_actor"
            ),
        ),
    ]

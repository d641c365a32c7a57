"""Phases of charts, their wall, and the keeping of what was decided."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import catchball.kernel.ids
from catchball.trust.operations import isolate, journalled, same_client

KEEP = migrations.RunSQL(
    """
    CREATE FUNCTION scorecards_keep_phase() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        fates text[] := ARRAY['ended_name', 'ended_at', 'ended_why', 'version'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a phase is refused: withdraw it.' USING ERRCODE = 'CB002';
        ELSIF OLD.ended_at IS NOT NULL OR to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of what was decided about a phase is refused.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON scorecards_phase
        FOR EACH ROW EXECUTE FUNCTION scorecards_keep_phase();
    """,
    "DROP TRIGGER keep ON scorecards_phase; DROP FUNCTION scorecards_keep_phase;",
)


class Migration(migrations.Migration):
    """Adds phases of charts."""

    dependencies: ClassVar = [("scorecards", "0002_walls"), ("programs", "0002_walls")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Phase",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=catchball.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("metric_key", models.CharField(max_length=60)),
                ("starts_on", models.DateField()),
                ("reason", models.CharField(max_length=240)),
                ("set_name", models.CharField(max_length=160)),
                ("set_at", models.DateTimeField()),
                ("ended_name", models.CharField(blank=True, max_length=160)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "client",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.client",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programs.program",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["client", "metric_key", "program", "starts_on"],
                        condition=Q(ended_at__isnull=True),
                        name="phase_once_a_month",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=Q(starts_on__day=1), name="phase_begins_with_a_month"
                    ),
                    models.CheckConstraint(condition=~Q(reason=""), name="phase_says_why"),
                ],
            },
        ),
        isolate("scorecards_phase"),
        same_client("scorecards_phase", column="program_id", parent="programs_program"),
        journalled("scorecards_phase"),
        KEEP,
    ]

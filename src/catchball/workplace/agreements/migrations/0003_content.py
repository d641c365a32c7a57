"""The row alone holds all that is signed, and keeps it once it was offered."""

from typing import ClassVar

from django.db import migrations, models
from django.db.models import Q

KEEP = migrations.RunSQL(
    """
    CREATE FUNCTION agreements_keep_promise() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        fates text[] := ARRAY['state', 'signed_at'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a promise is refused: discard or withdraw it.'
                USING ERRCODE = 'CB002';
        ELSIF OLD.state IN ('signed', 'withdrawn') THEN
            RAISE EXCEPTION 'UPDATE of a % promise is refused: it stays as it was.', OLD.state
                USING ERRCODE = 'CB002';
        ELSIF OLD.state = 'offered' AND to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of an offered promise is refused: its terms are fixed.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON agreements_promise
        FOR EACH ROW EXECUTE FUNCTION agreements_keep_promise();
    """,
    "DROP TRIGGER keep ON agreements_promise; DROP FUNCTION agreements_keep_promise;",
)


class Migration(migrations.Migration):
    """Adds the names that are signed, one offer at a time, and the keeping of terms."""

    dependencies: ClassVar = [("agreements", "0002_walls")]
    operations: ClassVar = [
        migrations.AddField(
            "promise",
            "client_name",
            models.CharField(default="", max_length=120),
            preserve_default=False,
        ),
        migrations.AddField(
            "promise",
            "program_code",
            models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            "promise",
            "program_name",
            models.CharField(blank=True, default="", max_length=160),
            preserve_default=False,
        ),
        migrations.AddField(
            "promise",
            "offered_by",
            models.CharField(blank=True, default="", max_length=160),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "promise",
            models.UniqueConstraint(
                fields=["client", "metric_key", "program"],
                condition=Q(state="offered"),
                nulls_distinct=False,
                name="promise_one_offer",
            ),
        ),
        KEEP,
    ]

"""Walls around closes, and the keeping of what was closed."""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import append_only, isolate, journalled, referable, same_client

KEEP = migrations.RunSQL(
    """
    CREATE FUNCTION scorecards_keep_close() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        fates text[] := ARRAY['state', 'closed_at', 'withdrawn_name', 'withdrawn_at',
            'withdrawn_why', 'version'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a close is refused: withdraw it.' USING ERRCODE = 'CB002';
        ELSIF OLD.state <> 'proposed' THEN
            RAISE EXCEPTION 'UPDATE of a % month is refused: it stays as it was.', OLD.state
                USING ERRCODE = 'CB002';
        ELSIF OLD.content_hash <> '' AND to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of what a close holds is refused.' USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON scorecards_close
        FOR EACH ROW EXECUTE FUNCTION scorecards_keep_close();
    """,
    "DROP TRIGGER keep ON scorecards_close; DROP FUNCTION scorecards_keep_close;",
)


class Migration(migrations.Migration):
    """Raises the walls."""

    dependencies: ClassVar = [
        ("scorecards", "0001_initial"),
        ("agreements", "0002_walls"),
        ("programs", "0002_walls"),
    ]
    operations: ClassVar = [
        isolate("scorecards_close"),
        referable("scorecards_close"),
        same_client("scorecards_close", column="program_id", parent="programs_program"),
        journalled("scorecards_close"),
        KEEP,
        isolate("scorecards_closednumber"),
        referable("scorecards_closednumber"),
        same_client("scorecards_closednumber", column="close_id", parent="scorecards_close"),
        same_client("scorecards_closednumber", column="promise_id", parent="agreements_promise"),
        journalled("scorecards_closednumber"),
        append_only("scorecards_closednumber"),
        isolate("scorecards_linedispute"),
        same_client("scorecards_linedispute", column="close_id", parent="scorecards_close"),
        same_client("scorecards_linedispute", column="number_id", parent="scorecards_closednumber"),
        journalled("scorecards_linedispute"),
    ]

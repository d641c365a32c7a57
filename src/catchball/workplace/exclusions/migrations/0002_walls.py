"""The wall around exclusions, and the keeping of what was claimed."""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import isolate, journalled, referable, same_client

KEEP = migrations.RunSQL(
    """
    CREATE FUNCTION exclusions_keep_claim() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        fates text[] := ARRAY['state', 'accepted', 'answered_name', 'answered_at', 'answer',
            'ruling_due_on', 'upheld', 'body', 'ruled_on', 'ruled_cmo', 'ruled_client', 'ruling',
            'recorded_by', 'recorded_name', 'recorded_at', 'confirmed_name', 'confirmed_at',
            'withdrawn_name', 'withdrawn_at', 'withdrawn_why', 'excluded_on', 'restored_on',
            'version'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of an exclusion is refused: withdraw it.'
                USING ERRCODE = 'CB002';
        ELSIF OLD.state IN ('upheld', 'denied', 'withdrawn') THEN
            RAISE EXCEPTION 'UPDATE of a % exclusion is refused: it stays as it was.', OLD.state
                USING ERRCODE = 'CB002';
        ELSIF to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of what an exclusion claims is refused.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON exclusions_exclusion
        FOR EACH ROW EXECUTE FUNCTION exclusions_keep_claim();
    """,
    "DROP TRIGGER keep ON exclusions_exclusion; DROP FUNCTION exclusions_keep_claim;",
)


class Migration(migrations.Migration):
    """Raises the wall."""

    dependencies: ClassVar = [("exclusions", "0001_initial"), ("agreements", "0002_walls")]
    operations: ClassVar = [
        isolate("exclusions_exclusion"),
        referable("exclusions_exclusion"),
        same_client("exclusions_exclusion", column="promise_id", parent="agreements_promise"),
        journalled("exclusions_exclusion"),
        KEEP,
    ]

"""The wall around incidents, and the keeping of what was told."""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import isolate, journalled, referable, same_client

KEEP = migrations.RunSQL(
    """
    CREATE FUNCTION incidents_keep() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        judged text[] := ARRAY['foresight', 'foresaw', 'foresaw_name', 'foresaw_document',
            'foresaw_starter', 'judged_name', 'judged_at', 'version'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of an incident is refused: close it.' USING ERRCODE = 'CB002';
        ELSIF OLD.closed_on IS NOT NULL AND to_jsonb(NEW) - judged <> to_jsonb(OLD) - judged THEN
            RAISE EXCEPTION 'UPDATE of a closed incident is refused: it stays as it was told.'
                USING ERRCODE = 'CB002';
        ELSIF NEW.program_id <> OLD.program_id OR NEW.told_at <> OLD.told_at
                OR NEW.told_name <> OLD.told_name OR NEW.told_side <> OLD.told_side THEN
            RAISE EXCEPTION 'UPDATE of where and by whom an incident was told is refused.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON incidents_incident
        FOR EACH ROW EXECUTE FUNCTION incidents_keep();
    """,
    "DROP TRIGGER keep ON incidents_incident; DROP FUNCTION incidents_keep;",
)


class Migration(migrations.Migration):
    """Raises the wall."""

    dependencies: ClassVar = [("incidents", "0001_initial"), ("programs", "0002_walls")]
    operations: ClassVar = [
        isolate("incidents_incident"),
        referable("incidents_incident"),
        same_client("incidents_incident", column="program_id", parent="programs_program"),
        journalled("incidents_incident"),
        KEEP,
    ]

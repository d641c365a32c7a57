"""The wall around editions, which never change in what they say."""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import isolate, journalled, referable, same_client

KEEP = migrations.RunSQL(
    """
    CREATE FUNCTION risks_keep_edition() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        fates text[] := ARRAY['signed_at', 'replaced_at', 'version'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of an edition of a risk assessment is refused.'
                USING ERRCODE = 'CB002';
        ELSIF OLD.signed_at IS NOT NULL OR OLD.replaced_at IS NOT NULL THEN
            RAISE EXCEPTION 'UPDATE of an edition that is signed or replaced is refused.'
                USING ERRCODE = 'CB002';
        ELSIF to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of what an edition says is refused.' USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON risks_edition
        FOR EACH ROW EXECUTE FUNCTION risks_keep_edition();
    """,
    "DROP TRIGGER keep ON risks_edition; DROP FUNCTION risks_keep_edition;",
)


class Migration(migrations.Migration):
    """Raises the wall."""

    dependencies: ClassVar = [("risks", "0007_editions")]
    operations: ClassVar = [
        isolate("risks_edition"),
        referable("risks_edition"),
        same_client("risks_edition", column="assessment_id", parent="risks_assessment"),
        journalled("risks_edition"),
        KEEP,
    ]

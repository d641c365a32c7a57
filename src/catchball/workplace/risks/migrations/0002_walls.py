"""Walls around risk assessments, and the keeping of what was assessed and scored."""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import append_only, isolate, journalled, referable, same_client

KEEP = migrations.RunSQL(
    """
    CREATE FUNCTION risks_keep_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        fates text[] := ARRAY['title', 'held_on', 'extent', 'team', 'decide_within', 'version'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a risk assessment is refused.' USING ERRCODE = 'CB002';
        ELSIF to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of the program or matrix of a risk assessment is refused.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON risks_assessment
        FOR EACH ROW EXECUTE FUNCTION risks_keep_assessment();

    CREATE FUNCTION risks_keep_risk() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a risk is refused: close it.' USING ERRCODE = 'CB002';
        ELSIF OLD.closed_at IS NOT NULL THEN
            RAISE EXCEPTION 'UPDATE of a closed risk is refused: it stays as it was.'
                USING ERRCODE = 'CB002';
        ELSIF NEW.assessment_id <> OLD.assessment_id OR NEW.number <> OLD.number THEN
            RAISE EXCEPTION 'UPDATE of where a risk belongs is refused.' USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON risks_risk
        FOR EACH ROW EXECUTE FUNCTION risks_keep_risk();
    """,
    """
    DROP TRIGGER keep ON risks_risk; DROP FUNCTION risks_keep_risk;
    DROP TRIGGER keep ON risks_assessment; DROP FUNCTION risks_keep_assessment;
    """,
)


class Migration(migrations.Migration):
    """Raises the walls."""

    dependencies: ClassVar = [("risks", "0001_initial"), ("programs", "0002_walls")]
    operations: ClassVar = [
        isolate("risks_assessment"),
        referable("risks_assessment"),
        same_client("risks_assessment", column="program_id", parent="programs_program"),
        journalled("risks_assessment"),
        isolate("risks_risk"),
        referable("risks_risk"),
        same_client("risks_risk", column="assessment_id", parent="risks_assessment"),
        same_client("risks_risk", column="arises_from_id", parent="risks_risk"),
        journalled("risks_risk"),
        isolate("risks_scoring"),
        referable("risks_scoring"),
        same_client("risks_scoring", column="risk_id", parent="risks_risk"),
        journalled("risks_scoring"),
        append_only("risks_scoring"),
        KEEP,
    ]

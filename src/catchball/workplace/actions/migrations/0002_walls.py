"""The wall around actions, and the keeping of what was first offered."""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import isolate, journalled, referable

KEEP = migrations.RunSQL(
    """
    CREATE FUNCTION actions_keep_offer() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        fates text[] := ARRAY['state', 'answered_at', 'answer', 'forecast_on', 'forecast_why',
            'done_on', 'done_at', 'evidence', 'withdrawn_name', 'withdrawn_at', 'withdrawn_why',
            'version'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of an action is refused: withdraw it.'
                USING ERRCODE = 'CB002';
        ELSIF OLD.state IN ('declined', 'done', 'withdrawn') THEN
            RAISE EXCEPTION 'UPDATE of an action that is % is refused: it stays as it was.',
                OLD.state USING ERRCODE = 'CB002';
        ELSIF to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of what an action was first offered for is refused.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON actions_action
        FOR EACH ROW EXECUTE FUNCTION actions_keep_offer();
    """,
    "DROP TRIGGER keep ON actions_action; DROP FUNCTION actions_keep_offer;",
)


class Migration(migrations.Migration):
    """Raises the wall."""

    dependencies: ClassVar = [("actions", "0001_initial"), ("programs", "0002_walls")]
    operations: ClassVar = [
        isolate("actions_action"),
        referable("actions_action"),
        journalled("actions_action"),
        KEEP,
    ]

"""Walls around gates and work, and the keeping of gates that were passed."""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import isolate, journalled, referable, same_client

KEEP = migrations.RunSQL(
    """
    CREATE FUNCTION teams_keep_gate() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a gate is refused.' USING ERRCODE = 'CB002';
        ELSIF OLD.passed_at IS NOT NULL THEN
            RAISE EXCEPTION 'UPDATE of a gate that was passed is refused: it stays as signed.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON teams_gate
        FOR EACH ROW EXECUTE FUNCTION teams_keep_gate();

    CREATE FUNCTION teams_keep_criterion() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a criterion is refused: say why it does not apply.'
                USING ERRCODE = 'CB002';
        ELSIF EXISTS (
            SELECT FROM teams_gate g WHERE g.id = NEW.gate_id AND g.passed_at IS NOT NULL
        ) THEN
            RAISE EXCEPTION '% of a criterion is refused: its gate was passed.', TG_OP
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER keep BEFORE INSERT OR UPDATE OR DELETE ON teams_criterion
        FOR EACH ROW EXECUTE FUNCTION teams_keep_criterion();
    """,
    """
    DROP TRIGGER keep ON teams_criterion; DROP FUNCTION teams_keep_criterion;
    DROP TRIGGER keep ON teams_gate; DROP FUNCTION teams_keep_gate;
    """,
)


class Migration(migrations.Migration):
    """Raises the walls."""

    dependencies: ClassVar = [("teams", "0003_gates_and_work")]
    operations: ClassVar = [
        isolate("teams_gate"),
        referable("teams_gate"),
        same_client("teams_gate", column="program_id", parent="programs_program"),
        journalled("teams_gate"),
        isolate("teams_criterion"),
        referable("teams_criterion"),
        same_client("teams_criterion", column="gate_id", parent="teams_gate"),
        journalled("teams_criterion"),
        isolate("teams_work"),
        referable("teams_work"),
        same_client("teams_work", column="program_id", parent="programs_program"),
        journalled("teams_work"),
        isolate("teams_duty"),
        referable("teams_duty"),
        same_client("teams_duty", column="work_id", parent="teams_work"),
        journalled("teams_duty"),
        KEEP,
    ]

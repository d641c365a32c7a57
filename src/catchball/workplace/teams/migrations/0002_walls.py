"""Walls around stages, charters and teams, and the keeping of what was agreed and who left."""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import append_only, isolate, journalled, referable, same_client

KEEP = migrations.RunSQL(
    """
    CREATE FUNCTION teams_keep_charter() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a charter is refused.' USING ERRCODE = 'CB002';
        ELSIF OLD.agreed_at IS NOT NULL THEN
            RAISE EXCEPTION 'UPDATE of an agreed charter is refused: it stays as it was signed.'
                USING ERRCODE = 'CB002';
        ELSIF NEW.program_id <> OLD.program_id OR NEW.number <> OLD.number THEN
            RAISE EXCEPTION 'UPDATE of where a charter belongs is refused.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON teams_charter
        FOR EACH ROW EXECUTE FUNCTION teams_keep_charter();

    CREATE FUNCTION teams_keep_member() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        fates text[] := ARRAY['zone', 'contact', 'deputy', 'hours_from', 'hours_to',
            'share_percent', 'left_on', 'left_why', 'left_name', 'version'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a member is refused: let them leave.'
                USING ERRCODE = 'CB002';
        ELSIF OLD.left_on IS NOT NULL THEN
            RAISE EXCEPTION 'UPDATE of a member who has left is refused: history stays.'
                USING ERRCODE = 'CB002';
        ELSIF to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of who is of a team as what is refused: leave and join.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON teams_member
        FOR EACH ROW EXECUTE FUNCTION teams_keep_member();
    """,
    """
    DROP TRIGGER keep ON teams_member; DROP FUNCTION teams_keep_member;
    DROP TRIGGER keep ON teams_charter; DROP FUNCTION teams_keep_charter;
    """,
)


class Migration(migrations.Migration):
    """Raises the walls."""

    dependencies: ClassVar = [("teams", "0001_initial"), ("programs", "0002_walls")]
    operations: ClassVar = [
        isolate("teams_course"),
        referable("teams_course"),
        same_client("teams_course", column="program_id", parent="programs_program"),
        journalled("teams_course"),
        isolate("teams_stagemove"),
        referable("teams_stagemove"),
        same_client("teams_stagemove", column="program_id", parent="programs_program"),
        journalled("teams_stagemove"),
        append_only("teams_stagemove"),
        isolate("teams_charter"),
        referable("teams_charter"),
        same_client("teams_charter", column="program_id", parent="programs_program"),
        journalled("teams_charter"),
        isolate("teams_member"),
        referable("teams_member"),
        same_client("teams_member", column="program_id", parent="programs_program"),
        same_client("teams_member", column="follows_id", parent="teams_member"),
        journalled("teams_member"),
        KEEP,
    ]

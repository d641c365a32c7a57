"""Walls around statements and findings, and the keeping of what was decided and signed."""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import isolate, journalled, referable, same_client

KEEP = migrations.RunSQL(
    """
    CREATE FUNCTION consequences_keep_statement() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        fates text[] := ARRAY['state', 'base', 'source', 'fee', 'fee_note', 'gain', 'gain_note',
            'lines', 'total', 'drafted_name', 'drafted_at', 'returned_name', 'returned_why',
            'content_hash', 'signed_at', 'version'];
        signing text[] := ARRAY['state', 'signed_at'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a statement is refused.' USING ERRCODE = 'CB002';
        ELSIF OLD.state = 'signed' THEN
            RAISE EXCEPTION 'UPDATE of a signed statement is refused: it stays as it was.'
                USING ERRCODE = 'CB002';
        ELSIF NEW.state = 'signed' AND to_jsonb(NEW) - signing <> to_jsonb(OLD) - signing THEN
            RAISE EXCEPTION 'UPDATE of what a statement says while it is signed is refused.'
                USING ERRCODE = 'CB002';
        ELSIF to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of what a statement is about is refused.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON consequences_statement
        FOR EACH ROW EXECUTE FUNCTION consequences_keep_statement();

    CREATE FUNCTION consequences_keep_finding() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        fates text[] := ARRAY['state', 'accepted_cmo', 'accepted_cmo_at', 'accepted_client',
            'accepted_client_at', 'owner', 'plan', 'recover_on', 'contested_by', 'contested_name',
            'contested_at', 'contested_why', 'upheld', 'body', 'ruled_on', 'ruled_cmo',
            'ruled_client', 'ruling', 'recorded_by', 'recorded_name', 'recorded_at',
            'confirmed_name', 'confirmed_at', 'version'];
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a finding is refused.' USING ERRCODE = 'CB002';
        ELSIF OLD.state IN ('accepted', 'upheld', 'dropped') THEN
            RAISE EXCEPTION 'UPDATE of a finding that is % is refused: it stays as it was.',
                OLD.state USING ERRCODE = 'CB002';
        ELSIF to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of what a finding says is refused.' USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON consequences_finding
        FOR EACH ROW EXECUTE FUNCTION consequences_keep_finding();
    """,
    """
    DROP TRIGGER keep ON consequences_statement; DROP FUNCTION consequences_keep_statement;
    DROP TRIGGER keep ON consequences_finding; DROP FUNCTION consequences_keep_finding;
    """,
)


class Migration(migrations.Migration):
    """Raises the walls."""

    dependencies: ClassVar = [
        ("consequences", "0001_initial"),
        ("scorecards", "0002_walls"),
        ("agreements", "0004_whole"),
        ("programs", "0002_walls"),
    ]
    operations: ClassVar = [
        isolate("consequences_statement"),
        referable("consequences_statement"),
        same_client("consequences_statement", column="close_id", parent="scorecards_close"),
        same_client(
            "consequences_statement",
            column="agreement_id",
            parent="agreements_agreementversion",
        ),
        same_client("consequences_statement", column="program_id", parent="programs_program"),
        journalled("consequences_statement"),
        isolate("consequences_finding"),
        referable("consequences_finding"),
        same_client("consequences_finding", column="statement_id", parent="consequences_statement"),
        same_client("consequences_finding", column="number_id", parent="scorecards_closednumber"),
        same_client("consequences_finding", column="promise_id", parent="agreements_promise"),
        same_client("consequences_finding", column="restates_id", parent="consequences_statement"),
        journalled("consequences_finding"),
        KEEP,
    ]

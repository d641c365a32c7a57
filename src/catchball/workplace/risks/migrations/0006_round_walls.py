"""Walls around rounds of blind scoring: a company's scores are its own until both have closed.

PostgreSQL itself holds it: the other company's rows are not there before the reveal, the reveal
needs both to have closed, and nobody closes for the other company.
"""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import (
    CLIENT,
    SEEN,
    SIDE,
    isolate,
    journalled,
    policies,
    referable,
    same_client,
)

_REVEALED = """EXISTS (
    SELECT FROM risks_scoringround r
    WHERE r.client_id = risks_blindscore.client_id AND r.id = risks_blindscore.round_id
        AND r.revealed_at IS NOT NULL
)"""
_OWN = f"client_id = {CLIENT} AND side = {SIDE}"

KEEP = migrations.RunSQL(
    """
    CREATE FUNCTION risks_keep_round() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        fates text[] := ARRAY['cmo_scored', 'client_scored', 'cmo_closed_at', 'cmo_closed_name',
            'client_closed_at', 'client_closed_name', 'revealed_at', 'called_off_at',
            'called_off_name', 'called_off_why'];
        asks text := nullif(current_setting('app.side', true), '');
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a round of blind scoring is refused: call it off.'
                USING ERRCODE = 'CB002';
        ELSIF OLD.revealed_at IS NOT NULL OR OLD.called_off_at IS NOT NULL THEN
            RAISE EXCEPTION 'UPDATE of a round of blind scoring that is over is refused.'
                USING ERRCODE = 'CB002';
        ELSIF to_jsonb(NEW) - fates <> to_jsonb(OLD) - fates THEN
            RAISE EXCEPTION 'UPDATE of what a round of blind scoring is of is refused.'
                USING ERRCODE = 'CB002';
        ELSIF OLD.cmo_closed_at IS DISTINCT FROM NEW.cmo_closed_at
            AND (asks IS DISTINCT FROM 'cmo' OR OLD.cmo_closed_at IS NOT NULL)
            OR OLD.client_closed_at IS DISTINCT FROM NEW.client_closed_at
            AND (asks IS DISTINCT FROM 'client' OR OLD.client_closed_at IS NOT NULL) THEN
            RAISE EXCEPTION 'UPDATE is refused: each company closes its own scores, once.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON risks_scoringround
        FOR EACH ROW EXECUTE FUNCTION risks_keep_round();

    CREATE FUNCTION risks_begin_round() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.cmo_closed_at IS NOT NULL OR NEW.client_closed_at IS NOT NULL THEN
            RAISE EXCEPTION 'INSERT is refused: a round of blind scoring begins open.'
                USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER begins BEFORE INSERT ON risks_scoringround
        FOR EACH ROW EXECUTE FUNCTION risks_begin_round();

    CREATE FUNCTION risks_keep_blind() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'DELETE of a blind score is refused.' USING ERRCODE = 'CB002';
        ELSIF TG_OP = 'UPDATE' AND (NEW.round_id, NEW.risk_id, NEW.side)
            IS DISTINCT FROM (OLD.round_id, OLD.risk_id, OLD.side) THEN
            RAISE EXCEPTION 'UPDATE of whose score it is, and of what, is refused.'
                USING ERRCODE = 'CB002';
        ELSIF EXISTS (
            SELECT FROM risks_scoringround r WHERE r.id = NEW.round_id AND (
                r.revealed_at IS NOT NULL OR r.called_off_at IS NOT NULL
                OR CASE NEW.side WHEN 'cmo' THEN r.cmo_closed_at ELSE r.client_closed_at END
                    IS NOT NULL)
        ) THEN
            RAISE EXCEPTION '% of a blind score is refused: its company has closed, or it is over.',
                TG_OP USING ERRCODE = 'CB002';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER keep BEFORE INSERT OR UPDATE OR DELETE ON risks_blindscore
        FOR EACH ROW EXECUTE FUNCTION risks_keep_blind();
    """,
    """
    DROP TRIGGER keep ON risks_blindscore; DROP FUNCTION risks_keep_blind;
    DROP TRIGGER begins ON risks_scoringround; DROP FUNCTION risks_begin_round;
    DROP TRIGGER keep ON risks_scoringround; DROP FUNCTION risks_keep_round;
    """,
)


class Migration(migrations.Migration):
    """Raises the walls."""

    dependencies: ClassVar = [("risks", "0005_rounds"), ("trust", "0019_one_sided")]
    operations: ClassVar = [
        isolate("risks_scoringround"),
        referable("risks_scoringround"),
        same_client("risks_scoringround", column="assessment_id", parent="risks_assessment"),
        journalled("risks_scoringround"),
        policies(
            "risks_blindscore",
            seen=f"client_id = ANY ({SEEN}) AND (side = {SIDE} OR {_REVEALED})",
            added=_OWN,
            changed=_OWN,
            removed="false",
        ),
        referable("risks_blindscore"),
        same_client("risks_blindscore", column="round_id", parent="risks_scoringround"),
        same_client("risks_blindscore", column="risk_id", parent="risks_risk"),
        journalled("risks_blindscore"),
        same_client("risks_scoring", column="round_id", parent="risks_scoringround"),
        KEEP,
    ]

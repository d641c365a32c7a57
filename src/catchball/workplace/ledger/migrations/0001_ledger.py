"""The ledger's tables behind their walls, and the note that each change of facts leaves for it.

They hold what can be made anew from facts and journal, so the journal keeps no line of them. Only
the operator's scopes write here: the worker and the command line.
"""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import APP_ROLE, CLIENT, OPERATOR, SEEN, policies

_OWN = f"client_id = {CLIENT} AND {OPERATOR}"
_SUMS = "n bigint NOT NULL, good bigint NOT NULL, pending bigint NOT NULL, first numeric NOT NULL, second numeric NOT NULL"
_FACTS = ("agreements_enteredvalue", "production_batch", "production_delivery")

TABLES = migrations.RunSQL(
    f"""
    CREATE TABLE ledger_measure (
        client_id uuid NOT NULL, measure uuid NOT NULL, zone text NOT NULL, written_until date,
        PRIMARY KEY (client_id, measure)
    );
    CREATE TABLE ledger_total (
        client_id uuid NOT NULL, measure uuid NOT NULL, month_on date NOT NULL, {_SUMS},
        PRIMARY KEY (client_id, measure, month_on)
    );
    CREATE TABLE ledger_contribution (
        client_id uuid NOT NULL, measure uuid NOT NULL, month_on date NOT NULL,
        known_on date NOT NULL, {_SUMS},
        PRIMARY KEY (client_id, measure, month_on, known_on)
    );
    CREATE TABLE ledger_waiting (
        client_id uuid NOT NULL, entry_id uuid NOT NULL, table_name text NOT NULL,
        written_at timestamptz NOT NULL,
        PRIMARY KEY (client_id, entry_id, table_name)
    );
    """,
    """
    DROP TABLE ledger_waiting; DROP TABLE ledger_contribution;
    DROP TABLE ledger_total; DROP TABLE ledger_measure;
    """,
)

NOTE = migrations.RunSQL(
    f"""
    -- Runs as the owner, because the application role may not write such notes itself.
    CREATE FUNCTION ledger_wait() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    BEGIN
        INSERT INTO ledger_waiting (client_id, entry_id, table_name, written_at)
        SELECT e.client_id, e.id, TG_TABLE_NAME, e.happened_at FROM trust_entry e
        WHERE e.id = nullif(current_setting('app.entry_id', true), '')::uuid
        ON CONFLICT DO NOTHING;
        RETURN NULL;
    END $$;
    REVOKE INSERT, UPDATE, TRUNCATE ON ledger_waiting FROM {APP_ROLE};
    """
    + "".join(
        f"CREATE TRIGGER waits_for_ledger AFTER INSERT OR UPDATE OR DELETE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_wait();\n"
        for table in _FACTS
    ),
    "".join(f"DROP TRIGGER waits_for_ledger ON {table};\n" for table in _FACTS)
    + "DROP FUNCTION ledger_wait;",
)


class Migration(migrations.Migration):
    """Opens the ledger; what stands already is taken in by the worker, client by client."""

    dependencies: ClassVar = [
        ("agreements", "0005_entered"),
        ("production", "0004_one_check_a_row"),
        ("trust", "0002_walls"),
    ]
    operations: ClassVar = [
        TABLES,
        *(
            policies(
                table, seen=f"client_id = ANY ({SEEN})", added=_OWN, changed=_OWN, removed=_OWN
            )
            for table in ("ledger_measure", "ledger_total", "ledger_contribution")
        ),
        policies(
            "ledger_waiting",
            seen=f"client_id = ANY ({SEEN})",
            added=f"client_id = {CLIENT}",
            changed="false",
            removed=_OWN,
        ),
        NOTE,
    ]

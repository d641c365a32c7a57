"""Migration operations that put a table behind the wall and into the journal.

The text of every policy comes from here, so that it can be changed in one place. Each setting is
read inside a sub-select: PostgreSQL then evaluates it once a statement, not once a row.
"""

from django.db.migrations import RunSQL

from catchball.trust.leaves import change_content, entry_content, leaf

_UUIDS = "string_to_array(nullif(current_setting('app.sees', true), ''), ',')::uuid[]"
SEEN = f"(SELECT coalesce({_UUIDS}, '{{}}'::uuid[]))::uuid[]"
CLIENT = "(SELECT nullif(current_setting('app.client_id', true), '')::uuid)"
ACTOR = "(SELECT nullif(current_setting('app.actor_id', true), '')::uuid)"
SIDE = "(SELECT nullif(current_setting('app.side', true), ''))"
SIGNING_IN = "(SELECT nullif(current_setting('app.signing_in', true), ''))"
PRESENTING = "(SELECT nullif(current_setting('app.presenting', true), ''))"
OPERATOR = "(SELECT nullif(current_setting('app.operator', true), '')) = 'on'"
VERIFYING = "(SELECT nullif(current_setting('app.verifying', true), '')) = 'on'"
APP_ROLE = "catchball_app"


def policies(table: str, *, seen: str, added: str, changed: str, removed: str) -> RunSQL:
    """Put a table behind a wall of its own, one policy a verb (joined policies scan twice)."""
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY seen ON {table} FOR SELECT USING ({seen});
        CREATE POLICY added ON {table} FOR INSERT WITH CHECK ({added});
        CREATE POLICY changed ON {table} FOR UPDATE USING ({changed}) WITH CHECK ({changed});
        CREATE POLICY removed ON {table} FOR DELETE USING ({removed});
        """,
        f"""
        DROP POLICY removed ON {table}; DROP POLICY changed ON {table};
        DROP POLICY added ON {table}; DROP POLICY seen ON {table};
        ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )


def isolate(table: str, *, column: str = "client_id", audience: bool = False) -> RunSQL:
    """Show rows of the clients seen, and let only rows of the client worked for be written.

    With `audience`, rows marked internal stay out of the client side's sight altogether.
    """
    seen = f"{column} = ANY ({SEEN})"
    if audience:
        seen += f" AND (audience = 'shared' OR {SIDE} = 'cmo')"
    own = f"{column} = {CLIENT}"
    return policies(table, seen=seen, added=own, changed=own, removed=own)


def referable(table: str) -> RunSQL:
    """Let children refer to (client_id, id), so that a child cannot have a foreign parent."""
    return RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_client_id_id UNIQUE (client_id, id)",
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_client_id_id",
    )


def same_client(table: str, *, column: str, parent: str) -> RunSQL:
    """Refuse a row whose parent belongs to another client (foreign keys do not see walls)."""
    name = f"{table}_{column}_same_client"
    return RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (client_id, {column}) "
        f"REFERENCES {parent} (client_id, id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def journalled(table: str, *, client_column: str = "client_id", hidden: str = "") -> RunSQL:
    """Copy every change of the table into the journal, and refuse one outside a command.

    `client_column` is empty for a table that belongs to no client; `hidden` names a column whose
    content never enters the journal (a password's hash).
    """
    arguments = f"'{client_column}', '{hidden}'"
    verbs = {
        "INSERT": "NEW TABLE AS new_rows",
        "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
        "DELETE": "OLD TABLE AS old_rows",
    }
    make = "".join(
        f"CREATE TRIGGER journal_{verb.lower()} AFTER {verb} ON {table} REFERENCING {rows} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION trust_journal({arguments});\n"
        for verb, rows in verbs.items()
    )
    make += (
        f"CREATE TRIGGER journal_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION trust_refuse();\n"
        f"REVOKE TRUNCATE ON {table} FROM {APP_ROLE};"
    )
    drop = "".join(
        f"DROP TRIGGER journal_{verb} ON {table};"
        for verb in ("insert", "update", "delete", "truncate")
    )
    return RunSQL(make, drop)


def append_only(table: str) -> RunSQL:
    """Refuse every update, deletion and truncation, whoever asks."""
    return RunSQL(
        f"""
        CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION trust_refuse();
        CREATE TRIGGER no_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION trust_refuse();
        REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APP_ROLE};
        """,
        f"DROP TRIGGER no_truncate ON {table}; DROP TRIGGER no_change ON {table};",
    )


def fixed(table: str, *, column: str) -> RunSQL:
    """Refuse another value in a column than it was written with, whoever asks."""
    return RunSQL(
        f"""
        CREATE TRIGGER {column}_is_fixed BEFORE UPDATE ON {table} FOR EACH ROW
            WHEN (old.{column} IS DISTINCT FROM new.{column}) EXECUTE FUNCTION trust_refuse();
        """,
        f"DROP TRIGGER {column}_is_fixed ON {table};",
    )


GRANTS = RunSQL(
    f"""
    GRANT USAGE ON SCHEMA public TO {APP_ROLE};
    GRANT SELECT ON django_migrations TO {APP_ROLE};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public
        GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP_ROLE};
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {APP_ROLE};
    """,
    RunSQL.noop,
)

JOURNAL = """
    -- Runs as the owner, because the application role may not write to the journal itself.
    -- OFFSET 0 keeps each row's JSON from being made anew for every column that reads it.
    CREATE OR REPLACE FUNCTION trust_journal() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, public SET timezone = 'UTC' AS $$
    DECLARE
        entry uuid := nullif(current_setting('app.entry_id', true), '')::uuid;
        client_column text := TG_ARGV[0];
        hidden text := TG_ARGV[1];
        changed bigint;
        paired bigint;
    BEGIN
        IF TG_OP = 'DELETE' THEN SELECT count(*) INTO changed FROM old_rows;
        ELSE SELECT count(*) INTO changed FROM new_rows; END IF;
        IF changed = 0 THEN RETURN NULL; END IF;
        -- The entry must have been written by this very transaction: an old one opens no door.
        IF entry IS NULL OR NOT EXISTS (
            SELECT FROM trust_entry e WHERE e.id = entry AND e.xact = pg_current_xact_id()
        ) THEN
            RAISE EXCEPTION '% of % is refused: it happens outside a command.',
                TG_OP, TG_TABLE_NAME USING ERRCODE = 'CB001';
        END IF;
        IF TG_OP = 'INSERT' THEN
            INSERT INTO trust_change
                (entry_id, client_id, audience, table_name, row_id, operation, old, new)
            SELECT entry, nullif(n.j ->> client_column, '')::uuid,
                coalesce(n.j ->> 'audience', 'shared'), TG_TABLE_NAME, (n.j ->> 'id')::uuid,
                TG_OP, NULL, n.j - hidden
            FROM (SELECT to_jsonb(r) AS j FROM new_rows r OFFSET 0) n;
        ELSIF TG_OP = 'DELETE' THEN
            INSERT INTO trust_change
                (entry_id, client_id, audience, table_name, row_id, operation, old, new)
            SELECT entry, nullif(o.j ->> client_column, '')::uuid,
                coalesce(o.j ->> 'audience', 'shared'), TG_TABLE_NAME, (o.j ->> 'id')::uuid,
                TG_OP, o.j - hidden, NULL
            FROM (SELECT to_jsonb(r) AS j FROM old_rows r OFFSET 0) o;
        ELSE
            INSERT INTO trust_change
                (entry_id, client_id, audience, table_name, row_id, operation, old, new)
            SELECT entry, nullif(n.j ->> client_column, '')::uuid,
                coalesce(nullif(n.j ->> 'audience', 'shared'),
                    nullif(o.j ->> 'audience', 'shared'), 'shared'),
                TG_TABLE_NAME, (n.j ->> 'id')::uuid, TG_OP, o.j - hidden, n.j - hidden
            FROM (SELECT id, to_jsonb(r) AS j FROM new_rows r OFFSET 0) n
            JOIN (SELECT id, to_jsonb(r) AS j FROM old_rows r OFFSET 0) o USING (id);
            GET DIAGNOSTICS paired = ROW_COUNT;
            IF paired <> changed THEN
                RAISE EXCEPTION 'UPDATE of % is refused: an id never changes.', TG_TABLE_NAME
                    USING ERRCODE = 'CB002';
            END IF;
        END IF;
        RETURN NULL;
    END $$;
"""

FUNCTIONS = RunSQL(
    """
    CREATE FUNCTION trust_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '% of % is refused: these rows are kept as they were written.',
            TG_OP, TG_TABLE_NAME USING ERRCODE = 'CB002';
    END $$;
    """
    + JOURNAL,
    "DROP FUNCTION trust_journal; DROP FUNCTION trust_refuse;",
)

# Every line of the journal waits for its seal with its hash, made as it is written.
SEALING = RunSQL(
    f"""
    -- The rows that a change copies hold instants as text: always in UTC.
    ALTER FUNCTION trust_journal() SET timezone = 'UTC';

    CREATE FUNCTION trust_wait_for_seal() RETURNS trigger LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    BEGIN
        IF TG_TABLE_NAME = 'trust_entry' THEN
            INSERT INTO trust_unsealed (entry_id, leaf)
            SELECT r.id, {leaf(entry_content("r"))} FROM written r;
        ELSE
            INSERT INTO trust_unsealed (change_id, leaf)
            SELECT r.id, {leaf(change_content("r"))} FROM written r;
        END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER waits_for_seal AFTER INSERT ON trust_entry REFERENCING NEW TABLE AS written
        FOR EACH STATEMENT EXECUTE FUNCTION trust_wait_for_seal();
    CREATE TRIGGER waits_for_seal AFTER INSERT ON trust_change REFERENCING NEW TABLE AS written
        FOR EACH STATEMENT EXECUTE FUNCTION trust_wait_for_seal();
    REVOKE INSERT, UPDATE, TRUNCATE ON trust_unsealed FROM {APP_ROLE};

    -- The owner reads all of the journal while it verifies, and only then; nobody else may.
    CREATE POLICY verified ON trust_entry FOR SELECT TO CURRENT_USER USING ({VERIFYING});
    CREATE POLICY verified ON trust_change FOR SELECT TO CURRENT_USER USING ({VERIFYING});

    -- What was written before there were seals waits for the first one.
    SET LOCAL app.verifying = 'on';
    INSERT INTO trust_unsealed (entry_id, leaf)
        SELECT r.id, {leaf(entry_content("r"))} FROM trust_entry r ORDER BY r.id;
    INSERT INTO trust_unsealed (change_id, leaf)
        SELECT r.id, {leaf(change_content("r"))} FROM trust_change r ORDER BY r.id;
    SET LOCAL app.verifying = '';
    """,  # noqa: S608 -- put together from constants
    """
    DROP POLICY verified ON trust_change; DROP POLICY verified ON trust_entry;
    DROP TRIGGER waits_for_seal ON trust_change; DROP TRIGGER waits_for_seal ON trust_entry;
    DROP FUNCTION trust_wait_for_seal; ALTER FUNCTION trust_journal() RESET timezone;
    """,
)

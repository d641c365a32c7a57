"""How changes wait for their seal: some thousand lines of one statement together, as one row.

The row says which lines there are, how many, and a checksum over all that they say; the hash of
each is made as it is sealed. So whoever takes a line away, adds or alters one meanwhile is found
as if each waited by itself, and what a large import writes is a hundredth of it.
"""

from django.db.migrations import RunSQL

from catchball.trust.leaves import change_content, change_fields, leaf
from catchball.trust.operations import APP_ROLE, JOURNAL

# Changes whose ids differ in these last bits alone may wait together: half a seal at most, so that
# there is nearly always room for them.
_BITS = 11

LINES_UNSEALED = """(SELECT count(*) FROM trust_unsealed)
    + (SELECT coalesce(sum(lines), 0)::bigint FROM trust_unsealedspan)"""


def checksum(row: str) -> str:
    """Return the SQL of the checksum of changes, an aggregate; `row` is their alias.

    It is no secret: it tells what was altered by mistake, or by somebody who forgot it.
    """
    return f"bit_xor({_check(row)})"


def _check(row: str) -> str:
    return f"hash_record_extended(ROW({change_fields(row)}), 0)"


def in_span(change: str, span: str) -> str:
    """Return the SQL of the condition that a change belongs to a span; both are aliases.

    An entry's changes are written by one transaction, one statement after the other, so that the
    spans of an entry never overlap.
    """
    return (
        f"{change}.entry_id = {span}.entry_id "
        f"AND {change}.id BETWEEN {span}.first_id AND {span}.last_id"
    )


def _written(select: str) -> str:
    """Return the SQL that writes changes and lets them wait, and counts them."""
    return f"""
            WITH written AS (
                INSERT INTO trust_change AS c
                    (entry_id, client_id, audience, table_name, row_id, operation, old, new)
                {select}
                RETURNING c.id, {_check("c")} AS checked
            ), noted AS (
                INSERT INTO trust_unsealedspan (entry_id, first_id, last_id, lines, checksum)
                SELECT entry, min(w.id), max(w.id), count(*), bit_xor(w.checked)
                FROM written w GROUP BY w.id >> {_BITS}
            ) SELECT count(*) INTO paired FROM written;"""  # noqa: S608 -- put together from constants


_ADDED = """SELECT entry, nullif(n.j ->> client_column, '')::uuid,
                    coalesce(n.j ->> 'audience', 'shared'), TG_TABLE_NAME, n.id,
                    TG_OP, NULL, n.j - hidden
                FROM (SELECT r.id, to_jsonb(r) AS j FROM new_rows r OFFSET 0) n"""
_REMOVED = """SELECT entry, nullif(o.j ->> client_column, '')::uuid,
                    coalesce(o.j ->> 'audience', 'shared'), TG_TABLE_NAME, o.id,
                    TG_OP, o.j - hidden, NULL
                FROM (SELECT r.id, to_jsonb(r) AS j FROM old_rows r OFFSET 0) o"""
_ALTERED = """SELECT entry, nullif(n.j ->> client_column, '')::uuid,
                    coalesce(nullif(n.j ->> 'audience', 'shared'),
                        nullif(o.j ->> 'audience', 'shared'), 'shared'),
                    TG_TABLE_NAME, n.id, TG_OP, o.j - hidden, n.j - hidden
                FROM (SELECT id, to_jsonb(r) AS j FROM new_rows r OFFSET 0) n
                JOIN (SELECT id, to_jsonb(r) AS j FROM old_rows r OFFSET 0) o USING (id)"""

_JOURNAL_IN_SPANS = f"""
    -- Runs as the owner, because the application role may not write to the journal itself.
    -- What it writes it reads back, to let it wait: for that it verifies.
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
        PERFORM set_config('app.verifying', 'on', true);
        IF TG_OP = 'INSERT' THEN
            {_written(_ADDED)}
        ELSIF TG_OP = 'DELETE' THEN
            {_written(_REMOVED)}
        ELSE
            {_written(_ALTERED)}
            IF paired <> changed THEN
                RAISE EXCEPTION 'UPDATE of % is refused: an id never changes.', TG_TABLE_NAME
                    USING ERRCODE = 'CB002';
            END IF;
        END IF;
        PERFORM set_config('app.verifying', '', true);
        RETURN NULL;
    END $$;
"""  # noqa: S608 -- put together from constants

_TAKING = f"""
    -- Takes spans that wait, the oldest first, as many as have room, and gives the hash of each
    -- line. One that is not as it was written stays where it is, for ./catchball verify to tell.
    -- Runs as the owner, who may read the journal to check it; no line's content comes out.
    CREATE FUNCTION trust_take_spans(room integer)
        RETURNS TABLE (entry_id uuid, change_id bigint, leaf bytea) LANGUAGE plpgsql
        SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    #variable_conflict use_column
    DECLARE
        span trust_unsealedspan;
        is_whole boolean;
        taken integer := 0;
    BEGIN
        PERFORM set_config('app.verifying', 'on', true);
        FOR span IN SELECT * FROM trust_unsealedspan ORDER BY id LOOP
            EXIT WHEN taken + span.lines > room;
            SELECT count(*) = span.lines AND {checksum("r")} = span.checksum INTO is_whole
            FROM trust_change r WHERE {in_span("r", "span")};
            CONTINUE WHEN is_whole IS NOT TRUE;
            taken := taken + span.lines;
            RETURN QUERY SELECT NULL::uuid, r.id, {leaf(change_content("r"))}
                FROM trust_change r WHERE {in_span("r", "span")} ORDER BY r.id;
            DELETE FROM trust_unsealedspan s WHERE s.id = span.id;
        END LOOP;
        PERFORM set_config('app.verifying', '', true);
    END $$;
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON trust_unsealedspan FROM {APP_ROLE};
"""  # noqa: S608 -- put together from constants

WAIT_IN_SPANS = RunSQL(
    "DROP TRIGGER waits_for_seal ON trust_change;" + _JOURNAL_IN_SPANS + _TAKING,
    """
    DROP FUNCTION trust_take_spans;
    CREATE TRIGGER waits_for_seal AFTER INSERT ON trust_change REFERENCING NEW TABLE AS written
        FOR EACH STATEMENT EXECUTE FUNCTION trust_wait_for_seal();
    """
    + JOURNAL,
)

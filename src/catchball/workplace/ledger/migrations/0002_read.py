"""What the ledger is asked for by every scorecard, as a function, whose plan each session keeps.

To plan the question took a third as long as to answer it. A month also knows the last day on which
something of it became known, so that what is read as of a later day needs no second look. The
worker makes the ledger anew; until then numbers are counted from the facts.
"""

from typing import ClassVar

from django.db import migrations

from catchball.trust.operations import SEEN

_SUMS = dict.fromkeys(("n", "good", "pending"), "bigint") | dict.fromkeys(
    ("first", "second"), "numeric"
)
_LESS = ", ".join(f"t.{one} - coalesce(k.{one}, 0) AS {one}" for one in _SUMS)
_LATER = ", ".join(f"sum(k.{one})::{kind} AS {one}" for one, kind in _SUMS.items())

# Not as a condition of an index: it would be looked up for each client seen, once a measure.
_SEEN = f"coalesce(client_id = ANY ({SEEN}), false)"
_TABLES = ("ledger_measure", "ledger_total", "ledger_contribution")

WALLS = migrations.RunSQL(
    "".join(f"ALTER POLICY seen ON {table} USING ({_SEEN});\n" for table in _TABLES),
    "".join(
        f"ALTER POLICY seen ON {table} USING (client_id = ANY ({SEEN}));\n" for table in _TABLES
    ),
)

LATEST = migrations.RunSQL(
    """
    TRUNCATE ledger_measure, ledger_total, ledger_contribution;
    ALTER TABLE ledger_total ADD COLUMN latest_on date NOT NULL;
    """,
    "ALTER TABLE ledger_total DROP COLUMN latest_on;",
)

READ = migrations.RunSQL(
    f"""
    -- Runs as the one who asks, behind the walls. A row for each measure held, at its place in
    -- what was asked for, with its months and their sums (null stands for zeros alone); and one
    -- for each client for whom something waits, at the place turned negative, with the number of
    -- lines that wait as its only n and the last day they were written as its only month.
    CREATE FUNCTION ledger_read(
        clients uuid[], measures uuid[], days date[], zones text[],
        first_month date, last_month date, looks_back boolean, most bigint
    ) RETURNS TABLE (place bigint, months date[], n bigint[], good bigint[], pending bigint[],
        first numeric[], second numeric[])
    LANGUAGE plpgsql STABLE AS $$
    #variable_conflict use_column
    BEGIN
    RETURN QUERY SELECT a.place, held.*
    FROM unnest(clients, measures, days, zones)
        WITH ORDINALITY AS a(client_id, measure, known_on, zone, place)
    CROSS JOIN LATERAL (
        SELECT FROM public.ledger_measure m
        WHERE m.client_id = a.client_id AND m.measure = a.measure AND m.zone = a.zone
            AND (looks_back OR m.written_until IS NULL OR m.written_until <= a.known_on)
        LIMIT 1
    ) known
    CROSS JOIN LATERAL (
        SELECT array_agg(month_on), array_agg(n), array_agg(good),
            CASE WHEN bool_or(pending <> 0) THEN array_agg(pending) END,
            CASE WHEN bool_or(first <> 0) THEN array_agg(first) END,
            CASE WHEN bool_or(second <> 0) THEN array_agg(second) END
        FROM (
            SELECT t.month_on, {_LESS}
            FROM public.ledger_total t LEFT JOIN LATERAL (
                SELECT {_LATER} FROM public.ledger_contribution k
                WHERE t.latest_on > a.known_on AND k.client_id = a.client_id
                    AND k.measure = a.measure AND k.month_on = t.month_on
                    AND k.known_on > a.known_on
            ) k ON true
            WHERE t.client_id = a.client_id AND t.measure = a.measure
                AND t.month_on BETWEEN first_month AND last_month
            ORDER BY t.month_on
        ) month
    ) held;
    -- A question of its own, since nearly always nothing waits; both see the same moment.
    IF EXISTS (SELECT FROM public.ledger_waiting w WHERE w.client_id = ANY (clients)) THEN
        RETURN QUERY SELECT -one.place,
            ARRAY[max((w.written_at AT TIME ZONE one.zone)::date)],
            ARRAY[(SELECT count(*) FROM (
                SELECT FROM public.ledger_waiting every JOIN public.trust_change c
                    ON c.entry_id = every.entry_id AND c.table_name = every.table_name
                WHERE every.client_id = one.client_id LIMIT most + 1
            ) lines)],
            NULL::bigint[], NULL::bigint[], NULL::numeric[], NULL::numeric[]
        FROM (
            SELECT client_id, zone, min(place) AS place
            FROM unnest(clients, zones) WITH ORDINALITY AS a(client_id, zone, place)
            GROUP BY client_id, zone
        ) one JOIN public.ledger_waiting w ON w.client_id = one.client_id
        GROUP BY one.client_id, one.zone, one.place;
    END IF;
    END $$;
    """,
    "DROP FUNCTION ledger_read;",
)


class Migration(migrations.Migration):
    """Gives the ledger its question."""

    dependencies: ClassVar = [("ledger", "0001_ledger")]
    operations: ClassVar = [LATEST, WALLS, READ]

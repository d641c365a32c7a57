"""A measure that has something in every month asked for no longer names the months.

To write down and read back what the asker knows took a tenth of the whole question.
"""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

_BEFORE = import_module("catchball.workplace.ledger.migrations.0002_read")
_SUMS = dict.fromkeys(("n", "good", "pending"), "bigint") | dict.fromkeys(
    ("first", "second"), "numeric"
)
_LESS = ", ".join(f"t.{one} - coalesce(k.{one}, 0) AS {one}" for one in _SUMS)
_LATER = ", ".join(f"sum(k.{one})::{kind} AS {one}" for one, kind in _SUMS.items())

READ = migrations.RunSQL(
    f"""
    -- Runs as the one who asks, behind the walls. A row for each measure held, at its place in
    -- what was asked for, with its months (null stands for all that were asked for) and their
    -- sums (null stands for zeros alone, n is null where there is no month at all); and one
    -- for each client for whom something waits, at the place turned negative, with the number of
    -- lines that wait as its only n and the last day they were written as its only month.
    CREATE OR REPLACE FUNCTION ledger_read(
        clients uuid[], measures uuid[], days date[], zones text[],
        first_month date, last_month date, looks_back boolean, most bigint
    ) RETURNS TABLE (place bigint, months date[], n bigint[], good bigint[], pending bigint[],
        first numeric[], second numeric[])
    LANGUAGE plpgsql STABLE AS $$
    #variable_conflict use_column
    DECLARE
        asked bigint := 12 * (date_part('year', last_month) - date_part('year', first_month))
            + date_part('month', last_month) - date_part('month', first_month) + 1;
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
        SELECT CASE WHEN count(*) < asked THEN array_agg(month_on) END, array_agg(n), array_agg(good),
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
                -- With a group, nothing is added up where there is nothing.
                GROUP BY k.month_on
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
    _BEFORE.READ.sql.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"),
)


class Migration(migrations.Migration):
    """Lets the ledger's question keep the months to itself where they are all there."""

    dependencies: ClassVar = [("ledger", "0002_read")]
    operations: ClassVar = [READ]

"""Versions of facts as relations with a sign and a day: what waits, and all there ever were."""

# ruff: noqa: S608 -- tables come from the registered facts, never from what somebody typed
from collections.abc import Iterable

from catchball.measures.contributions import Measure
from catchball.measures.sql import Binder, contributions_sql

WAITING = """lines AS MATERIALIZED (
  SELECT c.table_name, c.old, c.new, (w.written_at AT TIME ZONE %(zone)s::text)::date AS written_on
  FROM ledger_waiting w JOIN trust_change c
    ON c.entry_id = w.entry_id AND c.table_name = w.table_name AND c.client_id = w.client_id
  WHERE w.client_id = %(client_id)s::uuid
)"""


def waiting_rows(table: str) -> list[str]:
    """Return the parts of a WITH, after `WAITING`, for the versions that changes waiting ended and began."""
    return [
        f"""{table}_waiting AS MATERIALIZED (
  SELECT side.sign, l.written_on, r.*
  FROM lines l CROSS JOIN LATERAL (VALUES (-1, l.old), (1, l.new)) side(sign, kept)
    CROSS JOIN LATERAL jsonb_populate_record(NULL::public."{table}", side.kept) r
  WHERE l.table_name = '{table}' AND side.kept IS NOT NULL
)"""
    ]


def all_rows(table: str) -> list[str]:
    """Return the parts of a WITH for every version of the client's facts, by the journal.

    A version that the journal tells of begins with the change before; the one that stands now is
    the row itself. So the ledger knows what reading as of a past day knows, and nothing else.
    """
    return [
        f"""{table}_changes AS MATERIALIZED (
  SELECT row_id, old, written_on, lag(written_on) OVER one AS before_on FROM (
    SELECT c.id, c.row_id, c.old, e.happened_at,
      (e.happened_at AT TIME ZONE %(zone)s::text)::date AS written_on
    FROM trust_change c JOIN trust_entry e ON e.id = c.entry_id
    WHERE c.client_id = %(client_id)s::uuid AND e.client_id = %(client_id)s::uuid
      AND c.table_name = '{table}'
  ) told WINDOW one AS (PARTITION BY row_id ORDER BY happened_at, id)
)""",
        f"""{table}_all AS MATERIALIZED (
  SELECT 1 AS sign, coalesce(last.written_on, '-infinity') AS written_on, now.*
  FROM public."{table}" now LEFT JOIN (
    SELECT row_id, max(written_on) AS written_on FROM {table}_changes GROUP BY row_id
  ) last ON last.row_id = now.id
  WHERE now.client_id = %(client_id)s::uuid
  UNION ALL
  SELECT side.sign, side.written_on, r.*
  FROM {table}_changes c CROSS JOIN LATERAL (
    VALUES (1, coalesce(c.before_on, '-infinity')), (-1, c.written_on)
  ) side(sign, written_on)
    CROSS JOIN LATERAL jsonb_populate_record(NULL::public."{table}", c.old) r
  WHERE c.old IS NOT NULL
)""",
    ]


def tables_of(measures: Iterable[Measure]) -> list[str]:
    """Return the tables whose facts contribute to measures."""
    return sorted({measure.basis.facts.table for measure in measures})


def deltas_of(measures: Iterable[Measure], which: str, binder: Binder) -> list[str]:
    """Return one query of deltas for each measure, over the rows that wait or over all."""
    return [
        contributions_sql(measure, f"{measure.basis.facts.table}_{which}", binder)
        for measure in measures
    ]

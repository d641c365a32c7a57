"""Facts as they were recorded at a past instant, read back from the journal.

A row that was changed since stands in the journal as it was before its first change after the
instant; one that was inserted since did not stand at all. So whatever reads facts reads them as
of then without knowing: the table's name means those rows for the length of one statement.
"""

from catchball.measures.catalogue import CATALOGUE
from catchball.measures.sql import Statement
from catchball.trust.scope import Scope


def as_of(scope: Scope, statement: Statement) -> Statement:
    """Return the same question, asked of the facts as they were recorded at the scope's instant.

    Adds no question of its own; it costs what was journalled for the client since.
    """
    tables = sorted({used.table for one in CATALOGUE.list_metrics() for used in one.facts_used})
    past = ",\n".join(_past(table) for table in tables if f'"{table}"' in statement.sql)
    if not past:
        return statement
    params = {**statement.params, "known_at": scope.now}
    begun = f"WITH {past}"
    if statement.sql.startswith("WITH "):
        return Statement(f"{begun},\n{statement.sql.removeprefix('WITH ')}", params)
    return Statement(f"{begun}\n{statement.sql}", params)


def _past(table: str) -> str:
    """Return two parts of a WITH: the rows that changed since, and the table as it was."""
    return f"""{table}_since AS MATERIALIZED (
  SELECT DISTINCT ON (c.row_id) c.row_id, c.old
  FROM trust_change c JOIN trust_entry e ON e.id = c.entry_id
  WHERE c.client_id = %(client_id)s::uuid AND e.client_id = %(client_id)s::uuid
    AND c.table_name = '{table}' AND e.happened_at > %(known_at)s::timestamptz
  ORDER BY c.row_id, e.happened_at, c.id
), "{table}" AS (
  SELECT now.* FROM public."{table}" now
  WHERE now.client_id = %(client_id)s::uuid
    AND NOT EXISTS (SELECT FROM {table}_since later WHERE later.row_id = now.id)
  UNION ALL
  SELECT (jsonb_populate_record(NULL::public."{table}", later.old)).*
  FROM {table}_since later WHERE later.old IS NOT NULL
)"""  # noqa: S608 -- the table comes from the registered facts

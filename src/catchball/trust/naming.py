"""What the records that lines of the journal refer to were called when these were written.

Names come from the journal's own copies of the rows, so that an entry reads as it did then, and
of what has gone since too. Whom the journal shows to the manufacturer alone, the people, is named
to a client by the table of people, as far as its own wall lets them see.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from catchball.trust.asking import rows_of
from catchball.trust.door import query
from catchball.trust.journal import JournalEntry, RowChange
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope

# Of a long list no more is shown at once, so that no more need be asked for.
MOST_IN_A_FIELD = 40
# The columns by which people call a record; a record's other columns stay where they are.
CALLED_BY = (
    "reference", "code", "name", "title", "event", "number", "text", "client_name", "first_on",
    "from_on", "held_on", "month_on", "starts_on", "taken_at", "metric_key", "program_name",
    "file_name", "what", "leaves", "entered", "side", "function", "display_name", "email",
    "person_name", "printed_name", "program_id", "site_id", "assessment_id", "risk_id",
)  # fmt: skip
# A plan has no name of its own, and is called by its program.
_BY_PROGRAM = ["plans_plan"]
_SILENT = {"id", "client_id"}
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ID_AS_JSON = re.compile(f'"({_ID.pattern})"')
_ID_LENGTH = 36


@dataclass(frozen=True)
class Named:
    """A record as it was then: its table, and the columns by which people call it."""

    table: str
    row: dict[str, Any]


Names = Mapping[tuple[UUID, str], Named]
"""What records were called, by the entry that refers to them and their id."""


def is_id(value: object) -> bool:
    """Answer whether a value is the id of a record.

    >>> is_id("01a22749-653a-7241-bfe9-c1c722f4939e"), is_id("ACM-D-01374"), is_id(7)
    (True, False, False)
    """
    return isinstance(value, str) and _ID.fullmatch(value) is not None


@query(may=Permission.JOURNAL_READ)
def list_names(
    scope: Scope, *, entries: Iterable[JournalEntry], called_by: Mapping[str, Collection[str]]
) -> Names:
    """Return what the records that entries refer to were called then (one SQL query).

    `called_by` says by which columns people call a record of a table.
    As of the last change of an entry that it is given with. What is called by its program comes
    with the program.
    """
    wanted = list(_wanted(entries, called_by))
    if not wanted:
        return {}
    told, clients, records, untils = (list(one) for one in zip(*wanted, strict=True))
    rows = rows_of(
        _CALLED,
        entries=told,
        clients=clients,
        records=records,
        untils=untils,
        columns=list(CALLED_BY),
        by_program=_BY_PROGRAM,
    )
    return {
        (entry, str(row)): Named(table, json.loads(called)) for entry, row, table, called in rows
    }


def _wanted(
    entries: Iterable[JournalEntry], called_by: Mapping[str, Collection[str]]
) -> Iterator[tuple[UUID, str, str, int]]:
    """Give entry, client, record and last change of each reference.

    A record is of the client of the entry or of none, unless it is that client itself.
    """
    for entry in entries:
        rows = [row for change in entry.changes for row in _told_of(change, called_by)]
        ids = {one for row in (*rows, entry.arguments) for one in _ids_of(row)}
        until = max((change.id for change in entry.changes), default=_LATEST)
        for one in sorted(ids):
            yield entry.id, str(entry.client_id or one), one, until


def _told_of(
    change: RowChange, called_by: Mapping[str, Collection[str]]
) -> Iterator[Mapping[str, Any]]:
    """Give what is told of a change: what differs, and by what the record is called."""
    old, new = change.old or {}, change.new or {}
    if not old or not new:
        yield old or new
        return
    names = called_by.get(change.table, ())
    told = [one for one in {**old, **new} if one in names or old.get(one) != new.get(one)]
    for row in (old, new):
        yield {one: row[one] for one in told if one in row}


def _ids_of(row: Mapping[str, Any]) -> Iterator[str]:
    for column, value in row.items():
        if isinstance(value, str):
            if len(value) == _ID_LENGTH and column not in _SILENT and is_id(value):
                yield value
        elif isinstance(value, dict | list):
            # Found in its text: to walk what is nested deep takes ten times as long.
            found = _ID_AS_JSON.finditer(json.dumps(value))
            yield from (one[1] for one in islice(found, MOST_IN_A_FIELD))


_LATEST = 2**63 - 1
# The change that is nearest: the last one up to the entry, else the first one after it.
_NEAREST = """
    SELECT c.table_name, coalesce(c.new, c.old) AS content FROM (
      SELECT * FROM trust_change WHERE client_id = {0}.client_id AND row_id = {0}.row_id
      UNION ALL
      SELECT * FROM trust_change WHERE client_id IS NULL AND row_id = {0}.row_id
    ) c ORDER BY c.id <= {0}.until DESC, abs(c.id - {0}.until) LIMIT 1"""
_CALLED = f"""
    WITH wanted AS (
      SELECT * FROM unnest(
        %(entries)s::uuid[], %(clients)s::uuid[], %(records)s::uuid[], %(untils)s::bigint[]
      ) AS w(entry_id, client_id, row_id, until)
    ), found AS MATERIALIZED (
      SELECT w.*, c.table_name, c.content
      FROM wanted w CROSS JOIN LATERAL ({_NEAREST.format("w")}) c
    ), above AS (
      SELECT entry_id, client_id, (content ->> 'program_id')::uuid AS row_id, until
      FROM found WHERE table_name = ANY(%(by_program)s::text[])
    ), every AS (
      SELECT entry_id, row_id, table_name, content FROM found
      UNION ALL
      SELECT a.entry_id, a.row_id, c.table_name, c.content
      FROM above a CROSS JOIN LATERAL ({_NEAREST.format("a")}) c
      UNION ALL
      SELECT w.entry_id, w.row_id, 'trust_person', jsonb_build_object('name', p.name)
      FROM wanted w JOIN trust_person p ON p.id = w.row_id
      WHERE NOT EXISTS (SELECT FROM found f WHERE (f.entry_id, f.row_id) = (w.entry_id, w.row_id))
    )
    SELECT entry_id, row_id, table_name, (
      SELECT coalesce(jsonb_object_agg(key, value), '{{}}')
        || CASE WHEN content #> '{{metric,title}}' IS NULL THEN '{{}}' ELSE
             jsonb_build_object('metric', jsonb_build_object('title', content #> '{{metric,title}}'))
           END
      FROM jsonb_each(content)
      WHERE key = ANY(%(columns)s::text[]) AND jsonb_typeof(value) NOT IN ('object', 'array')
    ) FROM every"""  # noqa: S608 -- put together from constants

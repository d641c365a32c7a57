"""How the ledger is kept up: what waits is taken in, what promises ask for is begun or dropped.

Nothing here is journalled, for nothing here says anything new: all of it follows from facts and
journal, and can be made anew. The database lets only an operator's scope do it.
"""

# ruff: noqa: S608 -- tables come from the registered facts, never from what somebody typed
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from catchball.measures.contributions import Measure
from catchball.measures.sql import Binder, Statement
from catchball.trust.asking import rows_of
from catchball.trust.scope import Scope
from catchball.trust.wall import opened
from catchball.workplace.ledger import queries

_TABLES = ("ledger_measure", "ledger_total", "ledger_contribution")
_SUMS = ("n", "good", "pending", "first", "second")


def keep_up(scope: Scope) -> bool:
    """Take into the client's ledger what waits for it; say whether there was anything to do.

    Measures that a new promise asks for are made from all facts and their journal; those that no
    promise asks for are dropped, and all are made anew where the client's zone has changed. Takes
    turns with others that keep the same client's ledger.
    """
    with opened(scope):
        _take_turns(scope)
        wanted = {measure.key: measure for measure in queries.list_wanted(scope)}
        zones = _zones(scope)
        held = {key for key, zone in zones.items() if key in wanted and zone == scope.zone}
        _drop(scope, zones.keys() - held)
        begun = [measure for key, measure in wanted.items() if key not in held]
        kept = [measure for key, measure in wanted.items() if key in held]
        if not begun and not _is_waiting(scope):
            return False
        _execute(scope, _statement(kept, begun), list(wanted))
        return True


def rebuild(scope: Scope) -> None:
    """Make the client's ledger anew from its facts and their journal."""
    with opened(scope):
        _take_turns(scope)
        _drop(scope, _zones(scope))
        keep_up(scope)


def _take_turns(scope: Scope) -> None:
    name = f"ledger {scope.client}"
    rows_of("SELECT pg_advisory_xact_lock(hashtextextended(%(name)s, 0))", name=name)


def _zones(scope: Scope) -> dict[UUID, str]:
    """Return the zone in which each measure is held, by its key."""
    question = "SELECT measure, zone FROM ledger_measure WHERE client_id = %(client)s"
    return dict(rows_of(question, client=scope.client))


def _drop(scope: Scope, measures: Collection[UUID]) -> None:
    if not measures:
        return
    with connection.cursor() as cursor:
        for table in _TABLES:
            cursor.execute(
                f"DELETE FROM {table} WHERE client_id = %s AND measure = ANY(%s)",
                [scope.client, list(measures)],
            )


def _is_waiting(scope: Scope) -> bool:
    found = rows_of(
        "SELECT FROM ledger_waiting WHERE client_id = %(client)s LIMIT 1", client=scope.client
    )
    return bool(found)


def _execute(scope: Scope, statement: Statement, wanted: Sequence[UUID]) -> None:
    params: dict[str, Any] = {**statement.params, "client_id": scope.client, "zone": scope.zone}
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, {**params, "wanted": list(wanted)})


def _statement(kept: Sequence[Measure], begun: Sequence[Measure]) -> Statement:
    """Return the one statement that takes in what waits and begins measures.

    One statement, so that all its parts see the same facts, journal and notes of what waits.
    """
    binder = Binder()
    old, new = queries.tables_of(kept), queries.tables_of(begun)
    parts = [
        queries.WAITING,
        *(part for table in old for part in queries.waiting_rows(table)),
        *(part for table in new for part in queries.all_rows(table)),
    ]
    deltas = [
        *queries.deltas_of(kept, "waiting", binder),
        *queries.deltas_of(begun, "all", binder),
    ] or [_NO_DELTAS]
    days = ["SELECT max(written_on) FROM lines"]
    days += [f"SELECT max(written_on) FROM {table}_changes" for table in new]
    sql = f"""WITH {", ".join(parts)}, deltas AS MATERIALIZED (
{" UNION ALL ".join(deltas)}
), contributions AS (
  INSERT INTO ledger_contribution (client_id, measure, month_on, known_on, {", ".join(_SUMS)})
  SELECT %(client_id)s::uuid, measure, month_on, known_on, {", ".join(_SUMS)} FROM deltas
  ON CONFLICT (client_id, measure, month_on, known_on) DO UPDATE SET {_added("contribution")}
), totals AS (
  INSERT INTO ledger_total (client_id, measure, month_on, latest_on, {", ".join(_SUMS)})
  SELECT %(client_id)s::uuid, measure, month_on, max(known_on), {", ".join(f"sum({one})" for one in _SUMS)}
  FROM deltas GROUP BY measure, month_on
  ON CONFLICT (client_id, measure, month_on) DO UPDATE SET {_added("total")},
    latest_on = greatest(ledger_total.latest_on, excluded.latest_on)
), taken AS (
  DELETE FROM ledger_waiting WHERE client_id = %(client_id)s::uuid
)
INSERT INTO ledger_measure (client_id, measure, zone, written_until)
SELECT %(client_id)s::uuid, measure, %(zone)s::text, (SELECT max(day) FROM ({" UNION ALL ".join(days)}) days(day))
FROM unnest(%(wanted)s::uuid[]) measure
ON CONFLICT (client_id, measure) DO UPDATE
  SET written_until = greatest(ledger_measure.written_until, excluded.written_until)"""
    return Statement(sql, binder.params)


_NO_DELTAS = (
    "SELECT NULL::uuid AS measure, NULL::date AS month_on, NULL::date AS known_on, "
    "0::bigint AS n, 0::bigint AS good, 0::bigint AS pending, 0::numeric AS first, "
    "0::numeric AS second WHERE false"
)


def _added(table: str) -> str:
    return ", ".join(f"{one} = ledger_{table}.{one} + excluded.{one}" for one in _SUMS)

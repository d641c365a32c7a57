"""How many deliveries and batches there are, are late, are due, and wait: on every page.

Written as SQL, for the frame of each page asks for some of them and Django would take longer to
write them than PostgreSQL to answer them. The walls hold here as everywhere.
"""

# ruff: noqa: S608 -- its parts are the constants below
from dataclasses import dataclass
from typing import Any

from django.db import connection

from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.production.queries.days import today_of_clients

DUE_WITHIN_DAYS = 14

_SEEN = "unnest(%(clients)s::uuid[], %(todays)s::date[]) AS seen(client_id, today)"
_LATE = f"""
    SELECT count(*) FROM {_SEEN} JOIN production_delivery d USING (client_id)
    WHERE d.state = 'promised' AND d.first_promised_on < seen.today"""
_DUE = f"""
    SELECT count(*) FROM {_SEEN} JOIN production_delivery d USING (client_id)
    WHERE d.state = 'promised'
      AND d.promised_on BETWEEN seen.today AND seen.today + {DUE_WITHIN_DAYS}"""
_DELIVERIES = "SELECT count(*) FROM production_delivery WHERE client_id = ANY(%(clients)s::uuid[])"
_AWAITING = """
    SELECT count(*) FROM production_batch WHERE client_id = ANY(%(clients)s::uuid[])
      AND state = 'completed' AND disposition = 'pending'"""
_BATCHES = """
    SELECT count(*) FILTER (WHERE state = 'completed' AND disposition = 'pending'),
      count(*) FILTER (WHERE quantity_actual > quantity_theoretical), count(*)
    FROM production_batch WHERE client_id = ANY(%(clients)s::uuid[])"""


@dataclass(frozen=True)
class DeliveryCounts:
    """How many open deliveries are late, and how many are due within the next days."""

    late: int
    due: int
    all: int


@dataclass(frozen=True)
class BatchCounts:
    """How many batches wait for a decision, yielded more than theory, and are there at all."""

    awaiting: int
    over_full: int
    all: int


@query(may=Permission.DELIVERY_READ)
def count_deliveries(scope: Scope) -> DeliveryCounts:
    """Return how many are late, due within 14 days, and there at all (one query for one client)."""
    sql = f"SELECT ({_LATE}), ({_DUE}), ({_DELIVERIES})"
    return DeliveryCounts(*_asked(sql, **_by_day(scope)))


@query(may=Permission.DELIVERY_READ)
def count_late(scope: Scope) -> int:
    """Return how many open deliveries have passed their first confirmed day, for all clients seen."""
    return int(_asked(_LATE, **_by_day(scope))[0])


@query(may=Permission.BATCH_READ)
def count_batches(scope: Scope) -> BatchCounts:
    """Return how many batches wait for a decision, are over 100 %, and are there at all."""
    return BatchCounts(*_asked(_BATCHES, clients=list(scope.sees)))


@query(may=Permission.BATCH_READ)
def count_awaiting_disposition(scope: Scope) -> int:
    """Return how many completed batches nobody has decided about, for all clients seen."""
    return int(_asked(_AWAITING, clients=list(scope.sees))[0])


def _by_day(scope: Scope) -> dict[str, list[Any]]:
    todays = today_of_clients(scope)
    return {"clients": list(todays), "todays": list(todays.values())}


def _asked(sql: str, **params: list[Any]) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        (row,) = cursor.fetchall()
    return tuple(row)

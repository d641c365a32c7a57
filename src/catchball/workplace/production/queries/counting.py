"""How many deliveries and batches there are, are late, are due, and wait: on every page."""

# ruff: noqa: S608 -- its parts are the constants below
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from catchball.trust.asking import Count, rows_of
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
    return DeliveryCounts(*rows_of(sql, **_by_day(scope))[0])


def count_on(todays: dict[UUID, date]) -> tuple[DeliveryCounts, int]:
    """Return the deliveries of clients on their days, and the batches that wait (one SQL query)."""
    sql = f"SELECT ({_LATE}), ({_DUE}), ({_DELIVERIES}), ({_AWAITING})"
    ((*deliveries, awaiting),) = rows_of(sql, clients=list(todays), todays=list(todays.values()))
    return DeliveryCounts(*deliveries), awaiting


@query(may=Permission.BATCH_READ)
def count_batches(scope: Scope) -> BatchCounts:
    """Return how many batches wait for a decision, are over 100 %, and are there at all."""
    return BatchCounts(*rows_of(_BATCHES, **_seen(scope))[0])


def _by_day(scope: Scope) -> dict[str, list[Any]]:
    todays = today_of_clients(scope)
    return {"clients": list(todays), "todays": list(todays.values())}


def _seen(scope: Scope) -> dict[str, list[Any]]:
    return {"clients": list(scope.sees)}


# Open deliveries past their first confirmed day, and completed batches that nobody has decided
# about, for all clients seen.
LATE_DELIVERIES = Count(Permission.DELIVERY_READ, _LATE, _by_day)
AWAITING_DISPOSITION = Count(Permission.BATCH_READ, _AWAITING, _seen)

"""What the ledger holds of measures, as of any day: totals, less what became known later."""

# ruff: noqa: S608 -- tables come from the registered facts, never from what somebody typed
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, reduce
from typing import Any
from uuid import UUID

from catchball.kernel.days import Period
from catchball.measures.contributions import Measure, Sums
from catchball.measures.sql import Binder, Statement
from catchball.trust.asking import rows_of_long
from catchball.trust.scope import Scope
from catchball.workplace.ledger.queries.rows import WAITING, deltas_of, tables_of, waiting_rows

# Beyond so many lines of the journal that wait, counting the facts is quicker.
MOST_WAITING = 1_000

_LEVELS = """asked AS MATERIALIZED (
  SELECT a.client_id, a.measure, a.known_on, a.zone
  FROM unnest(%(clients)s::uuid[], %(measures)s::uuid[], %(days)s::date[], %(zones)s::text[])
    AS a(client_id, measure, known_on, zone)
  JOIN ledger_measure m
    ON m.client_id = a.client_id AND m.measure = a.measure AND m.zone = a.zone
  WHERE %(looks_back)s::boolean OR m.written_until IS NULL OR m.written_until <= a.known_on
)"""
_READ = """
SELECT client_id, measure, NULL::date AS month_on, 0::bigint AS n, 0::bigint AS good,
  0::bigint AS pending, 0::numeric AS first, 0::numeric AS second FROM asked
UNION ALL
SELECT t.client_id, t.measure, t.month_on, (t.n - coalesce(later.n, 0))::bigint,
  (t.good - coalesce(later.good, 0))::bigint, (t.pending - coalesce(later.pending, 0))::bigint,
  t.first - coalesce(later.first, 0), t.second - coalesce(later.second, 0)
FROM asked a JOIN ledger_total t ON t.client_id = a.client_id AND t.measure = a.measure
    AND t.month_on >= %(first)s::date AND t.month_on < %(until)s::date
  LEFT JOIN LATERAL (
    SELECT sum(k.n) AS n, sum(k.good) AS good, sum(k.pending) AS pending, sum(k.first) AS first,
      sum(k.second) AS second
    FROM ledger_contribution k
    WHERE k.client_id = t.client_id AND k.measure = t.measure AND k.month_on = t.month_on
      AND k.known_on > a.known_on
  ) later ON true
UNION ALL
SELECT one.client_id, NULL, max((w.written_at AT TIME ZONE one.zone)::date),
  (SELECT count(*) FROM (
    SELECT FROM ledger_waiting every JOIN trust_change c
      ON c.entry_id = every.entry_id AND c.table_name = every.table_name
    WHERE every.client_id = one.client_id LIMIT %(most)s::bigint + 1
  ) lines), 0, 0, 0, 0
FROM (SELECT DISTINCT client_id, zone FROM asked) one
  JOIN ledger_waiting w ON w.client_id = one.client_id
GROUP BY one.client_id, one.zone"""


@dataclass(frozen=True)
class Wanted:
    """The measures of a client that somebody asks for, as of the end of a day of its zone."""

    client: UUID
    zone: str
    known_on: date
    measures: tuple[Measure, ...]


@dataclass
class Held:
    """What the ledger holds of the measures of one client: their sums by month."""

    months: dict[UUID, dict[date, Sums]] = field(default_factory=dict)
    waiting: int = 0
    written_until: date | None = None

    def has(self, measures: Iterable[Measure]) -> bool:
        """Answer whether it holds all of these."""
        return all(one.key in self.months for one in measures)

    def sums(self, measure: Measure, period: Period) -> Sums:
        """Return the sums of a measure over whole months."""
        inside = [sums for month, sums in self.months[measure.key].items() if month in period]
        return reduce(Sums.plus, inside[1:], inside[0]) if inside else Sums()


def read_held(scope: Scope, measures: Sequence[Measure], within: Period) -> Held:
    """Return what the ledger holds of measures as known at the scope's instant.

    The instant is the present one, or the end of a day of the client's zone. What waits to be
    taken in is added (one SQL query, or two). Measures that it does not hold, or not up to what
    was written, are missing; they are to be read from the facts.
    """
    wanted = Wanted(scope.client, scope.zone, scope.today, tuple(dict.fromkeys(measures)))
    held = _read([wanted], within, looks_back=scope.looks_back)[scope.client]
    if not held.waiting:
        return held
    mine = tuple(one for one in wanted.measures if one.key in held.months)
    if held.waiting > MOST_WAITING or not mine:
        return Held()
    statement = _with_waiting(mine)
    params = {**statement.params, "client_id": scope.client, "zone": scope.zone}
    asked = _asked([Wanted(scope.client, scope.zone, scope.today, mine)], within)
    params |= {**asked, "looks_back": scope.looks_back, "known_on": scope.today}
    held = _held([scope.client], rows_of_long(statement.sql, **params))[scope.client]
    is_ahead = held.written_until is not None and held.written_until > scope.today
    return Held() if is_ahead and not scope.looks_back else held


def read_held_of_all(wanted: Sequence[Wanted], within: Period) -> Mapping[UUID, Held]:
    """Return what the ledger holds for each of some clients at present (one SQL query).

    Nothing for a client for whom something waits.
    """
    found = _read(wanted, within, looks_back=False)
    return {client: Held() if held.waiting else held for client, held in found.items()}


def _read(wanted: Sequence[Wanted], within: Period, *, looks_back: bool) -> dict[UUID, Held]:
    if not any(one.measures for one in wanted):
        return _held([one.client for one in wanted], [])
    params = {**_asked(wanted, within), "looks_back": looks_back}
    return _held([one.client for one in wanted], rows_of_long(f"WITH {_LEVELS}{_READ}", **params))


def _asked(wanted: Sequence[Wanted], within: Period) -> dict[str, Any]:
    every = [(one, measure.key) for one in wanted for measure in one.measures]
    return {
        "clients": [one.client for one, _key in every],
        "measures": [key for _one, key in every],
        "days": [one.known_on for one, _key in every],
        "zones": [one.zone for one, _key in every],
        "first": within.first,
        "until": within.until,
        "most": MOST_WAITING,
    }


def _held(clients: Iterable[UUID], rows: Iterable[Sequence[Any]]) -> dict[UUID, Held]:
    found = {client: Held() for client in clients}
    for client, measure, month, *values in rows:
        held = found[client]
        if measure is None:
            held.waiting, held.written_until = values[0], month
            continue
        months = held.months.setdefault(measure, {})
        if month is not None:
            sums = Sums(*values)
            months[month] = months[month].plus(sums) if month in months else sums
    return found


@lru_cache(maxsize=256)
def _with_waiting(measures: tuple[Measure, ...]) -> Statement:
    """Return the statement that reads measures with what waits for them, in one sight of both."""
    binder = Binder()
    parts = [WAITING, *(one for table in tables_of(measures) for one in waiting_rows(table))]
    deltas = "\nUNION ALL\n".join(deltas_of(measures, "waiting", binder))
    sql = f"""WITH {_LEVELS}, {", ".join(parts)}{_READ}
UNION ALL
SELECT %(client_id)s::uuid, measure, month_on, sum(n)::bigint, sum(good)::bigint,
  sum(pending)::bigint, sum(first), sum(second)
FROM ({deltas}) deltas
WHERE known_on <= %(known_on)s::date AND month_on >= %(first)s::date
  AND month_on < %(until)s::date
GROUP BY measure, month_on"""
    return Statement(sql, binder.params)

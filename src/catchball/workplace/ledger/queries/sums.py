"""What the ledger holds of measures, as of any day: totals, less what became known later."""

# ruff: noqa: S608 -- tables come from the registered facts, never from what somebody typed
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache, reduce
from typing import Any
from uuid import UUID

from catchball.kernel.days import Grain, Period, each_period
from catchball.measures.contributions import Measure, Sums
from catchball.measures.sql import Binder, Statement
from catchball.trust.asking import rows_of_long
from catchball.trust.scope import Scope
from catchball.workplace.ledger.queries.rows import WAITING, deltas_of, tables_of, waiting_rows

# Beyond so many lines of the journal that wait, counting the facts is quicker.
MOST_WAITING = 1_000

_LEVELS = """asked AS MATERIALIZED (
  SELECT a.place, a.client_id, a.measure, a.known_on, a.zone
  FROM unnest(%(clients)s::uuid[], %(measures)s::uuid[], %(days)s::date[], %(zones)s::text[])
    WITH ORDINALITY AS a(client_id, measure, known_on, zone, place)
  JOIN ledger_measure m
    ON m.client_id = a.client_id AND m.measure = a.measure AND m.zone = a.zone
  WHERE %(looks_back)s::boolean OR m.written_until IS NULL OR m.written_until <= a.known_on
)"""
# Rows name what was asked for by its place, for a number is read in less time than two ids; a sum
# of nothing is null for the same reason. A month is its total less what became known later, for which
# its own end of the index is read.
_READ = """
SELECT place, NULL::date AS month_on, 0::bigint AS n, 0::bigint AS good, 0::bigint AS pending,
  NULL::numeric AS first, NULL::numeric AS second FROM asked
UNION ALL
SELECT a.place, t.month_on, t.n, t.good, t.pending, nullif(t.first, 0), nullif(t.second, 0)
FROM asked a JOIN ledger_total t ON t.client_id = a.client_id AND t.measure = a.measure
  AND t.month_on = ANY (%(months)s::date[])
UNION ALL
SELECT a.place, k.month_on, -sum(k.n)::bigint, -sum(k.good)::bigint, -sum(k.pending)::bigint,
  -sum(k.first), -sum(k.second)
FROM asked a JOIN ledger_contribution k ON k.client_id = a.client_id AND k.measure = a.measure
  AND k.month_on = ANY (%(months)s::date[]) AND k.known_on > a.known_on
GROUP BY a.place, k.month_on
UNION ALL
SELECT -one.place, max((w.written_at AT TIME ZONE one.zone)::date),
  (SELECT count(*) FROM (
    SELECT FROM ledger_waiting every JOIN trust_change c
      ON c.entry_id = every.entry_id AND c.table_name = every.table_name
    WHERE every.client_id = one.client_id LIMIT %(most)s::bigint + 1
  ) lines), 0, 0, NULL, NULL
FROM (SELECT client_id, zone, min(place) AS place FROM asked GROUP BY client_id, zone) one
  JOIN ledger_waiting w ON w.client_id = one.client_id
GROUP BY one.client_id, one.zone, one.place"""
_NOTHING, _ZERO = Sums(), Decimal(0)


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

    def sums(self, measure: Measure, spans: Iterable[Sequence[date]]) -> list[Sums]:
        """Return the sums of a measure over each of some spans of months, named by their first days."""
        months = self.months[measure.key]
        return [
            months.get(span[0], _NOTHING)
            if len(span) == 1
            else reduce(Sums.plus, (months[one] for one in span if one in months), _NOTHING)
            for span in spans
        ]


@lru_cache(maxsize=1024)
def months_of(period: Period) -> tuple[date, ...]:
    """Return the first days of the months of a period."""
    return tuple(one.first for one in each_period(period.first, period.last, Grain.MONTH))


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
    asked = [replace(wanted, measures=mine)]
    params = {**statement.params, "client_id": scope.client, "zone": scope.zone}
    params |= {**_asked(asked, within), "looks_back": scope.looks_back, "known_on": scope.today}
    held = _held(asked, rows_of_long(statement.sql, **params))[scope.client]
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
        return _held(wanted, [])
    params = {**_asked(wanted, within), "looks_back": looks_back}
    return _held(wanted, rows_of_long(f"WITH {_LEVELS}{_READ}", **params))


def _asked(wanted: Sequence[Wanted], within: Period) -> dict[str, Any]:
    every = [(one, measure.key) for one in wanted for measure in one.measures]
    return {
        "clients": [one.client for one, _key in every],
        "measures": [key for _one, key in every],
        "days": [one.known_on for one, _key in every],
        "zones": [one.zone for one, _key in every],
        "months": list(months_of(within)),
        "most": MOST_WAITING,
    }


def _held(wanted: Sequence[Wanted], rows: Iterable[Sequence[Any]]) -> dict[UUID, Held]:
    """Return the rows of `_READ` by client: each with its measures that are held."""
    found = {one.client: Held() for one in wanted}
    places = [(one.client, measure.key) for one in wanted for measure in one.measures]
    held: list[dict[date, Sums] | None] = [None] * len(places)
    for place, month, n, good, pending, first, second in rows:
        if place < 0:
            client, _measure = places[-place - 1]
            found[client].waiting, found[client].written_until = n, month
            continue
        months = held[place - 1]
        if months is None:
            months = held[place - 1] = {}
        if month is not None:
            sums = Sums(n, good, pending, first or _ZERO, second or _ZERO)
            months[month] = months[month].plus(sums) if month in months else sums
    for (client, measure), months in zip(places, held, strict=True):
        if months is not None:
            found[client].months[measure] = months
    return found


@lru_cache(maxsize=256)
def _with_waiting(measures: tuple[Measure, ...]) -> Statement:
    """Return the statement that reads measures with what waits for them, in one sight of both."""
    binder = Binder()
    parts = [WAITING, *(one for table in tables_of(measures) for one in waiting_rows(table))]
    deltas = "\nUNION ALL\n".join(deltas_of(measures, "waiting", binder))
    sql = f"""WITH {_LEVELS}, {", ".join(parts)}{_READ}
UNION ALL
SELECT a.place, d.month_on, sum(d.n)::bigint, sum(d.good)::bigint, sum(d.pending)::bigint,
  nullif(sum(d.first), 0), nullif(sum(d.second), 0)
FROM ({deltas}) d JOIN asked a ON a.measure = d.measure
WHERE d.known_on <= %(known_on)s::date AND d.month_on = ANY (%(months)s::date[])
GROUP BY a.place, d.month_on"""
    return Statement(sql, binder.params)

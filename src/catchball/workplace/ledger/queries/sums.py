"""What the ledger holds of measures, as of any day: totals, less what became known later."""

# ruff: noqa: S608 -- tables come from the registered facts, never from what somebody typed
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache, reduce
from typing import Any, NamedTuple, TypeAlias, TypeVar
from uuid import UUID

from catchball.kernel.days import Grain, Period, each_period
from catchball.measures.contributions import Measure, Sums
from catchball.measures.reading import EXACT
from catchball.measures.sql import Binder, Statement
from catchball.trust.asking import rows_of_long
from catchball.trust.scope import Scope
from catchball.workplace.ledger.queries.rows import WAITING, deltas_of, tables_of, waiting_rows

# Beyond so many lines of the journal that wait, counting the facts is quicker.
MOST_WAITING = 1_000

_READ = """ledger_read(
  %(clients)s::uuid[], %(measures)s::uuid[], %(days)s::date[], %(zones)s::text[],
  %(first_month)s::date, %(last_month)s::date, %(looks_back)s::boolean, %(most)s::bigint
)"""
_SUMS = dict.fromkeys(("n", "good", "pending"), "bigint") | dict.fromkeys(
    ("first", "second"), "numeric"
)
_ZERO = Decimal(0)

Spans: TypeAlias = tuple[tuple[date, ...], ...]
N = TypeVar("N", int, Decimal)


@dataclass(frozen=True)
class Wanted:
    """The measures of a client that somebody asks for, as of the end of a day of its zone."""

    client: UUID
    zone: str
    known_on: date
    measures: tuple[Measure, ...]


class Row(NamedTuple):
    """Sums of one measure by month, as `ledger_read` tells them: None stands for zeros alone."""

    months: Sequence[date] | None
    n: Sequence[int] | None
    good: Sequence[int] | None
    pending: Sequence[int] | None
    first: Sequence[Decimal] | None
    second: Sequence[Decimal] | None

    def within(self, spans: Spans) -> Sums:
        """Return the sums over each of some spans of months."""
        return Sums(
            n=self._over(spans, self.n, 0),
            good=self._over(spans, self.good, 0),
            pending=self._over(spans, self.pending, 0),
            first=self._over(spans, self.first, _ZERO),
            second=self._over(spans, self.second, _ZERO),
        )

    @classmethod
    def told(cls, columns: Sequence[Any], whole: tuple[date, ...]) -> "Row":
        """Return the row of columns that PostgreSQL told, as values that never change.

        It does not name the months where they are the `whole` of those asked for.
        """
        months, *sums = (tuple(one) if isinstance(one, list) else one for one in columns)
        return cls(whole if months is None and sums[0] is not None else months, *sums)

    def _over(self, spans: Spans, column: Sequence[N] | None, nothing: N) -> Sequence[N]:
        if column is None or self.months is None:
            return [nothing] * len(spans)
        if self.months == _alone(spans):
            return column
        found = dict(zip(self.months, column, strict=True))
        return [_total([found[one] for one in span if one in found], nothing) for span in spans]

    def plus(self, other: "Row") -> "Row":
        """Return the sums of both in all their months."""
        months = tuple(sorted({*(self.months or ()), *(other.months or ())}))
        spans = tuple((month,) for month in months)
        mine, others = self.within(spans), other.within(spans)
        return Row(
            months,
            n=tuple(map(_plus, mine.n, others.n)),
            good=tuple(map(_plus, mine.good, others.good)),
            pending=tuple(map(_plus, mine.pending, others.pending)),
            first=tuple(map(_plus, mine.first, others.first)),
            second=tuple(map(_plus, mine.second, others.second)),
        )


def _plus(one: N, other: N) -> N:
    """Return the exact sum of two amounts of one kind."""
    return EXACT.add(one, other) if isinstance(one, Decimal) else one + other


def _total(amounts: Sequence[N], nothing: N) -> N:
    return amounts[0] if len(amounts) == 1 else reduce(_plus, amounts, nothing)


@dataclass
class Held:
    """What the ledger holds of the measures of one client: their sums by month.

    Equal ones may serve as a key: nothing in them is changed once they are read.
    """

    rows: dict[UUID, Row] = field(default_factory=dict)
    waiting: int = 0
    written_until: date | None = None

    def __hash__(self) -> int:
        return hash(tuple(self.rows.values()))

    def has(self, measures: Iterable[Measure]) -> bool:
        """Answer whether it holds all of these."""
        return all(one.key in self.rows for one in measures)

    def sums(self, measure: Measure, spans: Spans) -> Sums:
        """Return the sums of a measure over each of some spans of months, named by their first days."""
        return self.rows[measure.key].within(spans)


@lru_cache(maxsize=256)
def _alone(spans: Spans) -> tuple[date, ...] | None:
    """Return the months of spans that are one month each; None where they are longer."""
    return tuple(month for (month,) in spans) if all(len(span) == 1 for span in spans) else None


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
    mine = tuple(one for one in wanted.measures if one.key in held.rows)
    if held.waiting > MOST_WAITING or not mine:
        return Held()
    statement = _with_waiting(mine)
    asked = [replace(wanted, measures=mine)]
    params = {**statement.params, "client_id": scope.client, "zone": scope.zone}
    params |= {**_asked(asked, within), "looks_back": scope.looks_back, "known_on": scope.today}
    held = _held(asked, within, rows_of_long(statement.sql, **params))[scope.client]
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
        return _held(wanted, within, [])
    params = {**_asked(wanted, within), "looks_back": looks_back}
    return _held(wanted, within, rows_of_long(f"SELECT * FROM {_READ}", **params))


def _asked(wanted: Sequence[Wanted], within: Period) -> dict[str, Any]:
    every = [(one, measure.key) for one in wanted for measure in one.measures]
    return {
        "clients": [one.client for one, _key in every],
        "measures": [key for _one, key in every],
        "days": [one.known_on for one, _key in every],
        "zones": [one.zone for one, _key in every],
        "first_month": within.first,
        "last_month": within.last,
        "most": MOST_WAITING,
    }


def _held(
    wanted: Sequence[Wanted], within: Period, rows: Iterable[Sequence[Any]]
) -> dict[UUID, Held]:
    """Return the rows of `ledger_read` by client: each with its measures that are held."""
    found = {one.client: Held() for one in wanted}
    places = [(found[one.client], measure.key) for one in wanted for measure in one.measures]
    whole = months_of(within)
    for place, *told in rows:
        if place < 0:
            held, _measure = places[-place - 1]
            ((held.written_until,), (held.waiting,), *_rest) = told
            continue
        row = Row.told(told, whole)
        held, measure = places[place - 1]
        held.rows[measure] = held.rows[measure].plus(row) if measure in held.rows else row
    return found


@lru_cache(maxsize=256)
def _with_waiting(measures: tuple[Measure, ...]) -> Statement:
    """Return the statement that reads measures with what waits for them, in one sight of both."""
    binder = Binder()
    parts = [WAITING, *(one for table in tables_of(measures) for one in waiting_rows(table))]
    deltas = "\nUNION ALL\n".join(deltas_of(measures, "waiting", binder))
    columns = ", ".join(
        f"array_agg(delta.{one} ORDER BY delta.month_on)" for one in ("month_on", *_SUMS)
    )
    sql = f"""WITH held AS MATERIALIZED (SELECT * FROM {_READ}), {", ".join(parts)}
SELECT * FROM held
UNION ALL
SELECT held.place, {columns}
FROM (
  SELECT measure, month_on, {", ".join(f"sum({one})::{kind} AS {one}" for one, kind in _SUMS.items())}
  FROM ({deltas}) every
  WHERE known_on <= %(known_on)s::date
    AND month_on BETWEEN %(first_month)s::date AND %(last_month)s::date
  GROUP BY measure, month_on
) delta JOIN held ON held.place = array_position(%(measures)s::uuid[], delta.measure)
GROUP BY held.place"""
    return Statement(sql, binder.params)

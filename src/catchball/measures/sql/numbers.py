"""Many numbers in one statement: each metric reads its table once for all periods."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, assert_never

from catchball.kernel.days import Period
from catchball.measures.basis import Basis, Outcome, basis_of, events_of
from catchball.measures.language import Mean, Metric, Percentile, Rate, RatioOfSums, Share
from catchball.measures.reading import Reading
from catchball.measures.sql.expressions import (
    divided_sql,
    outcome_sql,
    quantity_sql,
    within_sql,
)
from catchball.measures.sql.statement import Binder, Statement, rows_of

GOOD = f"outcome = '{Outcome.GOOD}'"
COUNTED = f"outcome IN ('{Outcome.GOOD}', '{Outcome.NOT_GOOD}', '{Outcome.COUNTED}')"
PENDING = f"outcome IN ('{Outcome.WAITING}', '{Outcome.NOT_DUE}')"


@dataclass(frozen=True)
class Asked:
    """One metric that is asked for, under a key of the caller's, over all or some facts.

    `filters` narrow the facts by columns that they offer, such as `program_id`.
    """

    key: str
    metric: Metric
    filters: Mapping[str, Any] = field(default_factory=dict)


def compile_many(asked: Sequence[Asked], periods: Sequence[Period], known_on: date) -> Statement:
    """Return one statement that reads every metric for every period, as known on a day.

    Its rows are `key, period_first, period_until, top, bottom, n, pending, value`, one for each
    metric and period, also where no fact fell; `readings` turns them into readings. Periods may
    overlap: those that do are read in layers, each a single scan.
    """
    binder = Binder()
    binder.known_on(known_on)
    layers = [
        _Layer(
            binder.bind([period.first for period in layer], "date[]"),
            binder.bind([period.until for period in layer], "date[]"),
            Period(layer[0].first, layer[-1].until),
        )
        for layer in _layers(periods)
    ]
    branches = [_branch(each, layer, binder) for each in asked for layer in layers]
    return Statement("\nUNION ALL\n".join(branches) or _NOTHING, binder.params)


def compile_one(metric: Metric, period: Period, known_on: date) -> Statement:
    """Return the statement that reads one metric for one period; its key is the metric's."""
    return compile_many([Asked(metric.key, metric)], [period], known_on)


def readings(
    asked: Sequence[Asked], rows: Iterable[Sequence[Any]]
) -> dict[tuple[str, Period], Reading]:
    """Return the readings that the rows of `compile_many` hold, by key and period."""
    per = {each.key: each.metric.per for each in asked}
    return {
        (key, Period(first, until)): Reading(top, bottom, n, pending, per[key])
        for key, first, until, top, bottom, n, pending, _value in rows
    }


_COLUMNS = "key, period_first, period_until, top, bottom, n, pending, value"
_NOTHING = (
    "SELECT null::text AS key, null::date AS period_first, null::date AS period_until, "
    "null::numeric AS top, null::numeric AS bottom, null::bigint AS n, null::bigint AS pending, "
    "null::numeric AS value WHERE false AND %(client_id)s::uuid IS NULL"
)


@dataclass(frozen=True)
class _Layer:
    """Periods that do not overlap, oldest first."""

    firsts: str
    untils: str
    whole: Period


def _layers(periods: Sequence[Period]) -> list[list[Period]]:
    """Split periods into as few series without overlap as there must be."""
    layers: list[list[Period]] = []
    for period in sorted(set(periods)):
        for layer in layers:
            if layer[-1].until <= period.first:
                layer.append(period)
                break
        else:
            layers.append([period])
    return layers


def _branch(asked: Asked, layer: _Layer, binder: Binder) -> str:
    metric = asked.metric
    top, bottom = _parts(metric)
    value = divided_sql(f"(top * {binder.bind(metric.per, 'integer')})", "bottom")
    events = events_of(metric)
    joined, pending = "", "coalesce(s.pending, 0)"
    if events is not None:
        joined = f"\n  LEFT JOIN ({_sums(events, asked, layer, binder)}) e ON e.bucket = p.bucket"
        if events.facts != metric.facts:
            pending = "coalesce(s.pending, 0) + coalesce(e.pending, 0)"
    return f"""SELECT {_COLUMNS.replace("value", f"{value} AS value")} FROM (
  SELECT {binder.bind(asked.key, "text")} AS key, p.first AS period_first,
    p.until AS period_until, coalesce({top}, 0)::numeric AS top,
    coalesce({bottom}, 0)::numeric AS bottom, coalesce(s.n, 0)::bigint AS n,
    ({pending})::bigint AS pending
  FROM unnest({layer.firsts}, {layer.untils}) WITH ORDINALITY AS p(first, until, bucket)
  LEFT JOIN ({_sums(basis_of(metric), asked, layer, binder)}) s ON s.bucket = p.bucket{joined}
) numbers"""


def _parts(metric: Metric) -> tuple[str, str]:
    """Return top and bottom of a number in terms of its sums `s` and those of its events `e`."""
    match metric.form:
        case Share():
            return "s.good", "s.n"
        case Rate():
            return "e.sum_0", "s.sum_0"
        case RatioOfSums():
            return "s.sum_0", "s.sum_1"
        case Percentile():
            return "s.ranked", "sign(s.n)"
        case Mean():
            return "s.sum_0", "s.n"
        case _:
            assert_never(metric.form)


def _sums(basis: Basis, asked: Asked, layer: _Layer, binder: Binder) -> str:
    """Return the query that sums one source up, one row for each period with facts in it.

    Facts are summed by day and outcome first, so that each is judged once and few are placed into
    periods.
    """
    days = _days(basis, asked, layer, binder)
    if isinstance(asked.metric.form, Percentile):
        return _ranked(days, layer, asked.metric.form.at)
    sums = [f", sum(sum_{i}) FILTER (WHERE {COUNTED}) AS sum_{i}" for i in range(len(basis.of))]
    return f"""
    SELECT width_bucket(day, {layer.firsts}) AS bucket, {_COUNTS}{"".join(sums)}
    FROM ({days}) days
    WHERE day < ({layer.untils})[width_bucket(day, {layer.firsts})]
    GROUP BY bucket"""


_COUNTS = ", ".join(
    f"coalesce(sum(many) FILTER (WHERE {which}), 0) AS {name}"
    for name, which in (("n", COUNTED), ("good", GOOD), ("pending", PENDING))
)


def _days(basis: Basis, asked: Asked, layer: _Layer, binder: Binder) -> str:
    amounts = [quantity_sql(each, basis.facts) for each in basis.of]
    grouped = [f'f."{basis.on}" AS day', f"{outcome_sql(basis, binder)} AS outcome"]
    if isinstance(asked.metric.form, Percentile):
        grouped.append(f"{amounts.pop()} AS amount")
    summed = [f"sum({each}) AS sum_{i}" for i, each in enumerate(amounts)]
    # By place, for by name a column of the table would come first.
    places = ", ".join(str(place + 1) for place in range(len(grouped)))
    return f"""
      SELECT {", ".join([*grouped, "count(*) AS many", *summed])}
      FROM "{basis.facts.table}" f
      WHERE {rows_of(basis.facts, asked.filters, binder)}
        AND {within_sql(basis, layer.whole, binder)}
      GROUP BY {places}"""


def _ranked(days: str, layer: _Layer, at: int) -> str:
    """Return the query for a percentile: the first amount up to which enough facts lie."""
    return f"""
    SELECT bucket, {_COUNTS},
      min(amount) FILTER (WHERE {COUNTED} AND upto * 100 >= total * {at:d}) AS ranked
    FROM (
      SELECT *, sum(many) FILTER (WHERE {COUNTED}) OVER (PARTITION BY bucket ORDER BY amount)
          AS upto, sum(many) FILTER (WHERE {COUNTED}) OVER (PARTITION BY bucket) AS total
      FROM (
        SELECT width_bucket(day, {layer.firsts}) AS bucket, outcome, amount, sum(many) AS many
        FROM ({days}) days
        WHERE day < ({layer.untils})[width_bucket(day, {layer.firsts})]
        GROUP BY bucket, outcome, amount
      ) amounts
    ) ranks GROUP BY bucket"""

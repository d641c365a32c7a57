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
        case Percentile(at=at):
            return f"s.ranked[(s.n * {at:d} + 99) / 100]", "sign(s.n)"
        case Mean():
            return "s.sum_0", "s.n"
        case _:
            assert_never(metric.form)


def _sums(basis: Basis, asked: Asked, layer: _Layer, binder: Binder) -> str:
    """Return the query that sums one source up, one row for each period with facts in it."""
    amounts = [f"{quantity_sql(each, basis.facts)} AS a{i}" for i, each in enumerate(basis.of)]
    sums = [f"sum(a{i}) FILTER (WHERE {COUNTED}) AS sum_{i}" for i in range(len(basis.of))]
    if isinstance(asked.metric.form, Percentile):
        sums = [f"array_agg(a0 ORDER BY a0) FILTER (WHERE {COUNTED}) AS ranked"]
    bucket = f'width_bucket(f."{basis.on}", {layer.firsts})'
    judged = ", ".join([f"{outcome_sql(basis, binder)} AS outcome", *amounts])
    summed = ", ".join(
        [
            f"count(*) FILTER (WHERE {COUNTED}) AS n",
            f"count(*) FILTER (WHERE {GOOD}) AS good",
            f"count(*) FILTER (WHERE {PENDING}) AS pending",
            *sums,
        ]
    )
    return f"""
    SELECT bucket, {summed} FROM (
      SELECT {bucket} AS bucket, {judged}
      FROM "{basis.facts.table}" f
      WHERE {rows_of(basis.facts, asked.filters, binder)}
        AND {within_sql(basis, layer.whole, binder)}
        AND f."{basis.on}" < ({layer.untils})[{bucket}]
    ) judged GROUP BY bucket"""

"""Many numbers in one statement, each for all its periods, from as few scans as there can be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, assert_never

from catchball.kernel.days import Period
from catchball.measures.basis import NONE, Basis, Ids, Outcome, basis_of, events_of
from catchball.measures.language import Mean, Metric, Percentile, Rate, RatioOfSums, Share
from catchball.measures.reading import Reading, added, spelled
from catchball.measures.sql.expressions import divided_sql
from catchball.measures.sql.scans import Judged, Scans
from catchball.measures.sql.statement import Binder, Statement

GOOD = (Outcome.GOOD,)
COUNTED = tuple(outcome for outcome in Outcome if outcome.counted)
PENDING = tuple(outcome for outcome in Outcome if outcome.pending)


@dataclass(frozen=True)
class Asked:
    """One metric that is asked for, under a key of the caller's, over all or some facts.

    `filters` narrow the facts by columns that they offer, such as `program_id`; facts whose id is
    `excluded` are neither counted nor pending; unless it is None, `only` those with these ids are
    looked at.
    """

    key: str
    metric: Metric = field(hash=False)
    filters: Mapping[str, Any] = field(default_factory=dict, hash=False)
    excluded: Ids = NONE
    only: Ids | None = None


def compile_many(asked: Sequence[Asked], periods: Sequence[Period], known_on: date) -> Statement:
    """Return one statement that reads every metric for every period, as known on a day.

    Its rows are `key, period_first, period_until, top, bottom, n, pending, value`, one for each
    metric and period, also where no fact fell; `readings` turns them into readings. Metrics that
    count the same facts by the same day share one scan of them, whatever the periods; periods may
    overlap, and those that do are laid over the sums in layers. A period that neighbouring others
    fill has no rows where a number's parts can be added up, which `readings` does.

    Written once for the same questions: a page asks them again and again.
    """
    if not asked or not periods:
        return Statement(_NOTHING, {"known_on": known_on})
    return _written(tuple(asked), tuple(sorted(set(periods))), known_on)


@lru_cache(maxsize=256)
def _written(asked: tuple[Asked, ...], periods: tuple[Period, ...], known_on: date) -> Statement:
    binder = Binder()
    binder.known_on(known_on)
    whole = Period(min(one.first for one in periods), max(one.until for one in periods))
    scans = Scans(binder, whole)
    every = [_Layer.of(layer, binder) for layer in _layers(periods)]
    filled = _filled(periods)
    left = [one for one in periods if one not in filled]
    needed = [_Layer.of(layer, binder) for layer in _layers(left)] if filled else every
    branches = [
        _branch(each, layer, scans)
        for each in asked
        for layer in (needed if _adds_up(each.metric) else every)
    ]
    return Statement(f"{scans.sql()}\n" + "\nUNION ALL\n".join(branches), binder.params)


def compile_one(metric: Metric, period: Period, known_on: date) -> Statement:
    """Return the statement that reads one metric for one period; its key is the metric's."""
    return compile_many([Asked(metric.key, metric)], [period], known_on)


def readings(
    asked: Sequence[Asked], periods: Sequence[Period], rows: Iterable[Sequence[Any]]
) -> dict[tuple[str, Period], Reading]:
    """Return the readings that the rows of `compile_many` hold, by key and period."""
    per = {each.key: each.metric.per for each in asked}
    spans = {(one.first, one.until): one for one in periods}
    found = {
        (key, spans[first, until]): Reading(spelled(top), spelled(bottom), n, pending, per[key])
        for key, first, until, top, bottom, n, pending, _value in rows
    }
    for whole, parts in _filled(periods).items():
        for each in asked:
            if _adds_up(each.metric):
                found[each.key, whole] = added([found[each.key, part] for part in parts])
    return found


def _adds_up(metric: Metric) -> bool:
    """Answer whether the number of a period follows from those of its parts; a rank does not."""
    return not isinstance(metric.form, Percentile)


def _filled(periods: Sequence[Period]) -> dict[Period, list[Period]]:
    """Return the periods that neighbours of the finest layer fill, each with these neighbours."""
    finest, *others = _layers(periods)
    found = {}
    for whole in (one for layer in others for one in layer):
        parts = [one for one in finest if whole.first <= one.first and one.until <= whole.until]
        days = sum((one.until - one.first).days for one in parts)
        if days == (whole.until - whole.first).days:  # they do not overlap, so none is missing
            found[whole] = parts
    return found


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

    @classmethod
    def of(cls, periods: Sequence[Period], binder: Binder) -> "_Layer":
        return cls(
            binder.bind_days(period.first for period in periods),
            binder.bind_days(period.until for period in periods),
        )


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


def _branch(asked: Asked, layer: _Layer, scans: Scans) -> str:
    metric = asked.metric
    top, bottom = _parts(metric)
    bind = scans.binder.bind
    value = divided_sql(f"(top * {bind(metric.per, 'integer')})", "bottom")
    events = events_of(metric, asked.excluded)
    joined, pending = "", "coalesce(s.pending, 0)"
    if events is not None:
        joined = f"\n  LEFT JOIN ({_sums(events, asked, layer, scans)}) e ON e.bucket = p.bucket"
        if events.facts != metric.facts:
            pending = "coalesce(s.pending, 0) + coalesce(e.pending, 0)"
    return f"""SELECT {_COLUMNS.replace("value", f"{value} AS value")} FROM (
  SELECT {bind(asked.key, "text")} AS key, p.first AS period_first,
    p.until AS period_until, coalesce({top}, 0)::numeric AS top,
    coalesce({bottom}, 0)::numeric AS bottom, coalesce(s.n, 0)::bigint AS n,
    ({pending})::bigint AS pending
  FROM unnest({layer.firsts}, {layer.untils}) WITH ORDINALITY AS p(first, until, bucket)
  LEFT JOIN ({_sums(basis_of(metric, asked.excluded), asked, layer, scans)}) s ON s.bucket = p.bucket{joined}
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


def _sums(basis: Basis, asked: Asked, layer: _Layer, scans: Scans) -> str:
    """Return the query that sums one source up, one row for each period with facts in it."""
    if isinstance(asked.metric.form, Percentile):
        return _ranked(scans.ranked(basis, asked.filters, asked.only), layer, asked.metric.form.at)
    judged = scans.judged(basis, asked.filters, asked.only)
    counted = judged.which(COUNTED)
    sums = [
        f", sum({each}) FILTER (WHERE {counted}) AS sum_{i}" for i, each in enumerate(judged.sums)
    ]
    return f"""
    SELECT width_bucket(day, {layer.firsts}) AS bucket, {_counts(judged)}{"".join(sums)}
    FROM {judged.scan}
    WHERE day < ({layer.untils})[width_bucket(day, {layer.firsts})]
    GROUP BY bucket"""


def _counts(judged: Judged) -> str:
    return ", ".join(
        f"coalesce(sum(many) FILTER (WHERE {judged.which(outcomes)}), 0) AS {name}"
        for name, outcomes in (("n", COUNTED), ("good", GOOD), ("pending", PENDING))
    )


def _ranked(judged: Judged, layer: _Layer, at: int) -> str:
    """Return the query for a percentile: the first amount up to which enough facts lie."""
    counted = judged.which(COUNTED)
    return f"""
    SELECT bucket, {_counts(judged)},
      min(amount) FILTER (WHERE {counted} AND upto * 100 >= total * {at:d}) AS ranked
    FROM (
      SELECT *, sum(many) FILTER (WHERE {counted}) OVER (PARTITION BY bucket ORDER BY amount)
          AS upto, sum(many) FILTER (WHERE {counted}) OVER (PARTITION BY bucket) AS total
      FROM (
        SELECT width_bucket(day, {layer.firsts}) AS bucket, {judged.outcome}, amount,
          sum(many) AS many
        FROM {judged.scan}
        WHERE day < ({layer.untils})[width_bucket(day, {layer.firsts})]
        GROUP BY bucket, {judged.outcome}, amount
      ) amounts
    ) ranks GROUP BY bucket"""

"""The unwanted events of a metric in time order, each with its place among what was counted."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from catchball.kernel.days import Period
from catchball.measures.basis import Basis, Outcome, basis_of, events_of
from catchball.measures.gaps import Between
from catchball.measures.language import Better, Metric, Share
from catchball.measures.sql.expressions import outcome_sql, quantity_sql, within_sql
from catchball.measures.sql.statement import KNOWN_ON, Binder, Statement, rows_of

COUNTED = ", ".join(f"'{outcome}'" for outcome in Outcome if outcome.counted)


def compile_events(
    metric: Metric,
    between: Between,
    period: Period,
    known_on: date,
    *,
    filters: Mapping[str, Any],
    most: int,
) -> Statement:
    """Return the statement that lists the unwanted events of a metric, the newest first.

    Its rows are `day, place, whole`: the place among all facts counted in the period, of which
    there are `whole`, or the days since 1970, of which `whole` are gone. Facts of a day come in the
    order of their ids, which is that of recording.
    """
    binder = Binder()
    binder.known_on(known_on)
    counted, event = basis_of(metric), events_of(metric)
    source = event if between is Between.DAYS and event else counted
    place, whole = "row_number() OVER (ORDER BY day, id)", "count(*) OVER ()"
    if between is Between.DAYS:
        place, whole = "day - date '1970-01-01'", f"{KNOWN_ON} - date '1970-01-01'"
    sql = f"""SELECT day, place, whole FROM (
  SELECT day, is_event, {place} AS place, {whole} AS whole
  FROM (
    SELECT f.id, f."{source.on}" AS day, {_is_event(metric, counted, event, binder)} AS is_event
    FROM "{source.facts.table}" f
    WHERE {rows_of(source.facts, filters, binder)} AND {within_sql(source, period, binder)}
      AND ({outcome_sql(source, binder)}) IN ({COUNTED})
  ) counted
) placed WHERE is_event ORDER BY place DESC LIMIT {binder.bind(most, "bigint")}"""
    return Statement(sql, binder.params)


def _is_event(metric: Metric, counted: Basis, event: Basis | None, binder: Binder) -> str:
    """Return the condition that a fact is, or holds, an unwanted event."""
    if event is None:
        higher = isinstance(metric.form, Share) and metric.better is Better.HIGHER
        unwanted = Outcome.NOT_GOOD if higher else Outcome.GOOD
        return f"({outcome_sql(counted, binder)}) = '{unwanted}'"
    (amount,) = event.of
    is_counted = f"({outcome_sql(event, binder)}) IN ({COUNTED})"
    return f"({is_counted} AND {quantity_sql(amount, event.facts)} > 0)"

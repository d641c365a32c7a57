"""The facts of one number with what became of each, by the very words that made the number."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from catchball.kernel.days import Period
from catchball.measures.basis import NONE, Basis, Ids, Outcome, side_of
from catchball.measures.language import Metric
from catchball.measures.sql.expressions import outcome_sql, within_sql
from catchball.measures.sql.statement import Binder, Statement, rows_of

SHOWN = tuple(outcome for outcome in Outcome if outcome is not Outcome.OUTSIDE)


def compile_facts(  # noqa: PLR0913 -- which number, and which of its facts
    metric: Metric,
    period: Period,
    known_on: date,
    *,
    filters: Mapping[str, Any] | None = None,
    outcomes: Sequence[Outcome] = SHOWN,
    among_events: bool = False,
    excluded: Ids = NONE,
    only: Ids | None = None,
    limit: int = 50,
    offset: int = 0,
) -> Statement:
    """Return the statement that lists the facts of a number, the ones that were not good first.

    Its rows are `fact_id, outcome` and then the fields of the facts as stored, so that a row can
    be given to `explain` for the reason in words. Within an outcome the order is by the day of
    the metric, newest first, then by id. `only` narrows the list to facts with these ids.
    """
    basis = side_of(metric, among_events=among_events, excluded=excluded)
    binder = Binder()
    binder.known_on(known_on)
    columns = ", ".join(f'"{field.name}"' for field in basis.facts.fields)
    wanted = binder.bind([outcome.value for outcome in outcomes], "text[]")
    ranks = binder.bind([outcome.value for outcome in Outcome], "text[]")
    judged = _judged(basis, period, filters or {}, binder)
    if only is not None:
        judged += f" AND f.id = ANY ({binder.bind(sorted(only), 'uuid[]')})"
    sql = f"""SELECT fact_id, outcome, {columns} FROM ({judged}) judged
WHERE outcome = ANY ({wanted})
ORDER BY array_position({ranks}, outcome), "{basis.on}" DESC, fact_id
LIMIT {binder.bind(limit, "bigint")} OFFSET {binder.bind(offset, "bigint")}"""
    return Statement(sql, binder.params)


def compile_outcomes(
    metric: Metric,
    period: Period,
    known_on: date,
    *,
    filters: Mapping[str, Any] | None = None,
    among_events: bool = False,
    excluded: Ids = NONE,
) -> Statement:
    """Return the statement that counts the facts of a number by what became of them.

    Its rows are `outcome, count`, for the outcomes that occurred.
    """
    basis = side_of(metric, among_events=among_events, excluded=excluded)
    binder = Binder()
    binder.known_on(known_on)
    judged = _judged(basis, period, filters or {}, binder)
    return Statement(
        f"SELECT outcome, count(*) FROM ({judged}) judged GROUP BY outcome", binder.params
    )


def _judged(basis: Basis, period: Period, filters: Mapping[str, Any], binder: Binder) -> str:
    fields = ", ".join(f'f."{field.name}"' for field in basis.facts.fields)
    return f"""SELECT f.id AS fact_id, ({outcome_sql(basis, binder)})::text AS outcome, {fields}
  FROM "{basis.facts.table}" f
  WHERE {rows_of(basis.facts, filters, binder)} AND {within_sql(basis, period, binder)}"""

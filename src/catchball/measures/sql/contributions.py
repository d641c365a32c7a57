"""What versions of facts contribute to a measure, as deltas of the day on which each is known."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from catchball.measures.basis import Basis, Outcome
from catchball.measures.contributions import Measure
from catchball.measures.sql.expressions import outcome_sql, quantity_sql
from catchball.measures.sql.statement import KNOWN_ON, Binder, rows_of

COUNTED = tuple(outcome for outcome in Outcome if outcome.counted)
PENDING = tuple(outcome for outcome in Outcome if outcome.pending)
_NAMES_OF_FIELDS = {"field", "other", "flag", "start", "end"}


def contributions_sql(measure: Measure, rows: str, binder: Binder) -> str:
    """Return the query for all deltas of a measure: `measure, month_on, known_on` and five sums.

    `rows` names a relation with the columns of the facts and two more: `sign`, 1 where a version
    begins to stand and −1 where it no longer does, and `written_on`, the day of that. A version
    contributes nothing new between the days on which a field of it becomes known or it falls due,
    so its deltas are the differences at those days; none is known before it was written.
    """
    basis = measure.basis
    filters = {"program_id": measure.program} if measure.program else {}
    amounts = [
        f", ({_seen(quantity_sql(each, basis.facts))}) AS amount_{place}"
        for place, each in enumerate(basis.of)
    ]
    counted = f"outcome IN ({_listed(COUNTED)})"
    sums = [
        f"coalesce(sum(sign * amount_{place}) FILTER (WHERE {counted}), 0)"
        for place in range(len(basis.of))
    ]
    first, second = (*sums, "0", "0")[:2]
    return f"""SELECT * FROM (
  SELECT {binder.bind(measure.key, "uuid")} AS measure, month_on, known_on,
    coalesce(sum(sign) FILTER (WHERE {counted}), 0) AS n,
    coalesce(sum(sign) FILTER (WHERE outcome = '{Outcome.GOOD}'), 0) AS good,
    coalesce(sum(sign) FILTER (WHERE outcome IN ({_listed(PENDING)})), 0) AS pending,
    {first}::numeric AS first, {second}::numeric AS second
  FROM (
    SELECT f.sign * moment.sign AS sign, greatest(moment.on_day, f.written_on) AS known_on,
      date_trunc('month', f."{basis.on}"::timestamp)::date AS month_on,
      ({_seen(_outcome(basis, binder))}) AS outcome{"".join(amounts)}
    FROM {rows} f CROSS JOIN LATERAL (VALUES {_moments(basis, binder)})
      AS moment(on_day, seen, sign)
    WHERE {rows_of(basis.facts, filters, binder)}
      AND f."{basis.on}" IS NOT NULL AND moment.on_day IS NOT NULL
  ) seen WHERE outcome IN ({_listed((*COUNTED, *PENDING))})
  GROUP BY month_on, known_on
) deltas WHERE (n, good, pending, first, second) <> (0, 0, 0, 0, 0)"""


def _seen(sql: str) -> str:
    """Return an expression as it is at a moment, not on the one day that a number is asked for."""
    return sql.replace(KNOWN_ON, "moment.seen")


def _listed(outcomes: Sequence[Outcome]) -> str:
    return ", ".join(f"'{outcome}'" for outcome in outcomes)


def _outcome(basis: Basis, binder: Binder) -> str:
    """Return what becomes of a row, nothing while its own day is not known: as `within_sql`."""
    outcome = outcome_sql(basis, binder)
    since = basis.facts.field(basis.on).since
    return (
        f'CASE WHEN (f."{since}" > {KNOWN_ON}) IS NOT TRUE THEN {outcome} END' if since else outcome
    )


def _moments(basis: Basis, binder: Binder) -> str:
    """Return from when on a row is seen how: first without end, then each day before and after."""
    wait = f" + {binder.bind(basis.wait_days, 'integer')}" if basis.wait_days else ""
    since = {basis.facts.field(name).since for name in _fields_used(basis)} - {""}
    days = list(
        dict.fromkeys([*(f'f."{name}"' for name in sorted(since)), f'f."{basis.on}"{wait}'])
    )
    moments = ["('-infinity'::date, '-infinity'::date, 1)"]
    for place, day in enumerate(days):
        others = ", ".join(days[:place])
        once = f"CASE WHEN {day} IN ({others}) THEN NULL ELSE {day} END" if others else day
        moments += [f"({once}, {day}, 1)", f"({once}, {day} - 1, -1)"]
    return ", ".join(moments)


def _fields_used(basis: Basis) -> set[str]:
    parts = (basis.counted, basis.judged_when, basis.good, *basis.of)
    return {basis.on, *(name for part in parts for name in _named_in(part))}


def _named_in(node: Any) -> Iterator[str]:
    """Yield the names of the fields that a condition or a quantity reads."""
    if isinstance(node, tuple):
        for part in node:
            yield from _named_in(part)
    elif is_dataclass(node):
        for field in fields(node):
            value = getattr(node, field.name)
            if field.name in _NAMES_OF_FIELDS:
                yield value
            else:
                yield from _named_in(value)

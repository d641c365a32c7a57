"""The facts of a number as a close keeps them: each with its version, outcome and values."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from catchball.kernel.canonical import fingerprint
from catchball.kernel.days import Period
from catchball.kernel.words import _
from catchball.measures.basis import NONE, Ids, Outcome, events_of, side_of
from catchball.measures.language import Metric, Rate
from catchball.measures.sql import SHOWN, Statement, compile_facts
from catchball.trust.scope import Scope
from catchball.workplace.exclusions.queries import ExclusionLine, list_claims
from catchball.workplace.scorecards.queries.numbers import fetch
from catchball.workplace.scorecards.queries.reading import (
    Chain,
    Numbers,
    a_cell,
    list_chains,
    read_all,
)
from catchball.workplace.scorecards.queries.shapes import Cell
from catchball.workplace.scorecards.rules import KeptFact, MoreThanKept

MOST_KEPT = 50_000


@dataclass(frozen=True)
class Frozen:
    """A number with everything that a close keeps of it."""

    cell: Cell
    chain: Chain
    facts: tuple[KeptFact, ...]
    exclusions: tuple[dict[str, Any], ...]

    @property
    def facts_hash(self) -> str:
        """The SHA-256 of facts and exclusions."""
        facts = [fact.as_json() for fact in self.facts]
        return fingerprint({"facts": facts, "exclusions": list(self.exclusions)})


def freeze_month(scope: Scope, period: Period, *, program: UUID | None) -> list[Frozen]:
    """Return the numbers of all promises in force in a month, with their facts.

    With `program`, promises for other programs are left out, as on its scorecard.
    """
    judged = [
        chain
        for chain in list_chains(scope, until=period.until)
        if chain.judging(period, scope.today)
        and (not program or chain.last.program_id in {None, program})
    ]
    numbers = read_all(scope, judged, [period], program=program)
    return [_freeze(scope, chain, numbers, period, program) for chain in judged]


def _freeze(
    scope: Scope, chain: Chain, numbers: Numbers, period: Period, program: UUID | None
) -> Frozen:
    cell = a_cell(chain, numbers, period, scope.today)
    terms = next(one for one in chain.terms if one.id == cell.promise)
    excluded = numbers.excluded.get(terms.metric_key, NONE)
    wanted = terms.program_id or program
    facts = read_kept_facts(scope, cell.metric, period, program=wanted, excluded=excluded)
    claims = list_claims(scope, metric_key=terms.metric_key, facts=[fact.id for fact in facts])
    return Frozen(cell, chain, facts, tuple(_claim(claim) for claim in claims))


def read_kept_facts(
    scope: Scope, metric: Metric, period: Period, *, program: UUID | None, excluded: Ids
) -> tuple[KeptFact, ...]:
    """Return the facts of a number as known now (two SQL queries for each source of facts).

    :raises MoreThanKept: if there are more than a close keeps, since some of them prove nothing
    """
    found = list(_kept(scope, metric, period, program, excluded, among_events=False))
    form = metric.form
    if (
        isinstance(form, Rate)
        and events_of(metric) is not None
        and form.events.facts != metric.facts
    ):
        found += _kept(scope, metric, period, program, excluded, among_events=True)
    return tuple(found)


def _kept(
    scope: Scope,
    metric: Metric,
    period: Period,
    program: UUID | None,
    excluded: Ids,
    *,
    among_events: bool,
) -> Iterator[KeptFact]:
    basis = side_of(metric, among_events=among_events)
    listing = compile_facts(
        metric,
        period,
        scope.today,
        filters={"program_id": program} if program else {},
        outcomes=SHOWN,
        among_events=among_events,
        limit=MOST_KEPT + 1,
    )
    rows = fetch(scope, listing)
    if len(rows) > MOST_KEPT:
        raise MoreThanKept(
            _(
                "“%(title)s” is made of more than %(most)s facts in this month. Close it program by program.",
                title=_(metric.title),
                most=MOST_KEPT,
            )
        )
    versions = _versions(scope, basis.facts.table, [row[0] for row in rows])
    names = [field.name for field in basis.facts.fields]
    for row in rows:
        values = {name: text_of(value) for name, value in zip(names, row[2:], strict=True)}
        outcome = Outcome(row[1])
        yield KeptFact(
            id=row[0],
            version=versions[row[0]],
            reference=values.get("reference") or str(row[0]),
            outcome=outcome,
            is_excluded=row[0] in excluded and (outcome.counted or outcome.pending),
            values=values,
            among_events=among_events,
        )


def _versions(scope: Scope, table: str, ids: list[UUID]) -> dict[UUID, int]:
    # The table comes from the registered facts; every such table counts its versions.
    sql = (
        f'SELECT id, version FROM "{table}" WHERE client_id = %(client_id)s AND id = ANY (%(ids)s)'  # noqa: S608
    )
    return dict(fetch(scope, Statement(sql, {"ids": ids})))


def text_of(value: Any) -> str | None:
    """Return the value of a field as a close keeps it."""
    match value:
        case None:
            return None
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value.normalize():f}"
        case _:
            return str(value)


def _claim(line: ExclusionLine) -> dict[str, Any]:
    return {
        "id": str(line.id),
        "fact": str(line.fact_id),
        "reference": line.reference,
        "state": line.state.value,
        "clause": line.clause,
        "claimed_by": line.claimed_by.value,
        "claimed_name": line.claimed.name,
        "answered_name": line.answered.name if line.answered else "",
        "ruled_cmo": line.ruled_cmo,
        "ruled_client": line.ruled_client,
    }

"""The passport of a number: its definition, its counts, and every fact behind it."""

from datetime import date
from typing import Any
from uuid import UUID

from catchball.kernel.canonical import fingerprint
from catchball.kernel.days import Period
from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.measures import tree
from catchball.measures.basis import Outcome, basis_of
from catchball.measures.explanation import explain
from catchball.measures.language import Metric
from catchball.measures.sql import SHOWN, compile_facts, compile_outcomes
from catchball.measures.words import words
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.agreements.queries import PromiseTerms
from catchball.workplace.scorecards.queries.charts import get_chain
from catchball.workplace.scorecards.queries.reading import a_cell, fetch, read_all, revived
from catchball.workplace.scorecards.queries.shapes import Cell, FactLine, Passport

PASSPORT_ROWS = 50
_LONGEST_YEARS = 60


@query(may=Permission.SCORECARD_READ)
def read_passport(
    scope: Scope,
    *,
    promise: UUID,
    first: date,
    until: date,
    program: UUID | None = None,
    outcome: str = "",
    page: int = 1,
    rows: int = PASSPORT_ROWS,
) -> Passport:
    """Return where the number of a promise over a period comes from, as known at this instant.

    `until` is the first day after the period. The facts are listed by the very words that made
    the number; `outcome` narrows them. Four SQL queries.

    :raises NotFound: if there is no such promise, or the period is none
    """
    period = _period(first, until)
    chain = get_chain(scope, promise)
    terms = chain.judging(period, scope.today) or chain.terms[0]
    metric = revived(terms)
    found = read_all(scope, [chain], [period], program=program)
    cell = a_cell(scope, chain, found, period)
    wanted = terms.program_id or program
    filters: dict[str, Any] = {"program_id": wanted} if wanted else {}
    counts = _counts(scope, metric, period, filters)
    shown = _outcome(outcome)
    total = sum(counts.values()) if shown is None else counts.get(shown, 0)
    pages = max(1, -(-total // rows))
    page = min(max(1, page), pages)
    listing = compile_facts(
        metric,
        period,
        scope.today,
        filters=filters,
        outcomes=SHOWN if shown is None else (shown,),
        limit=rows,
        offset=(page - 1) * rows,
    )
    facts = tuple(_line(metric, row, period, scope.today) for row in fetch(scope, listing))
    return _passport(
        scope, terms, metric, cell, counts, shown=shown, facts=facts, page=page, pages=pages
    )


def _period(first: date, until: date) -> Period:
    if not first < until or (until - first).days > _LONGEST_YEARS * 366:
        raise NotFound(_("There is no such period."))
    return Period(first, until)


def _outcome(word: str) -> Outcome | None:
    try:
        return Outcome(word) if word else None
    except ValueError as error:
        raise NotFound(_("There are no facts of this kind.")) from error


def _counts(
    scope: Scope, metric: Metric, period: Period, filters: dict[str, Any]
) -> dict[Outcome, int]:
    statement = compile_outcomes(metric, period, scope.today, filters=filters)
    found = {Outcome(word): count for word, count in fetch(scope, statement)}
    return {outcome: found[outcome] for outcome in SHOWN if outcome in found}


def _line(metric: Metric, row: tuple[Any, ...], period: Period, today: date) -> FactLine:
    fields = [field.name for field in basis_of(metric).facts.fields]
    fact = dict(zip(fields, row[2:], strict=True))
    return FactLine(
        id=row[0],
        reference=str(fact.get("reference") or ""),
        on=fact.get(metric.on),
        outcome=Outcome(row[1]),
        why=explain(metric, fact, period, today).why,
    )


def _passport(  # noqa: PLR0913 -- the parts of one page
    scope: Scope,
    terms: PromiseTerms,
    metric: Metric,
    cell: Cell,
    counts: dict[Outcome, int],
    *,
    shown: Outcome | None,
    facts: tuple[FactLine, ...],
    page: int,
    pages: int,
) -> Passport:
    signed_hash = tree.fingerprint(tree.from_json(terms.metric))
    return Passport(
        cell=cell,
        title=terms.title,
        program=terms.program if terms.program_id else "",
        party=terms.party,
        words=words(metric),
        purpose=_(metric.purpose),
        source=_(metric.source),
        traps=tuple(_(trap) for trap in metric.traps),
        metric_version=metric.version,
        metric_hash=signed_hash,
        from_on=terms.from_on,
        known_at=scope.now,
        counts=counts,
        shown=shown,
        facts=facts,
        page=page,
        pages=pages,
        facts_key=metric.facts.key,
        content_hash=fingerprint(
            {
                "client": str(scope.client),
                "promise": str(terms.id),
                "metric": signed_hash,
                "first": cell.period.first.isoformat(),
                "until": cell.period.until.isoformat(),
                "known_on": scope.today.isoformat(),
                "top": f"{cell.reading.top:f}",
                "bottom": f"{cell.reading.bottom:f}",
                "counts": {outcome.value: count for outcome, count in counts.items()},
            }
        ),
    )

"""The passport of a number: its definition, its counts, and every fact behind it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from catchball.kernel.canonical import fingerprint
from catchball.kernel.days import Period
from catchball.kernel.errors import NotFound, Refused
from catchball.kernel.paging import Page, last_page, page_of
from catchball.kernel.words import _, written
from catchball.measures import tree
from catchball.measures.basis import NONE, Basis, Ids, Outcome, side_of
from catchball.measures.explanation import explain
from catchball.measures.language import Metric
from catchball.measures.sql import SHOWN, compile_facts, compile_outcomes
from catchball.measures.words import words
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.agreements.queries import PromiseTerms
from catchball.workplace.exclusions.queries import ExclusionLine, list_claims
from catchball.workplace.scorecards.queries.chains import get_chain
from catchball.workplace.scorecards.queries.closed import list_closed, list_restated
from catchball.workplace.scorecards.queries.numbers import fetch
from catchball.workplace.scorecards.queries.phases import phases_of, read_phases
from catchball.workplace.scorecards.queries.reading import (
    a_cell,
    as_known,
    read_all,
)
from catchball.workplace.scorecards.queries.shapes import Cell, FactLine, Passport, Restated
from catchball.workplace.scorecards.rules import ChartPhase, phase_of

PASSPORT_ROWS = 50
MOST_FACTS = 100_000
_LONGEST_YEARS = 60


class TooManyFacts(Refused):
    """A number stands on more facts than one file may hold."""


@query(may=Permission.SCORECARD_READ)
def read_passport(  # noqa: PLR0913 -- which number, and which of its facts
    scope: Scope,
    *,
    promise: UUID,
    first: date,
    until: date,
    program: UUID | None = None,
    known: str = "",
    outcome: str = "",
    events: bool = False,
    page: int = 1,
    rows: int = PASSPORT_ROWS,
) -> Passport:
    """Return where the number of a promise over a period comes from.

    `until` is the first day after the period; `known` the day of the cut-off ("2026-11-30"), or
    now. The facts are listed by the very words that made the number; `outcome` narrows them, and
    `events` asks for the upper side of a rate. The facts excluded by then are listed as such, with
    their claims; of a closed number that reads otherwise now, what changed and why.

    :raises NotFound: if there is no such promise, or the period is none
    :raises NoSuchSpan: if the day of the cut-off means nothing
    """
    scope = as_known(scope, known)
    period = _period(first, until)
    chain = get_chain(scope, promise)
    terms = chain.judging(period, scope.today) or chain.terms[0]
    found = read_all(scope, [chain], [period], program=program)
    found = replace(found, closed=list_closed(scope, [period], program=program))
    asked = _Asked(
        scope=scope,
        metric=chain.metrics[terms.id],
        period=period,
        program=terms.program_id or program,
        events=events,
        excluded=found.excluded.get(terms.metric_key, NONE),
    )
    shown = _outcome(outcome)
    counts = asked.counts()
    total = sum(counts.values()) if shown is None else counts.get(shown, 0)
    page = min(max(1, page), last_page(total, rows))
    facts = asked.facts(shown, limit=rows, offset=(page - 1) * rows)
    return _passport(
        asked,
        terms,
        a_cell(chain, found, period, scope.today),
        counts,
        phase=phase_of(phases_of(read_phases(scope), chain), period),
        shown=shown,
        facts=page_of(facts, number=page, rows=total, per_page=rows),
    )


@query(may=Permission.SCORECARD_READ)
def read_whole_passport(scope: Scope, /, **which: Any) -> Passport:
    """Return a passport with all its facts on one page, for a file (as many queries).

    `which` is what `read_passport` is asked with, but for page and rows.

    :raises TooManyFacts: if they are more than 100,000
    :raises NotFound: as `read_passport`
    """
    passport = read_passport(scope, **which, rows=MOST_FACTS)
    if passport.facts.last > 1:
        raise TooManyFacts(
            _(
                "This number has %(count)s facts, and a file holds %(most)s. Choose a shorter "
                "period, or one outcome.",
                count=written(passport.facts.rows),
                most=written(MOST_FACTS),
            )
        )
    return passport


@dataclass(frozen=True)
class _Asked:
    """Whose facts are asked for, by which definition and over which days."""

    scope: Scope
    metric: Metric
    period: Period
    program: UUID | None
    events: bool
    excluded: Ids

    @property
    def how(self) -> dict[str, Any]:
        filters = {"program_id": self.program} if self.program else {}
        return {"filters": filters, "among_events": self.events, "excluded": self.excluded}

    @property
    def basis(self) -> Basis:
        """The facts of the side asked for."""
        return side_of(self.metric, among_events=self.events)

    def claims(self) -> tuple[ExclusionLine, ...]:
        """Return the claims on facts of the number, whatever became of them."""
        claims = list_claims(self.scope, metric_key=self.metric.key)
        if not claims:
            return ()
        facts = frozenset(claim.fact_id for claim in claims)
        listing = compile_facts(
            self.metric, self.period, self.scope.today, only=facts, limit=len(facts), **self.how
        )
        inside = {row[0] for row in fetch(self.scope, listing)}
        return tuple(claim for claim in claims if claim.fact_id in inside)

    def restated(self, cell: Cell) -> tuple[Restated, ...]:
        """Return what changed in the number since both companies closed it, fact by fact."""
        if cell.closed is None or not cell.is_restated:
            return ()
        return list_restated(
            self.scope, cell.closed, self.metric, self.period, program=self.program
        )

    def counts(self) -> dict[Outcome, int]:
        """Return how many facts there are of each outcome, in the order of the outcomes."""
        today = self.scope.today
        rows = fetch(self.scope, compile_outcomes(self.metric, self.period, today, **self.how))
        found = {Outcome(word): count for word, count in rows}
        return {outcome: found[outcome] for outcome in SHOWN if outcome in found}

    def facts(self, shown: Outcome | None, *, limit: int, offset: int) -> tuple[FactLine, ...]:
        """Return the facts of one outcome or of all, the ones that were not good first."""
        listing = compile_facts(
            self.metric,
            self.period,
            self.scope.today,
            outcomes=SHOWN if shown is None else (shown,),
            limit=limit,
            offset=offset,
            **self.how,
        )
        return tuple(self._line(row) for row in fetch(self.scope, listing))

    def _line(self, row: Sequence[Any]) -> FactLine:
        basis, values = self.basis, tuple(row[2:])
        fact = dict(zip([field.name for field in basis.facts.fields], values, strict=True))
        said = explain(
            self.metric,
            {**fact, "fact_id": row[0]},
            self.period,
            self.scope.today,
            among_events=self.events,
            excluded=self.excluded,
        ).why
        return FactLine(
            id=row[0],
            reference=str(fact.get("reference") or ""),
            on=fact.get(basis.on),
            outcome=Outcome(row[1]),
            why=said,
            values=values,
        )


def _attributable(cell: Cell, claims: Sequence[ExclusionLine]) -> dict[str, Any]:
    """Return what the hash holds of the number without the excluded facts, if there are any."""
    less = cell.attributable
    if less is None:
        return {}
    return {
        "excluded": sorted(str(claim.fact_id) for claim in claims if claim.state.excludes),
        "attributable_top": f"{less.top:f}",
        "attributable_bottom": f"{less.bottom:f}",
        "attributable_n": less.n,
    }


def _period(first: date, until: date) -> Period:
    if not first < until or (until - first).days > _LONGEST_YEARS * 366:
        raise NotFound(_("There is no such period."))
    return Period(first, until)


def _outcome(word: str) -> Outcome | None:
    try:
        return Outcome(word) if word else None
    except ValueError as error:
        raise NotFound(_("There are no facts of this kind.")) from error


def _passport(
    asked: _Asked,
    terms: PromiseTerms,
    cell: Cell,
    counts: dict[Outcome, int],
    *,
    phase: ChartPhase | None,
    shown: Outcome | None,
    facts: Page[FactLine],
) -> Passport:
    metric, scope, basis = asked.metric, asked.scope, asked.basis
    claims = asked.claims()
    signed_hash = tree.fingerprint(tree.from_json(terms.metric))
    return Passport(
        promise=terms.id,
        cell=cell,
        title=terms.title,
        program=terms.program if terms.program_id else "",
        party=terms.party,
        words=words(metric),
        attributable_words=words(metric, attributable=True) if cell.attributable else "",
        purpose=_(metric.purpose),
        source=_(metric.source),
        traps=tuple(_(trap) for trap in metric.traps),
        metric_version=metric.version,
        metric_hash=signed_hash,
        from_on=terms.from_on,
        until_on=terms.until_on,
        n_min=terms.n_min,
        known_at=scope.now,
        counts=counts,
        shown=shown,
        events=asked.events,
        facts=facts,
        facts_source=basis.facts,
        on=basis.on,
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
                "n": cell.reading.n,
                "pending": cell.reading.pending,
                **_attributable(cell, claims),
            }
        ),
        claims=claims,
        restated=asked.restated(cell),
        phase=phase,
    )

"""Reading numbers: the promises in force, and all their readings in one statement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from catchball.kernel.days import Period
from catchball.kernel.keeping import kept
from catchball.measures.basis import NONE, Ids
from catchball.measures.catalogue import CATALOGUE
from catchball.measures.language import Metric
from catchball.measures.reading import Reading, judge
from catchball.measures.sql import Asked, Statement
from catchball.trust.scope import Scope
from catchball.workplace.agreements.queries import PromiseTerms, list_promises_in_force
from catchball.workplace.agreements.rules import find_in_force
from catchball.workplace.exclusions.queries import list_excluded
from catchball.workplace.scorecards.queries.numbers import Told, ask_numbers, fetch
from catchball.workplace.scorecards.queries.shapes import Cell, Closed
from catchball.workplace.scorecards.rules import known_from

_LESS = "less "
Readings = dict[tuple[UUID, Period], Reading]


@dataclass(frozen=True)
class Chain:
    """The promises that followed each other on one metric and program, oldest first."""

    terms: tuple[PromiseTerms, ...]

    @cached_property
    def metrics(self) -> dict[UUID, Metric]:
        """The signed definitions by promise, standing on the tables of this release."""
        return {one.id: CATALOGUE.revive(one.metric) for one in self.terms}

    @property
    def metric(self) -> Metric:
        """The definition that holds last."""
        return self.metrics[self.last.id]

    @property
    def last(self) -> PromiseTerms:
        """The promise that holds last."""
        return self.terms[-1]

    def judging(self, period: Period, today: date) -> PromiseTerms | None:
        """Return the promise by which a period is judged: the one in force on its last day.

        For a period that still runs, its last day so far.
        """
        day = min(period.last, max(today, period.first))
        return find_in_force(self.terms, day)

    def number(
        self, found: Readings, period: Period, today: date
    ) -> tuple[Reading, Decimal | None]:
        """Return the reading of a period, and the target by which it is judged if there is one."""
        judging = self.judging(period, today)
        return found[(judging or self.terms[0]).id, period], judging.target if judging else None


def as_known(scope: Scope, day: str) -> Scope:
    """Return the scope at the end of a day ("2026-11-30"), or as it is when none is named.

    Facts are then read as they were recorded at that instant.

    :raises NoSuchSpan: if the day means nothing or has not come
    """
    then = known_from(day=day, now=scope.now, zone=scope.zone)
    return replace(scope, now=then, looks_back=then < scope.now) if day else scope


def list_chains(scope: Scope, *, until: date) -> list[Chain]:
    """Return the chains of signed promises that begin before `until` (one SQL query)."""
    return chains_of(list_promises_in_force(scope, until=until))


def chains_of(promises: Iterable[PromiseTerms]) -> list[Chain]:
    """Return promises of one client, oldest first, by metric, program and party."""
    return list(_chained(tuple(promises)))


@kept(512)
def _chained(promises: tuple[PromiseTerms, ...]) -> tuple[Chain, ...]:
    chains: dict[tuple[str, UUID | None, str], list[PromiseTerms]] = {}
    for terms in promises:
        chains.setdefault((terms.metric_key, terms.program_id, terms.party), []).append(terms)
    return tuple(Chain(tuple(each)) for each in chains.values())


@dataclass(frozen=True)
class Numbers:
    """Readings by promise and period: all that counts, and without what is `excluded`.

    A promise on whose metric nothing is excluded has no attributable readings of its own.
    Equal ones may serve as a key: nothing in them is changed once they are read.
    """

    excluded: Mapping[str, Ids] = field(default_factory=dict)
    gross: Readings = field(default_factory=dict)
    attributable: Readings = field(default_factory=dict)
    closed: Mapping[tuple[UUID, Period], Closed] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(frozenset(self.gross.items()))

    def by_chain(self, chains: Sequence[Chain]) -> "list[Numbers]":
        """Return the numbers of each chain alone, without saying what is excluded."""
        places = {terms.id: place for place, chain in enumerate(chains) for terms in chain.terms}
        found: list[tuple[dict[Any, Any], ...]] = [({}, {}, {}) for _chain in chains]
        for part, numbers in enumerate((self.gross, self.attributable, self.closed)):
            for at, one in numbers.items():
                if at[0] in places:
                    found[places[at[0]]][part][at] = one
        return [Numbers({}, *parts) for parts in found]


def read_all(
    scope: Scope, chains: Sequence[Chain], periods: Iterable[Period], *, program: UUID | None
) -> Numbers:
    """Return the reading of every promise for every period, as known today.

    One SQL query, and those of `ask_numbers`.
    """
    if not chains:
        return Numbers()
    excluded, told = ask_all(scope, chains, periods, program=program)
    return numbers_from(told.found(), chains, excluded)


def ask_all(
    scope: Scope, chains: Sequence[Chain], periods: Iterable[Period], *, program: UUID | None
) -> tuple[Mapping[str, Ids], Told]:
    """Return what `read_all` reads from: what is excluded, and what is told of every number."""
    excluded = list_excluded(scope)
    asked = asked_of(chains, excluded, program=program)
    return excluded, ask_numbers(scope, asked, sorted(set(periods)))


def asked_of(
    chains: Sequence[Chain], excluded: Mapping[str, Ids], *, program: UUID | None
) -> list[Asked]:
    """Return what is asked for all promises of these chains, with and without the excluded."""
    return [
        Asked(f"{which}{terms.id}", chain.metrics[terms.id], _filters(terms, program), out)
        for chain in chains
        for terms in chain.terms
        for which, out in (("", NONE), (_LESS, excluded.get(terms.metric_key, NONE)))
        if out or not which
    ]


def numbers_from(
    found: Mapping[tuple[str, Period], Reading],
    chains: Sequence[Chain],
    excluded: Mapping[str, Ids],
) -> Numbers:
    """Return the readings of what `asked_of` asked for, by promise and period."""
    ids = {str(terms.id): terms.id for chain in chains for terms in chain.terms}
    numbers = Numbers(excluded)
    for (key, period), reading in found.items():
        side = numbers.attributable if key.startswith(_LESS) else numbers.gross
        side[ids[key.removeprefix(_LESS)], period] = reading
    return numbers


def _filters(terms: PromiseTerms, program: UUID | None) -> dict[str, Any]:
    wanted = terms.program_id or program
    return {"program_id": wanted} if wanted else {}


def a_cell(chain: Chain, found: Numbers, period: Period, today: date) -> Cell:
    """Return the number of a period, judged by the promise in force for it.

    Before the first promise the number is shown by the first one's definition, without a verdict.
    """
    judging = chain.judging(period, today)
    terms = judging or chain.terms[0]
    metric = chain.metrics[terms.id]
    reading = found.gross[terms.id, period]
    attributable = found.attributable.get((terms.id, period), reading)
    target = judging.target if judging else None
    floor = judging.floor if judging else None
    return Cell(
        promise=terms.id,
        period=period,
        metric=metric,
        reading=reading,
        standing=judge(
            reading, target=target, floor=floor, better=metric.better, n_min=terms.n_min
        ),
        target=target,
        floor=floor,
        n_min=terms.n_min,
        attributable=None if attributable == reading else attributable,
        closed=found.closed.get((terms.id, period)),
    )


def facts_between(scope: Scope, chains: Sequence[Chain]) -> tuple[date, date] | None:
    """Return the first and last day of a fact that any of the promises counts (one SQL query).

    Days after today are left out, for they are not due.
    """
    places = sorted({(one.metric.facts.table, one.metric.on) for one in chains})
    if not places:
        return None
    # Table and column come from the registered facts, never from what somebody typed.
    parts = [
        f'SELECT min("{on}") AS first, max("{on}") AS last FROM "{table}" '  # noqa: S608
        f'WHERE client_id = %(client_id)s AND "{on}" <= %(today)s'
        for table, on in places
    ]
    sql = f"SELECT min(first), max(last) FROM ({' UNION ALL '.join(parts)}) days"  # noqa: S608
    rows = fetch(scope, Statement(sql, {"today": scope.today}))
    first, last = rows[0]
    return None if first is None else (first, last)

"""The scorecard: every promise of both companies over twelve periods."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from catchball.kernel.canonical import fingerprint
from catchball.kernel.errors import NotFound
from catchball.kernel.keeping import kept
from catchball.kernel.words import _
from catchball.trust.asking import count_all
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.agreements.queries import OFFERED
from catchball.workplace.programs.queries import get_client, list_programs
from catchball.workplace.scorecards import rules
from catchball.workplace.scorecards.queries.closed import list_closed
from catchball.workplace.scorecards.queries.phases import phases_of, read_phases
from catchball.workplace.scorecards.queries.reading import (
    Chain,
    Numbers,
    a_cell,
    as_known,
    facts_between,
    list_chains,
    read_all,
)
from catchball.workplace.scorecards.queries.shapes import Cell, PromiseRow, Scorecard
from catchball.workplace.scorecards.rules import ChartPhase, Span, chart_of, wording_of


@query(may=Permission.SCORECARD_READ)
def read_scorecard(
    scope: Scope,
    *,
    month: str = "",
    grain: str = "",
    program: UUID | None = None,
    known: str = "",
) -> Scorecard:
    """Return the promises of both companies with their numbers.

    `month` is the last one shown ("2026-11"); without it, the newest month that has facts.
    With the grain “rolling” each period holds four quarters; charts are by quarter then.
    `known` is the day by whose end things must have been known ("2026-11-30"); without it, now.
    With `program`, promises for all programs count the facts of that one only, and promises for
    other programs are left out; so are those that begin after the last period, unless all do.
    Nine SQL queries, whatever the number of promises or facts.

    :raises NoSuchSpan: if month, grain or the day of the cut-off mean nothing
    :raises NotFound: if the program is not the client's
    """
    scope = as_known(scope, known)
    client = get_client(scope)
    programs = tuple((one.id, f"{one.code} {one.name}") for one in list_programs(scope))
    name = _program_name(programs, program)
    asked = rules.span_from(month=month, grain=grain, otherwise=scope.today)
    chains = _chains(scope, program)
    between = facts_between(scope, chains)
    span = replace(asked, end=between[1]) if between and not month else asked
    chains = [one for one in chains if one.terms[0].from_on < span.whole.until] or chains
    found = read_all(scope, chains, span.read, program=program)
    found = replace(found, closed=list_closed(scope, span.periods, program=program))
    phases = read_phases(scope)
    each = zip(chains, found.by_chain(chains), strict=True)
    rows = _in_order(
        [
            _row(chain, numbers, span, scope.today, phases_of(phases, chain))
            for chain, numbers in each
        ]
    )
    told, (waiting,) = [_told(row) for row in rows], count_all(scope, [OFFERED])
    return Scorecard(
        client_name=client.name,
        span=span,
        known_at=scope.now,
        rows=rows,
        program=name,
        programs=programs,
        headline=rules.say_headline(told),
        lead=tuple(rules.say_lead(told, waiting)),
        content_hash=_hash(scope, rows),
        first_fact_on=between[0] if between else None,
        last_fact_on=between[1] if between else None,
        waiting=waiting,
    )


def _program_name(programs: tuple[tuple[UUID, str], ...], program: UUID | None) -> str:
    if program is None:
        return ""
    for one, name in programs:
        if one == program:
            return name
    raise NotFound(_("There is no such program here."))


def _chains(scope: Scope, program: UUID | None) -> list[Chain]:
    chains = list_chains(scope, until=Span(scope.today).moved(rules.COLUMNS).whole.until)
    return [one for one in chains if not program or one.last.program_id in (None, program)]


def _in_order(rows: list[PromiseRow]) -> tuple[PromiseRow, ...]:
    """Return what is critical first, then by weight where all of a company's promises have one."""
    bare = {row.party for row in rows if row.weight is None}

    def place(row: PromiseRow) -> tuple[object, ...]:
        weight = 0 if row.party in bare or row.weight is None else row.weight
        return row.party is not Side.CMO, not row.is_critical, -weight

    return tuple(sorted(rows, key=place))


@kept(512)
def _row(
    chain: Chain, found: Numbers, span: Span, today: date, phases: tuple[ChartPhase, ...]
) -> PromiseRow:
    terms, metric = chain.last, chain.metric
    numbers = [(one, *chain.number(found.gross, one, today)) for one in span.charted]
    cells = [a_cell(chain, found, one, today) for one in span.judged]
    again: tuple[bool, ...] = (False,) * len(cells)
    if not span.is_rolling:
        cells, again = cells[1:], rules.repeated([cell.standing for cell in cells])
    return PromiseRow(
        promise=terms.id,
        title=terms.title,
        metric=metric,
        program=terms.program if terms.program_id else "",
        party=terms.party,
        unit=metric.unit,
        better=metric.better,
        target=terms.target,
        floor=terms.floor,
        weight=terms.weight if terms.agreement else None,
        is_critical=terms.is_critical,
        cells=tuple(
            replace(cell, is_repeated=True) if is_again else cell
            for cell, is_again in zip(cells, again, strict=True)
        ),
        whole=a_cell(chain, found, span.whole, today),
        chart=chart_of(metric, numbers, phases),
        wording=wording_of(metric),
    )


def _told(row: PromiseRow) -> rules.Told:
    return rules.Told(
        title=row.title,
        target=rules.threshold(row.target, row.unit),
        better=row.better,
        whole=row.whole.leaning,
        standings=tuple((cell.period, cell.standing) for cell in row.cells),
        variation=row.chart.variation,
        assurance=row.chart.assurance,
        is_critical=row.is_critical,
    )


def _hash(scope: Scope, rows: tuple[PromiseRow, ...]) -> str:
    """Return the fingerprint of every number shown, so that two prints can be compared."""
    return fingerprint(
        {
            "client": str(scope.client),
            "known_on": scope.today.isoformat(),
            "cells": [_written(cell) for row in rows for cell in (*row.cells, row.whole)],
        }
    )


def _written(cell: Cell) -> list[str]:
    return [
        str(cell.promise),
        cell.period.first.isoformat(),
        cell.period.until.isoformat(),
        f"{cell.reading.top:f}",
        f"{cell.reading.bottom:f}",
        str(cell.reading.n),
        cell.standing.value,
        *_written_attributable(cell),
    ]


def _written_attributable(cell: Cell) -> list[str]:
    if cell.attributable is None:
        return []
    less = cell.attributable
    return [f"{less.top:f}", f"{less.bottom:f}", str(less.n)]

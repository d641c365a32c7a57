"""The scorecard: every promise of both companies over twelve periods."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from catchball.kernel.canonical import fingerprint
from catchball.kernel.errors import NotFound
from catchball.kernel.keeping import kept
from catchball.kernel.words import _
from catchball.trust.asking import answer, asked_together
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.agreements.queries import IN_FORCE, OFFERED
from catchball.workplace.exclusions.queries import EXCLUDED
from catchball.workplace.programs.queries import (
    ITS_PROGRAMS,
    THE_CLIENT,
    get_client,
    list_programs,
)
from catchball.workplace.scorecards import rules
from catchball.workplace.scorecards.queries.closed import ask_closed, closed_of
from catchball.workplace.scorecards.queries.numbers import Told
from catchball.workplace.scorecards.queries.phases import PHASES, phases_of, read_phases
from catchball.workplace.scorecards.queries.reading import (
    Chain,
    Numbers,
    a_cell,
    as_known,
    ask_all,
    facts_between,
    list_chains,
    numbers_from,
)
from catchball.workplace.scorecards.queries.shapes import Cell, PromiseRow, Scorecard
from catchball.workplace.scorecards.rules import ChartPhase, Span, chart_of, span_of, wording_of


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
    Five SQL queries, of which one asks six things, whatever the number of promises or facts.

    :raises NoSuchSpan: if month, grain or the day of the cut-off mean nothing
    :raises NotFound: if the program is not the client's
    """
    scope = as_known(scope, known)
    with asked_together(scope, THE_CLIENT, ITS_PROGRAMS, IN_FORCE, EXCLUDED, PHASES, OFFERED):
        return _read(scope, month, grain, program)


def _read(scope: Scope, month: str, grain: str, program: UUID | None) -> Scorecard:
    client = get_client(scope)
    programs = tuple((one.id, f"{one.code} {one.name}") for one in list_programs(scope))
    name = _program_name(programs, program)
    asked = rules.span_from(month=month, grain=grain, otherwise=scope.today)
    chains = _chains(scope, program)
    between = facts_between(scope, chains)
    span = asked.until(between[1]) if between and not month else asked
    chains = [one for one in chains if one.terms[0].from_on < span.whole.until] or chains
    rows = _read_rows(scope, chains, span, program)
    ((waiting,),) = answer(scope, OFFERED)
    headline, lead = _said(rows, waiting)
    return Scorecard(
        client_name=client.name,
        span=span,
        known_at=scope.now,
        rows=rows,
        program=name,
        programs=programs,
        headline=headline,
        lead=lead,
        content_hash=_hash(scope.client, scope.today, rows),
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
    chains = list_chains(scope, until=span_of(scope.today).moved(rules.COLUMNS).whole.until)
    return [one for one in chains if not program or one.last.program_id in (None, program)]


def _in_order(rows: list[PromiseRow]) -> tuple[PromiseRow, ...]:
    """Return what is critical first, then by weight where all of a company's promises have one."""
    bare = {row.party for row in rows if row.weight is None}

    def place(row: PromiseRow) -> tuple[object, ...]:
        weight = 0 if row.party in bare or row.weight is None else row.weight
        return row.party is not Side.CMO, not row.is_critical, -weight

    return tuple(sorted(rows, key=place))


def _read_rows(
    scope: Scope, chains: list[Chain], span: Span, program: UUID | None
) -> tuple[PromiseRow, ...]:
    if not chains:
        return ()
    _excluded, told = ask_all(scope, chains, span.read, program=program)
    closed = ask_closed(scope, span.periods, program=program)
    phases = read_phases(scope)
    mine = tuple(phases_of(phases, chain) for chain in chains)
    return _rows(tuple(chains), told, closed, mine, span, scope.today)


@kept(128)
def _rows(
    chains: tuple[Chain, ...],
    told: Told,
    closed: str,
    phases: tuple[tuple[ChartPhase, ...], ...],
    span: Span,
    today: date,
) -> tuple[PromiseRow, ...]:
    """Return the rows that follow from what was read, the phases of each chain beside it."""
    found = replace(numbers_from(told.found(), chains, {}), closed=closed_of(closed))
    each = zip(chains, found.by_chain(chains), phases, strict=True)
    return _in_order([_row(chain, numbers, span, today, its) for chain, numbers, its in each])


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


@kept(128)
def _said(rows: tuple[PromiseRow, ...], waiting: int) -> tuple[str, tuple[str, ...]]:
    """Return headline and lead."""
    told = [_told(row) for row in rows]
    return rules.say_headline(told), tuple(rules.say_lead(told, waiting))


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


@kept(128)
def _hash(client: UUID, today: date, rows: tuple[PromiseRow, ...]) -> str:
    """Return the fingerprint of every number shown, so that two prints can be compared."""
    return fingerprint(
        {
            "client": str(client),
            "known_on": today.isoformat(),
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

"""The scorecard: every promise of both companies over twelve periods."""

from uuid import UUID

from catchball.kernel.canonical import fingerprint
from catchball.kernel.days import Period
from catchball.kernel.errors import NotFound
from catchball.kernel.words import _, period_name
from catchball.measures.reading import Reading, Standing
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.agreements.queries import list_waiting
from catchball.workplace.programs.queries import get_client, list_programs
from catchball.workplace.scorecards import rules
from catchball.workplace.scorecards.queries.reading import (
    Chain,
    a_cell,
    facts_between,
    list_chains,
    read_all,
    revived,
)
from catchball.workplace.scorecards.queries.shapes import Cell, PromiseRow, Scorecard
from catchball.workplace.scorecards.rules import Span, chart_of, wording_of


@query(may=Permission.SCORECARD_READ)
def read_scorecard(
    scope: Scope, *, month: str = "", grain: str = "", program: UUID | None = None
) -> Scorecard:
    """Return the promises of both companies with their numbers, as known at this instant.

    `month` is the last one shown ("2026-11"); without it, the newest month that has facts.
    With `program`, promises for all programs count the facts of that one only, and promises for
    other programs are left out. Six SQL queries, whatever the number of promises or facts.

    :raises NoSuchSpan: if month or grain mean nothing
    :raises NotFound: if the program is not the client's
    """
    client = get_client(scope)
    programs = tuple((one.id, f"{one.code} {one.name}") for one in list_programs(scope))
    name = _program_name(programs, program)
    asked = rules.span_from(month=month, grain=grain, otherwise=scope.today)
    chains = _chains(scope, program)
    known = facts_between(scope, chains)
    span = Span(known[1], asked.grain) if known and not month else asked
    chains = [one for one in chains if one.terms[0].from_on < span.whole.until]
    found = read_all(scope, chains, (*span.read, span.whole), program=program)
    rows = tuple(_row(scope, chain, found, span) for chain in chains)
    return Scorecard(
        client_name=client.name,
        span=span,
        known_at=scope.now,
        rows=rows,
        program=name,
        programs=programs,
        headline=_headline(rows),
        lead=tuple(rules.say_lead(_worst(rows), len(list_waiting(scope)))),
        content_hash=_hash(scope, rows),
        last_fact_on=known[1] if known else None,
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


def _row(
    scope: Scope, chain: Chain, found: dict[tuple[UUID, Period], Reading], span: Span
) -> PromiseRow:
    terms, metric = chain.last, revived(chain.last)
    cells = [a_cell(scope, chain, found, period) for period in span.read]
    chart = chart_of(
        metric,
        [(one.period, one.reading) for one in cells],
        [(one.period, one.target) for one in cells if one.target is not None],
    )
    return PromiseRow(
        promise=terms.id,
        title=terms.title,
        program=terms.program if terms.program_id else "",
        party=terms.party,
        unit=metric.unit,
        better=metric.better,
        target=terms.target,
        floor=terms.floor,
        cells=tuple(cells[-rules.COLUMNS :]),
        whole=a_cell(scope, chain, found, span.whole),
        chart=chart,
        wording=wording_of(metric),
    )


def _headline(rows: tuple[PromiseRow, ...]) -> str:
    failing = [row.title for row in rows if row.whole.standing is Standing.BELOW_FLOOR]
    return rules.say_headline([row.whole.standing for row in rows], failing)


def _worst(rows: tuple[PromiseRow, ...]) -> list[tuple[str, str]]:
    """Return, for each row with periods below the floor, the newest of them."""
    found = []
    for row in rows:
        below = [cell for cell in row.cells if cell.standing is Standing.BELOW_FLOOR]
        if below:
            found.append((row.title, period_name(below[-1].period)))
    return found


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
    ]

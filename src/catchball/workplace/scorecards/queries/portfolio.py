"""The promises of all clients on one page: where somebody has to go first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from catchball.kernel.days import Period, month_start
from catchball.measures.language import Unit
from catchball.measures.reading import Standing
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.agreements.queries import list_promises_of_all
from catchball.workplace.exclusions.queries import list_excluded_of_all
from catchball.workplace.programs.queries import ClientLine, list_clients_of_actor
from catchball.workplace.scorecards.queries.numbers import read_numbers_of_all
from catchball.workplace.scorecards.queries.reading import (
    Chain,
    Numbers,
    a_cell,
    asked_of,
    chains_of,
    numbers_from,
)
from catchball.workplace.scorecards.queries.shapes import Cell
from catchball.workplace.scorecards.rules import badness

# Long enough to have facts, short enough to be news.
MONTHS = 3


@dataclass(frozen=True)
class PortfolioCell:
    """A promise of a client: its number of the last months and of those before, for the way it goes."""

    promise: UUID
    title: str
    metric_key: str
    party: Side
    program: str
    unit: Unit
    cell: Cell
    before: Cell

    @property
    def standing(self) -> Standing:
        """How the attributable number stands, which is what consequences go by."""
        return self.cell.attributed.leaning


@dataclass(frozen=True)
class PortfolioRow:
    """A client with its promises, the worst first."""

    client: ClientLine
    period: Period
    cells: tuple[PortfolioCell, ...]

    def count(self, standing: Standing) -> int:
        """Return how many promises stand so."""
        return sum(one.standing is standing for one in self.cells)

    @property
    def worst(self) -> PortfolioCell | None:
        """The promise that is furthest from its target."""
        return self.cells[0] if self.cells else None


@dataclass(frozen=True)
class Portfolio:
    """All clients that somebody sees, the one to go to first on top."""

    rows: tuple[PortfolioRow, ...]
    known_at: datetime

    def count(self, standing: Standing) -> int:
        """Return how many promises stand so, over all clients."""
        return sum(row.count(standing) for row in self.rows)


@query(may=Permission.SCORECARD_READ)
def read_portfolio(scope: Scope) -> Portfolio:
    """Return every client seen with its promises over the last three whole months, worst first.

    Each client's months are those of its own zone. Four SQL queries, or five where facts have to be
    counted, however many clients, promises or facts.
    """
    clients = [one for one in list_clients_of_actor() if one.id in scope.sees]
    inside = {one.id: scope.working_on(one.id, zone=one.zone) for one in clients}
    days = {client: one.today for client, one in inside.items()}
    until = max(days.values(), default=scope.today)
    chains = {
        client: chains_of(terms)
        for client, terms in list_promises_of_all(scope, until=until).items()
    }
    cells = _read(scope, chains, inside)
    rows = [PortfolioRow(one, _spans(days[one.id])[0], cells.get(one.id, ())) for one in clients]
    return Portfolio(tuple(sorted(rows, key=_first_to_go)), scope.now)


def _spans(today: date) -> tuple[Period, Period]:
    """Return the last whole months, and as many before them."""
    until = month_start(today)
    first = month_start(today, -MONTHS)
    return Period(first, until), Period(month_start(today, -2 * MONTHS), first)


def _read(
    scope: Scope, chains: Mapping[UUID, list[Chain]], inside: Mapping[UUID, Scope]
) -> dict[UUID, tuple[PortfolioCell, ...]]:
    excluded = list_excluded_of_all(scope, days={one: its.today for one, its in inside.items()})
    clients = [client for client, found in chains.items() if found]
    asked = {client: asked_of(chains[client], excluded[client], program=None) for client in clients}
    spans = {client: sorted(_spans(inside[client].today)) for client in clients}
    return {
        client: _cells(
            chains[client],
            numbers_from(found, chains[client], excluded[client]),
            inside[client].today,
        )
        for client, found in read_numbers_of_all(inside, asked, spans).items()
    }


def _cells(chains: list[Chain], numbers: Numbers, today: date) -> tuple[PortfolioCell, ...]:
    cells = []
    for chain in chains:
        now, before = (a_cell(chain, numbers, span, today) for span in _spans(today))
        cells.append(_cell(chain, now, before))
    return tuple(sorted(cells, key=_badness))


def _cell(chain: Chain, now: Cell, before: Cell) -> PortfolioCell:
    terms = chain.last
    return PortfolioCell(
        promise=now.promise,
        title=terms.title,
        metric_key=terms.metric_key,
        party=terms.party,
        program=terms.program,
        unit=terms.unit,
        cell=now,
        before=before,
    )


def _badness(one: PortfolioCell) -> tuple[object, ...]:
    less = one.cell.attributed
    rank = badness(
        one.standing, value=less.reading.value, target=less.target, better=less.metric.better
    )
    return *rank, one.title, one.program


def _first_to_go(row: PortfolioRow) -> tuple[object, ...]:
    floor, target = row.count(Standing.BELOW_FLOOR), row.count(Standing.BELOW_TARGET)
    return -floor, -target, row.client.name

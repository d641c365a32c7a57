"""The promises of all clients on one page: where somebody has to go first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from catchball.kernel.days import Period, month_start
from catchball.measures.language import Unit
from catchball.measures.reading import Standing
from catchball.measures.sql import compile_many, joined, readings
from catchball.trust.asking import rows_of
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.agreements.queries import list_promises_of_all
from catchball.workplace.exclusions.queries import list_excluded_of_all
from catchball.workplace.programs.queries import ClientLine, list_clients_of_actor
from catchball.workplace.scorecards.queries.reading import (
    Chain,
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

    Each client's months are those of its own zone. Four SQL queries, however many clients,
    promises or facts.
    """
    clients = [one for one in list_clients_of_actor() if one.id in scope.sees]
    inside = {one.id: scope.working_on(one.id, zone=one.zone) for one in clients}
    days = {client: one.today for client, one in inside.items()}
    until = max(days.values(), default=scope.today)
    chains = {
        client: chains_of(terms)
        for client, terms in list_promises_of_all(scope, until=until).items()
    }
    cells = _read(scope, chains, days)
    rows = [PortfolioRow(one, _spans(days[one.id])[0], cells.get(one.id, ())) for one in clients]
    return Portfolio(tuple(sorted(rows, key=_first_to_go)), scope.now)


def _spans(today: date) -> tuple[Period, Period]:
    """Return the last whole months, and as many before them."""
    until = month_start(today)
    first = month_start(today, -MONTHS)
    return Period(first, until), Period(month_start(today, -2 * MONTHS), first)


def _read(
    scope: Scope, chains: Mapping[UUID, list[Chain]], days: Mapping[UUID, date]
) -> dict[UUID, tuple[PortfolioCell, ...]]:
    excluded = list_excluded_of_all(scope, days=days)
    clients = [client for client, found in chains.items() if found]
    if not clients:
        return {}
    asked = {client: asked_of(chains[client], excluded[client], program=None) for client in clients}
    statement = joined(
        compile_many(asked[client], _spans(days[client]), days[client]).with_client(client)
        for client in clients
    )
    rows: dict[int, list[tuple[object, ...]]] = {place: [] for place in range(len(clients))}
    for *row, place in rows_of(statement.sql, **statement.params):
        rows[place].append(tuple(row))
    found = {}
    for place, client in enumerate(clients):
        spans = sorted(_spans(days[client]))
        numbers = numbers_from(
            readings(asked[client], spans, rows[place]), chains[client], excluded[client]
        )
        cells = []
        for chain in chains[client]:
            now, before = (
                a_cell(chain, numbers, span, days[client]) for span in _spans(days[client])
            )
            cells.append(_cell(chain, now, before))
        found[client] = tuple(sorted(cells, key=_badness))
    return found


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

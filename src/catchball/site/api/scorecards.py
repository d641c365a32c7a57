"""Numbers: the scorecard, the history of a promise, and where a number comes from."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from catchball.kernel.paging import Page
from catchball.measures.basis import Outcome
from catchball.measures.language import Better, Unit
from catchball.measures.reading import Reading, Standing
from catchball.site.api.operations import Door
from catchball.trust.permissions import Side
from catchball.workplace.exclusions.queries import ExclusionLine
from catchball.workplace.scorecards import commands, queries
from catchball.workplace.scorecards.queries import (
    Cell,
    FactLine,
    Passport,
    Portfolio,
    PromiseChart,
    Restated,
    RestatedSince,
    Scorecard,
)


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What a number was made of, exactly: its value is `top` ÷ `bottom`, times `per`."""

    value: Decimal | None
    top: Decimal
    bottom: Decimal
    n: int
    pending: int
    per: int


@dataclass(frozen=True, kw_only=True)
class Number:
    """A number over the days from `first` up to `until`: its value, `top` ÷ `bottom`, and counts.

    `value` is None without facts; `pending` facts may still change it. `attributable` is there
    where facts are excluded, `closed` where both companies signed the number.
    """

    promise: UUID
    first: date
    until: date
    value: Decimal | None
    top: Decimal
    bottom: Decimal
    n: int
    pending: int
    standing: Standing
    target: Decimal | None
    floor: Decimal | None
    n_min: int
    attributable: Counts | None
    closed: Counts | None
    is_restated: bool


@dataclass(frozen=True, kw_only=True)
class NumbersOfPromise:
    """A promise with its numbers, oldest first, and the number of all of them together."""

    promise: UUID
    title: str
    words: str
    program: str
    party: Side
    unit: Unit
    better: Better
    target: Decimal
    floor: Decimal
    numbers: tuple[Number, ...]
    together: Number


@dataclass(frozen=True, kw_only=True)
class ScorecardTold:
    """The promises of both companies over twelve periods, as known at an instant."""

    client_name: str
    known_at: datetime
    program: str
    headline: str
    lead: tuple[str, ...]
    content_hash: str
    rows: tuple[NumbersOfPromise, ...]


@dataclass(frozen=True, kw_only=True)
class PassportTold:
    """Where one number comes from, down to the facts that counted and those that did not."""

    number: Number
    title: str
    program: str
    party: Side
    words: str
    purpose: str
    source: str
    traps: tuple[str, ...]
    metric_version: int
    metric_hash: str
    from_on: date
    until_on: date | None
    known_at: datetime
    counts: dict[Outcome, int]
    facts: Page[FactLine]
    claims: tuple[ExclusionLine, ...]
    restated: tuple[Restated, ...]
    content_hash: str


def _counts(reading: Reading | None) -> Counts | None:
    if reading is None:
        return None
    return Counts(
        value=reading.value,
        top=reading.top,
        bottom=reading.bottom,
        n=reading.n,
        pending=reading.pending,
        per=reading.per,
    )


def number_told(cell: Cell) -> Number:
    """Return a number without how it is drawn."""
    reading = cell.reading
    return Number(
        promise=cell.promise,
        first=cell.period.first,
        until=cell.period.until,
        value=reading.value,
        top=reading.top,
        bottom=reading.bottom,
        n=reading.n,
        pending=reading.pending,
        standing=cell.standing,
        target=cell.target,
        floor=cell.floor,
        n_min=cell.n_min,
        attributable=_counts(cell.attributable),
        closed=_counts(cell.closed.gross) if cell.closed else None,
        is_restated=cell.is_restated,
    )


def _numbers(row: Any) -> NumbersOfPromise:
    return NumbersOfPromise(
        promise=row.promise,
        title=row.title,
        words=row.words,
        program=row.program,
        party=row.party,
        unit=row.unit,
        better=row.better,
        target=row.target,
        floor=row.floor,
        numbers=tuple(number_told(one) for one in row.cells),
        together=number_told(row.whole),
    )


def scorecard_told(card: Scorecard) -> ScorecardTold:
    """Return the scorecard's numbers."""
    return ScorecardTold(
        client_name=card.client_name,
        known_at=card.known_at,
        program=card.program,
        headline=card.headline,
        lead=card.lead,
        content_hash=card.content_hash,
        rows=tuple(_numbers(row) for row in card.rows),
    )


def chart_told(chart: PromiseChart) -> NumbersOfPromise:
    """Return the whole history of one promise as numbers."""
    return _numbers(chart)


def passport_told(passport: Passport) -> PassportTold:
    """Return a passport without how its number is drawn."""
    names = set(PassportTold.__dataclass_fields__) - {"number"}
    same = {name: getattr(passport, name) for name in names}
    return PassportTold(number=number_told(passport.cell), **same)


@dataclass(frozen=True, kw_only=True)
class ClientPromise:
    """A promise of a client over the last three whole months, and over those before."""

    promise: UUID
    title: str
    program: str
    party: Side
    standing: Standing
    now: Number
    before: Number


@dataclass(frozen=True, kw_only=True)
class ClientPromises:
    """A client with its promises, the worst first."""

    client_slug: str
    client_name: str
    promises: tuple[ClientPromise, ...]


@dataclass(frozen=True, kw_only=True)
class PortfolioTold:
    """All clients, the one to go to first on top."""

    known_at: datetime
    clients: tuple[ClientPromises, ...]


def portfolio_told(found: Portfolio) -> PortfolioTold:
    """Return the portfolio's numbers."""
    return PortfolioTold(
        known_at=found.known_at,
        clients=tuple(
            ClientPromises(
                client_slug=row.client.slug,
                client_name=row.client.name,
                promises=tuple(
                    ClientPromise(
                        promise=one.promise,
                        title=one.title,
                        program=one.program,
                        party=one.party,
                        standing=one.standing,
                        now=number_told(one.cell),
                        before=number_told(one.before),
                    )
                    for one in row.cells
                ),
            )
            for row in found.rows
        ),
    )


@dataclass(frozen=True, kw_only=True)
class ChangedNumberTold:
    """A number as known on a day and on a later one, and the facts that made the difference."""

    promise: UUID
    title: str
    program: str
    party: Side
    then: Number
    now: Number
    facts: tuple[Restated, ...]


@dataclass(frozen=True, kw_only=True)
class RestatedSinceTold:
    """What two scorecards of different days do not agree on."""

    since_at: datetime
    known_at: datetime
    numbers: tuple[ChangedNumberTold, ...]
    left_out: int


def restated_told(found: RestatedSince) -> RestatedSinceTold:
    """Return what was restated without how it is drawn."""
    return RestatedSinceTold(
        since_at=found.since_at,
        known_at=found.known_at,
        numbers=tuple(
            ChangedNumberTold(
                promise=one.promise,
                title=one.title,
                program=one.program,
                party=one.party,
                then=number_told(one.then),
                now=number_told(one.now),
                facts=one.facts,
            )
            for one in found.numbers
        ),
        left_out=found.left_out,
    )


FLOOR = Door("scorecards", "Scorecards", across=True)
FLOOR.asks("portfolio/", queries.read_portfolio, tells=portfolio_told)
DOOR = Door("scorecards", "Scorecards")
DOOR.asks("", queries.read_scorecard, tells=scorecard_told)
DOOR.asks("since/", queries.read_restated_since, tells=restated_told)
DOOR.asks("promises/{promise}/chart/", queries.read_promise_chart, tells=chart_told)
DOOR.asks("promises/{promise}/phases/", queries.list_phases)
DOOR.does("promises/{promise}/phases/begin/", commands.begin_phase)
DOOR.does("promises/{promise}/phases/{phase}/withdraw/", commands.withdraw_phase)
DOOR.asks(
    "promises/{promise}/passport/", queries.read_passport, hides=("rows",), tells=passport_told
)

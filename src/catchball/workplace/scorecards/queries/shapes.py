"""What queries about numbers answer with."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from catchball.kernel.days import Period
from catchball.kernel.paging import Page
from catchball.measures.basis import Outcome
from catchball.measures.charts import Chart, ChartSpec, Wording
from catchball.measures.language import Better, Facts, Metric, Rate, Unit
from catchball.measures.reading import Reading, Standing, judge, stand_against
from catchball.measures.words import words
from catchball.trust.permissions import Side
from catchball.trust.queries import EntryLine
from catchball.workplace.exclusions.queries import ExclusionLine
from catchball.workplace.scorecards.rules import (
    ChartPhase,
    FactDifference,
    Rare,
    Span,
    Standout,
    amount,
    decimals_of,
    detail,
    resolution,
    standouts_of,
)


@dataclass(frozen=True)
class Closed:
    """A number as both companies signed it."""

    close: UUID
    number: UUID
    closed_at: datetime
    known_at: datetime
    gross: Reading
    attributable: Reading | None

    def is_restated(self, gross: Reading, attributable: Reading | None) -> bool:
        """Answer whether the number reads otherwise now."""
        return (self.gross, self.attributable) != (gross, attributable)


@dataclass(frozen=True)
class Restated:
    """A fact that stands otherwise than when its number was closed, and what caused it."""

    difference: FactDifference
    was: str
    now: str
    causes: tuple[EntryLine, ...]
    claim: ExclusionLine | None


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One number: its reading, the thresholds of the day, and how it stands to them."""

    promise: UUID
    period: Period
    metric: Metric
    reading: Reading
    standing: Standing
    target: Decimal | None
    floor: Decimal | None
    n_min: int
    attributable: Reading | None = None
    closed: "Closed | None" = None
    is_repeated: bool = False

    @property
    def counts_as(self) -> Standing:
        """How it stands, where a second miss of the target in a row counts as below the floor."""
        return Standing.BELOW_FLOOR if self.is_repeated else self.standing

    @property
    def is_restated(self) -> bool:
        """Whether both companies closed the number and it reads otherwise now."""
        closed = self.closed
        return closed is not None and closed.is_restated(self.reading, self.attributable)

    @property
    def closed_cell(self) -> "Cell | None":
        """The number as both companies signed it, judged by the same thresholds."""
        if self.closed is None:
            return None
        standing = judge(
            self.closed.gross,
            target=self.target,
            floor=self.floor,
            better=self.metric.better,
            n_min=self.n_min,
        )
        return replace(
            self,
            reading=self.closed.gross,
            attributable=self.closed.attributable,
            standing=standing,
            closed=None,
        )

    @property
    def attributable_standing(self) -> Standing | None:
        """How the number without the excluded facts stands; None where none is excluded."""
        if self.attributable is None:
            return None
        return judge(
            self.attributable,
            target=self.target,
            floor=self.floor,
            better=self.metric.better,
            n_min=self.n_min,
        )

    @property
    def attributed(self) -> "Cell":
        """The same number without the excluded facts; itself where none is excluded."""
        reading, standing = self.attributable, self.attributable_standing
        if reading is None or standing is None:
            return self
        return replace(self, reading=reading, standing=standing, attributable=None)

    @property
    def leaning(self) -> Standing:
        """How it stands as far as is known: a provisional number may lean one way already.

        With the agreed number of facts behind it, what is still open seldom turns it.
        """
        is_open = self.standing is Standing.PROVISIONAL and self.reading.n >= self.n_min
        if not is_open or self.target is None:
            return self.standing
        return stand_against(
            self.reading, target=self.target, floor=self.floor, better=self.metric.better
        )

    @property
    def value(self) -> Decimal | None:
        """The value in the unit shown (per cent for a share), unrounded; None without facts."""
        value = self.reading.value
        return None if value is None else amount(value, self.metric.unit)

    @property
    def decimals(self) -> int:
        """How many decimals its facts are worth, and show it on its side of the thresholds."""
        return self.decimals_from(resolution(self.metric, self.reading.n))

    def decimals_from(self, least: int) -> int:
        """Return how many decimals, at least so many, show it on its side of the thresholds."""
        value = self.reading.value
        if value is None:
            return least
        limits = [one for one in (self.target, self.floor) if one is not None]
        better = self.metric.better
        return decimals_of(value, self.metric.unit, limits, better=better, least=least)

    @property
    def detail(self) -> str:
        """What the value is made of, in a few words."""
        return detail(self.metric, self.reading)


@dataclass(frozen=True, kw_only=True)
class PromiseRow:
    """A promise with its numbers; `promise` is the one in force last.

    Only an agreement gives it a weight: a promise that was signed by itself has None.
    """

    promise: UUID
    title: str
    metric: Metric
    program: str
    party: Side
    unit: Unit
    better: Better
    target: Decimal
    floor: Decimal
    weight: int | None
    is_critical: bool
    cells: tuple[Cell, ...]
    whole: Cell
    chart: Chart
    wording: Wording

    def __hash__(self) -> int:
        return hash((self.promise, self.whole.period, self.whole.reading))

    @property
    def words(self) -> str:
        """The definition in plain sentences, as it holds last."""
        return words(self.metric)

    @property
    def last(self) -> Cell:
        """The number of the last period shown."""
        return self.cells[-1]


@dataclass(frozen=True, kw_only=True)
class Scorecard:
    """The promises of both companies over twelve periods, and what stands out."""

    client_name: str
    span: Span
    known_at: datetime
    rows: tuple[PromiseRow, ...]
    program: str
    programs: tuple[tuple[UUID, str], ...]
    headline: str
    lead: tuple[str, ...]
    content_hash: str
    first_fact_on: date | None
    last_fact_on: date | None
    waiting: int

    def of(self, party: Side) -> tuple[PromiseRow, ...]:
        """Return the rows that one company owes."""
        return tuple(row for row in self.rows if row.party is party)

    @property
    def is_empty(self) -> bool:
        """Whether no fact fell into any period shown."""
        return not any(row.whole.reading.n or row.whole.reading.pending for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class PromiseChart:
    """The whole history of one promise as a control chart, with its numbers.

    `chart` is the one drawn: that of its numbers `by_period`, or where its events are `rare`, that
    of the gaps between them.
    """

    promise: UUID
    title: str
    program: str
    party: Side
    words: str
    target: Decimal
    floor: Decimal
    unit: Unit
    better: Better
    from_on: date
    span: Span
    cells: tuple[Cell, ...]
    whole: Cell
    spec: ChartSpec
    chart: Chart
    by_period: Chart
    rare: Rare | None
    wording: Wording
    known_at: datetime
    cut_short: bool
    phases: tuple[ChartPhase, ...]

    @property
    def standouts(self) -> tuple[Standout, ...]:
        """The periods that stand out, newest first; those of one run or trend as one."""
        return standouts_of(self.chart, self.wording)


@dataclass(frozen=True)
class FactLine:
    """A fact in a passport: what became of it in the number, and why.

    `values` are its fields as stored, in the order of the facts' fields.
    """

    id: UUID
    reference: str
    on: date | None
    outcome: Outcome
    why: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Passport:
    """Where one number comes from, down to the facts that counted and those that did not."""

    promise: UUID
    cell: Cell
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
    n_min: int
    known_at: datetime
    counts: dict[Outcome, int]
    shown: Outcome | None
    events: bool
    facts: Page[FactLine]
    facts_source: Facts
    on: str
    content_hash: str
    claims: tuple[ExclusionLine, ...]
    attributable_words: str = ""
    restated: tuple[Restated, ...] = ()
    phase: ChartPhase | None = None

    @property
    def claims_by_fact(self) -> dict[UUID, ExclusionLine]:
        """The last claim on each fact."""
        return {claim.fact_id: claim for claim in self.claims}

    @property
    def total(self) -> int:
        """How many facts the number was made from, those left out among them."""
        return sum(self.counts.values())

    @property
    def has_events(self) -> bool:
        """Whether the number has facts of two kinds: events, and what they are counted against."""
        return isinstance(self.cell.metric.form, Rate)

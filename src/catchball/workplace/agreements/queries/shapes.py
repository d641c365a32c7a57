"""What queries about promises answer with."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from catchball.measures.language import Better, Unit
from catchball.trust.permissions import Side
from catchball.trust.signing import Signed
from catchball.workplace.agreements.rules import PromiseState, Validity, decimals_of


@dataclass(frozen=True, kw_only=True)
class PromiseLine:
    """A promise in a list; from `until_on` on it no longer holds.

    `agreement` is the version whose clause it is, None for one that was signed alone.
    """

    id: UUID
    metric_key: str
    title: str
    label: str
    party: Side
    program: str
    state: PromiseState
    validity: Validity
    unit: Unit
    per: int
    better: Better
    target: Decimal
    floor: Decimal
    n_min: int
    from_on: date
    until_on: date | None
    waits_for: frozenset[Side]
    agreement: UUID | None
    version: int

    @property
    def last_on(self) -> date | None:
        """The last day of a promise that another one follows."""
        return self.until_on - timedelta(days=1) if self.until_on else None

    @property
    def decimals(self) -> int:
        """How many decimals show target and floor whole."""
        return max(decimals_of(self.target, self.unit), decimals_of(self.floor, self.unit))


@dataclass(frozen=True, kw_only=True)
class Overview:
    """The promises of a relationship by who gave them, and how many of them wait for whom."""

    client_name: str
    by_party: tuple[tuple[Side, tuple[PromiseLine, ...]], ...]
    in_force: int
    waits_for_us: int
    waits_for_them: int
    hidden: int
    may_draft: bool


@dataclass(frozen=True, kw_only=True)
class PromiseTerms:
    """A signed promise, as a scorecard needs it: facts from `from_on` up to `until_on` are its own.

    What follows `signed_at` is said by agreements only: by which period it is judged, its weight,
    within which tolerance and after how many misses a year nothing follows, its share of credits.

    `metric` is the signed definition; `Catalogue.revive` makes a metric of it. `program_id` None
    means all programs of the client.
    """

    id: UUID
    metric_key: str
    metric: dict[str, Any]
    title: str
    party: Side
    program_id: UUID | None
    program: str
    unit: Unit
    better: Better
    target: Decimal
    floor: Decimal
    n_min: int
    from_on: date
    until_on: date | None
    signed_at: datetime
    agreement: UUID | None = None
    period: str = "month"
    weight: int = 1
    tolerance: Decimal = Decimal(0)
    grace: int = 0
    allocation: Decimal = Decimal(0)
    is_critical: bool = False
    owner: str = ""

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True)
class Amount:
    """A number of some earlier terms, in the unit of its metric."""

    value: Decimal
    unit: Unit
    per: int

    @property
    def decimals(self) -> int:
        """How many decimals show it whole."""
        return decimals_of(self.value, self.unit)


@dataclass(frozen=True)
class HistoryLine:
    """One thing that happened to a promise."""

    at: datetime
    who: str
    side: Side
    what: str
    changes: tuple[tuple[str, Any, Any], ...] = ()
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Steps:
    """What the reader may do next with a promise, by role, side and where it stands."""

    change: bool
    offer: bool
    sign: bool
    withdraw: bool
    follow: bool


@dataclass(frozen=True, kw_only=True)
class PromisePage(Signed):
    """Everything that the page of a promise shows, and exactly what is signed under it.

    `chain` holds the promises signed on the same metric and program, newest first. A clause of an
    agreement names the number of its version, under which the signatures stand.
    """

    line: PromiseLine
    client_name: str
    purpose: str
    traps: tuple[str, ...]
    source: str
    words: str
    content_text: str
    content_hash: str
    chain: tuple[PromiseLine, ...]
    history: tuple[HistoryLine, ...]
    offered_at: datetime | None
    offered_by: str
    begins_in_the_past: bool
    agreement_number: int | None
    steps: Steps


@dataclass(frozen=True)
class MetricLine:
    """A metric that can be promised, in the words that would be signed, and what is proposed."""

    key: str
    title: str
    label: str
    purpose: str
    words: str
    source: str
    traps: tuple[str, ...]
    unit: Unit
    per: int
    better: Better
    target: Decimal | None
    floor: Decimal | None
    note: str
    is_promised: bool

    @property
    def decimals(self) -> int:
        """How many decimals show the proposals whole."""
        proposed = (value for value in (self.target, self.floor) if value is not None)
        return max((decimals_of(value, self.unit) for value in proposed), default=0)


@dataclass(frozen=True, kw_only=True)
class DraftTerms:
    """What stands in the form of a draft: proposals, or what was entered before."""

    program: UUID | None
    party: Side
    target: Decimal | None
    floor: Decimal | None
    n_min: int
    from_on: date


@dataclass(frozen=True)
class Drafting:
    """What somebody who drafts a promise needs: the metric, the programs, what to start from."""

    metric: MetricLine
    client_name: str
    programs: tuple[tuple[UUID, str], ...]
    terms: DraftTerms
    version: int = 0


@dataclass(frozen=True)
class WaitingLine:
    """An offered promise or a whole agreement, and the companies whose signatures it lacks."""

    id: UUID
    client_id: UUID
    title: str
    program: str
    offered_at: datetime
    waits_for: frozenset[Side]
    is_agreement: bool = False

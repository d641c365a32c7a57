"""What queries about consequences answer with."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from catchball.kernel.days import Period
from catchball.measures.language import Better, Unit
from catchball.measures.reading import Reading, Standing
from catchball.trust.permissions import Side
from catchball.trust.signing import SignatureLine, Signed
from catchball.workplace.consequences.rules import (
    Count,
    FindingState,
    Line,
    StatementState,
    Step,
    statement_word,
)
from catchball.workplace.scorecards.queries import Restated


@dataclass(frozen=True)
class Act:
    """Who did something, and when."""

    name: str
    at: datetime


@dataclass(frozen=True)
class Counted:
    """A period as the counters of the ladder took it."""

    period: Period
    standing: Standing
    count: Count


@dataclass(frozen=True, kw_only=True)
class FindingLine:
    """A finding, whom it waits for, and how it was decided.

    Where lost material is restated, `material_then` was signed and `material` is due.
    """

    id: UUID
    client_id: UUID
    statement: UUID
    statement_period: Period
    promise: UUID
    title: str
    party: Side
    period: Period
    standing: Standing
    reading: Reading | None
    unit: Unit
    better: Better
    target: Decimal
    floor: Decimal
    steps: tuple[Step, ...]
    history: tuple[Counted, ...]
    share: Decimal
    share_then: Decimal
    material_then: Decimal | None
    material: Decimal | None
    currency: str
    restates: Period | None
    state: FindingState
    waits_for: frozenset[Side]
    answer_due_on: date
    is_overdue: bool
    accepted_cmo: Act | None
    accepted_client: Act | None
    owner: str
    plan: str
    recover_on: date | None
    contested_by: Side | None
    contested: Act | None
    contested_why: str
    upheld: bool | None
    body: str
    ruled_on: date | None
    ruled_cmo: str
    ruled_client: str
    ruling: str
    recorded_by: Side | None
    recorded: Act | None
    confirmed: Act | None
    version: int


@dataclass(frozen=True)
class FindingSteps:
    """What the reader may do next with a finding; `plans`: accepting it needs a plan."""

    accept: bool
    contest: bool
    record: bool
    confirm: bool
    plans: bool


@dataclass(frozen=True, kw_only=True)
class FindingPage:
    """A finding with its signatures, and exactly what a ruling signs.

    Of a restatement, `restated` are the facts that differ from those closed.
    """

    line: FindingLine
    client_name: str
    close: UUID
    restated: tuple[Restated, ...]
    content_hash: str
    content_text: str
    signatures: tuple[SignatureLine, ...]
    steps: FindingSteps


@dataclass(frozen=True)
class PassedOver:
    """A miss that has no consequence, and how it was counted."""

    title: str
    party: Side
    count: Count


@dataclass(frozen=True, kw_only=True)
class StatementLine:
    """A statement in a list, and whom it waits for."""

    id: UUID
    client_id: UUID
    close: UUID
    period: Period
    program: str
    state: StatementState
    findings: int
    undecided: int
    waits_for: frozenset[Side]
    currency: str
    total: Decimal | None
    signed_at: datetime | None
    version: int

    @property
    def word(self) -> str:
        """How far it is."""
        return statement_word(self.state, undecided=self.undecided)


@dataclass(frozen=True)
class Waiting:
    """Findings that nobody has decided, and statements to draw up or to sign."""

    findings: tuple[FindingLine, ...]
    statements: tuple[StatementLine, ...]


@dataclass(frozen=True)
class StatementSteps:
    """What the reader may do next with a statement."""

    draft: bool
    give_back: bool
    sign: bool


@dataclass(frozen=True, kw_only=True)
class StatementPage(Signed):
    """A statement with its findings, its arithmetic and its signatures, and what is signed."""

    line: StatementLine
    client_name: str
    agreement: UUID
    agreement_number: int
    close_hash: str
    findings: tuple[FindingLine, ...]
    passed_over: tuple[PassedOver, ...]
    gains: tuple[str, ...]
    owes_fee: bool
    base: Decimal | None
    source: str
    fee: Decimal
    gain: Decimal
    gain_share: Decimal
    rounding: str
    lines: tuple[Line, ...]
    drafted: Act | None
    returned_name: str
    returned_why: str
    restated_by: tuple[FindingLine, ...]
    content_hash: str
    content_text: str
    is_intact: bool
    steps: StatementSteps


@dataclass(frozen=True)
class UnopenedMonth:
    """A closed month whose consequences nobody has worked out."""

    close: UUID
    period: Period
    program: str


@dataclass(frozen=True)
class StatementOverview:
    """The statements of a relationship, and the closed months that have none."""

    client_name: str
    lines: tuple[StatementLine, ...]
    unopened: tuple[UnopenedMonth, ...]
    waits_for_us: int
    undecided: int
    may_open: bool

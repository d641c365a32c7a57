"""What queries about closes answer with."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from catchball.kernel.days import Period
from catchball.trust.permissions import Side
from catchball.trust.signing import Signed
from catchball.workplace.scorecards.queries.shapes import Cell
from catchball.workplace.scorecards.rules import CloseState


@dataclass(frozen=True, kw_only=True)
class CloseLine:
    """A month that is closed, or proposed to be, and whom it waits for."""

    id: UUID
    client_id: UUID
    period: Period
    program: str
    state: CloseState
    waits_for: frozenset[Side]
    disputes: int
    answer_due_on: date
    is_overdue: bool
    proposed_name: str
    known_at: datetime
    closed_at: datetime | None
    version: int


@dataclass(frozen=True)
class Dispute:
    """That the client disputes a line, and how it was answered."""

    id: UUID
    reason: str
    raised_name: str
    raised_at: datetime
    answer: str
    answered_name: str
    answered_at: datetime | None
    settled_name: str
    settled_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class ClosedLine:
    """One number of a close, as it was frozen."""

    id: UUID
    promise: UUID
    title: str
    party: Side
    cell: Cell
    facts: int
    facts_hash: str
    exclusions: tuple[dict[str, Any], ...]
    disputes: tuple[Dispute, ...]
    now: Cell | None

    @property
    def is_restated(self) -> bool:
        """Whether the number reads otherwise now than when it was frozen."""
        if self.now is None:
            return False
        then, now = self.cell, self.now
        return (then.reading, then.attributable) != (now.reading, now.attributable)

    @property
    def is_disputed(self) -> bool:
        """Whether a dispute of it is not settled."""
        return any(one.settled_at is None for one in self.disputes)


@dataclass(frozen=True)
class CloseSteps:
    """What the reader may do next with a close."""

    sign: bool
    dispute: bool
    answer: bool
    settle: bool
    withdraw: bool


@dataclass(frozen=True, kw_only=True)
class ClosePage(Signed):
    """A close with its numbers, disputes and signatures, and exactly what is signed."""

    line: CloseLine
    client_name: str
    numbers: tuple[ClosedLine, ...]
    content_hash: str
    content_text: str
    is_intact: bool
    withdrawn_name: str
    withdrawn_why: str
    steps: CloseSteps


@dataclass(frozen=True)
class CloseOverview:
    """The months of a relationship that are closed or could be."""

    client_name: str
    lines: tuple[CloseLine, ...]
    open_months: tuple[Period, ...]
    programs: tuple[tuple[UUID, str], ...]
    waits_for_us: int
    may_propose: bool

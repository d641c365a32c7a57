"""What queries about rounds of blind scoring answer with."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from catchball.trust.permissions import Side
from catchball.workplace.risks.rules import Demand, Gap, Matrix, Moved, RoundState, Score


@dataclass(frozen=True, kw_only=True)
class Party:
    """How far a company is in a round: how many risks it has scored, whether it has closed."""

    side: Side
    scored: int
    closed_at: datetime | None
    closed_name: str


@dataclass(frozen=True, kw_only=True)
class RoundLine:
    """How far the latest round of a document is; `agreed` counts the scores both agreed on."""

    number: int
    state: RoundState
    risks: int
    agreed: int
    ours: Party
    theirs: Party


@dataclass(frozen=True, kw_only=True)
class BlindLine:
    """How a company scored a risk in a round."""

    score: Score
    points: int
    level: str
    demand: Demand
    name: str
    at: datetime
    why: str
    version: int


@dataclass(frozen=True, kw_only=True)
class RoundItem:
    """A risk of a round. `theirs` and `gap` are None before the reveal.

    `version` is that of the risk.
    """

    risk: UUID
    number: int
    cause: str
    event: str
    effect: str
    is_closed: bool
    version: int
    ours: BlindLine | None
    theirs: BlindLine | None
    gap: Gap | None
    is_same: bool
    agreed: Score | None
    agreed_points: int | None
    agreed_name: str
    moved: Moved | None


@dataclass(frozen=True, kw_only=True)
class RoundSteps:
    """What the reader may do with a round now."""

    score: bool
    close: bool
    call_off: bool
    reconcile: bool
    begin: bool


@dataclass(frozen=True, kw_only=True)
class RoundPage:
    """A round of blind scoring, by number before the reveal and as the agenda after it."""

    id: UUID
    client_id: UUID
    client_name: str
    assessment: UUID
    assessment_title: str
    line: RoundLine
    begun_name: str
    begun_at: datetime
    revealed_at: datetime | None
    called_off_at: datetime | None
    called_off_name: str
    called_off_why: str
    matrix: Matrix
    items: tuple[RoundItem, ...]
    steps: RoundSteps

    @property
    def left(self) -> tuple[RoundItem, ...]:
        """The open risks that the reader's company has not scored."""
        return tuple(one for one in self.items if one.ours is None and not one.is_closed)

    @property
    def open(self) -> tuple[RoundItem, ...]:
        """The risks on whose score both have still to agree, the largest gap first."""
        return tuple(one for one in self.items if one.agreed is None and not one.is_closed)

    @property
    def same(self) -> int:
        """On how many of them both gave the same score."""
        return sum(one.is_same for one in self.open)

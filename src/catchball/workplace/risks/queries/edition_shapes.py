"""What queries about editions of a risk assessment answer with."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from catchball.trust.permissions import Side
from catchball.trust.signing import Signed
from catchball.workplace.risks.rules import Colour, Demand, EditionState, Strategy


@dataclass(frozen=True, kw_only=True)
class EditionLine:
    """An edition among those of its document; `waits_for` are the companies yet to sign."""

    id: UUID
    client_id: UUID
    assessment: UUID
    number: int
    title: str
    state: EditionState
    issued_name: str
    issued_at: datetime
    signed_at: datetime | None
    waits_for: frozenset[Side]
    version: int


@dataclass(frozen=True, kw_only=True)
class EditionRisk:
    """A risk as an edition says it; the product's own words in the reader's language."""

    number: int
    cause: str
    event: str
    effect: str
    owner: str
    probability: int | None
    impact: int | None
    detection: int | None
    points: int | None
    colour: Colour
    demand: Demand | None
    strategy: Strategy | None
    response: str
    actions: int
    done: int
    review_on: date | None
    is_closed: bool


@dataclass(frozen=True, kw_only=True)
class EditionPage(Signed):
    """An edition with what it says; `content_text` is exactly what a signature stands for.

    `is_intact` is whether what is stored is still what was frozen.
    """

    line: EditionLine
    client_name: str
    program_name: str
    held_on: date
    as_of: date
    extent: str
    team: tuple[str, ...]
    matrix_name: str
    risks: tuple[EditionRisk, ...]
    content_text: str
    content_hash: str
    is_intact: bool

"""What queries about agreements answer with."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from catchball.trust.permissions import Side
from catchball.trust.signing import Signed
from catchball.workplace.agreements.queries.shapes import HistoryLine, MetricLine
from catchball.workplace.agreements.rules import AgreementState, Standing
from catchball.workplace.agreements.rules.parts import Item, Part, Said, Section


@dataclass(frozen=True, kw_only=True)
class AgreementLine:
    """A version of the agreement in a list; a draft has no number yet."""

    id: UUID
    number: int | None
    state: AgreementState
    standing: Standing
    from_on: date | None
    until_on: date | None
    offered_at: datetime | None
    signed_at: datetime | None
    waits_for: frozenset[Side]
    because: str
    promises: int
    version: int

    @property
    def last_on(self) -> date | None:
        """The last day of a version that another one follows."""
        return self.until_on - timedelta(days=1) if self.until_on else None


@dataclass(frozen=True, kw_only=True)
class AgreementOverview:
    """All versions of the agreement of a relationship, the newest first."""

    client_name: str
    lines: tuple[AgreementLine, ...]
    in_force: AgreementLine | None
    offered: AgreementLine | None
    draft: AgreementLine | None
    amendments: int
    may_draft: bool


@dataclass(frozen=True, kw_only=True)
class AgreementSteps:
    """What the reader may do next with a version, by role, side and where it stands."""

    edit: bool
    offer: bool
    sign: bool
    decline: bool
    withdraw: bool
    draft: bool


@dataclass(frozen=True, kw_only=True)
class AgreementPage(Signed):
    """A version of the agreement in words, and exactly what is signed under it."""

    line: AgreementLine
    client_name: str
    sections: tuple[Section, ...]
    lacks: tuple[str, ...]
    content_text: str
    content_hash: str
    order: str
    history: tuple[HistoryLine, ...]
    closed_at: datetime | None
    closed_by: str
    offered_by: str
    before: UUID | None
    steps: AgreementSteps

    @property
    def proposed(self) -> int:
        """How many lines stand as the product proposed them."""
        return sum(section.proposed for section in self.sections)


@dataclass(frozen=True, kw_only=True)
class Choosing:
    """What the form of a part offers to choose from: (id, name) each."""

    programs: tuple[tuple[str, str, str], ...]
    people: tuple[tuple[str, str, Side], ...]


@dataclass(frozen=True, kw_only=True)
class Editing:
    """What the form of a part, or of one item of it, starts from."""

    agreement: UUID
    part: Part
    item: str
    values: Item
    seen: str
    name: str
    client_name: str
    choosing: Choosing
    now: tuple[Said, ...]
    metric: MetricLine | None


@dataclass(frozen=True)
class MetricChoice:
    """The metrics on which a promise can be added to a draft."""

    agreement: UUID
    metrics: tuple[MetricLine, ...]

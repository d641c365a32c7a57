"""What questions about gates, work, load and templates are answered with."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from catchball.trust.permissions import Side
from catchball.trust.signing import Signed
from catchball.workplace.programs.queries import ProductLine, ProgramLine, SiteLine
from catchball.workplace.teams.queries.course_shapes import CourseLine
from catchball.workplace.teams.rules import CriterionState, Function, OwedBy, Stage, WorkTerms


@dataclass(frozen=True, kw_only=True)
class CriterionLine:
    """A criterion of a gate, and what was shown of it."""

    id: UUID
    number: int
    text: str
    owed_by: OwedBy
    state: CriterionState
    evidence: str
    told_name: str
    told_at: datetime | None
    may_answer: bool


@dataclass(frozen=True, kw_only=True)
class GateLine:
    """The gate of a stage; one without criteria holds nobody."""

    leaves: Stage
    criteria: tuple[CriterionLine, ...]
    passed_at: datetime | None
    signed_by: frozenset[Side]
    version: int
    may_sign: bool

    @property
    def open(self) -> int:
        """How many criteria are open."""
        return sum(one.state is CriterionState.OPEN for one in self.criteria)

    @property
    def settled(self) -> int:
        """How many criteria are met or do not apply."""
        return len(self.criteria) - self.open

    @property
    def is_passed(self) -> bool:
        """Whether both companies have signed it."""
        return self.passed_at is not None

    @property
    def is_held(self) -> bool:
        """Whether it keeps the program in its stage."""
        return bool(self.criteria) and not self.is_passed

    def to_sign(self) -> "GateLine":
        """Return the same gate, which the reader may sign."""
        return replace(self, may_sign=True)


@dataclass(frozen=True, kw_only=True)
class GatePage(Signed):
    """The gate of a stage, and exactly what a signature under it stands for."""

    program: ProgramLine
    client_name: str
    course: CourseLine
    gate: GateLine
    content_text: str
    content_hash: str
    may_work: bool


@dataclass(frozen=True, kw_only=True)
class HolderLine:
    """A function of a company that answers for something, and the members behind it."""

    side: Side
    function: Function
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WorkLine:
    """A piece of work, and who answers for it; nobody accountable is a gap."""

    id: UUID
    client_id: UUID
    number: int
    title: str
    responsible: tuple[HolderLine, ...]
    accountable: tuple[HolderLine, ...]
    consulted: tuple[HolderLine, ...]
    informed: tuple[HolderLine, ...]
    version: int

    @property
    def is_vacant(self) -> bool:
        """Whether somebody is accountable or responsible for whose function nobody is named."""
        return any(not one.names for one in (*self.accountable, *self.responsible))


@dataclass(frozen=True, kw_only=True)
class DutyPage:
    """Who answers for which work of a program."""

    program: ProgramLine
    client_name: str
    lines: tuple[WorkLine, ...]
    may_manage: bool

    @property
    def unowned(self) -> int:
        """For how many pieces of work nobody is accountable."""
        return sum(not one.accountable for one in self.lines)

    @property
    def vacant(self) -> int:
        """For how many a function answers for which nobody is named."""
        return sum(one.is_vacant for one in self.lines)


@dataclass(frozen=True, kw_only=True)
class WorkPage:
    """A piece of work as its form begins."""

    program: ProgramLine
    client_name: str
    id: UUID
    terms: WorkTerms
    version: int


@dataclass(frozen=True, kw_only=True)
class LoadSeat:
    """One place of a person in the team of a program of a client."""

    client_name: str
    client_slug: str
    program: UUID
    program_code: str
    program_name: str
    function: Function
    is_core: bool
    share_percent: int | None


@dataclass(frozen=True, kw_only=True)
class LoadLine:
    """All that one person of the manufacturer carries; `share_percent` is what was promised."""

    name: str
    seats: tuple[LoadSeat, ...]

    @property
    def share_percent(self) -> int:
        """How much of their time is promised altogether, in percent."""
        return sum(one.share_percent or 0 for one in self.seats)

    @property
    def untold(self) -> int:
        """For how many places no share was told."""
        return sum(one.share_percent is None for one in self.seats)

    @property
    def programs(self) -> int:
        """In how many programs they are."""
        return len({one.program for one in self.seats})


@dataclass(frozen=True, kw_only=True)
class TemplateLine:
    """A template, and how much of each it lays down."""

    key: str
    name: str
    about: str
    criteria: int
    tasks: int
    milestones: int
    risks: int
    work: int


@dataclass(frozen=True, kw_only=True)
class OpeningPage:
    """What a new program can begin with."""

    client_name: str
    templates: tuple[TemplateLine, ...]
    sites: tuple[SiteLine, ...]
    products: tuple[ProductLine, ...]

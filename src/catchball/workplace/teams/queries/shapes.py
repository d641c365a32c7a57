"""What questions about stages, charters and teams are answered with."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from catchball.kernel.days import Period
from catchball.trust.permissions import Side
from catchball.trust.queries import PersonLine
from catchball.trust.signing import Signed
from catchball.workplace.actions.queries import ActionLine
from catchball.workplace.plans.queries import PlanInBrief
from catchball.workplace.programs.queries import ProgramLine
from catchball.workplace.risks.queries import AssessmentLine
from catchball.workplace.teams.queries.course_shapes import CourseLine
from catchball.workplace.teams.queries.gate_shapes import GateLine, WorkLine
from catchball.workplace.teams.rules import (
    CharterTerms,
    Function,
    Reach,
    Stability,
)


@dataclass(frozen=True)
class WaitingCharter:
    """A draft of a charter that the reader's company has not signed."""

    client_id: UUID
    program_id: UUID
    program_name: str
    number: int
    written_at: datetime


@dataclass(frozen=True, kw_only=True)
class CharterLine:
    """A version of a charter, by whom it was written, and which companies have signed it."""

    id: UUID
    client_id: UUID
    number: int
    written_name: str
    written_side: Side
    written_at: datetime
    agreed_at: datetime | None
    signed_by: frozenset[Side]
    version: int

    @property
    def is_agreed(self) -> bool:
        """Whether both companies have signed it."""
        return self.agreed_at is not None


@dataclass(frozen=True, kw_only=True)
class CharterPage(Signed):
    """A version of a program's charter as it is signed, beside all its versions.

    `shown` is None where none was written yet; `draft_version` is that of the open draft, 0 where
    there is none.
    """

    program: ProgramLine
    client_name: str
    shown: CharterLine | None
    terms: CharterTerms | None
    content_text: str
    content_hash: str
    versions: tuple[CharterLine, ...]
    draft_version: int
    may_write: bool
    may_sign: bool


@dataclass(frozen=True, kw_only=True)
class MemberLine:
    """A member of a team, now or once."""

    id: UUID
    client_id: UUID
    program: UUID
    side: Side
    function: Function
    is_core: bool
    person: UUID | None
    name: str
    since_on: date
    follows_name: str
    reach: Reach
    left_on: date | None
    left_why: str
    is_ours: bool
    version: int


@dataclass(frozen=True, kw_only=True)
class FunctionRow:
    """Who stands for a function, of each company; the core first."""

    function: Function
    cmo: tuple[MemberLine, ...]
    client: tuple[MemberLine, ...]


@dataclass(frozen=True, kw_only=True)
class Team:
    """The team of a program by function, and what can be said of it as a whole.

    `together` is from when to when all core members with hours are at work on the day asked about,
    `with_hours` how many of them told theirs.
    """

    rows: tuple[FunctionRow, ...]
    past: tuple[MemberLine, ...]
    stability: Stability
    manager_left: tuple[MemberLine, ...]
    together: tuple[datetime, datetime] | None
    with_hours: int
    without_deputy: int

    @property
    def members(self) -> tuple[MemberLine, ...]:
        """All who are of the team now."""
        return tuple(one for row in self.rows for one in (*row.cmo, *row.client))

    @property
    def core(self) -> tuple[MemberLine, ...]:
        """The core members."""
        return tuple(one for one in self.members if one.is_core)


@dataclass(frozen=True, kw_only=True)
class CountedMonth:
    """The stability of a team at the end of a month, and whether the scorecard holds it.

    `version` is that of the value which the scorecard holds for the month, 0 without one.
    """

    month: Period
    stability: Stability
    is_entered: bool
    version: int
    may_count: bool


@dataclass(frozen=True, kw_only=True)
class TeamPage:
    """The team of a program, and its stability beside the scorecard’s."""

    program: ProgramLine
    client_name: str
    team: Team
    counted: CountedMonth
    may_manage: bool


@dataclass(frozen=True, kw_only=True)
class JoiningPage:
    """Whom the reader's company may name for a team, and its members now and before."""

    program: ProgramLine
    people: tuple[PersonLine, ...]
    before: tuple[MemberLine, ...]


@dataclass(frozen=True, kw_only=True)
class MemberPage:
    """A member with the program, as their forms begin."""

    program: ProgramLine
    line: MemberLine


@dataclass(frozen=True, kw_only=True)
class ProgramHome:
    """A program as one page: where it stands, what is late, who works on it."""

    program: ProgramLine
    client_name: str
    course: CourseLine
    gates: tuple[GateLine, ...]
    works: tuple[WorkLine, ...]
    agreed: CharterLine | None
    draft: CharterLine | None
    team: Team
    plan: PlanInBrief | None
    assessments: tuple[AssessmentLine, ...]
    overdue: tuple[ActionLine, ...]
    open_actions: int
    may_steer: bool
    may_manage: bool
    may_write: bool
    may_sign: bool

    @property
    def gate(self) -> GateLine | None:
        """The gate of the stage that the program is in; none after the last."""
        return next((one for one in self.gates if one.leaves is self.course.stage), None)

    @property
    def passed_over(self) -> tuple[GateLine, ...]:
        """The gates behind that were never passed."""
        place = self.course.stage.place
        return tuple(one for one in self.gates if one.is_held and one.leaves.place < place)

    @property
    def late(self) -> int:
        """How many actions, milestones and tasks are late."""
        late = len(self.plan.misses) + len(self.plan.late) if self.plan else 0
        return len(self.overdue) + late

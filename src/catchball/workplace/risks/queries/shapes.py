"""What queries about risks answer with."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from catchball.trust.permissions import Role, Side
from catchball.trust.queries import PersonLine
from catchball.trust.signing import Signed
from catchball.workplace.actions.queries import ActionLine
from catchball.workplace.incidents.queries import IncidentLine
from catchball.workplace.programs.queries import ProgramLine
from catchball.workplace.risks.queries.edition_shapes import EditionLine
from catchball.workplace.risks.queries.library import StarterLine
from catchball.workplace.risks.queries.matrices import MatrixLine
from catchball.workplace.risks.queries.round_shapes import RoundLine
from catchball.workplace.risks.rules import (
    Category,
    Colour,
    Consideration,
    Decision,
    Demand,
    Difference,
    Exposed,
    Foresight,
    Matrix,
    Misfit,
    Moved,
    Pair,
    Phase,
    PlanPart,
    Reversal,
    Score,
    Starter,
    Strategy,
    Trend,
    trend_of,
)


@dataclass(frozen=True)
class TeamMember:
    """Somebody of the team, as they were on the day of the assessment."""

    id: UUID
    name: str
    side: Side
    role: Role


@dataclass(frozen=True, kw_only=True)
class Considered:
    """How far a yellow risk has been considered, and by whom."""

    standing: Consideration
    decision: Decision | None
    decide_by: date | None
    accepted_until: date | None
    name: str
    at: datetime | None
    why: str


@dataclass(frozen=True, kw_only=True)
class RiskLine:
    """A risk as the document's table shows it.

    `demand` is what its score asks for, which grey does not hide; `waits_for` are the companies
    whose approval a complete plan lacks. `done` of `actions` were carried out, which is told apart
    from whether the plan is complete.
    """

    id: UUID
    client_id: UUID
    assessment: UUID
    number: int
    cause: str
    event: str
    effect: str
    category: Category
    phase: Phase
    owner: UUID | None
    owner_name: str
    owner_side: Side | None
    arises_from: UUID | None
    score: Score | None
    points: int | None
    level: str
    demand: Demand | None
    colour: Colour
    reversals: tuple[Reversal, ...]
    strategy: Strategy | None
    response: str
    residual_points: int | None
    expected_days: Decimal | None
    review_on: date | None
    missing: tuple[PlanPart, ...]
    waits_for: frozenset[Side]
    considered: Considered | None
    approved_at: datetime | None
    approved_hash: str
    misfits: tuple[Misfit, ...]
    actions: int
    done: int
    overdue: int
    is_closed: bool
    version: int


@dataclass(frozen=True)
class HeatCell:
    """A pair of probability and impact: what it demands, and the risks that are scored so."""

    impact: int
    level: str
    demand: Demand
    risks: tuple[RiskLine, ...]


@dataclass(frozen=True)
class HeatRow:
    """A step of probability, with its cells from the least impact to the worst."""

    probability: int
    word: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """A review of a document, and how much its open risks were exposed then."""

    id: UUID
    held_on: date
    name: str
    note: str
    exposed: Exposed


@dataclass(frozen=True, kw_only=True)
class ColourCounts:
    """How many open risks of a document show each colour, and how many have reverted."""

    red: int
    yellow: int
    grey: int
    monitor: int
    unscored: int
    reverted: int
    undecided: int
    to_approve: int
    misfits: int

    @property
    def all(self) -> int:
        """How many risks are open."""
        return self.red + self.yellow + self.grey + self.monitor + self.unscored


@dataclass(frozen=True, kw_only=True)
class AssessmentLine:
    """A risk assessment among others."""

    id: UUID
    client_id: UUID
    program: UUID
    program_name: str
    title: str
    held_on: date
    counts: ColourCounts
    version: int


@dataclass(frozen=True, kw_only=True)
class AssessmentOverview:
    """The risk assessments of a client."""

    client_name: str
    lines: tuple[AssessmentLine, ...]
    may_open: bool


@dataclass(frozen=True, kw_only=True)
class ProgramRisks:
    """The risk assessments of a program, and the open actions for their risks, by due day."""

    assessments: tuple[AssessmentLine, ...]
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True, kw_only=True)
class AssessmentPage:
    """A risk assessment: the article's table, worst first; closed risks at the end.

    `misfits` are the open risks of which something stated does not fit, in the same order.
    """

    line: AssessmentLine
    client_name: str
    extent: str
    team: tuple[TeamMember, ...]
    matrix: Matrix
    decide_within: int
    opened_name: str
    opened_at: datetime
    risks: tuple[RiskLine, ...]
    closed: tuple[RiskLine, ...]
    misfits: tuple[RiskLine, ...]
    heat: tuple[HeatRow, ...]
    exposed: Exposed
    round: RoundLine | None
    reviews: tuple[Reviewed, ...]
    since_review: tuple[Difference, ...]
    editions: tuple[EditionLine, ...]
    since_signed: tuple[Difference, ...]
    expected_days: Decimal
    as_of: date
    foresight: Foresight | None
    may_assess: bool

    @property
    def trend(self) -> Trend | None:
        """How the exposure went from the first review until now; None before there is one."""
        reviews = [(one.held_on, one.exposed) for one in reversed(self.reviews)]
        return trend_of([*reviews, (self.as_of, self.exposed)])


@dataclass(frozen=True, kw_only=True)
class AssessmentStart:
    """What a new risk assessment is made from."""

    programs: tuple[ProgramLine, ...]
    people: tuple[PersonLine, ...]
    starters: tuple[Starter, ...]
    site_starters: tuple[StarterLine, ...]
    matrices: tuple[MatrixLine, ...]


@dataclass(frozen=True, kw_only=True)
class ScoringLine:
    """That a risk was scored; after a blind round with what each company had given before."""

    score: Score
    points: int
    level: str
    demand: Demand
    name: str
    side: Side
    at: datetime
    why: str
    originals: Pair | None
    moved: Moved | None


@dataclass(frozen=True, kw_only=True)
class RiskSteps:
    """What the reader may do with a risk now."""

    assess: bool
    score_blind: bool
    decide: bool
    approve: bool
    keep: bool
    fire: bool


@dataclass(frozen=True)
class Struck:
    """The task that a risk would delay: its number in the plan, None once it is not there.

    One that has parts by now is struck no more.
    """

    id: UUID | None
    number: int | None
    name: str
    has_parts: bool = False


@dataclass(frozen=True, kw_only=True)
class RiskPage(Signed):
    """A risk: its words, its scores, its plan and who approved it.

    `content_text` is exactly what a signature under the plan stands for.
    """

    line: RiskLine
    client_name: str
    assessment_title: str
    program: UUID
    program_name: str
    matrix: Matrix
    contingency: str
    trigger: str
    residual_probability: int | None
    residual_impact: int | None
    residual_detection: int | None
    residual_level: str
    delay_days: int | None
    struck: Struck | None
    strikes_from: date | None
    strikes_until: date | None
    is_past_striking: bool
    suggested_response: str
    suggested_contingency: str
    actions: tuple[ActionLine, ...]
    scorings: tuple[ScoringLine, ...]
    secondary: tuple[RiskLine, ...]
    primary: RiskLine | None
    approved_at: datetime | None
    fired_at: datetime | None
    fired_name: str
    fired_why: str
    closed_at: datetime | None
    closed_name: str
    closed_why: str
    foresaw: tuple[IncidentLine, ...]
    content_text: str
    content_hash: str
    people: tuple[PersonLine, ...]
    siblings: tuple[RiskLine, ...]
    steps: RiskSteps

"""What questions about plans are answered with."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from catchball.workplace.plans.rules import (
    Bar,
    Comparison,
    DateDifference,
    FileState,
    MilestoneState,
    Owner,
    PartyDays,
    PlanChanges,
    PlanContent,
    Reckoned,
    Remark,
    SheetColumns,
    SlipCause,
    SlipParty,
    TaskTerms,
)
from catchball.workplace.programs.queries import ProgramLine


@dataclass(frozen=True, kw_only=True)
class TaskLine:
    """A task with its days; durations, floats and links in the words of people.

    Days and float are None where the calendar cannot tell them.
    """

    id: UUID
    uid: int
    number: int
    name: str
    level: int
    owner: Owner
    is_summary: bool
    is_milestone: bool
    is_critical: bool
    duration: str
    estimate: str
    starts_on: date | None
    ends_on: date | None
    latest_on: date | None
    total_float: str
    misses_date: bool
    date_rule: str
    waits_for: str


@dataclass(frozen=True, kw_only=True)
class PlanView:
    """A plan with the days that it comes to.

    `why_undated` says why no days can be told; `late_start` that work begins later than planned
    because the calendar does.
    """

    id: UUID
    version: int
    start_on: date
    day_minutes: int
    day_length: str
    starts_on: date | None
    ends_on: date | None
    why_undated: str
    starts_late: bool
    tasks: tuple[TaskLine, ...]
    critical: int
    misses: tuple[str, ...]

    @property
    def leaves(self) -> int:
        """How many tasks have no parts."""
        return sum(not one.is_summary for one in self.tasks)


@dataclass(frozen=True, kw_only=True)
class MoveLine:
    """That the day of a milestone was moved; a later one has a cause and a party."""

    moved_from: date
    moved_to: date
    cause: SlipCause | None
    party: SlipParty | None
    why: str
    moved_name: str
    moved_at: datetime

    @property
    def days(self) -> int:
        """How many calendar days later; less than nothing where days were won back."""
        return (self.moved_to - self.moved_from).days


@dataclass(frozen=True, kw_only=True)
class MilestoneLine:
    """A milestone; `id` and the days committed and forecast are None where none was committed.

    `task` and `number` are None where the plan no longer has it; `planned_on` is what the plan
    itself comes to. Moves come newest first.
    """

    task: UUID | None
    number: int | None
    name: str
    planned_on: date | None
    id: UUID | None = None
    committed_on: date | None = None
    forecast_on: date | None = None
    actual_on: date | None = None
    version: int = 0
    moves: tuple[MoveLine, ...] = ()
    state: MilestoneState = MilestoneState.OPEN

    @property
    def slipped(self) -> int:
        """How many calendar days after the first day it comes, or came."""
        last = self.actual_on or self.forecast_on
        return (last - self.committed_on).days if last and self.committed_on else 0

    @property
    def is_told_late(self) -> bool:
        """Answer whether the plan comes to a later day than the other company was told."""
        return bool(
            not self.actual_on
            and self.planned_on
            and self.forecast_on
            and self.planned_on > self.forecast_on
        )


@dataclass(frozen=True, kw_only=True)
class MilestonesPage:
    """The milestones of a program's plan; `by_party` adds up the slips of all."""

    program: ProgramLine
    milestones: tuple[MilestoneLine, ...]
    why_undated: str
    by_party: tuple[PartyDays, ...]
    may_manage: bool

    @property
    def committed(self) -> tuple[MilestoneLine, ...]:
        """Those whose day was committed."""
        return tuple(one for one in self.milestones if one.id)


@dataclass(frozen=True, kw_only=True)
class MilestonePage:
    """A committed milestone with all that became of its day."""

    program: ProgramLine
    line: MilestoneLine
    committed_name: str
    committed_at: datetime
    may_manage: bool


@dataclass(frozen=True, kw_only=True)
class ProgramPage:
    """A program and its plan; `has_calendar` says whether its site has a working calendar."""

    program: ProgramLine
    plan: PlanView | None
    bars: tuple[Bar, ...]
    milestones: tuple[MilestoneLine, ...]
    has_calendar: bool
    usual_day_minutes: int
    may_manage: bool
    may_read_numbers: bool


@dataclass(frozen=True, kw_only=True)
class ProgramPlan:
    """A program in the list of all, with where its plan leads."""

    program: ProgramLine
    starts_on: date | None
    ends_on: date | None
    tasks: int
    critical: int
    misses: int


@dataclass(frozen=True, kw_only=True)
class PlanInBrief:
    """Where the plan of a program leads.

    `late` are the milestones that are past their first day or are told to come later, `misses` all
    other tasks that cannot keep their date.
    """

    ends_on: date | None
    tasks: int
    misses: tuple[str, ...]
    late: tuple[MilestoneLine, ...]
    next_name: str
    next_on: date | None


@dataclass(frozen=True, kw_only=True)
class TaskDetail:
    """A task as a form begins with it."""

    line: TaskLine
    terms: TaskTerms
    program: ProgramLine
    version: int


@dataclass(frozen=True, kw_only=True)
class PlanFilePage:
    """A file of a plan, and what taking it over would change; nothing is written yet.

    `plan_version` is that of the plan it was compared with, 0 where there is none.
    """

    id: UUID
    program: ProgramLine
    name: str
    size_bytes: int
    content_hash: str
    state: FileState
    read_name: str
    read_at: datetime
    version: int
    plan_version: int
    tasks: int
    ends_on: date | None
    why_undated: str
    changes: PlanChanges
    remarks: tuple[Remark, ...]
    differences: tuple[DateDifference, ...]


@dataclass(frozen=True, kw_only=True)
class PlanSheetPage:
    """The sheet of a workbook whose columns are matched: its head, samples, what is proposed.

    `start_on` and `day_minutes` are usual ones, for a program without a plan.
    """

    id: UUID
    program: ProgramLine
    name: str
    state: FileState
    version: int
    head: tuple[str, ...]
    rows: int
    samples: tuple[tuple[str, ...], ...]
    proposed: SheetColumns
    has_plan: bool
    start_on: date
    day_minutes: int


@dataclass(frozen=True)
class PlanExport:
    """A plan for files: what it says, and the days that it comes to where they can be told."""

    program: ProgramLine
    content: PlanContent
    reckoned: Reckoned | None
    zone: ZoneInfo | None


@dataclass(frozen=True, kw_only=True)
class BaselineLine:
    """A baseline: its name, how many tasks it holds, when it ends, who took it."""

    id: UUID
    name: str
    tasks: int
    ends_on: date
    taken_name: str
    taken_at: datetime


@dataclass(frozen=True, kw_only=True)
class BaselinesPage:
    """The baselines of a program's plan; `plan_version` is 0 where there is no plan."""

    program: ProgramLine
    plan_version: int
    baselines: tuple[BaselineLine, ...]
    may_manage: bool


@dataclass(frozen=True, kw_only=True)
class ComparedPage:
    """A baseline beside a later one, or beside the plan of `today` where `beside` is None."""

    program: ProgramLine
    baseline: BaselineLine
    beside: BaselineLine | None
    others: tuple[BaselineLine, ...]
    comparison: Comparison
    bars: tuple[Bar, ...]
    why_undated: str
    today: date

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """The other baselines of the plan, as they are chosen from."""
        return tuple((str(one.id), one.name) for one in self.others)


@dataclass(frozen=True)
class LockedPlan:
    """The rows of a plan, locked for its own commands, and what they say."""

    id: UUID
    version: int
    content: PlanContent

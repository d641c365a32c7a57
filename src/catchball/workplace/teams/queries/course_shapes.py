"""How far a program has come, as questions about it are answered."""

from dataclasses import dataclass
from datetime import datetime

from catchball.workplace.programs.queries import ProgramLine
from catchball.workplace.teams.rules import Passing, Stage


@dataclass(frozen=True, kw_only=True)
class StageMoved:
    """That a program went from one stage to another, and why."""

    left: Stage
    entered: Stage
    at: datetime
    name: str
    why: str
    passing: Passing


@dataclass(frozen=True, kw_only=True)
class StageStep:
    """A stage in the strip of all; `entered_at` is when the program last came into it."""

    stage: Stage
    is_past: bool
    is_now: bool
    entered_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class CourseLine:
    """How far a program has come: all stages, and the moves, the newest first."""

    stage: Stage
    version: int
    steps: tuple[StageStep, ...]
    moves: tuple[StageMoved, ...]


@dataclass(frozen=True, kw_only=True)
class CoursePage:
    """How far a program has come, as the form that moves it begins.

    `is_held` is whether the gate of its stage keeps it there.
    """

    program: ProgramLine
    course: CourseLine
    is_held: bool

"""What comes out of a control chart: lines, special causes, phases and the two verdicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from catchball.measures.charts.series import Better, Point, Series


class Side(IntEnum):
    """Where a special cause points to; a rule without direction points nowhere."""

    LOW = -1
    NEITHER = 0
    HIGH = 1


class Rule(StrEnum):
    """Every rule of the named sets; the value is stable and may be stored."""

    BEYOND = "beyond-limit"
    SHIFT = "shift"
    TREND = "trend"
    TWO_IN_THREE = "two-in-three"
    FOUR_IN_FIVE = "four-in-five"
    ALTERNATING = "alternating"
    HUGGING = "hugging"
    AVOIDING = "avoiding"
    LONG_RUN = "long-run"
    FEW_CROSSINGS = "few-crossings"


class Standing(StrEnum):
    """What one point says."""

    COMMON = "common-cause"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    HIGH = "special-high"
    LOW = "special-low"
    SPECIAL = "special"
    EXCLUDED = "excluded"
    GAP = "gap"


class Variation(StrEnum):
    """What the latest point says of the process, as the NHS icons do."""

    COMMON = "common-cause"
    IMPROVEMENT_HIGH = "improvement-high"
    IMPROVEMENT_LOW = "improvement-low"
    CONCERN_HIGH = "concern-high"
    CONCERN_LOW = "concern-low"
    NEITHER_HIGH = "neither-high"
    NEITHER_LOW = "neither-low"
    SPECIAL = "special"
    TOO_FEW = "too-few-points"


class Assurance(StrEnum):
    """Whether the process, left as it is, will meet its target."""

    PASS = "pass"  # noqa: S105 -- the NHS word for a target that is always met
    FAIL = "fail"
    HIT_OR_MISS = "hit-or-miss"
    NOT_ASKED = "not-asked"  # no direction, no target, or a run chart, which has no limits
    TOO_FEW = "too-few-points"


@dataclass(frozen=True)
class SpecialCause:
    """A rule that fired: every point it involves, where it completed, which points it marks."""

    rule: Rule
    side: Side
    points: tuple[int, ...]
    completes: tuple[int, ...]
    marked: tuple[int, ...]


@dataclass(frozen=True)
class Reading:
    """One point with its lines in the unit shown; limits may lie outside what is possible."""

    point: Point
    value: float | None
    centre: float | None
    lower: float | None
    upper: float | None
    sigma: float | None
    phase: int
    target: float | None
    bounds: tuple[float | None, float | None]
    causes: tuple[SpecialCause, ...] = ()
    standing: Standing = Standing.COMMON

    @property
    def drawn_lower(self) -> float | None:
        """The lower limit as drawn: absent where nothing can lie below it."""
        least = self.bounds[0]
        if self.lower is None or (least is not None and self.lower <= least):
            return None
        return self.lower

    @property
    def drawn_upper(self) -> float | None:
        """The upper limit as drawn: absent where nothing can lie above it."""
        most = self.bounds[1]
        if self.upper is None or (most is not None and self.upper >= most):
            return None
        return self.upper


@dataclass(frozen=True)
class PhaseSummary:
    """One stretch of points with common limits, and whose decision began it.

    `used` counts the points behind the limits. `moving_range` is the mean moving range after
    screening (XmR, and t on its transformed scale), `sigma_z` Laney's factor. `lower` and
    `upper` are absent where the limits vary with the denominator.
    """

    first: int
    last: int
    reason: str
    decided_by: str
    decided_on: date | None
    used: int
    frozen: bool
    trial: bool
    centre: float | None
    lower: float | None
    upper: float | None
    moving_range: float | None
    sigma_z: float | None


@dataclass(frozen=True)
class Runs:
    """The longest run and the crossings of the centre line beside what chance allows."""

    useful: int
    longest: int
    longest_allowed: int
    crossings: int
    crossings_needed: int


@dataclass(frozen=True)
class Chart:
    """A series as read by its rules."""

    series: Series
    readings: tuple[Reading, ...]
    causes: tuple[SpecialCause, ...]
    phases: tuple[PhaseSummary, ...]
    runs: tuple[Runs, ...]  # one a phase
    variation: Variation
    assurance: Assurance

    @property
    def better(self) -> Better:
        """The direction of improvement."""
        return self.series.better

    @property
    def trial(self) -> bool:
        """Whether the present limits rest on so few points that each new one moves them."""
        return bool(self.phases) and self.phases[-1].trial

    def of_rule(self, rule: Rule) -> Sequence[SpecialCause]:
        """Return the special causes that one rule found, in time order."""
        return [cause for cause in self.causes if cause.rule is rule]

    def beyond(self, side: Side | None = None) -> list[int]:
        """Return the points beyond a limit, or beyond that of one side."""
        found = [cause for cause in self.of_rule(Rule.BEYOND) if side in (None, cause.side)]
        return sorted(place for cause in found for place in cause.points)

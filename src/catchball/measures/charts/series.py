"""What goes into a control chart: points, phases, targets and the conventions to read them by."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from catchball.kernel.days import Period


class Kind(StrEnum):
    """Which arithmetic gives the limits; `docs/metrics.md` says when to use which."""

    XMR = "xmr"  # single values of any unit
    P = "p"  # a share: count of denominator
    U = "u"  # a rate: count per denominator of exposure
    C = "c"  # a count under equal exposure
    NP = "np"  # a count of equal or nearly equal denominators
    P_PRIME = "p-prime"  # a share of large denominators (Laney)
    U_PRIME = "u-prime"  # a rate of large exposures (Laney)
    G = "g"  # cases between rare events
    T = "t"  # time between rare events
    RUN = "run"  # a median and no limits

    @property
    def needs_denominator(self) -> bool:
        """Whether a point is a count out of, or per, something."""
        return self in _OUT_OF

    @property
    def counts(self) -> bool:
        """Whether a point is given as a count and not as a value."""
        return self is Kind.C or self in _OUT_OF

    @property
    def is_share(self) -> bool:
        """Whether the count can never exceed its denominator."""
        return self in _SHARES


_SHARES = frozenset({Kind.P, Kind.NP, Kind.P_PRIME})
_OUT_OF = _SHARES | {Kind.U, Kind.U_PRIME}


class Better(StrEnum):
    """The direction in which a change is an improvement."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class RuleSet(StrEnum):
    """The named sets of rules that tell a special cause from common variation."""

    NHS = "nhs"
    WESTERN_ELECTRIC = "western-electric"
    NELSON = "nelson"
    ANHOJ = "anhoj"


class Screening(StrEnum):
    """What becomes of moving ranges at or above 3.267 times their mean."""

    ONCE = "once"
    NONE = "none"
    UNTIL_NONE_IS_LEFT = "until-none-is-left"


class Marking(StrEnum):
    """Which points a rule marks that needs several points."""

    ALL_INVOLVED = "all-involved"
    COMPLETING = "completing"


class TrendCount(StrEnum):
    """Whether a trend of n means n points or n rises (or falls) between points."""

    POINTS = "points"
    RISES = "rises"


class OnTheLine(StrEnum):
    """What a point exactly on the centre line does to a run on one side."""

    BREAKS = "breaks"
    SKIPPED = "skipped"


class OnTheLimit(StrEnum):
    """Whether a point exactly on a limit counts as beyond it."""

    INSIDE = "inside"
    BEYOND = "beyond"


class AcrossGaps(StrEnum):
    """Whether the points on either side of a gap or an excluded point are neighbours."""

    JOINED = "joined"
    BROKEN = "broken"


class GapCentre(StrEnum):
    """The centre line of a g chart."""

    MEDIAN = "median"
    THEORETICAL_MEDIAN = "theoretical-median"  # 0.693 times the mean
    MEAN = "mean"


class GapCount(StrEnum):
    """Whether the cases of a g chart lie between two events or include the second event."""

    BETWEEN = "between"
    UP_TO = "up-to"


class AfterPhase(StrEnum):
    """Which limits assure a target while a new phase has too few points."""

    WAIT = "wait"
    PREVIOUS_PHASE = "previous-phase"


@dataclass(frozen=True)
class Conventions:
    """The choices on which published sources differ; the defaults are those of docs/metrics.md."""

    screening: Screening = Screening.ONCE
    range_factor: float = 2.66
    marking: Marking = Marking.ALL_INVOLVED
    trend_count: TrendCount = TrendCount.POINTS
    on_the_line: OnTheLine = OnTheLine.BREAKS
    on_the_limit: OnTheLimit = OnTheLimit.INSIDE
    across_gaps: AcrossGaps = AcrossGaps.JOINED
    gap_centre: GapCentre = GapCentre.MEDIAN
    gap_count: GapCount = GapCount.BETWEEN
    after_phase: AfterPhase = AfterPhase.WAIT
    speaks_from: int = 7
    settled_from: int = 12


@dataclass(frozen=True)
class Point:
    """One period or case: a value, or a count with its denominator; neither is a gap."""

    label: str
    value: float | None = None
    count: float | None = None
    denominator: float | None = None
    period: Period | None = None
    excluded: str = ""  # the reason; an excluded point is drawn and nothing else


@dataclass(frozen=True)
class Phase:
    """A person's decision that the process changed and its limits start anew."""

    starts_at: str  # the label of its first point
    reason: str
    decided_by: str = ""
    decided_on: date | None = None


@dataclass(frozen=True)
class TargetStep:
    """A target in force from a point on, in the unit shown."""

    starts_at: str  # the label of the first point it holds for
    value: float


@dataclass(frozen=True)
class Series:
    """A chart to be read: the points in time order and how to read them.

    `multiplier` turns what is measured into the unit shown (100 for per cent, 1000 for a rate
    per thousand). `bounds` are the values that are possible at all, in the unit shown; they are
    known for shares and counts and may be given for single values. `frozen_after` fixes the
    limits of each phase after so many of its points.
    """

    kind: Kind
    points: Sequence[Point]
    better: Better = Better.NEITHER
    phases: Sequence[Phase] = ()
    targets: Sequence[TargetStep] = ()
    frozen_after: int | None = None
    multiplier: float = 1.0
    bounds: tuple[float | None, float | None] | None = None
    rules: RuleSet = RuleSet.NHS
    conventions: Conventions = field(default_factory=Conventions)


def gaps_between(happened: Sequence[bool], *, counted: GapCount = GapCount.BETWEEN) -> list[int]:
    """Return the number of cases between each event and the next, for a g chart.

    `happened` holds one flag a case in time order. The cases before the first event and after
    the last are no gap, since one of their ends is unknown.

    Source: J. C. Benneyan, Health Care Management Science 4 (2001) 305, number-between g charts.

    >>> gaps_between([True, False, False, True, True])
    [2, 0]
    """
    at = [place for place, flag in enumerate(happened) if flag]
    less = 1 if counted is GapCount.BETWEEN else 0
    return [later - earlier - less for earlier, later in itertools.pairwise(at)]

"""Control charts: a series goes in, lines, special causes and verdicts come out.

`read_chart` is the door; `docs/metrics.md` states every convention and its source.
"""

from catchball.measures.charts.checks import check_series
from catchball.measures.charts.read import read_chart
from catchball.measures.charts.reading import (
    Assurance,
    Chart,
    PhaseSummary,
    Reading,
    Rule,
    Runs,
    Side,
    SpecialCause,
    Standing,
    Variation,
)
from catchball.measures.charts.series import (
    AcrossGaps,
    AfterPhase,
    Better,
    Conventions,
    GapCentre,
    GapCount,
    Kind,
    Marking,
    OnTheLimit,
    OnTheLine,
    Phase,
    Point,
    RuleSet,
    Screening,
    Series,
    TargetStep,
    TrendCount,
    gaps_between,
)

__all__ = [
    "AcrossGaps",
    "AfterPhase",
    "Assurance",
    "Better",
    "Chart",
    "Conventions",
    "GapCentre",
    "GapCount",
    "Kind",
    "Marking",
    "OnTheLimit",
    "OnTheLine",
    "Phase",
    "PhaseSummary",
    "Point",
    "Reading",
    "Rule",
    "RuleSet",
    "Runs",
    "Screening",
    "Series",
    "Side",
    "SpecialCause",
    "Standing",
    "TargetStep",
    "TrendCount",
    "Variation",
    "check_series",
    "gaps_between",
    "read_chart",
]

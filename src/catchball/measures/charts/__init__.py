"""Control charts: a series goes in, lines, special causes and verdicts come out.

`read_chart` is the door; `docs/metrics.md` states every convention and its source.
"""

from catchball.measures.charts.checks import check_series
from catchball.measures.charts.icons import assurance_icon, sparkline, variation_icon
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
from catchball.measures.charts.spec import Annotation, Axis, ChartSpec, LineLabel, Mark, specify
from catchball.measures.charts.svg import draw
from catchball.measures.charts.twin import Twin, table
from catchball.measures.charts.wording import (
    ASSURANCE_WORDS,
    VARIATION_WORDS,
    Wording,
    say_finding,
)

__all__ = [
    "ASSURANCE_WORDS",
    "VARIATION_WORDS",
    "AcrossGaps",
    "AfterPhase",
    "Annotation",
    "Assurance",
    "Axis",
    "Better",
    "Chart",
    "ChartSpec",
    "Conventions",
    "GapCentre",
    "GapCount",
    "Kind",
    "LineLabel",
    "Mark",
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
    "Twin",
    "Variation",
    "Wording",
    "assurance_icon",
    "check_series",
    "draw",
    "gaps_between",
    "read_chart",
    "say_finding",
    "sparkline",
    "specify",
    "table",
    "variation_icon",
]

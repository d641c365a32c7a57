"""Everything that may be asked about risks."""

from catchball.workplace.risks.queries.assessments import (
    get_assessment,
    get_assessment_for_change,
    get_assessment_overview,
    get_assessment_start,
    list_snapshots,
    list_team,
)
from catchball.workplace.risks.queries.bringing import (
    judged,
    list_unfit,
)
from catchball.workplace.risks.queries.reading import PLAN, SERVED, Read, exposure_of
from catchball.workplace.risks.queries.risks import (
    get_plan_to_approve,
    get_risk,
    get_risk_for_change,
    read_risk,
)
from catchball.workplace.risks.queries.shapes import (
    AssessmentLine,
    AssessmentOverview,
    AssessmentPage,
    AssessmentStart,
    ColourCounts,
    Considered,
    HeatCell,
    HeatRow,
    Reviewed,
    RiskLine,
    RiskPage,
    RiskSteps,
    ScoringLine,
    TeamMember,
)

__all__ = [
    "PLAN",
    "SERVED",
    "AssessmentLine",
    "AssessmentOverview",
    "AssessmentPage",
    "AssessmentStart",
    "ColourCounts",
    "Considered",
    "HeatCell",
    "HeatRow",
    "Read",
    "Reviewed",
    "RiskLine",
    "RiskPage",
    "RiskSteps",
    "ScoringLine",
    "TeamMember",
    "exposure_of",
    "get_assessment",
    "get_assessment_for_change",
    "get_assessment_overview",
    "get_assessment_start",
    "get_plan_to_approve",
    "get_risk",
    "get_risk_for_change",
    "judged",
    "list_snapshots",
    "list_team",
    "list_unfit",
    "read_risk",
]

"""State of risk assessments, their risks and scores, and of the matrices they are scored on."""

from catchball.workplace.risks.models.documents import (
    Assessment,
    BlindScore,
    Edition,
    Risk,
    RiskReview,
    Scoring,
    ScoringRound,
    SiteStarter,
)
from catchball.workplace.risks.models.matrices import MatrixVersion, SiteMatrix

__all__ = [
    "Assessment",
    "BlindScore",
    "Edition",
    "MatrixVersion",
    "Risk",
    "RiskReview",
    "Scoring",
    "ScoringRound",
    "SiteMatrix",
    "SiteStarter",
]

"""Everything that can happen to risk assessments and their risks."""

from catchball.workplace.risks.commands.assessing import (
    add_risk,
    change_assessment,
    change_risk,
    close_risk,
    open_assessment,
    score_risk,
)
from catchball.workplace.risks.commands.bringing import (
    bring_risks,
)
from catchball.workplace.risks.commands.planning import (
    add_plan_action,
    approve_plan,
    decide_risk,
    fire_trigger,
    write_plan,
)
from catchball.workplace.risks.commands.reviewing import hold_review

__all__ = [
    "add_plan_action",
    "add_risk",
    "approve_plan",
    "bring_risks",
    "change_assessment",
    "change_risk",
    "close_risk",
    "decide_risk",
    "fire_trigger",
    "hold_review",
    "open_assessment",
    "score_risk",
    "write_plan",
]

"""Everything that can happen to risk assessments and their risks."""

from catchball.workplace.risks.commands.assessing import (
    add_risk,
    change_assessment,
    change_risk,
    close_risk,
    open_assessment,
)
from catchball.workplace.risks.commands.blind import (
    begin_round,
    call_off_round,
    close_round,
    score_blind,
)
from catchball.workplace.risks.commands.bringing import (
    bring_risks,
)
from catchball.workplace.risks.commands.drawing import draw_matrix, redraw_matrix, retire_matrix
from catchball.workplace.risks.commands.editions import issue_edition, sign_edition
from catchball.workplace.risks.commands.foreseeing import (
    judge_foresight,
)
from catchball.workplace.risks.commands.library import add_starter, change_starter, retire_starter
from catchball.workplace.risks.commands.planning import (
    add_plan_action,
    approve_plan,
    decide_risk,
    fire_trigger,
    write_plan,
)
from catchball.workplace.risks.commands.reviewing import hold_review
from catchball.workplace.risks.commands.scoring import (
    keep_same_scores,
    reconcile_score,
    score_risk,
)

__all__ = [
    "add_plan_action",
    "add_risk",
    "add_starter",
    "approve_plan",
    "begin_round",
    "bring_risks",
    "call_off_round",
    "change_assessment",
    "change_risk",
    "change_starter",
    "close_risk",
    "close_round",
    "decide_risk",
    "draw_matrix",
    "fire_trigger",
    "hold_review",
    "issue_edition",
    "judge_foresight",
    "keep_same_scores",
    "open_assessment",
    "reconcile_score",
    "redraw_matrix",
    "retire_matrix",
    "retire_starter",
    "score_blind",
    "score_risk",
    "sign_edition",
    "write_plan",
]

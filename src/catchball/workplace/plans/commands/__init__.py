"""Everything that can happen to plans."""

from catchball.workplace.plans.commands.baselines import take_baseline
from catchball.workplace.plans.commands.files import (
    discard_plan_file,
    match_plan_file,
    read_plan_file,
    take_plan_file,
)
from catchball.workplace.plans.commands.milestones import (
    commit_milestone,
    move_milestone,
    reach_milestone,
)
from catchball.workplace.plans.commands.planning import (
    PlanExists,
    add_task,
    begin_plan,
    change_plan,
    change_task,
    remove_task,
)

__all__ = [
    "PlanExists",
    "add_task",
    "begin_plan",
    "change_plan",
    "change_task",
    "commit_milestone",
    "discard_plan_file",
    "match_plan_file",
    "move_milestone",
    "reach_milestone",
    "read_plan_file",
    "remove_task",
    "take_baseline",
    "take_plan_file",
]

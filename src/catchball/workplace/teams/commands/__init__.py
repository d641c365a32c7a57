"""Everything that can happen to the stage, gates, charter, team and work of a program."""

from catchball.workplace.teams.commands.assigning import add_work, change_work, remove_work
from catchball.workplace.teams.commands.chartering import sign_charter, write_charter
from catchball.workplace.teams.commands.counting import NobodyNamed, count_stability
from catchball.workplace.teams.commands.gating import (
    add_criterion,
    answer_criterion,
    sign_gate,
)
from catchball.workplace.teams.commands.opening import open_program
from catchball.workplace.teams.commands.staffing import change_member, join_team, leave_team
from catchball.workplace.teams.commands.steering import move_stage

__all__ = [
    "NobodyNamed",
    "add_criterion",
    "add_work",
    "answer_criterion",
    "change_member",
    "change_work",
    "count_stability",
    "join_team",
    "leave_team",
    "move_stage",
    "open_program",
    "remove_work",
    "sign_charter",
    "sign_gate",
    "write_charter",
]

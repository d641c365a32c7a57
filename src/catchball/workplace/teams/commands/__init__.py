"""Everything that can happen to the stage, the charter and the team of a program."""

from catchball.workplace.teams.commands.chartering import sign_charter, write_charter
from catchball.workplace.teams.commands.staffing import change_member, join_team, leave_team
from catchball.workplace.teams.commands.steering import move_stage

__all__ = [
    "change_member",
    "join_team",
    "leave_team",
    "move_stage",
    "sign_charter",
    "write_charter",
]

"""Programs as both companies run them: stage, charter, team."""

from catchball.site.api.operations import Door
from catchball.workplace.teams import commands, queries

DOOR = Door("teams", "Teams of programs")
DOOR.asks("{program}/", queries.get_program_home)
DOOR.asks("{program}/charter/", queries.get_charter)
DOOR.asks("{program}/charter/to-sign/", queries.get_charter_to_sign)
DOOR.asks("{program}/team/", queries.get_team)
DOOR.asks("members/{member}/", queries.get_member)
_HOME, _TEAM, _CHARTER = queries.get_program_home, queries.get_team, queries.get_charter
DOOR.does("{program}/stage/", commands.move_stage, then=_HOME)
DOOR.does("{program}/charter/write/", commands.write_charter, then=_CHARTER)
DOOR.does("charters/{charter}/sign/", commands.sign_charter)
DOOR.does("{program}/team/join/", commands.join_team, then=_TEAM)
DOOR.does("members/{member}/change/", commands.change_member, then=queries.get_member)
DOOR.does("members/{member}/leave/", commands.leave_team)

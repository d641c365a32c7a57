"""Programs as both companies run them: stage, gates, charter, team, work."""

from catchball.site.api.operations import Door
from catchball.workplace.teams import commands, queries

DOOR = Door("teams", "Teams of programs")
DOOR.asks("opening/", queries.get_opening)
DOOR.asks("charters/waiting/", queries.list_waiting_charters)
DOOR.asks("{program}/", queries.get_program_home)
DOOR.asks("{program}/charter/", queries.get_charter)
DOOR.asks("{program}/charter/to-sign/", queries.get_charter_to_sign)
DOOR.asks("{program}/team/", queries.get_team)
DOOR.asks("{program}/team/joining/", queries.get_joining)
DOOR.asks("members/{member}/", queries.get_member)
DOOR.asks("{program}/gates/{leaves}/", queries.get_gate)
DOOR.asks("{program}/gates/{leaves}/to-sign/", queries.get_gate_to_sign)
DOOR.asks("criteria/{criterion}/", queries.get_criterion)
DOOR.asks("{program}/work/", queries.get_duties)
DOOR.asks("work/{work}/", queries.get_work)
_HOME, _TEAM, _CHARTER = queries.get_program_home, queries.get_team, queries.get_charter
DOOR.does("open/", commands.open_program, then=_HOME, made="program")
DOOR.does("{program}/stage/", commands.move_stage, then=_HOME)
DOOR.does("{program}/charter/write/", commands.write_charter, then=_CHARTER)
DOOR.does("charters/{charter}/sign/", commands.sign_charter)
DOOR.does("{program}/team/stability/", commands.count_stability, then=_TEAM)
DOOR.does("{program}/team/join/", commands.join_team, then=_TEAM)
DOOR.does("{program}/gates/{leaves}/add/", commands.add_criterion, then=queries.get_gate)
DOOR.does("criteria/{criterion}/answer/", commands.answer_criterion)
DOOR.does("{program}/gates/{leaves}/sign/", commands.sign_gate, then=queries.get_gate)
DOOR.does("{program}/work/add/", commands.add_work, then=queries.get_work, made="work")
DOOR.does("work/{work}/change/", commands.change_work, then=queries.get_work)
DOOR.does("work/{work}/remove/", commands.remove_work)
DOOR.does("members/{member}/change/", commands.change_member, then=queries.get_member)
DOOR.does("members/{member}/leave/", commands.leave_team)

FLOOR = Door("teams", "Teams of programs", across=True)
FLOOR.asks("load/", queries.list_loads)

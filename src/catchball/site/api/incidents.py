"""Incidents of programs, and which risks foresaw them."""

from catchball.site.api.operations import Door
from catchball.workplace.incidents import commands, queries

DOOR = Door("incidents", "Incidents")
DOOR.asks("", queries.get_incident_overview)
DOOR.asks("{incident}/", queries.get_incident)
_NOW = queries.get_incident
DOOR.does("record/", commands.record_incident, then=_NOW, made="incident")
DOOR.does("{incident}/correct/", commands.correct_incident, then=_NOW)
DOOR.does("{incident}/close/", commands.close_incident, then=_NOW)

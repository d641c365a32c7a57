"""Actions: offered to one person, accepted by them, done with evidence."""

from catchball.site.api.operations import Door
from catchball.workplace.actions import commands, queries

DOOR = Door("actions", "Actions")
DOOR.asks("", queries.get_overview)
DOOR.asks("owners/", queries.list_owners)
DOOR.asks("{action}/", queries.get_action)
_NOW = queries.get_action
# What an action serves is said by whatever it serves, such as the plan of a risk.
DOOR.does("offer/", commands.offer_action, then=_NOW, made="action", hides=("serves",))
DOOR.does("{action}/accept/", commands.accept_action, then=_NOW)
DOOR.does("{action}/decline/", commands.decline_action, then=_NOW)
DOOR.does("{action}/forecast/", commands.forecast_action, then=_NOW)
DOOR.does("{action}/complete/", commands.complete_action, then=_NOW)
DOOR.does("{action}/withdraw/", commands.withdraw_action, then=_NOW)

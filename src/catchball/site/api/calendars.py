"""Working calendars of sites and of the client's own company."""

from catchball.site.api.operations import Door
from catchball.workplace.calendars import commands, queries

DOOR = Door("calendars", "Calendars")
DOOR.asks("", queries.list_place_calendars)
DOOR.asks("places/", queries.list_places)
DOOR.asks("gaps/", queries.list_calendar_gaps)
DOOR.asks("overview/", queries.get_overview, fixed={"question": lambda: None})
DOOR.asks("{place}/", queries.get_place_calendar)
DOOR.asks("{place}/place/", queries.get_place)
DOOR.asks("{place}/year/", queries.get_calendar_page)
DOOR.does("set/", commands.set_client_calendar)
DOOR.does("sites/{site}/set/", commands.set_site_calendar)
_NOW = queries.get_place_calendar
DOOR.does("{place}/plans/{number}/discard/", commands.discard_plan, then=_NOW)
DOOR.does("{place}/holidays/add/", commands.add_holidays, then=_NOW)
DOOR.does("{place}/holidays/remove/", commands.remove_holiday, then=_NOW)
DOOR.does("{place}/closures/add/", commands.add_closure, then=_NOW)
DOOR.does("{place}/closures/remove/", commands.remove_closure, then=_NOW)
DOOR.does("{place}/special-hours/set/", commands.set_special_hours, then=_NOW)
DOOR.does("{place}/special-hours/remove/", commands.remove_special_hours, then=_NOW)

"""Risk assessments, their risks, and the plans that both companies approve."""

from catchball.site.api.operations import Door
from catchball.workplace.risks import commands, queries

DOOR = Door("risks", "Risk assessments")
DOOR.asks("", queries.get_assessment_overview)
DOOR.asks("start/", queries.get_assessment_start)
DOOR.asks("{assessment}/", queries.get_assessment)
DOOR.asks("of/{risk}/", queries.get_risk)
_DOCUMENT, _NOW = queries.get_assessment, queries.get_risk
DOOR.does("open/", commands.open_assessment, then=_DOCUMENT, made="assessment")
DOOR.does("{assessment}/change/", commands.change_assessment, then=_DOCUMENT)
DOOR.does("{assessment}/review/", commands.hold_review, then=_DOCUMENT)
DOOR.does("{assessment}/add/", commands.add_risk, then=_NOW, made="risk")
DOOR.does("{assessment}/bring/", commands.bring_risks, then=_DOCUMENT)
DOOR.does("of/{risk}/change/", commands.change_risk, then=_NOW)
DOOR.does("of/{risk}/score/", commands.score_risk, then=_NOW)
DOOR.does("of/{risk}/plan/", commands.write_plan, then=_NOW)
DOOR.does("of/{risk}/act/", commands.add_plan_action, then=_NOW)
DOOR.does("of/{risk}/approve/", commands.approve_plan, then=_NOW)
DOOR.does("of/{risk}/decide/", commands.decide_risk, then=_NOW)
DOOR.does("of/{risk}/fire/", commands.fire_trigger, then=_NOW)
DOOR.does("of/{risk}/close/", commands.close_risk, then=_NOW)

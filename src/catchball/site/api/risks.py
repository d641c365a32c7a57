"""Risk assessments, their risks, and the plans that both companies approve."""

from catchball.site.api.operations import Door
from catchball.workplace.risks import commands, queries

DOOR = Door("risks", "Risk assessments")
DOOR.asks("", queries.get_assessment_overview)
DOOR.asks("library/", queries.get_library)
DOOR.asks("waiting/", queries.list_waiting_approvals)
DOOR.asks("start/", queries.get_assessment_start)
DOOR.asks("{assessment}/", queries.get_assessment)
DOOR.asks("{assessment}/round/", queries.get_round)
DOOR.asks("editions/{edition}/", queries.get_edition)
DOOR.asks("of/{risk}/", queries.get_risk)
_DOCUMENT, _NOW = queries.get_assessment, queries.get_risk
_ROUND = queries.get_round
DOOR.does("open/", commands.open_assessment, then=_DOCUMENT, made="assessment")
DOOR.does("{assessment}/change/", commands.change_assessment, then=_DOCUMENT)
DOOR.does("{assessment}/review/", commands.hold_review, then=_DOCUMENT)
DOOR.does("{assessment}/add/", commands.add_risk, then=_NOW, made="risk")
DOOR.does("of/{risk}/add-starter/", commands.add_starter, then=queries.get_starter, made="starter")
DOOR.does("library/{starter}/change/", commands.change_starter, then=queries.get_starter)
DOOR.does("library/{starter}/retire/", commands.retire_starter, then=queries.get_starter)
DOOR.does("{assessment}/issue/", commands.issue_edition, then=queries.get_edition, made="edition")
DOOR.does("editions/{edition}/sign/", commands.sign_edition, then=queries.get_edition)
DOOR.does("{assessment}/round/begin/", commands.begin_round, then=_ROUND)
DOOR.does("{assessment}/round/close/", commands.close_round, then=_ROUND)
DOOR.does("{assessment}/round/call-off/", commands.call_off_round, then=_ROUND)
DOOR.does("{assessment}/round/keep-same/", commands.keep_same_scores, then=_ROUND)
DOOR.does("of/{risk}/score-blind/", commands.score_blind, then=queries.get_round_of_risk)
DOOR.does("of/{risk}/reconcile/", commands.reconcile_score, then=_NOW)
DOOR.does("of/{risk}/change/", commands.change_risk, then=_NOW)
DOOR.does("of/{risk}/score/", commands.score_risk, then=_NOW)
DOOR.does("of/{risk}/plan/", commands.write_plan, then=_NOW)
DOOR.does("of/{risk}/act/", commands.add_plan_action, then=_NOW)
DOOR.does("of/{risk}/approve/", commands.approve_plan, then=_NOW)
DOOR.does("of/{risk}/decide/", commands.decide_risk, then=_NOW)
DOOR.does("of/{risk}/fire/", commands.fire_trigger, then=_NOW)
DOOR.does("of/{risk}/close/", commands.close_risk, then=_NOW)

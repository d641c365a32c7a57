"""Agreements and their promises: drafted, offered, signed by both companies, in force."""

from catchball.site.api.operations import Door
from catchball.workplace.agreements import commands, queries

DOOR = Door("agreements", "Agreements")
DOOR.asks("", queries.list_promises)
DOOR.asks("overview/", queries.get_overview)
DOOR.asks("waiting/", queries.list_waiting)
DOOR.asks("in-force/", queries.list_promises_in_force)
DOOR.asks("metrics/", queries.list_metrics_to_promise)
DOOR.asks("metrics/{metric_key}/", queries.get_drafting)
DOOR.asks("catalogue/", queries.list_catalogue)
DOOR.asks("catalogue/{metric_key}/", queries.get_metric_page)
DOOR.asks("values/{value}/", queries.get_value)
DOOR.asks("versions/", queries.get_agreements)
DOOR.asks("versions/{agreement}/", queries.get_agreement)
DOOR.asks("versions/{agreement}/content/", queries.get_agreement_content)
DOOR.asks("versions/{agreement}/rehearsal/", queries.rehearse_agreement)
DOOR.asks("versions/{agreement}/health/", queries.get_health)
DOOR.asks("versions/{new}/comparison/", queries.compare_agreements)
DOOR.asks("versions/{agreement}/metrics/", queries.get_metrics_for_draft)
DOOR.asks("versions/{agreement}/parts/{part}/", queries.get_editing)
DOOR.asks("{promise}/", queries.get_promise)
DOOR.asks("{promise}/content/", queries.get_content)
DOOR.asks("{promise}/following/", queries.get_following)
_NOW = queries.get_promise
DOOR.does("draft/", commands.draft_promise, then=_NOW, made="promise")
DOOR.does("{promise}/change/", commands.change_draft, then=_NOW)
DOOR.does("{promise}/discard/", commands.discard_draft)
DOOR.does("{promise}/offer/", commands.offer_promise, then=_NOW)
DOOR.does("{promise}/sign/", commands.sign_promise, then=_NOW)
DOOR.does("{promise}/withdraw/", commands.withdraw_promise, then=_NOW)

DOOR.does("values/{metric_key}/enter/", commands.enter_value, then=queries.get_value, made="value")

_WHOLE = queries.get_agreement
_VERSION = "versions/{agreement}"
DOOR.does("versions/draft/", commands.start_draft, then=_WHOLE, made="agreement")
DOOR.does(f"{_VERSION}/discard/", commands.discard_agreement)
DOOR.does(f"{_VERSION}/calendars/take/", commands.take_calendars, then=_WHOLE)
DOOR.does(f"{_VERSION}/parts/{{part}}/keep/", commands.keep_part, then=_WHOLE)
DOOR.does(f"{_VERSION}/parts/{{part}}/items/{{item}}/keep/", commands.keep_item, then=_WHOLE)
DOOR.does(f"{_VERSION}/parts/{{part}}/items/{{item}}/remove/", commands.remove_item, then=_WHOLE)
DOOR.does(f"{_VERSION}/offer/", commands.offer_agreement, then=_WHOLE)
DOOR.does(f"{_VERSION}/sign/", commands.sign_agreement, then=_WHOLE)
DOOR.does(f"{_VERSION}/decline/", commands.decline_agreement, then=_WHOLE)
DOOR.does(f"{_VERSION}/withdraw/", commands.withdraw_agreement, then=_WHOLE)

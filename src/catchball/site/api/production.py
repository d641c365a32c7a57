"""Deliveries and batches."""

from collections.abc import Callable

from catchball.site.api.answering import MOST_ROWS
from catchball.site.api.operations import Door
from catchball.workplace.production import commands, queries

_MOST = {"limit": lambda: MOST_ROWS}

DOOR = Door("production", "Production")
DOOR.asks("places/", queries.list_places)
DOOR.asks("deliveries/", queries.walk_deliveries, walks=True)
DOOR.asks("deliveries/late/", queries.list_late_deliveries, fixed=_MOST)
DOOR.asks("deliveries/due/", queries.list_due_deliveries, fixed=_MOST)
DOOR.asks("deliveries/counts/", queries.count_deliveries)
DOOR.asks("deliveries/{delivery}/", queries.get_delivery)
DOOR.asks("deliveries/{delivery}/changes/", queries.list_delivery_changes)
DOOR.asks("batches/", queries.walk_batches, walks=True)
DOOR.asks("batches/awaiting-disposition/", queries.list_awaiting_disposition, fixed=_MOST)
DOOR.asks("batches/counts/", queries.count_batches)
DOOR.asks("batches/{batch}/", queries.get_batch)
DOOR.asks("batches/{batch}/changes/", queries.list_batch_changes)

_DELIVERY, _MOVED = queries.get_delivery, queries.list_delivery_changes
_DELIVERY_VERBS: dict[str, Callable[..., None]] = {
    "redate": commands.redate_delivery,
    "record": commands.record_delivery,
    "cancel": commands.cancel_delivery,
    "correct": commands.correct_delivery,
}
DOOR.does("deliveries/promise/", commands.record_promise, then=_DELIVERY, made="delivery")
for _verb, _run in _DELIVERY_VERBS.items():
    DOOR.does(f"deliveries/{{delivery}}/{_verb}/", _run, then=_DELIVERY, changes=_MOVED)

_BATCH, _GONE_ON = queries.get_batch, queries.list_batch_changes
_BATCH_VERBS: dict[str, Callable[..., None]] = {
    "start": commands.start_batch,
    "complete": commands.complete_batch,
    "dispose": commands.dispose_batch,
    "cancel": commands.cancel_batch,
    "correct": commands.correct_batch,
}
DOOR.does("batches/plan/", commands.plan_batch, then=_BATCH, made="batch")
for _verb, _run in _BATCH_VERBS.items():
    DOOR.does(f"batches/{{batch}}/{_verb}/", _run, then=_BATCH, changes=_GONE_ON)

"""What happened to a delivery or a batch, in words."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from catchball.kernel.words import Later
from catchball.trust.queries import ChangeLine, EntryLine, list_history
from catchball.trust.scope import Scope
from catchball.workplace.production.queries.lines import FieldChange, HistoryLine
from catchball.workplace.production.rules import (
    BATCH_WORDS,
    DELIVERY_WORDS,
    BatchKind,
    BatchState,
    DeliveryState,
    Disposition,
)
from catchball.workplace.programs.queries import list_products, list_programs

_SAID = {
    "production.delivery-promised": Later("promised this delivery"),
    "production.delivery-redated": Later("moved the promised day"),
    "production.delivery-recorded": Later("recorded the delivery"),
    "production.delivery-cancelled": Later("cancelled this delivery"),
    "production.delivery-corrected": Later("corrected the record"),
    "production.deliveries-imported": Later("imported it from a file"),
    "production.batch-planned": Later("planned this batch"),
    "production.batch-started": Later("recorded the start"),
    "production.batch-completed": Later("recorded the completion"),
    "production.batch-disposed": Later("decided about the batch"),
    "production.batch-cancelled": Later("cancelled this batch"),
    "production.batch-corrected": Later("corrected the record"),
    "production.batches-imported": Later("imported it from a file"),
    "production.import-undone": Later("rolled an import back"),
}
_CHANGED = Later("changed the record")

Speak = Callable[[Any], Any]
_DAY: Speak = date.fromisoformat
_AS_IS: Speak = str


def list_delivery_history(
    scope: Scope, delivery: UUID, *, since_version: int = 0
) -> tuple[HistoryLine, ...]:
    """Return what happened to a delivery, newest first (three SQL queries)."""
    return _history(scope, delivery, DELIVERY_WORDS, since_version, {"state": DeliveryState})


def list_batch_history(
    scope: Scope, batch: UUID, *, since_version: int = 0
) -> tuple[HistoryLine, ...]:
    """Return what happened to a batch, newest first (four SQL queries)."""
    enums = {"state": BatchState, "disposition": Disposition, "kind": BatchKind}
    return _history(scope, batch, BATCH_WORDS, since_version, enums)


def _history(
    scope: Scope,
    row: UUID,
    words: Mapping[str, Later],
    since_version: int,
    enums: Mapping[str, Any],
) -> tuple[HistoryLine, ...]:
    entries = list_history(scope, row=row, since_version=since_version)
    speak = _speakers(scope, words, enums)
    return tuple(_line(entry, words, speak) for entry in entries)


def _speakers(
    scope: Scope, words: Mapping[str, Later], enums: Mapping[str, Any]
) -> dict[str, Speak]:
    """Return for each fact how its journalled value becomes one that a page can show."""
    speak = {name: _speaker(name) for name in words}
    speak["program_id"] = _naming({str(one.id): one.code for one in list_programs(scope)})
    if "product_id" in words:
        speak["product_id"] = _naming({str(one.id): one.name for one in list_products(scope)})
    for name, enum in enums.items():
        speak[name] = _labelling(enum)
    return speak


def _speaker(name: str) -> Speak:
    if name.endswith("_on"):
        return _DAY
    if name.startswith("quantity"):
        return lambda value: Decimal(str(value))
    return _AS_IS if name not in ("reworked", "deviations") else lambda value: value


def _naming(names: Mapping[str, str]) -> Speak:
    return lambda value: names.get(value, value)


def _labelling(enum: Any) -> Speak:
    return lambda value: enum(value).label


def _line(entry: EntryLine, words: Mapping[str, Later], speak: Mapping[str, Speak]) -> HistoryLine:
    found = {change.field: change for change in entry.changes}
    shown = [found[name] for name in words if name in found]
    is_new = all(change.old is None for change in entry.changes)
    return HistoryLine(
        at=entry.happened_at,
        who=entry.actor_name,
        side=entry.side,
        what=str(_SAID.get(entry.event, _CHANGED)),
        changes=tuple(
            _change(change, str(words[change.field]), speak[change.field])
            for change in shown
            if not (is_new and change.new in (None, ""))
        ),
        why=entry.reason,
        is_first_day=not is_new and any(one.field == "first_promised_on" for one in shown),
        is_cancelling=any(one.field == "state" and one.new == "cancelled" for one in shown),
    )


def _change(change: ChangeLine, word: str, speak: Speak) -> FieldChange:
    old, new = (None if value in (None, "") else speak(value) for value in (change.old, change.new))
    return FieldChange(word, old, new)

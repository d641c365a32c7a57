"""Everything that can happen to deliveries and batches."""

from catchball.workplace.production.commands.batches import (
    cancel_batch,
    complete_batch,
    correct_batch,
    dispose_batch,
    plan_batch,
    start_batch,
)
from catchball.workplace.production.commands.bulk import (
    BATCHES_IMPORTED,
    DELIVERIES_IMPORTED,
    bulk_record_batches,
    bulk_record_deliveries,
    undo_bulk,
)
from catchball.workplace.production.commands.deliveries import (
    cancel_delivery,
    correct_delivery,
    record_delivery,
    record_promise,
    redate_delivery,
)

__all__ = [
    "BATCHES_IMPORTED",
    "DELIVERIES_IMPORTED",
    "bulk_record_batches",
    "bulk_record_deliveries",
    "cancel_batch",
    "cancel_delivery",
    "complete_batch",
    "correct_batch",
    "correct_delivery",
    "dispose_batch",
    "plan_batch",
    "record_delivery",
    "record_promise",
    "redate_delivery",
    "start_batch",
    "undo_bulk",
]

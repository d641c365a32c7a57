"""The shape of what people send about deliveries and batches."""

from catchball.workplace.production.forms.batches import (
    CancelBatch,
    CompleteBatch,
    CorrectBatch,
    DisposeBatch,
    PlanBatch,
    StartBatch,
)
from catchball.workplace.production.forms.deliveries import (
    CancelDelivery,
    CorrectDelivery,
    PromiseDelivery,
    RecordDelivery,
    RedateDelivery,
)
from catchball.workplace.production.forms.filters import FilterBatches, FilterDeliveries
from catchball.workplace.production.forms.parts import Step

__all__ = [
    "CancelBatch",
    "CancelDelivery",
    "CompleteBatch",
    "CorrectBatch",
    "CorrectDelivery",
    "DisposeBatch",
    "FilterBatches",
    "FilterDeliveries",
    "PlanBatch",
    "PromiseDelivery",
    "RecordDelivery",
    "RedateDelivery",
    "StartBatch",
    "Step",
]

"""Words and decisions about deliveries and batches; pure."""

from catchball.workplace.production.rules.states import (
    BatchKind,
    BatchState,
    DeliveryState,
    Disposition,
)

__all__ = ["BatchKind", "BatchState", "DeliveryState", "Disposition"]

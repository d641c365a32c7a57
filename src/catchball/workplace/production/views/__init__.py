"""Pages about deliveries and batches."""

from catchball.workplace.production.views import batches, deliveries

__all__ = ["batches", "deliveries"]

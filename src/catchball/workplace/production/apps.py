"""Production as a Django application."""

from django.apps import AppConfig

from catchball.measures.catalogue import CATALOGUE
from catchball.workplace.production import metrics


class ProductionConfig(AppConfig):
    """Deliveries and batches."""

    name = "catchball.workplace.production"
    label = "production"

    def ready(self) -> None:
        """Tell the catalogue how deliveries and batches are measured."""
        CATALOGUE.register(facts=(metrics.DELIVERIES, metrics.BATCHES), metrics=metrics.METRICS)

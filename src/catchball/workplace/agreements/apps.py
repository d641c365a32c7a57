"""Agreements as a Django application."""

from django.apps import AppConfig

from catchball.measures.catalogue import CATALOGUE
from catchball.workplace.agreements import metrics


class AgreementsConfig(AppConfig):
    """Promises and their signatures."""

    name = "catchball.workplace.agreements"
    label = "agreements"

    def ready(self) -> None:
        """Tell the catalogue what is measured by entered values."""
        CATALOGUE.register(facts=(metrics.ENTERED,), metrics=metrics.METRICS)

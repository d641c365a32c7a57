"""Production as a Django application."""

from django.apps import AppConfig


class ProductionConfig(AppConfig):
    """Deliveries and batches."""

    name = "catchball.workplace.production"
    label = "production"

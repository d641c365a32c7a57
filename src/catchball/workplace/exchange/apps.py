"""Exchange as a Django application."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Imports."""

    name = "catchball.workplace.exchange"
    label = "exchange"

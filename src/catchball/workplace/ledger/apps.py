"""The ledger as a Django application."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Contributions of facts to numbers: how they are kept up, and how they are read."""

    name = "catchball.workplace.ledger"
    label = "ledger"

"""Agreements as a Django application."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Promises and their signatures."""

    name = "catchball.workplace.agreements"
    label = "agreements"

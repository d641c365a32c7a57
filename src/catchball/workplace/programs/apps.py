"""Programs as a Django application."""

from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    """Clients, sites, products and programs."""

    name = "catchball.workplace.programs"
    label = "programs"

"""Teams as a Django application."""

from django.apps import AppConfig


class TeamsConfig(AppConfig):
    """Stages, charters and dedicated teams of programs."""

    name = "catchball.workplace.teams"
    label = "teams"

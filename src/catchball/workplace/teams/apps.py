"""Teams as a Django application."""

from django.apps import AppConfig


class TeamsConfig(AppConfig):
    """Stages, gates, charters, teams and work of programs."""

    name = "catchball.workplace.teams"
    label = "teams"

"""Incidents as a Django application."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """Incidents: told by either company, corrected, judged for foresight, closed."""

    name = "catchball.workplace.incidents"
    label = "incidents"

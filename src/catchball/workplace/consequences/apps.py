"""Consequences as a Django application."""

from django.apps import AppConfig


class ConsequencesConfig(AppConfig):
    """Findings of closed months, and statements of what they come to."""

    name = "catchball.workplace.consequences"
    label = "consequences"

"""Actions as a Django application."""

from django.apps import AppConfig


class ActionsConfig(AppConfig):
    """Actions: offered, accepted by their owners, done with evidence."""

    name = "catchball.workplace.actions"
    label = "actions"

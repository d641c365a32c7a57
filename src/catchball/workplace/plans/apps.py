"""Plans as a Django application."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Tasks of programs, the links between them, and files of plans."""

    name = "catchball.workplace.plans"
    label = "plans"

"""Exclusions as a Django application."""

from django.apps import AppConfig


class ExclusionsConfig(AppConfig):
    """Claims that a fact should not count, their answers and rulings."""

    name = "catchball.workplace.exclusions"
    label = "exclusions"

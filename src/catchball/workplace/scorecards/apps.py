"""Scorecards as a Django application."""

from django.apps import AppConfig


class ScorecardsConfig(AppConfig):
    """Readings, standings, charts and passports of numbers."""

    name = "catchball.workplace.scorecards"
    label = "scorecards"

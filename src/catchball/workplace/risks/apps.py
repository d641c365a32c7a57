"""Risks as a Django application."""

from django.apps import AppConfig


class RisksConfig(AppConfig):
    """Risk assessments, their risks, and the plans that both companies approve."""

    name = "catchball.workplace.risks"
    label = "risks"

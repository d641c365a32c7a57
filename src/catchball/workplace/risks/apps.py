"""Risks as a Django application."""

from django.apps import AppConfig


class RisksConfig(AppConfig):
    """Risk assessments, their risks, and the plans that both companies approve."""

    name = "catchball.workplace.risks"
    label = "risks"

    def ready(self) -> None:
        """Tell plans what threatens a program."""
        from catchball.workplace.plans.queries import take_threats_from  # noqa: PLC0415 -- models
        from catchball.workplace.risks.queries.threats import threats_of  # noqa: PLC0415 -- first

        take_threats_from(threats_of)

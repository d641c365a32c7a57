"""Calendars as a Django application."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """Working calendars of sites and clients."""

    name = "catchball.workplace.calendars"
    label = "calendars"

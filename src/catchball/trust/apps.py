"""The trust floor as a Django application."""

from django.apps import AppConfig


class TrustConfig(AppConfig):
    """Who may, who did, who signed."""

    name = "catchball.trust"
    label = "trust"
    default_auto_field = "django.db.models.BigAutoField"

"""The secret that the calls of a webhook are signed with."""

from uuid import UUID

from django.conf import settings

from catchball.trust.webhooks.rules import secret_of


def secret_now(webhook: UUID, *, salt: str) -> str:
    """Return the secret of a webhook: made of the program's key each time, and kept nowhere."""
    return secret_of(settings.SECRET_KEY, webhook=str(webhook), salt=salt)

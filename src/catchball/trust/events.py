"""The security log: what must be kept although the request was refused."""

from datetime import datetime
from uuid import UUID

from catchball.trust.models import SecurityEvent
from catchball.trust.scope import Scope


def note_security_event(scope: Scope, *, kind: str, detail: str = "") -> None:
    """Keep that this person was refused something, or failed to prove themself."""
    note(
        kind=kind,
        at=scope.now,
        person_id=scope.actor_id,
        subject=scope.actor_name,
        detail=detail,
    )


def note(
    *,
    kind: str,
    at: datetime,
    person_id: UUID | None = None,
    subject: str = "",
    address: str = "",
    detail: str = "",
) -> None:
    """Keep one security event, in a transaction of its own."""
    SecurityEvent.objects.create(
        kind=kind,
        happened_at=at,
        person_id=person_id,
        subject=subject[:254],
        address=address[:45],
        detail=detail[:240],
    )

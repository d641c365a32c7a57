"""How sessions end: a person's own, or all of somebody who leaves or has another password."""

from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session


def end_sessions(person: UUID, *, keep: str = "", only: int | None = None) -> int:
    """End a person's sessions, all but the one to keep, or one only; return how many ended."""
    found = UserSession.objects.filter(user_id=person).exclude(session_key=keep)
    if only is not None:
        found = found.filter(pk=only)
    keys = list(found.values_list("session_key", flat=True))
    ended = Session.objects.filter(session_key__in=keys).count()
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user_id=person, session_key__in=keys).delete()
    return ended

"""A person's sessions: where they are signed in."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from catchball.kernel.words import _


@dataclass(frozen=True)
class SessionLine:
    """One place where a person is signed in."""

    id: int
    device: str
    address: str
    began_at: datetime
    seen_at: datetime
    is_this: bool


def list_sessions(person: UUID, *, current: str, now: datetime) -> tuple[SessionLine, ...]:
    """Return where a person is signed in, the present session first (two SQL queries)."""
    rows = {row.session_key: row for row in UserSession.objects.filter(user_id=person)}
    alive = Session.objects.filter(session_key__in=list(rows), expire_date__gt=now)
    lines = [_line(rows[one.session_key], one, current) for one in alive]
    return tuple(sorted(lines, key=lambda line: (not line.is_this, -line.seen_at.timestamp())))


def _line(row: UserSession, session: Session, current: str) -> SessionLine:
    seen = session.get_decoded().get("seen")
    return SessionLine(
        id=row.pk,
        device=device(row.user_agent),
        address=row.ip,
        began_at=row.created_at,
        seen_at=datetime.fromtimestamp(seen, UTC) if seen else row.last_seen_at,
        is_this=row.session_key == current,
    )


_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"))
_SYSTEMS = (
    ("iPhone|iPad", "iOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def device(agent: str) -> str:
    """Return what a browser says of itself, in words: “Firefox on Windows”."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    if not browser and "Safari" in agent:
        browser = "Safari"
    system = next((name for mark, name in _SYSTEMS if re.search(mark, agent)), "")
    if browser and system:
        return _("%(browser)s on %(system)s", browser=browser, system=system)
    return browser or system or _("Unknown device")

"""Sessions as Django keeps them, read by a question that is not written anew for each page."""

from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from catchball.trust.asking import rows_of

_ALIVE = """
    SELECT session_data FROM django_session
    WHERE session_key = %(key)s AND expire_date > %(now)s"""


class SessionStore(db.SessionStore):
    """A session in the database."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing, and no key, where there is none or it ended."""
        now = timezone.now()  # noqa: TID251 -- before the middleware reads the clock
        for (data,) in rows_of(_ALIVE, key=self.session_key, now=now):
            return dict(self.decode(data))
        self._session_key = None
        return {}

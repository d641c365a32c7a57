"""From the secret that came with a request to the person or service behind it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from django.db import connection

from catchball.kernel.errors import Refused
from catchball.kernel.words import _
from catchball.trust import events
from catchball.trust.models import Person, SecurityEvent
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.trust.tokens.models import ApiToken
from catchball.trust.tokens.rules import (
    Access,
    NotPresented,
    ended_at,
    hash_of,
    is_spelled_like_a_token,
    known_permissions,
)
from catchball.trust.wall import identified_as, presenting

_NOTED_EVERY = timedelta(hours=1)


class TooManyRequests(Refused):
    """The token asked more often within this minute than one may."""

    status = 429

    def __init__(self, message: str, *, retry_after: int) -> None:
        """Keep after how many seconds to ask again."""
        super().__init__(message)
        self.retry_after = retry_after


@dataclass(frozen=True)
class Bearer:
    """Who acts by a token, and what the token leaves of their rights."""

    token_id: UUID
    person: Person
    access: Access
    permissions: frozenset[Permission] | None
    clients: frozenset[UUID] | None

    def narrow(self, scope: Scope) -> Scope:
        """Return the scope with what the token allows of it, and no more."""
        allowed = scope.permissions
        if self.permissions is not None:
            allowed &= self.permissions
        return replace(scope, permissions=allowed, is_read_only=self.access is Access.READ)

    def is_for(self, client: UUID) -> bool:
        """Answer whether the token opens this client."""
        return self.clients is None or client in self.clients


def bearer_of(header: str, *, now: datetime, address: str = "") -> Bearer:
    """Return who stands behind an Authorization header (two short transactions).

    :raises NotPresented: if it holds no token of ours, or one that is revoked, expired or whose
        owner left; which of these, the answer does not say
    """
    scheme, _space, text = header.partition(" ")
    text = text.strip()
    if scheme.lower() != "bearer" or not is_spelled_like_a_token(text):
        raise NotPresented(_("Send a token: Authorization: Bearer cb_…"))
    kept = hash_of(text)
    with presenting(kept):
        row = ApiToken.objects.filter(token_hash=kept).first()
    if row is None:
        raise NotPresented(_("This token opens nothing. Make another under API access."))
    with identified_as(row.person_id):
        person = Person.objects.filter(pk=row.person_id, is_active=True).first()
    if person is None or _is_over(row, person, now):
        _note(row, now=now, address=address)
        raise NotPresented(_("This token opens nothing. Make another under API access."))
    return Bearer(
        token_id=row.pk,
        person=person,
        access=Access(row.access),
        permissions=None
        if row.permissions is None
        else frozenset(known_permissions(row.permissions)),
        clients=None if row.clients is None else frozenset(row.clients),
    )


def _is_over(row: ApiToken, person: Person, now: datetime) -> bool:
    ended = ended_at(made_at=row.made_at, revoked_at=row.revoked_at, left_at=person.left_at)
    return ended is not None or row.expires_at <= now


def _note(row: ApiToken, *, now: datetime, address: str) -> None:
    """Keep that a dead token was tried, once an hour: a forgotten script tries all day."""
    tried = SecurityEvent.objects.filter(
        kind="token-refused", subject=row.prefix, happened_at__gt=now - _NOTED_EVERY
    )
    if not tried.exists():
        events.note(
            kind="token-refused",
            at=now,
            person_id=row.person_id,
            subject=row.prefix,
            address=address,
        )


def count_request(token: UUID, *, person: UUID, now: datetime, most: int) -> int:
    """Count one request of a person's token; return how many are left within this minute.

    The count has a transaction of its own, so that it survives whatever the request comes to; it
    does not wait for the disk, because a crash may forget some requests.

    :raises TooManyRequests: after `most` within one minute
    """
    minute = now.replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SET LOCAL synchronous_commit = off;
            INSERT INTO trust_tokenuse AS use (token_id, person_id, minute, requests)
            VALUES (%s, %s, %s, 1)
            ON CONFLICT (token_id) DO UPDATE SET
                person_id = excluded.person_id,
                minute = greatest(use.minute, excluded.minute),
                requests = CASE WHEN use.minute >= excluded.minute THEN use.requests + 1 ELSE 1 END
            RETURNING requests
            """,
            [token, person, minute],
        )
        cursor.nextset()
        (count,) = cursor.fetchone()
    if count > most:
        left = ceil((minute + timedelta(minutes=1) - now).total_seconds())
        raise TooManyRequests(
            _("This token may ask %(most)s times a minute. Wait and ask again.", most=most),
            retry_after=max(1, left),
        )
    return most - int(count)

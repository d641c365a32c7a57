"""Who is told of attempted misuse, and the log of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from catchball.kernel.words import Later
from catchball.trust.models import Assignment, Person, SecurityEvent
from catchball.trust.permissions import Role, Side
from catchball.trust.scope import Scope, operator_scope
from catchball.trust.tokens.rules import is_service
from catchball.trust.wall import identified_as, opened, signing_in_as

KINDS: dict[str, Later] = {
    "sign-in-failed": Later("wrong password at the door"),
    "second-step-failed": Later("wrong second factor at the door"),
    "passkey-failed": Later("a passkey at the door that is not known here"),
    "company-refused": Later("a company's sign-in that led to nobody invited here"),
    "token-refused": Later("a token that opens nothing any more"),
    "proof-failed": Later("failed to prove themself under a signature or change"),
    "refused": Later("was refused something that their role does not allow"),
}
SINCE = timedelta(days=90)
LONGEST = 200


@dataclass(frozen=True)
class Attempt:
    """One failed try, as administrators see it."""

    kind: str
    subject: str
    address: str
    detail: str
    at: datetime


@dataclass(frozen=True)
class Attempts:
    """How many tries failed, and the newest of them."""

    count: int
    newest: tuple[Attempt, ...]


def read_attempts(scope: Scope) -> Attempts:
    """Return the failed tries of the last ninety days, newest first (two SQL queries at most)."""
    rows = SecurityEvent.objects.filter(kind__in=list(KINDS), happened_at__gt=scope.now - SINCE)
    newest = tuple(
        Attempt(str(KINDS[row.kind]), row.subject, row.address, row.detail, row.happened_at)
        for row in rows.order_by("-happened_at", "-id")[:LONGEST]
    )
    return Attempts(len(newest) if len(newest) < LONGEST else rows.count(), newest)


def who_to_tell(subject: str, *, now: datetime) -> tuple[str, ...]:
    """Return the addresses of administrators, and of the leads of a client's person.

    A service has no mail.
    """
    with signing_in_as(subject):
        person = Person.objects.filter(email=subject).first()
    clients: set[UUID] = set()
    if person is not None and person.side is Side.CLIENT:
        with identified_as(person.pk):
            own = Assignment.objects.filter(person=person)
            clients = set(own.values_list("client_id", flat=True))
    whom = Q(role=Role.ADMINISTRATOR) | Q(role=Role.CLIENT_LEAD, assignments__client_id__in=clients)
    with opened(operator_scope("the worker", now=now, sees=clients)):
        rows = Person.objects.filter(whom, is_active=True).values_list("email", flat=True)
        return tuple(sorted({email for email in rows if not is_service(email)}))

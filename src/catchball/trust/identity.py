"""Proving who one is: at the door, and again under each signature."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.http import HttpRequest

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.trust import events
from catchball.trust.models import Person, SecurityEvent
from catchball.trust.scope import Proof, Scope
from catchball.trust.wall import identified_as, signing_in_as

T = TypeVar("T")

FAILURES = ("sign-in-failed", "proof-failed", "second-step-failed")
TRIES = 5
WITHIN = timedelta(minutes=5)


class NotProven(Invalid):
    """The password was not that person's."""


class TooManyTries(Invalid):
    """Somebody guessed too often; the address is closed for some minutes."""


class EmailBackend(BaseBackend):
    """Signs people in by e-mail address and password, behind the wall."""

    def authenticate(
        self,
        request: HttpRequest | None,
        email: str | None = None,
        password: str | None = None,
        **_others: Any,
    ) -> Person | None:
        """Return the active person with this address and password, or nobody."""
        if not email or password is None:
            return None
        email = email.strip().lower()
        with signing_in_as(email):
            person = Person.objects.filter(email=email).first()
        if person is None:
            make_password(password)  # an unknown address must take as long as a wrong password
            return None
        return person if person.check_password(password) and person.is_active else None

    def get_user(self, user_id: Any) -> Person | None:
        """Return the person behind a session, while they are active."""
        with identified_as(UUID(str(user_id))):
            return Person.objects.filter(pk=user_id, is_active=True).first()


def check_tries(subject: str, *, scope_now: Any) -> None:
    """Go on unless this address failed too often of late; counted across all processes.

    :raises TooManyTries: after five failures within five minutes
    """
    failed = SecurityEvent.objects.filter(
        kind__in=FAILURES, subject=subject, happened_at__gt=scope_now - WITHIN
    ).count()
    if failed >= TRIES:
        sentence = _("Too many wrong tries. Wait five minutes and try again.")
        raise TooManyTries(sentence, password=sentence)


def one_try(
    subject: str, check: Callable[[], T | None], *, failure: str, at: datetime, **noted: Any
) -> T | None:
    """Let somebody try to prove that they are `subject`; a failure is kept, and counts.

    Tries for one address wait for each other, so that many at once are no way past the limit.

    :raises TooManyTries: after five failures within five minutes; `check` is not asked then
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 11))", [subject])
        check_tries(subject, scope_now=at)
        found = check()
        if found is None:
            events.note(kind=failure, at=at, subject=subject, **noted)
    return found


def prove(scope: Scope, *, password: str) -> Scope:
    """Return the scope with a fresh proof of identity, good for this submission only.

    Source: 21 CFR 11.200(a): signing uses at least one component known only to the person.

    :raises NotProven: if the password is not the actor's
    :raises TooManyTries: after five failures within five minutes
    """
    with identified_as(scope.actor):
        person = Person.objects.filter(pk=scope.actor, is_active=True).first()
    proven = one_try(
        person.email if person else scope.actor_name,
        lambda: person if person and person.check_password(password) else None,
        failure="proof-failed",
        at=scope.now,
        person_id=scope.actor_id,
    )
    if proven is None:
        sentence = _("That is not your password. Nothing was signed.")
        raise NotProven(sentence, password=sentence)
    return replace(scope, proof=Proof(method="password", at=scope.now))

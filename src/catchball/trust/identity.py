"""Proving who one is: at the door, and again under each signature."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Literal, TypeVar
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.http import HttpRequest

from catchball.kernel.errors import Invalid
from catchball.kernel.words import Later, _
from catchball.trust import events, factors
from catchball.trust.asking import find_row
from catchball.trust.models import Person, SecurityEvent
from catchball.trust.queue import put
from catchball.trust.scope import Proof, Scope
from catchball.trust.wall import identified_as, signing_in_as

T = TypeVar("T")

Method = Literal["password", "totp", "passkey"]
_NOT_PROVEN: dict[Method, Later] = {
    "password": Later("That is not your password. Nothing was signed or changed."),
    "totp": Later("That code does not fit, or was used already. Nothing was signed or changed."),
    "passkey": Later(
        "That passkey is not yours, or answered too late. Nothing was signed or changed."
    ),
}
FAILURES = ("sign-in-failed", "proof-failed", "second-step-failed")
TRIES = 5
# The job that tells administrators at once (21 CFR 11.300(d)).
MISUSE = "catchball.misuse"
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
            return find_row(Person, id=user_id, is_active=True)


def count_failures(subject: str, *, at: datetime) -> int:
    """Return how often somebody failed of late to prove that they are `subject`."""
    return SecurityEvent.objects.filter(
        kind__in=FAILURES, subject=subject, happened_at__gt=at - WITHIN
    ).count()


def check_tries(subject: str, *, scope_now: Any) -> None:
    """Go on unless this address failed too often of late; counted across all processes.

    :raises TooManyTries: after five failures within five minutes
    """
    if count_failures(subject, at=scope_now) >= TRIES:
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
            if count_failures(subject, at=at) == TRIES:
                put(MISUSE, subject=subject)
    return found


def prove(scope: Scope, *, password: str) -> Scope:
    """Return the scope with a fresh proof of identity, good for this submission only.

    What was typed is a password, or the code of an authenticator app; `factors.BY_PASSKEY` says
    that a passkey has answered in the same submission (its answer is in the field `passkey`).

    Source: 21 CFR 11.200(a): signing uses at least one component known only to the person.

    :raises NotProven: if it is not the actor's
    :raises TooManyTries: after five failures within five minutes
    """
    method = _method_of(password)
    with identified_as(scope.actor):
        person = Person.objects.filter(pk=scope.actor, is_active=True).first()
        proven = one_try(
            person.email if person else scope.actor_name,
            lambda: person if person and _fits(person, method, password) else None,
            failure="proof-failed",
            at=scope.now,
            person_id=scope.actor_id,
            detail=method,
        )
    if proven is None:
        sentence = str(_NOT_PROVEN[method])
        raise NotProven(sentence, password=sentence)
    return replace(scope, proof=Proof(method=method, at=scope.now))


def _method_of(typed: str) -> Method:
    if typed == factors.BY_PASSKEY:
        return "passkey"
    return "totp" if factors.is_code(typed) else "password"


def _fits(person: Person, method: Method, typed: str) -> bool:
    if method == "passkey":
        return factors.fits_passkey(person, factors.answered_passkey())
    if method == "totp":
        return factors.fits_code(person, typed)
    return person.has_usable_password() and person.check_password(typed)

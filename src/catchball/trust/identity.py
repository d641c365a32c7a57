"""Proving who one is: at the door, and again under each signature."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.trust import events
from catchball.trust.models import Person, SecurityEvent
from catchball.trust.scope import Proof, Scope
from catchball.trust.wall import identified_as, signing_in_as

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
        username: str | None = None,
        password: str | None = None,
        **_others: Any,
    ) -> Person | None:
        """Return the active person with this address and password, or nobody."""
        if not username or password is None:
            return None
        email = username.strip().lower()
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
        kind__in=("sign-in-failed", "proof-failed"),
        subject=subject,
        happened_at__gt=scope_now - WITHIN,
    ).count()
    if failed >= TRIES:
        raise TooManyTries(
            _("Too many wrong passwords. Wait five minutes and try again."),
            password=_("Too many wrong passwords. Wait five minutes and try again."),
        )


def prove(scope: Scope, *, password: str) -> Scope:
    """Return the scope with a fresh proof of identity, good for this submission only.

    Source: 21 CFR 11.200(a): signing uses at least one component known only to the person.

    :raises NotProven: if the password is not the actor's
    :raises TooManyTries: after five failures within five minutes
    """
    with identified_as(scope.actor):
        person = Person.objects.filter(pk=scope.actor, is_active=True).first()
    subject = person.email if person else scope.actor_name
    check_tries(subject, scope_now=scope.now)
    if person is None or not person.check_password(password):
        events.note(kind="proof-failed", at=scope.now, person_id=scope.actor_id, subject=subject)
        raise NotProven(
            _("That is not your password. Nothing was signed."),
            password=_("That is not your password. Nothing was signed."),
        )
    return replace(scope, proof=Proof(method="password", at=scope.now))

"""How the sign-in library does things here: behind the wall, counted in our own log."""

from datetime import datetime
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from django.http import HttpRequest

from catchball.kernel.words import _
from catchball.trust import events
from catchball.trust.identity import EmailBackend, TooManyTries, one_try
from catchball.trust.models import Person


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # the library has no types
    """Signs people in by their address; nobody signs up by themself."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        """Return whose address and password these are, or nobody; failures outlive the request.

        :raises TooManyTries: if this address or this machine failed too often of late
        """
        if not ratelimit.consume(request, action="login"):
            raise TooManyTries(_("Too many tries from here. Wait a minute and try again."))
        email = credentials["email"].strip().lower()
        at: datetime = request.now  # type: ignore[attr-defined] # set by Reading
        address = self.get_client_ip(request)
        person = one_try(
            email,
            lambda: EmailBackend().authenticate(request, **{**credentials, "email": email}),
            failure="sign-in-failed",
            at=at,
            address=address,
        )
        if person is not None:
            person.backend = "catchball.trust.identity.EmailBackend"
        return person

    def login(self, request: HttpRequest, user: Person) -> None:
        """Begin the session: the absolute limit counts from here."""
        super().login(request, user)
        at: datetime = request.now  # type: ignore[attr-defined] # set by Reading
        request.session["began"] = int(at.timestamp())
        events.note(
            kind="signed-in",
            at=at,
            person_id=user.pk,
            subject=user.email,
            address=self.get_client_ip(request),
        )

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Let people in by invitation only."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: our pages tell what was done."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing from here: our commands tell people what changed."""

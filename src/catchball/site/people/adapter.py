"""How the sign-in library does things here: behind the wall, counted in our own log."""

import base64
from datetime import datetime
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest

from catchball.kernel.words import _
from catchball.trust import events
from catchball.trust.factors import has_factor
from catchball.trust.identity import EmailBackend, TooManyTries, one_try
from catchball.trust.models import Person
from catchball.trust.permissions import Role


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
        if (
            must_have_factor(Role(user.role))
            and not came_from_company(request)
            and not has_factor(user.pk)
        ):
            request.session["must_enrol"] = True
        events.note(
            kind="signed-in",
            at=at,
            person_id=user.pk,
            subject=user.email,
            address=self.get_client_ip(request),
        )

    def get_login_stages(self) -> list[str]:
        """Return the steps of a sign-in; whom their company signed in, it has asked already."""
        if came_from_company(self.request):
            return []
        return cast("list[str]", super().get_login_stages())

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Let people in by invitation only."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: our pages tell what was done."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing from here: our commands tell people what changed."""


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # the library has no types
    """Keeps the secrets of second factors encrypted, and names this product to them."""

    def encrypt(self, text: str) -> str:
        """Return a secret as the database may hold it."""
        return _vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret as it was."""
        return _vault().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code on white, as cameras want it, whatever the theme."""
        drawn: str = super().build_totp_svg(url)
        head, path, rest = drawn.partition("<path")
        return f'{head}<rect width="100%" height="100%" fill="#fff"/>{path}{rest}'

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, Any]:
        """Return how a passkey names its owner."""
        return {"id": user.pk.hex.encode(), "display_name": user.name, "name": user.email}


def came_from_company(request: HttpRequest) -> bool:
    """Answer whether the person's company proves in this very request who they are.

    What the session remembers may be of somebody who used the browser before.
    """
    return getattr(request, "is_vouched_for", False)


def must_have_factor(role: Role) -> bool:
    """Answer whether this installation lets nobody of the role work without a second factor."""
    return role.value in settings.SECOND_FACTOR or role.side.value in settings.SECOND_FACTOR


def _vault() -> Fernet:
    key = HKDF(SHA256(), 32, salt=None, info=b"catchball second factors")
    return Fernet(base64.urlsafe_b64encode(key.derive(settings.SECRET_KEY.encode())))

"""Second factors: which a person has, and whether what they sent is one of them."""

import json
import re
import struct
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast
from uuid import UUID

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from cryptography.fernet import InvalidToken
from django.core.exceptions import ValidationError

from catchball.trust.models import Person

Kind = Literal["totp", "passkey", "codes"]
KINDS: dict[str, Kind] = {"totp": "totp", "webauthn": "passkey", "recovery_codes": "codes"}
# Typed by the script in the place of a password when a passkey has answered beside it.
BY_PASSKEY = "passkey"
# What the libraries raise where what was sent is no answer of a passkey: down to its CBOR and keys.
GARBLED = (
    ValidationError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
)
_CODE = re.compile(r"\d{3} ?\d{3}")


@dataclass(frozen=True)
class Factor:
    """Something a person has or is, with which they prove who they are."""

    id: int
    kind: Kind
    name: str
    since: datetime
    last_used_at: datetime | None


def list_factors(person: UUID) -> tuple[Factor, ...]:
    """Return a person's factors, oldest first (one SQL query)."""
    rows = Authenticator.objects.filter(user_id=person).order_by("created_at", "pk")
    return tuple(
        Factor(
            id=row.pk,
            kind=KINDS[row.type],
            name=row.data.get("name", ""),
            since=row.created_at,
            last_used_at=row.last_used_at,
        )
        for row in rows
    )


def has_factor(person: UUID) -> bool:
    """Answer whether a person has a second factor; codes for emergencies alone are none."""
    return cast(
        "bool",
        Authenticator.objects.filter(user_id=person, type__in=("totp", "webauthn")).exists(),
    )


def is_code(text: str) -> bool:
    """Answer whether a text looks like the code of an authenticator; no password is as short.

    >>> is_code("123 456"), is_code("a long enough password")
    (True, False)
    """
    return bool(_CODE.fullmatch(text.strip()))


def fits_code(person: Person, code: str) -> bool:
    """Answer whether this is the person's present code; each is good once.

    A secret that was encrypted with another key of the installation fits no code.
    """
    row = Authenticator.objects.filter(user_id=person.pk, type="totp").first()
    try:
        if row is None or not row.wrap().validate_code(code.replace(" ", "")):
            return False
    except InvalidToken:
        return False
    row.record_usage()
    return True


def answered_passkey() -> Any:
    """Return what a passkey answered in the request being served, or None."""
    request = context.request
    try:
        return json.loads(request.POST.get("passkey", "")) if request is not None else None
    except ValueError:
        return None


def fits_passkey(person: Person, answer: Any) -> bool:
    """Answer whether one of the person's passkeys signed the challenge of their session.

    The key must have made sure of the person itself, by a PIN or their body.
    """
    try:
        response = webauthn.parse_authentication_response(answer)
        row = webauthn.complete_authentication(person, answer)
    except GARBLED:
        return False
    if not response.response.authenticator_data.is_user_verified():
        return False
    row.record_usage()
    return True

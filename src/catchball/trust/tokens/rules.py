"""Decisions about tokens: how they are spelled, what they may, when they end; pure."""

import re
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from catchball.kernel.errors import Invalid, NotPermitted, Refused
from catchball.kernel.words import _
from catchball.trust.permissions import Permission

MARK = "cb"
LONGEST_DAYS = 366
MOST_TOKENS = 25
SERVICE_DOMAIN = "services.invalid"  # no mail can ever reach it (RFC 2606, 2)
_SPELLED = re.compile(rf"{MARK}_[0-9a-f]{{8}}_[A-Za-z0-9_-]{{43}}")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class NotPresented(NotPermitted):
    """Nothing that came with the request says who asks."""

    status = 401


class TokenNameMissing(Invalid):
    """A token needs a name by which its owner knows it again."""


class TokenTooLong(Invalid):
    """A token has to end within a year, and not in the past."""


class NothingToDo(Invalid):
    """The token would be allowed nothing that its owner may do."""


class TooManyTokens(Refused):
    """Somebody holds so many tokens that nobody can say what each is for."""


class NotAService(Invalid):
    """The short name of a service is not one."""


class Access(StrEnum):
    """Whether a token may change anything."""

    READ = "read"
    WRITE = "write"

    @property
    def label(self) -> str:
        """The access in words."""
        return {Access.READ: _("Read only"), Access.WRITE: _("Read and write")}[self]


@dataclass(frozen=True)
class NewToken:
    """A token as it is shown once, and what is kept of it."""

    text: str
    prefix: str
    token_hash: str


@dataclass(frozen=True, kw_only=True)
class TokenBounds:
    """What a token is for, and what it narrows of its owner's rights; None narrows nothing."""

    name: str
    access: Access
    expires_at: datetime
    permissions: frozenset[Permission] | None = None
    clients: frozenset[UUID] | None = None


def new_token() -> NewToken:
    """Return a token of 256 random bits; only its prefix and its hash are ever kept."""
    prefix = f"{MARK}_{secrets.token_hex(4)}"
    text = f"{prefix}_{secrets.token_urlsafe(32)}"
    return NewToken(text, prefix, hash_of(text))


def hash_of(text: str) -> str:
    """Return what is kept of a token: 256 random bits need no slow hash and no salt.

    Source: NIST SP 800-63B, 5.1.2.2 (look-up secrets of 112 bits or more are hashed once).

    >>> hash_of("cb_00000000_x")[:8]
    'd7302760'
    """
    return sha256(text.encode()).hexdigest()


def ended_at(
    *, made_at: datetime, revoked_at: datetime | None, left_at: datetime | None
) -> datetime | None:
    """Return when a token was ended, by whoever revoked it or because its owner left."""
    return revoked_at or (left_at if left_at is not None and made_at <= left_at else None)


def is_spelled_like_a_token(text: str) -> bool:
    """Answer whether the text may be a token at all.

    >>> is_spelled_like_a_token("cb_0123abcd_" + "x" * 43), is_spelled_like_a_token("secret")
    (True, False)
    """
    return _SPELLED.fullmatch(text) is not None


def clean_token_name(text: str) -> str:
    """Return the name with single spaces.

    :raises TokenNameMissing: if nothing printable is left or it exceeds 80 characters
    """
    name = " ".join(text.split())
    if not name or len(name) > 80 or not name.isprintable():
        sentence = _("Name what uses the token, up to 80 characters, such as: stock report.")
        raise TokenNameMissing(sentence, name=sentence)
    return name


def check_ends(expires_at: datetime, *, now: datetime) -> None:
    """Let a token end in the future, within a year.

    :raises TokenTooLong: otherwise
    """
    if not now < expires_at <= now + timedelta(days=LONGEST_DAYS):
        sentence = _("Let the token end within a year: it can be followed by another.")
        raise TokenTooLong(sentence, expires_at=sentence)


def check_permissions(
    wanted: Collection[Permission] | None, *, held: Iterable[Permission]
) -> list[str] | None:
    """Return the permissions to keep with a token; None stands for all that its owner has.

    :raises NothingToDo: if none is wanted, or one that the owner does not hold
    """
    if wanted is None:
        return None
    if not wanted or not set(wanted) <= set(held):
        sentence = _("Choose at least one of the permissions that your role has.")
        raise NothingToDo(sentence, permissions=sentence)
    return sorted(wanted)


def known_permissions(kept: Iterable[str]) -> tuple[Permission, ...]:
    """Return those permissions of a token that this release still knows.

    >>> known_permissions(["program.read", "gone.with-a-release"])
    (<Permission.PROGRAM_READ: 'program.read'>,)
    """
    known = {one.value: one for one in Permission}
    return tuple(known[name] for name in kept if name in known)


def service_email(name: str) -> str:
    """Return the address under which a service stands among people; it receives no mail.

    :raises NotAService: unless the name is small letters, digits and single hyphens

    >>> service_email("stock-report")
    'stock-report@services.invalid'
    """
    if len(name) > 60 or not _SLUG.fullmatch(name):
        sentence = _("Use small letters, digits and hyphens, such as stock-report.")
        raise NotAService(sentence, slug=sentence)
    return f"{name}@{SERVICE_DOMAIN}"


def is_service(email: str) -> bool:
    """Answer whether this address is a service's.

    >>> is_service("stock-report@services.invalid"), is_service("ann@acme.example")
    (True, False)
    """
    return email.endswith(f"@{SERVICE_DOMAIN}")

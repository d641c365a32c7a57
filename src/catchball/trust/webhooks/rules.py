"""Decisions about webhooks: where they may lead, how they are signed, when they are tried again."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import _

LONGEST_URL = 500
MOST_WEBHOOKS = 20
BACK_OFF = tuple(timedelta(minutes=one) for one in (1, 5, 30, 2 * 60, 6 * 60, 12 * 60, 24 * 60))
_NAT64 = IPv6Network("64:ff9b::/96")
Address = IPv4Address | IPv6Address


class WebhookRefused(Invalid):
    """The webhook is named, addressed or filled wrongly."""


class LeadsInside(WebhookRefused):
    """The address leads into a private network, or to the machine itself."""


class TooManyWebhooks(Refused):
    """The company has so many webhooks for this client that nobody knows what each is for."""


class NotDead(Refused):
    """Only what was given up or has arrived can be sent anew."""


class WebhookStopped(Refused):
    """The webhook is told nothing more."""


class CallState(StrEnum):
    """Where the telling of one entry stands."""

    WAITING = "waiting"
    ARRIVED = "arrived"
    DEAD = "dead"

    @property
    def label(self) -> str:
        """The state in words."""
        return {
            CallState.WAITING: _("waiting"),
            CallState.ARRIVED: _("arrived"),
            CallState.DEAD: _("given up"),
        }[self]


def is_public(address: Address) -> bool:
    """Answer whether an address is one of the public internet, whatever is wrapped inside it.

    Source: the IANA registries of special-purpose addresses, as `ipaddress` holds them; RFC 6052
    for addresses of IPv4 inside IPv6.

    >>> [is_public(ip_address(one)) for one in ("93.184.215.14", "10.0.0.1", "::ffff:127.0.0.1")]
    [True, False, False]
    """
    wrapped = _wrapped(address)
    if wrapped is not None:
        return is_public(wrapped)
    return address.is_global and not address.is_multicast


def _wrapped(address: Address) -> IPv4Address | None:
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def check_public(addresses: Iterable[str]) -> str:
    """Return the first of the addresses that a name resolves to, if all of them are public.

    :raises LeadsInside: otherwise
    """
    found = [ip_address(one.partition("%")[0]) for one in addresses]
    if not found or not all(is_public(one) for one in found):
        raise LeadsInside(_("The address leads into a private network. Nothing was sent."))
    return str(found[0])


def check_url(url: str, *, allow_private: bool) -> SplitResult:
    """Let an address pass that a webhook may have: https, a host, nothing that hides another.

    `allow_private`: the operator lets webhooks lead into the own network, also without TLS.

    :raises WebhookRefused, LeadsInside: otherwise
    """
    sentence = _("Give an address such as https://hooks.acme.example/catchball.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise WebhookRefused(sentence, url=sentence) from error
    schemes = {"https", "http"} if allow_private else {"https"}
    plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= LONGEST_URL
    hides = "@" in parts.netloc or parts.fragment or "\\" in url
    if not plain or parts.scheme not in schemes or not parts.hostname or hides or port == 0:
        raise WebhookRefused(sentence, url=sentence)
    if not allow_private:
        _check_host(parts.hostname)
    return parts


def _check_host(host: str) -> None:
    """Refuse names and numbers that are the machine's own or the network's without asking."""
    sentence = _("The address leads into a private network. Ask whoever runs Catchball.")
    inside = host == "localhost" or host.endswith((".localhost", ".local", ".internal"))
    try:
        inside = inside or not is_public(ip_address(host))
    except ValueError:
        inside = inside or "." not in host
    if inside:
        raise LeadsInside(sentence, url=sentence)


def clean_webhook_name(text: str) -> str:
    """Return the name with single spaces.

    :raises WebhookRefused: if nothing printable is left or it exceeds 80 characters
    """
    name = " ".join(text.split())
    if not name or len(name) > 80 or not name.isprintable():
        sentence = _("Name what is told, up to 80 characters, such as: planning system.")
        raise WebhookRefused(sentence, name=sentence)
    return name


def check_events(events: Collection[str], *, known: Collection[str]) -> list[str]:
    """Return the events that are told, in order; none stands for all of them.

    :raises WebhookRefused: if there is no such event
    """
    strange = sorted(set(events) - set(known))
    if strange:
        sentence = _("There is no event “%(event)s”.", event=strange[0][:80])
        raise WebhookRefused(sentence, events=sentence)
    return sorted(set(events))


def secret_of(key: str, *, webhook: str, salt: str) -> str:
    """Return what a webhook is signed with: derived from the program's key, kept nowhere.

    >>> secret_of("k" * 32, webhook="w", salt="s")[:12]
    'whsec_KvjZLS'
    """
    digest = hmac.new(key.encode(), f"webhook:{webhook}:{salt}".encode(), sha256).digest()
    return "whsec_" + urlsafe_b64encode(digest).decode().rstrip("=")


def signature_of(secret: str, body: bytes, *, at: int) -> str:
    """Return the header that proves who sent a body, and when (seconds since 1970).

    Source: RFC 2104 (HMAC) over the instant, a full stop and the body, so that neither can be
    exchanged and an old call is known as one.

    >>> signature_of("whsec_x", b"{}", at=7)[:12]
    't=7,v1=4a249'
    """
    signed = hmac.new(secret.encode(), f"{at}.".encode() + body, sha256).hexdigest()
    return f"t={at},v1={signed}"


def next_try(attempts: int, *, now: datetime) -> datetime | None:
    """Return when to try again after so many failures; None when to give up.

    >>> from datetime import UTC
    >>> next_try(1, now=datetime(2026, 1, 1, tzinfo=UTC)).minute, next_try(8, now=datetime.max)
    (1, None)
    """
    return now + BACK_OFF[attempts - 1] if attempts <= len(BACK_OFF) else None


def check_is_active(is_active: bool) -> None:
    """Let a webhook be changed that is still told something.

    :raises WebhookStopped: otherwise
    """
    if not is_active:
        raise WebhookStopped(_("This webhook is stopped and is told nothing more. Add another."))


def check_may_replay(state: CallState, *, is_active: bool) -> None:
    """Let a call be sent anew that waits for nothing, to a webhook that is still told something.

    :raises NotDead, WebhookStopped: otherwise
    """
    check_is_active(is_active)
    if state is CallState.WAITING:
        raise NotDead(_("It is waiting to be sent anyway."))

"""Sending one call: to the address that was checked and no other, for some seconds, once.

The name is resolved here, every address that it has must be public, and the connection is made to
one of these: a name that means another machine a moment later is of no use. Redirects are not
followed, no proxy is asked, and of the answer nothing is read but its status.
"""

import socket
import ssl
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from threading import Thread, Timer
from urllib.parse import SplitResult

from catchball.kernel.words import _
from catchball.trust.webhooks.rules import LeadsInside, WebhookRefused, check_public, check_url

SECONDS = 10.0
NAME_SECONDS = 5.0
_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True)
class Outcome:
    """What came of it: the status of the answer, or why there was none."""

    status: int | None
    words: str

    @property
    def has_arrived(self) -> bool:
        """Whether the other system said that it has it."""
        return self.status is not None and 200 <= self.status < 300


class _Pinned(HTTPConnection):
    """A connection to one address, that speaks to the host of the URL."""

    def __init__(self, parts: SplitResult, address: str, port: int) -> None:
        super().__init__(parts.hostname or "", port, timeout=SECONDS)
        self._address, self._is_secret = address, parts.scheme == "https"
        self.default_port = _PORTS[parts.scheme]
        self._is_over = False

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._is_secret:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)
        if self._is_over:
            raise TimeoutError

    def cut(self) -> None:
        """End it, also where a socket is only just being made."""
        self._is_over = True
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


def send(url: str, body: bytes, headers: dict[str, str], *, allow_private: bool) -> Outcome:
    """Send a body by POST and return what came of it.

    It takes five seconds at most to learn what the name means, and ten to send.
    """
    try:
        parts = check_url(url, allow_private=allow_private)
        port = parts.port or _PORTS[parts.scheme]
        address = _resolve(parts.hostname or "", port, allow_private=allow_private)
    except (WebhookRefused, LeadsInside) as error:
        return Outcome(None, str(error))
    except TimeoutError:
        return Outcome(None, _("What the name of the machine means was not learnt in time."))
    except (OSError, UnicodeError):  # UnicodeError: a part of the name is empty or too long
        return Outcome(None, _("The name of the machine means no address."))
    return _post(_Pinned(parts, address, port), parts, body, headers)


def _resolve(host: str, port: int, *, allow_private: bool) -> str:
    addresses = _look_up(host, port)
    return addresses[0] if allow_private else check_public(addresses)


def _look_up(host: str, port: int) -> list[str]:
    """Return the addresses that a name means.

    The system's look-up knows no time-out, so a thread is left with it that nobody waits for.

    :raises TimeoutError: if it takes longer than it may
    :raises OSError, UnicodeError: if the name means nothing
    """
    found: Future[list[str]] = Future()

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.set_result([str(one[4][0]) for one in answers])
        except (OSError, UnicodeError) as error:
            found.set_exception(error)

    Thread(target=ask, daemon=True).start()
    return found.result(timeout=NAME_SECONDS)


def _post(connection: _Pinned, parts: SplitResult, body: bytes, headers: dict[str, str]) -> Outcome:
    # An answer that drips in byte by byte would outlast every time-out of the socket.
    end = Timer(SECONDS, connection.cut)
    end.daemon = True
    end.start()
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body=body, headers=headers)
        status = connection.getresponse().status
    except ssl.SSLError:
        return Outcome(None, _("The other machine could not prove who it is (TLS)."))
    except (OSError, HTTPException, ValueError):
        return Outcome(None, _("The other machine did not answer in time, or not in HTTP."))
    finally:
        end.cancel()
        connection.close()
    if 300 <= status < 400:
        return Outcome(status, _("It wants to lead elsewhere. Enter that address instead."))
    return Outcome(status, "")

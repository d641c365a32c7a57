"""The application as the web server runs it: each page in a thread of its own, as WSGI.

Django's own ASGI handler costs several milliseconds more for each request, because every
middleware here is an ordinary function.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from string import printable
from typing import Any
from urllib.parse import quote_from_bytes

from a2wsgi import WSGIMiddleware

from catchball.site.wsgi import application as pages

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

# Together with the processes this bounds the connections to PostgreSQL.
THREADS = 6
AS_SENT = "".join(sorted(set(printable) - set(" \t\n\r\x0b\x0c")))

_threaded = WSGIMiddleware(pages, workers=THREADS)  # type: ignore[arg-type]


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """Answer one request, or take part in the start and the end of the server."""
    if scope["type"] == "http":
        await _threaded(_spelled(scope), whole(receive), send)  # type: ignore[arg-type]
    elif scope["type"] == "lifespan":
        await _live(receive, send)


def _spelled(scope: Message) -> Message:
    """Return the request with a query of ASCII alone; browsers quote it, scripts may not."""
    query = scope["query_string"]
    return scope if query.isascii() else {**scope, "query_string": _quoted(query)}


def _quoted(query: bytes) -> bytes:
    return quote_from_bytes(query, safe=AS_SENT).encode("ascii")


def whole(receive: Receive) -> Receive:
    """Return a body that breaks off with an error; else half a file would pass for a whole one."""
    unfinished = True

    async def checked() -> Message:
        nonlocal unfinished
        message = await receive()
        if message["type"] == "http.disconnect" and unfinished:
            raise ConnectionResetError("The sender went away before the request was whole.")
        unfinished = bool(message.get("more_body"))
        return message

    return checked


async def _live(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return

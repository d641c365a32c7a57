"""Webhooks of the small world, and a machine that is told."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Event, Thread
from typing import Any
from uuid import UUID

from arranged import a_delivery
from catchball.trust.permissions import Role
from catchball.trust.wall import opened
from catchball.trust.webhooks import commands
from catchball.trust.webhooks.models import WebhookCall
from world import Company, scope_for

URL = "https://hooks.example/catchball"


def a_webhook(
    company: Company,
    role: Role = Role.PROGRAM_MANAGER,
    *,
    url: str = URL,
    events: tuple[str, ...] = ("production.delivery-promised",),
) -> UUID:
    """Add a webhook of the company's person of a role; return its id."""
    return commands.add_webhook(
        scope_for(company, role), name="Planning", url=url, events=events, allow_private=True
    )


def a_webhook_with_call(company: Company) -> tuple[UUID, UUID]:
    """Add a webhook and let it be told of a delivery; return the ids of both."""
    made = a_webhook(company)
    a_delivery(company, "M-9")
    with opened(scope_for(company)):
        return made, WebhookCall.objects.get(webhook_id=made).pk


@contextmanager
def a_listener(status: int = 200, location: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Give the address of a machine that is told, and what it has heard."""
    heard: list[Any] = []

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append((self.path, dict(self.headers), body))
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.end_headers()

        def log_message(self, *_said):
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/told?by=catchball", heard
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def a_dripping_machine() -> Iterator[str]:
    """Give the address of a machine whose answer drips in without an end."""
    is_over = Event()
    listening = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        there, _whence = listening.accept()
        with there, suppress(OSError):
            there.sendall(b"HTTP/1.1 ")
            while not is_over.wait(0.1):
                there.sendall(b"x")

    thread = Thread(target=drip, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        is_over.set()
        thread.join()
        listening.close()

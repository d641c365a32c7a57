"""Every request and every job gets an id, is counted, and leaves one line in the log."""

import logging
import re
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from catchball.site.watching import figures
from catchball.site.watching.logs import request_id
from catchball.trust.wall import entries_noted

HEADER = "X-Request-ID"
SHOWN_ENTRIES = 20
_PLAIN = re.compile(r"[A-Za-z0-9-]{8,64}")
_requests = logging.getLogger("catchball.request")
_jobs = logging.getLogger("catchball.job")


class Watched:
    """Gives the request its id, and tells log and figures how it went."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = _id_of(request)
        token = request_id.set(number)
        began = time.perf_counter()
        try:
            with entries_noted() as entries:
                response = self.get_response(request)
            took = time.perf_counter() - began
            match = request.resolver_match
            route = (match.view_name or match.route) if match else "none"
            figures.note_request(request.method or "", route, response.status_code, took)
            facts: dict[str, Any] = {
                "method": request.method,
                "route": route,
                "status": response.status_code,
                "ms": round(took * 1000, 1),
            }
            _requests.info("answered", extra={"facts": facts | _entries(entries)})
        finally:
            request_id.reset(token)
        response.headers[HEADER] = number
        return response


@contextmanager
def job_watched(job: str) -> Iterator[None]:
    """Give the job that runs inside its id, and tell log and figures how it went."""
    with figures.job_noted(job), job_logged(job):
        yield


@contextmanager
def job_logged(job: str) -> Iterator[None]:
    """Give the job that runs inside its id, and tell the log what it wrote to the journal."""
    token = request_id.set(f"job-{secrets.token_hex(8)}")
    try:
        with entries_noted() as entries:
            yield
        _jobs.info("done", extra={"facts": {"job": job} | _entries(entries)})
    finally:
        request_id.reset(token)


def _entries(entries: list[UUID]) -> dict[str, list[str]]:
    """Return what was written to the journal meanwhile, where anything was."""
    return {"entries": [str(entry) for entry in entries[:SHOWN_ENTRIES]]} if entries else {}


def _id_of(request: HttpRequest) -> str:
    """Return the proxy's id of the request where there is a proxy, else one of our own."""
    given = request.headers.get(HEADER, "") if settings.BEHIND_HTTPS else ""
    return given if _PLAIN.fullmatch(given) else secrets.token_hex(8)

"""The one place where the five expected errors become HTTP."""

import json
import sys
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse

from catchball.kernel.errors import Expected, Invalid, NotFound, NotPermitted, Refused, Stale
from catchball.kernel.words import Later, _
from catchball.site.came_from import page_of_form
from catchball.site.watching.logs import request_id
from catchball.site.watching.trouble import trouble_of
from catchball.trust.pages import render_page


class OldForm(NotPermitted):
    """A form that came from elsewhere, or from a session that has ended; no matter of roles."""


_TITLES: dict[type[Expected], Later] = {
    OldForm: Later("This form is too old"),
    NotFound: Later("There is nothing here"),
    NotPermitted: Later("This needs another role"),
    Stale: Later("Somebody was faster"),
    Refused: Later("That cannot be done"),
    Invalid: Later("Something does not fit"),
}


_API = "/api/"
_MACHINES = (_API, "/scim/")


class ExpectedErrors:
    """Turns what a person can be told into a page; anything else stays a bug."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code == 405 and request.path.startswith(_API):
            return _other_method(answer)
        return answer

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer an expected error with its status and sentence."""
        if isinstance(error, Http404):
            error = NotFound(_("There is no such page."))
        if not isinstance(error, Expected):
            return None
        return error_page(request, error)


def error_page(request: HttpRequest, error: Expected) -> HttpResponse:
    """Return the page that tells a person what happened and what to do next; a machine, JSON."""
    if request.path.startswith(_MACHINES):
        return problem(error)
    may_load_again = request.method == "POST" and isinstance(error, OldForm | Stale | Refused)
    context = {
        "title": _title(error),
        "sentence": str(error),
        "status": error.status,
        "needs_role": isinstance(error, NotPermitted) and not isinstance(error, OldForm),
        "is_stale": isinstance(error, Stale),
        "back": page_of_form(request) if may_load_again else "",
    }
    return render_page(request, "error.html", context, status=error.status)


class NoSuchMethod(Invalid):
    """The address is right, and is asked in another way."""

    status = 405


def _other_method(answer: HttpResponse) -> HttpResponse:
    told = problem(
        NoSuchMethod(_("This address is asked with %(methods)s.", methods=answer["Allow"]))
    )
    told.headers["Allow"] = answer["Allow"]
    return told


def _title(error: Expected) -> str:
    return next(str(title) for kind, title in _TITLES.items() if isinstance(error, kind))


def problem(error: Expected, *, status: int | None = None, **more: Any) -> HttpResponse:
    """Return the same for a machine: status, title, sentence, and one for each field.

    Source: RFC 9457 (problem details for HTTP APIs).
    """
    status = status or error.status
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": _title(error),
        "status": status,
        "detail": str(error),
        "code": type(error).__name__,
        **more,
    }
    if error.fields:
        told["errors"] = error.fields
    answer = HttpResponse(
        json.dumps(told, ensure_ascii=False), content_type="application/problem+json", status=status
    )
    if status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="catchball"'
    retry_after = getattr(error, "retry_after", None)
    if retry_after is not None:
        answer.headers["Retry-After"] = str(retry_after)
    return answer


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for an address that leads nowhere."""
    return error_page(request, NotFound(_("There is no such page.")))


class TooMuchSent(Invalid):
    """A form is larger than any form of ours."""

    status = 413


class Garbled(Invalid):
    """What was sent is no request that a browser makes from our pages."""

    status = 400


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for what cannot be read as a form, or is larger than any."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return error_page(request, TooMuchSent(_("That is more than this page takes at once.")))
    return error_page(
        request,
        Garbled(_("What was sent arrived incomplete or garbled. Go back and send it anew.")),
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form that came from elsewhere or from an ended session."""
    sentence = _("Nothing was written: load the page again and send it anew.")
    return error_page(request, OldForm(sentence))


def server_error(request: HttpRequest, *_args: Any) -> HttpResponse:
    """Return a page that needs neither database nor session, for what nobody expected."""
    told = trouble_of(sys.exception())
    headers = {"Retry-After": str(told.again)} if told.again else {}
    if request.path.startswith(_MACHINES):
        problem = {
            "type": "about:blank",
            "title": told.headline,
            "status": told.status,
            "detail": f"{told.sentence} It has been logged as {request_id.get()}.",
        }
        return HttpResponse(
            json.dumps(problem), "application/problem+json", status=told.status, headers=headers
        )
    return HttpResponse(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Catchball</title>"
        f"<h1>{told.headline}</h1><p>{told.sentence} "
        f"It has been logged as {request_id.get()}.</p></html>",
        status=told.status,
        headers=headers,
    )

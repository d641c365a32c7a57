"""From a request of a directory to the scope of its company; and every answer in SCIM's words.

Source: RFC 7644, 2 (authentication), 3.12 (errors), 3.1 (media type).
"""

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from catchball.kernel.errors import Expected, Invalid, NotFound, NotPermitted
from catchball.kernel.words import _
from catchball.site.api.answering import limited
from catchball.site.api.asking import Admitted
from catchball.site.sight import Sighted
from catchball.trust.directories.rules import AddressFixed, KnownAlready
from catchball.trust.events import note_security_event
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.trust.tokens.presenting import Bearer, bearer_of, count_request
from catchball.trust.tokens.rules import is_service

ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"
Act = Callable[..., HttpResponse]


class NoDirectory(NotPermitted):
    """The token is not one that was made for the directory of one company."""


class NotOffered(Invalid):
    """The address is right, and is asked in another way."""

    status = 405

    def __init__(self, methods: str) -> None:
        """Keep how it is asked."""
        super().__init__(_("This address is asked with %(methods)s.", methods=methods))
        self.methods = methods


class NotUnderstood(Invalid):
    """What was sent is no SCIM, or more of it than is spoken here."""

    status = 400

    def __init__(self, message: str, *, kind: str) -> None:
        """Keep the kind of mistake as SCIM calls it."""
        super().__init__(message)
        self.kind = kind


def spoken(**acts: Act) -> Callable[..., HttpResponse]:
    """Return a view that lets a directory in and runs what belongs to the method it asks with."""

    @csrf_exempt  # nothing that a browser sends by itself opens anything here
    def view(request: HttpRequest, **parts: Any) -> HttpResponse:
        try:
            asked = _admitted(request)
        except Expected as error:
            return _told(error)
        try:
            answer = _act(acts, request.method or "")(request, asked.scope, **parts)
        except Expected as error:
            answer = _told(error)
        return limited(asked, answer)

    return view


def _act(acts: dict[str, Act], method: str) -> Act:
    if method not in acts:
        raise NotOffered(", ".join(acts))
    return acts[method]


def nothing(request: HttpRequest, scope: Scope, **_parts: Any) -> HttpResponse:
    """Say that there is nothing at this address."""
    raise NotFound(_("There is nothing at this address of SCIM."))


def answered(content: Any, *, status: int = 200, location: str = "") -> HttpResponse:
    """Return an answer in SCIM's media type."""
    answer = HttpResponse(
        json.dumps(content, ensure_ascii=False),
        content_type="application/scim+json",
        status=status,
    )
    if location:
        answer.headers["Location"] = location
    return answer


def _admitted(request: HttpRequest) -> Admitted:
    """Return the company's scope.

    :raises NotPresented, TooManyRequests, NotPermitted, NotFound: in this order
    """
    now: Any = request.now  # type: ignore[attr-defined] # set by the middleware Reading
    address = request.META.get("REMOTE_ADDR", "")
    bearer = bearer_of(request.headers.get("Authorization", ""), now=now, address=address)
    left = count_request(
        bearer.token_id, person=bearer.person.pk, now=now, most=settings.API_PER_MINUTE
    )
    sighted = Sighted(bearer.person, now, bearer=bearer)
    try:
        scope = _scope(sighted, bearer)
        if request.method != "GET":
            scope.require_writing()
    except NotPermitted as error:
        said = f"SCIM {request.path}: {error}"
        note_security_event(sighted.for_floor(), kind="refused", detail=said)
        raise
    return Admitted(sighted, scope, left)


def _scope(sighted: Sighted, bearer: Bearer) -> Scope:
    """Return the scope of the one company whose directory this token is for."""
    named = bearer.permissions or frozenset()
    is_made_for_it = is_service(bearer.person.email) and Permission.DIRECTORY_KEEP in named
    if not is_made_for_it or len(sighted.clients) != 1:
        raise NoDirectory(_("This token is not one of a company's directory. Ask for such a one."))
    scope = sighted.for_client(sighted.clients[0].slug)
    scope.require(Permission.DIRECTORY_KEEP)
    return scope


_KINDS: dict[type[Expected], str] = {KnownAlready: "uniqueness", AddressFixed: "mutability"}


def _told(error: Expected) -> HttpResponse:
    status = 400 if error.status == 422 else error.status
    kind = getattr(error, "kind", "") or _KINDS.get(type(error), "")
    if status == 400 and not kind:
        kind = "invalidValue"
    content = {"schemas": [ERROR], "status": str(status), "detail": str(error)}
    answer = answered(content | ({"scimType": kind} if kind else {}), status=status)
    if status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="catchball"'
    for name, header in (("retry_after", "Retry-After"), ("methods", "Allow")):
        if hasattr(error, name):
            answer.headers[header] = str(getattr(error, name))
    return answer

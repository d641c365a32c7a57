"""What happens around every page: headers, the reader's settings, the scope."""

from collections.abc import Callable
from dataclasses import replace
from typing import cast
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from catchball.site.came_from import page_of_form
from catchball.site.formats import Reader, Theme, reading_as
from catchball.site.sight import Sighted, sight_of

GetResponse = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
# The API asks for a token, and for nothing that a browser sends by itself.
_OPEN_PATHS = (
    "/sign-in/",
    "/join/",
    "/static/",
    "/healthz",
    "/readyz",
    "/metrics",
    "/api/",
    "/scim/",
)
_REFERENCE = "/api/v1/docs/"  # a page for people
# Where somebody may go who must add a second factor first.
_ENROLMENT = ("/security/", "/sign-out/", "/settings/")


class SecurityHeaders:
    """Sends the strict policy with every answer, and lets no page with data be kept."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class Reading:
    """Fixes the instant of the request and how its reader is shown dates and numbers."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()  # noqa: TID251 -- here the clock is read, and nowhere below
        request.now = now  # type: ignore[attr-defined] # the one clock reading of the request
        request.is_htmx = request.headers.get("HX-Request") == "true"  # type: ignore[attr-defined]
        request.sighted = sighted = sight_of(request, now)  # type: ignore[attr-defined] # likewise
        reader = Reader(now=now, language=get_language())
        if sighted:
            person, theme = sighted.person, cast("Theme", sighted.person.theme)
            reader = replace(reader, locale=person.locale, zone=person.zone, theme=theme)
        with reading_as(reader):
            return self.get_response(request)


class SignedIn:
    """Lets only signed-in people past the door, and ends sessions that grew too old."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(_OPEN_PATHS) and request.path != _REFERENCE:
            return self.get_response(request)
        sighted: Sighted | None = request.sighted  # type: ignore[attr-defined] # by Reading
        if sighted is None or self._is_too_old(request):
            request.session.flush()
            return self._to_the_door(request)
        if "must_enrol" in request.session and not request.path.startswith(_ENROLMENT):
            return redirect("own-security")
        sighted.reason = request.POST.get("reason", "")[:2000]
        request.scope_for_client = sighted.for_client  # type: ignore[attr-defined]
        request.scope_for_floor = sighted.for_floor  # type: ignore[attr-defined]
        return self.get_response(request)

    def _is_too_old(self, request: HttpRequest) -> bool:
        """Answer by the absolute limit; and move the idle limit on, once a minute at most."""
        now = int(request.now.timestamp())  # type: ignore[attr-defined] # set by Reading
        began = request.session.get("began", 0)
        if now - began > settings.SESSION_ABSOLUTE_AGE:
            return True
        if now - request.session.get("seen", 0) >= 60:
            request.session["seen"] = now
        return False

    def _to_the_door(self, request: HttpRequest) -> HttpResponse:
        door = reverse(settings.LOGIN_URL)
        back = _page_behind(request)
        if back != "/":
            door += f"?next={quote(back)}"
        if getattr(request, "is_htmx", False):
            return HttpResponse(status=401, headers={"HX-Redirect": door})
        return redirect(door)


def _page_behind(request: HttpRequest) -> str:
    """Return the page to come back to: for a submission the one whose form it was."""
    if request.method == "GET":
        return request.get_full_path()
    return page_of_form(request) or "/"

"""The site's own pages: the door, and the settings of the person."""

from typing import Any, cast

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.site import demo
from catchball.site.forms import OwnSettings, SignIn
from catchball.site.home import read_home
from catchball.site.sight import Sighted
from catchball.trust import commands, events
from catchball.trust.identity import TooManyTries, check_tries
from catchball.trust.models import Person
from catchball.trust.pages import Request, client_page, floor_page, render_page
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope


def _sighted(request: HttpRequest) -> Sighted:
    return cast("Sighted", request.sighted)  # type: ignore[attr-defined] # set by SignedIn


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Lead a person to where their day begins."""
    sighted = _sighted(request)
    if sighted.person.side is Side.CLIENT and sighted.clients:
        return redirect("home", client=sighted.clients[0].slug)
    return redirect("floor-home")


def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask who it is, and let the right person in."""
    form = SignIn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = _try(request, form)
        if person is not None:
            login(request, person)
            request.session["began"] = int(request.now.timestamp())  # type: ignore[attr-defined]
            return redirect(_next(request))
    status = 422 if request.method == "POST" else 200
    context = {
        "form": form,
        "next": request.GET.get("next", ""),
        "accounts": demo.accounts() if settings.SHOWS_DEMO else (),
    }
    return render_page(request, "sign_in.html", context, status=status)


def _try(request: HttpRequest, form: SignIn) -> Person | None:
    """Return the person, or leave the reason on the form; failures outlive the request."""
    email = form.cleaned_data["email"].strip().lower()
    now: Any = request.now  # type: ignore[attr-defined]
    address = request.META.get("REMOTE_ADDR", "")
    try:
        check_tries(email, scope_now=now)
    except TooManyTries as error:
        form.add_error(None, str(error))
        return None
    person = authenticate(request, username=email, password=form.cleaned_data["password"])
    kind = "signed-in" if person else "sign-in-failed"
    events.note(kind=kind, at=now, subject=email, address=address)
    if person is None:
        form.add_error(None, _("This address and password do not fit together. Try again."))
    return person


def _next(request: HttpRequest) -> str:
    """Return where the person wanted to go, if that is a page of ours."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return "/"


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign-in")


def own_settings(request: HttpRequest) -> HttpResponse:
    """Show and change language, zone and theme."""
    sighted = _sighted(request)
    person = sighted.person
    shown = {"locale": person.locale, "zone": person.zone, "theme": person.theme}
    form = OwnSettings(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        try:
            commands.change_settings(sighted.for_floor(), **form.cleaned_data)
        except Invalid as error:
            form.add_error(None, str(error))
        else:
            return redirect("own-settings")
    status = 422 if request.method == "POST" else 200
    return render_page(request, "settings.html", {"form": form, "person": person}, status=status)


@require_GET
@client_page(may=Permission.HOME_READ)
def home(request: Request, scope: Scope) -> HttpResponse:
    """Show where the day begins with one client."""
    page = read_home(scope, _sighted(request))
    return render_page(request, "home.html", {"home": page})


@require_GET
@floor_page(may=Permission.HOME_READ)
def floor_home(request: Request, scope: Scope) -> HttpResponse:
    """Show where the day begins across all clients."""
    page = read_home(scope, _sighted(request))
    return render_page(request, "home.html", {"home": page})


@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer that this process lives and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")

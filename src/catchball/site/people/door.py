"""Before the door: signing in and out, and finding one's way back in."""

from typing import Any, cast
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from catchball.kernel.errors import Invalid, NotFound
from catchball.kernel.words import _
from catchball.site import demo
from catchball.site.forms import SignIn
from catchball.site.people import resetting
from catchball.site.people.forms import Forgotten, NewPassword
from catchball.site.people.jobs import send_reset
from catchball.trust import commands
from catchball.trust.identity import TooManyTries
from catchball.trust.models import Person
from catchball.trust.pages import render_page


@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask who it is, and let the right person in."""
    form = SignIn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = _try(request, form)
        if person is not None:
            login = Login(user=person, redirect_url=wanted_page(request))
            return cast(
                "HttpResponse", perform_password_login(request, {"email": person.email}, login)
            )
    status = 422 if request.method == "POST" else 200
    context = {
        "form": form,
        "next": request.GET.get("next", request.POST.get("next", "")),
        "accounts": demo.accounts() if settings.SHOWS_DEMO else (),
        "notice": tuple(messages.get_messages(request)),
    }
    return render_page(request, "sign_in.html", context, status=status)


def _try(request: HttpRequest, form: SignIn) -> Person | None:
    """Return the person, or leave the reason on the form."""
    try:
        person: Person | None = get_adapter(request).authenticate(request, **form.cleaned_data)
    except TooManyTries as error:
        form.add_error(None, str(error))
        return None
    if person is None:
        form.add_error(None, _("This address and password do not fit together. Try again."))
    return person


def wanted_page(request: HttpRequest) -> str:
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


def forgotten(request: HttpRequest) -> HttpResponse:
    """Send a link to whoever says they forgot; the answer is the same for every address."""
    form = Forgotten(request.POST or None)
    status, sent = 200, False
    if request.method == "POST":
        status = 422
        if form.is_valid():
            email = form.cleaned_data["email"].strip().lower()
            if ratelimit.consume(request, action="reset_password", key=email):
                send_reset.defer(email=email)
                status, sent = 200, True
            else:
                form.add_error(None, _("Too many links were asked for. Try again in an hour."))
    context = {"form": form, "sent": sent, "minutes": settings.PASSWORD_RESET_TIMEOUT // 60}
    return render_page(request, "forgotten.html", context, status=status)


@sensitive_post_parameters("password")
def reset(request: HttpRequest, person: UUID, key: str) -> HttpResponse:
    """Let whoever holds a fresh link choose a new password; the link works once."""
    scope = resetting.scope_of_link(person, key, now=_now(request))
    if scope is None:
        raise NotFound(_("This link does not work any more. Ask for a new one."))
    form = NewPassword(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.change_own_password(scope, password=form.cleaned_data["password"])
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Your password is changed. Sign in with it."))
            return redirect("sign-in")
    status = 422 if request.method == "POST" else 200
    return render_page(request, "reset.html", {"form": form}, status=status)


def _now(request: HttpRequest) -> Any:
    return request.now  # type: ignore[attr-defined] # set by Reading

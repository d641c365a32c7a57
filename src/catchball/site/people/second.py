"""The second step of signing in, and signing in by a passkey alone."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from allauth.account.internal.decorators import login_stage_required
from allauth.account.models import Login
from allauth.core import ratelimit
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.internal.constants import LoginStageKey
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from cryptography.fernet import InvalidToken
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from fido2.utils import websafe_decode

from catchball.kernel.words import _
from catchball.site.people.door import wanted_page
from catchball.site.people.forms import SecondStep
from catchball.trust.factors import answered_passkey, list_factors
from catchball.trust.identity import TooManyTries, one_try
from catchball.trust.models import Person
from catchball.trust.pages import render_page
from catchball.trust.wall import identified_as

View = Callable[[HttpRequest], HttpResponse]


def _behind_the_wall(view: View) -> View:
    """Let the sign-in library read the person whose password was right, and nobody else."""

    def seen(request: HttpRequest) -> HttpResponse:
        pending = request.session.get("account_login") or {}
        person = _person_id(pending.get("user_pk") if isinstance(pending, dict) else None)
        if person is None:
            return redirect("sign-in")
        with identified_as(person):
            return view(request)

    return seen


def _person_id(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


@_behind_the_wall
@login_stage_required(  # type: ignore[untyped-decorator] # the library has no types
    stage=LoginStageKey.MFA_AUTHENTICATE.value, redirect_urlname="sign-in"
)
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor of somebody whose password was right."""
    stage: Any = request._login_stage  # type: ignore[attr-defined] # noqa: SLF001 -- its interface
    person: Person = stage.login.user
    form = SecondStep(request.POST or None)
    if request.method == "POST" and form.is_valid() and _fits(request, person, form):
        return cast("HttpResponse", stage.exit())
    kinds = {factor.kind for factor in list_factors(person.pk)}
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "kinds": kinds, "email": person.email}
    return render_page(request, "second_step.html", context, status=status)


def _fits(request: HttpRequest, person: Person, form: SecondStep) -> bool:
    """Answer whether the code or passkey is theirs, or leave on the form why not."""
    now: datetime = request.now  # type: ignore[attr-defined] # set by Reading
    try:
        found = one_try(
            person.email,
            lambda: _sent(person, form),
            failure="second-step-failed",
            at=now,
            person_id=person.pk,
        )
    except TooManyTries as error:
        form.add_error("code", str(error))
        return False
    if found is None:
        form.add_error("code", _("That does not fit, or was used already. Try again."))
        return False
    found.save()
    return True


def _sent(person: Person, form: SecondStep) -> Any:
    """Return the library's form of the factor that was sent, if it fits.

    No code fits a secret that was encrypted with another key of the installation.
    """
    answer = answered_passkey()
    if answer is not None:
        sent = AuthenticateWebAuthnForm(user=person, data={"credential": form.data["passkey"]})
    else:
        code = form.cleaned_data["code"].replace(" ", "")
        sent = AuthenticateForm(user=person, data={"code": code})
    try:
        return sent if sent.is_valid() else None
    except InvalidToken:
        return None


def by_passkey(request: HttpRequest) -> HttpResponse:
    """Let somebody in by a passkey, which is two factors at once; GET gives the challenge."""
    if request.method == "GET":
        return JsonResponse({"publicKey": _challenge(request)["publicKey"]})
    answer = answered_passkey()
    person = _person_id(_handle(answer))
    if person is not None and ratelimit.consume(request, action="login"):
        with identified_as(person):
            form = LoginWebAuthnForm(data={"credential": request.POST.get("passkey", "")})
            if form.is_valid() and form.cleaned_data["credential"].user.is_active:
                row = form.cleaned_data["credential"]
                login = Login(user=row.user, redirect_url=wanted_page(request))
                return cast("HttpResponse", perform_passwordless_login(request, row, login))
    messages.error(request, _("That passkey is not known here. Sign in with your password."))
    return redirect("sign-in")


def _challenge(request: HttpRequest) -> dict[str, Any]:
    """Return a challenge: for the person at the second step, or for whoever it may be."""
    pending = request.session.get("account_login")
    person = _person_id(pending.get("user_pk")) if isinstance(pending, dict) else None
    if person is None:
        return cast("dict[str, Any]", webauthn.begin_authentication(None))
    with identified_as(person):
        row = Person.objects.filter(pk=person).first()
        return cast("dict[str, Any]", webauthn.begin_authentication(row))


def _handle(answer: Any) -> str | None:
    """Return the person whom a passkey says that it belongs to."""
    try:
        handle = answer["response"]["userHandle"]
        return websafe_decode(handle).decode() if handle else None
    except (KeyError, TypeError, ValueError):
        return None

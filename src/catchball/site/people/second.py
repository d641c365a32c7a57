"""The second step of signing in, and signing in by a passkey alone."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from allauth.account.adapter import get_adapter
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
from catchball.trust import events
from catchball.trust.factors import GARBLED, answered_passkey, list_factors
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
    """Return the library's form of the factor that was sent, if it fits."""
    answer = answered_passkey()
    if answer is not None:
        return _fitting(
            AuthenticateWebAuthnForm(user=person, data={"credential": form.data["passkey"]})
        )
    code = form.cleaned_data["code"].replace(" ", "")
    return _fitting(AuthenticateForm(user=person, data={"code": code}))


def _fitting(sent: Any) -> Any:
    """Return the form, unless what it holds is wrong or garbled, or its secret of another key."""
    try:
        return sent if sent.is_valid() else None
    except (*GARBLED, InvalidToken):
        return None


def by_passkey(request: HttpRequest) -> HttpResponse:
    """Let somebody in by a passkey, which is two factors at once; GET gives the challenge."""
    if request.method == "GET":
        return JsonResponse({"publicKey": _challenge(request)["publicKey"]})
    if not ratelimit.consume(request, action="login"):
        messages.error(request, _("Too many tries from here. Wait a minute and try again."))
        return redirect("sign-in")
    person = _person_id(_handle(answered_passkey()))
    if person is not None:
        with identified_as(person):
            form = _fitting(LoginWebAuthnForm(data={"credential": request.POST["passkey"]}))
            row = form.cleaned_data["credential"] if form else None
            if row is not None and row.user.is_active:
                login = Login(user=row.user, redirect_url=wanted_page(request))
                return cast("HttpResponse", perform_passwordless_login(request, row, login))
    _note_unknown(request, person)
    messages.error(request, _("That passkey is not known here. Sign in with your password."))
    return redirect("sign-in")


def _note_unknown(request: HttpRequest, claimed: UUID | None) -> None:
    """Keep that a passkey opened nothing, and whose it claimed to be where there is such a person."""
    person = None
    if claimed is not None:
        with identified_as(claimed):
            person = Person.objects.filter(pk=claimed).first()
    events.note(
        kind="passkey-failed",
        at=request.now,  # type: ignore[attr-defined] # set by Reading
        person_id=person.pk if person else None,
        subject=person.email if person else "",
        address=get_adapter(request).get_client_ip(request),
    )


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

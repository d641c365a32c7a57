"""A person's own second factors: an authenticator app, passkeys, codes for emergencies."""

import base64
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from catchball.kernel.errors import Invalid, NotFound, Refused
from catchball.kernel.words import _
from catchball.site.people.adapter import must_have_factor
from catchball.site.people.forms import AddApp, AddPasskey, Proving
from catchball.site.people.jobs import tell_change
from catchball.site.sight import sighted_of
from catchball.trust import commands
from catchball.trust.factors import GARBLED, has_factor, list_factors
from catchball.trust.forms import TellingForm
from catchball.trust.identity import prove
from catchball.trust.pages import render_page
from catchball.trust.permissions import Role
from catchball.trust.scope import Scope

_GET_OR_POST = require_http_methods(["GET", "POST"])


def _proven(request: HttpRequest, form: TellingForm) -> Scope:
    """Return the scope with the proof that the form carries."""
    return prove(sighted_of(request).for_floor(), password=form.cleaned_data["password"])


def _done(request: HttpRequest, sentence: str) -> HttpResponse:
    """Tell the person what changed, by mail too; keep in mind whether a factor is missing."""
    person = sighted_of(request).person
    messages.success(request, sentence)
    tell_change.defer(email=person.email, what=sentence)
    if has_factor(person.pk):
        request.session.pop("must_enrol", None)
    elif must_have_factor(Role(person.role)):
        request.session["must_enrol"] = True
    return redirect("own-security")


@sensitive_post_parameters("password", "code")
@_GET_OR_POST
def app_add(request: HttpRequest) -> HttpResponse:
    """Show the secret once as picture and text, and ask for the first code."""
    form = AddApp(request.POST or None)
    secret = totp.get_totp_secret(regenerate=request.method == "GET")
    if request.method == "POST" and form.is_valid() and _app_added(request, form, secret):
        return _done(request, _("Codes of your authenticator app count from now on."))
    address = get_adapter().build_totp_url(sighted_of(request).person, secret)
    picture = base64.b64encode(get_adapter().build_totp_svg(address).encode()).decode()
    spaced = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    context = {"form": form, "picture": f"data:image/svg+xml;base64,{picture}", "secret": spaced}
    return render_page(
        request, "app_add.html", context, status=422 if request.method == "POST" else 200
    )


def _app_added(request: HttpRequest, form: AddApp, secret: str) -> bool:
    if not totp.validate_totp_code(secret, form.cleaned_data["code"].replace(" ", "")):
        form.add_error("code", _("That code does not fit. Check the clock of the device."))
        return False
    try:
        commands.add_authenticator(_proven(request, form), secret=secret)
    except (Invalid, Refused) as error:
        form.tell(error)
        return False
    totp.clear_totp_secret(request)
    return True


@sensitive_post_parameters("password")
@_GET_OR_POST
def passkey_add(request: HttpRequest) -> HttpResponse:
    """Make a passkey on this device or a key, and keep its public half."""
    form = AddPasskey(request.POST or None)
    if request.method == "POST" and form.is_valid() and _passkey_added(request, form):
        return _done(request, _("Your passkey counts from now on."))
    person = sighted_of(request).person
    options = webauthn.begin_registration(person, passwordless=True)
    context = {"form": form, "options": options["publicKey"]}
    return render_page(
        request, "passkey_add.html", context, status=422 if request.method == "POST" else 200
    )


def _passkey_added(request: HttpRequest, form: AddPasskey) -> bool:
    made = form.cleaned_data["made"]
    try:
        webauthn.parse_registration_response(made)
        binding = webauthn.complete_registration(made)
    except GARBLED:
        form.add_error(None, _("The passkey answered too late or not at all. Try again."))
        return False
    if not binding.is_user_verified():
        form.add_error(None, _("This key does not make sure that it is you: set a PIN for it."))
        return False
    try:
        commands.add_passkey(
            _proven(request, form), name=form.cleaned_data["name"], credential=made
        )
    except (Invalid, Refused) as error:
        form.tell(error)
        return False
    return True


@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    """Give the challenge that the person's passkeys sign; 409 if they have none."""
    person = sighted_of(request).person
    if all(factor.kind != "passkey" for factor in list_factors(person.pk)):
        sentence = _("You have no passkey yet. Add one under Security, or type your password.")
        return JsonResponse({"sentence": sentence}, status=409)
    return JsonResponse({"publicKey": webauthn.begin_authentication(person)["publicKey"]})


@sensitive_post_parameters("password")
@_GET_OR_POST
def factor_remove(request: HttpRequest, factor: int) -> HttpResponse:
    """Take a passkey or an app away."""
    factors = list_factors(sighted_of(request).person.pk)
    line = next((one for one in factors if one.id == factor and one.kind != "codes"), None)
    if line is None:
        raise NotFound(_("There is no such passkey or app of yours."))
    form = Proving(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.remove_factor(_proven(request, form), factor=factor)
        except Invalid as error:
            form.tell(error)
        else:
            sentence = (
                _("Your passkey %(name)s is removed.", name=line.name)
                if line.kind == "passkey"
                else _("Your authenticator app is removed.")
            )
            return _done(request, sentence)
    status = 422 if request.method == "POST" else 200
    return render_page(request, "factor_remove.html", {"form": form, "line": line}, status=status)


@sensitive_post_parameters("password")
@_GET_OR_POST
def codes(request: HttpRequest) -> HttpResponse:
    """Make new codes for emergencies, shown in this answer alone."""
    form, made = Proving(request.POST or None), ()
    if request.method == "POST" and form.is_valid():
        try:
            commands.make_recovery_codes(_proven(request, form))
        except (Invalid, Refused) as error:
            form.tell(error)
        else:
            person = sighted_of(request).person
            row: Any = Authenticator.objects.get(user_id=person.pk, type="recovery_codes")
            made = tuple(row.wrap().get_unused_codes())
            tell_change.defer(email=person.email, what=_("New codes for emergencies were made."))
    status = 422 if form.errors else 200
    return render_page(request, "codes.html", {"form": form, "codes": made}, status=status)

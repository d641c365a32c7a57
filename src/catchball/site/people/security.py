"""A person's own security: password and sessions."""

from datetime import datetime
from typing import cast

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _, ngettext
from catchball.site.people.adapter import must_have_factor
from catchball.site.people.forms import ChangePassword
from catchball.site.people.jobs import tell_change
from catchball.site.people.sessions import list_sessions
from catchball.site.sight import sighted_of
from catchball.trust import commands, events
from catchball.trust.factors import list_factors
from catchball.trust.identity import prove
from catchball.trust.models import Person
from catchball.trust.pages import render_page
from catchball.trust.permissions import Role
from catchball.trust.sessions import end_sessions
from catchball.trust.wall import identified_as


def _now(request: HttpRequest) -> datetime:
    return cast("datetime", request.now)  # type: ignore[attr-defined] # set by Reading


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Show how the person proves who they are, and where they are signed in."""
    person = sighted_of(request).person
    factors = list_factors(person.pk)
    context = {
        "factors": factors,
        "must": must_have_factor(Role(person.role)),
        "lacks": all(factor.kind == "codes" for factor in factors),
        "sessions": list_sessions(
            person.pk, current=request.session.session_key or "", now=_now(request)
        ),
    }
    return render_page(request, "security.html", context)


@sensitive_post_parameters("current", "password")
def password(request: HttpRequest) -> HttpResponse:
    """Change the password; all other sessions end."""
    scope = sighted_of(request).for_floor()
    form = ChangePassword(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            prove(scope, password=form.cleaned_data["current"])
        except Invalid as error:
            form.add_error("current", str(error))
        else:
            if _changed(request, form):
                return redirect("own-security")
    status = 422 if request.method == "POST" else 200
    return render_page(request, "password.html", {"form": form}, status=status)


def _changed(request: HttpRequest, form: ChangePassword) -> bool:
    """Change the password and keep this session, or leave on the form why not."""
    person = sighted_of(request).person
    try:
        commands.change_own_password(
            sighted_of(request).for_floor(), password=form.cleaned_data["password"]
        )
    except Invalid as error:
        form.tell(error)
        return False
    with identified_as(person.pk):
        update_session_auth_hash(request, Person.objects.get(pk=person.pk))
    UserSession.objects.create_from_request(request)
    tell_change.defer(email=person.email, what=_("Your password was changed."))
    messages.success(request, _("Your password is changed; you are signed out everywhere else."))
    return True


@require_POST
def sessions_end(request: HttpRequest) -> HttpResponse:
    """Sign the person out everywhere else, or in one place."""
    person, one = sighted_of(request).person, request.POST.get("session", "")
    count = end_sessions(
        person.pk,
        keep=request.session.session_key or "",
        only=int(one) if one.isdecimal() and len(one) < 18 else None,
    )
    events.note(kind="sessions-ended", at=_now(request), person_id=person.pk, subject=person.email)
    messages.success(
        request, ngettext("One session is ended.", "%(count)s sessions are ended.", count)
    )
    return redirect("own-security")

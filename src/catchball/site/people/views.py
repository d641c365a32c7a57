"""Pages about the people of both companies: who they are, who comes in, who leaves."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import _
from catchball.site.people import forms, misuse, told
from catchball.trust import commands, queries
from catchball.trust.forms import TellingForm
from catchball.trust.pages import Request, client_page, floor_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope

_GET_OR_POST = require_http_methods(["GET", "POST"])


def _slug(request: Request) -> str:
    match = request.resolver_match
    return str(match.kwargs["client"]) if match else ""


def _list(request: Request) -> HttpResponse:
    return redirect("person-list", client=_slug(request))


def _page(request: Request, person: UUID) -> HttpResponse:
    return redirect("person-page", client=_slug(request), person=person)


def _form(request: Request, template: str, form: TellingForm, **more: Any) -> HttpResponse:
    context = {"form": form, **more}
    return render_page(request, template, context, status=422 if form.errors else 200)


@require_GET
@client_page(may=Permission.PERSON_READ)
def people(request: Request, scope: Scope) -> HttpResponse:
    """Show who of both companies sees this client, and who is invited."""
    return render_page(request, "people.html", {"people": told.read_people(scope)})


@require_GET
@floor_page(may=Permission.PERSON_READ)
def floor_people(request: Request, scope: Scope) -> HttpResponse:
    """Show who sees which of the clients."""
    clients = request.sighted.clients  # type: ignore[attr-defined] # set by SignedIn
    context = {
        "people": told.read_floor_people(scope, clients),
        "may_see_log": scope.may(Permission.PERSON_ADMINISTER),
    }
    return render_page(request, "floor_people.html", context)


@require_GET
@client_page(may=Permission.PERSON_READ)
def person(request: Request, scope: Scope, person: UUID) -> HttpResponse:
    """Show one person, and what may be done about them."""
    return render_page(request, "person.html", {"page": told.read_person(scope, person)})


@_GET_OR_POST
@client_page(may=Permission.PERSON_MANAGE)
def invite(request: Request, scope: Scope) -> HttpResponse:
    """Invite somebody by a letter."""
    form = forms.Invite(scope.side, request.POST or None)
    if form.is_valid():
        try:
            commands.invite_person(scope, **form.cleaned_data)
        except (Invalid, Refused) as error:
            form.tell(error)
        else:
            sentence = _("An invitation goes to %(email)s.", email=form.cleaned_data["email"])
            messages.success(request, sentence)
            return _list(request)
    return _form(request, "person_invite.html", form)


@require_POST
@client_page(may=Permission.PERSON_MANAGE)
def again(request: Request, scope: Scope, invitation: UUID) -> HttpResponse:
    """Send the letter of an invitation anew."""
    commands.invite_again(scope, invitation=invitation)
    messages.success(request, _("A new letter is on its way; the link of the old one is void."))
    return _list(request)


@require_POST
@client_page(may=Permission.PERSON_MANAGE)
def withdraw(request: Request, scope: Scope, invitation: UUID) -> HttpResponse:
    """Withdraw an invitation."""
    commands.withdraw_invitation(scope, invitation=invitation)
    messages.success(request, _("The invitation is withdrawn."))
    return _list(request)


@_GET_OR_POST
@client_page(may=Permission.PERSON_ADMINISTER)
def admit(request: Request, scope: Scope) -> HttpResponse:
    """Give a colleague access to this client."""
    outside = [(one.id, f"{one.name}, {one.role.label}") for one in queries.list_to_admit(scope)]
    form = forms.Admit(outside, request.POST or None)
    if form.is_valid():
        commands.assign_person(scope, person=form.cleaned_data["person"])
        messages.success(request, _("Your colleague has access now."))
        return _list(request)
    return _form(request, "person_admit.html", form, any_left=bool(outside))


@_GET_OR_POST
@client_page(may=Permission.PERSON_MANAGE)
def role(request: Request, scope: Scope, person: UUID) -> HttpResponse:
    """Give a person another role of their company."""
    line = queries.get_colleague(scope, person)
    form = forms.ChangeRole(line.side, request.POST or None, initial={"role": line.role.value})
    if form.is_valid():
        try:
            commands.change_role(scope, person=person, role=form.cleaned_data["role"])
        except (Invalid, Refused) as error:
            form.tell(error)
        else:
            return _page(request, person)
    return _form(request, "person_role.html", form, person=line)


@_GET_OR_POST
@client_page(may=Permission.PERSON_MANAGE)
def leave(request: Request, scope: Scope, person: UUID) -> HttpResponse:
    """End a person's sign-in."""
    line = queries.get_colleague(scope, person)
    form = forms.Leave(request.POST or None)
    if form.is_valid():
        try:
            commands.close_person(scope, person=person)
        except (Invalid, Refused) as error:
            form.tell(error)
        else:
            return _page(request, person)
    return _form(request, "person_close.html", form, person=line)


@require_POST
@client_page(may=Permission.PERSON_ADMINISTER)
def release(request: Request, scope: Scope, person: UUID) -> HttpResponse:
    """Take the sight of this client from a colleague."""
    commands.unassign_person(scope, person=queries.get_colleague(scope, person).id)
    messages.success(request, _("That access is taken away; what they did stays theirs."))
    return _list(request)


@require_GET
@floor_page(may=Permission.PERSON_ADMINISTER)
def security_log(request: Request, scope: Scope) -> HttpResponse:
    """Show who failed to prove themself or was refused something."""
    return render_page(request, "security_log.html", {"attempts": misuse.read_attempts(scope)})

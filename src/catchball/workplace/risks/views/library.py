"""Pages about the starter risks that sites keep: all of them, a new one, another wording."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.trust.forms import Step
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.risks import commands, forms, queries
from catchball.workplace.risks.rules import check_may_keep_starter
from catchball.workplace.risks.views.parts import GET_OR_POST, client_of, status_of

_WORDS = ("event", "cause", "effect", "category", "phase")


def _to_library(request: Request) -> HttpResponse:
    return redirect("library-page", client=client_of(request))


@require_GET
@client_page(may=Permission.RISK_READ)
def library_page(request: Request, scope: Scope) -> HttpResponse:
    """Show the starter risks of the sites that work for a client."""
    return render_page(request, "risks/library_page.html", {"page": queries.get_library(scope)})


@GET_OR_POST
@client_page(may=Permission.RISK_ASSESS)
def starter_add(request: Request, scope: Scope, risk: UUID) -> HttpResponse:
    """Ask what of a risk other transfers should begin with, and keep it for its site."""
    page = queries.get_risk(scope, risk)
    check_may_keep_starter(scope.side)
    form = forms.Keeping(request.POST or None, initial=_of_risk(page))
    if request.method == "POST" and form.is_valid():
        try:
            commands.add_starter(scope, risk=risk, words=form.words())
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Kept. Every new document of the site can begin with it."))
            return _to_library(request)
    context = {"form": form, "starter": None, "page": page}
    return render_page(request, "risks/starter_form.html", context, status=status_of(form))


def _of_risk(page: queries.RiskPage) -> dict[str, Any]:
    return {
        **{name: getattr(page.line, name) for name in _WORDS},
        "response": page.suggested_response or page.line.response,
        "contingency": page.contingency,
    }


@GET_OR_POST
@client_page(may=Permission.RISK_ASSESS)
def starter_change(request: Request, scope: Scope, starter: UUID) -> HttpResponse:
    """Ask for other words of a starter risk."""
    line = queries.get_starter(scope, starter)
    check_may_keep_starter(scope.side, is_retired=line.retired_at is not None)
    names = (*_WORDS, "response", "contingency", "version")
    initial = {name: getattr(line, name) for name in names}
    form = forms.Rekeeping(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            commands.change_starter(scope, starter=starter, version=version, words=form.words())
        except Invalid as error:
            form.tell(error)
        else:
            return _to_library(request)
    context = {"form": form, "starter": line, "page": None}
    return render_page(request, "risks/starter_form.html", context, status=status_of(form))


@require_POST
@client_page(may=Permission.RISK_ASSESS)
def starter_retire(request: Request, scope: Scope, starter: UUID) -> HttpResponse:
    """Offer a starter risk no more."""
    queries.get_starter(scope, starter)
    form = Step(request.POST)
    if form.is_valid():
        version = form.cleaned_data["version"]
        commands.retire_starter(scope, starter=starter, version=version)
        messages.success(request, _("Retired. Documents that began with it keep their risk."))
    return _to_library(request)

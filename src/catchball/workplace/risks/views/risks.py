"""Pages about one risk: its words, its score, its end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.trust.forms import Because
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.risks import commands, forms, queries
from catchball.workplace.risks.rules import Axis
from catchball.workplace.risks.views.parts import GET_OR_POST, status_of, to_risk


@require_GET
@client_page(may=Permission.RISK_READ)
def risk_page(request: Request, scope: Scope, risk: UUID) -> HttpResponse:
    """Show a risk: its words, its score, its plan, and what can be done."""
    page = queries.get_risk(scope, risk)
    return render_page(request, "risks/risk_page.html", {"page": page})


@GET_OR_POST
@client_page(may=Permission.RISK_ASSESS)
def risk_add(request: Request, scope: Scope, assessment: UUID) -> HttpResponse:
    """Ask what could happen, and add it to a document."""
    page = queries.get_assessment(scope, assessment)
    people = queries.list_team(scope)
    form = forms.Wording(request.POST or None, people=people, siblings=page.risks)
    if request.method == "POST" and form.is_valid():
        try:
            made = commands.add_risk(scope, assessment=assessment, statement=form.statement())
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Added. Now it can be scored."))
            return to_risk(request, made)
    context = {"form": form, "page": page}
    return render_page(request, "risks/risk_add.html", context, status=status_of(form))


@GET_OR_POST
@client_page(may=Permission.RISK_ASSESS)
def risk_change(request: Request, scope: Scope, risk: UUID) -> HttpResponse:
    """Ask for other words of a risk."""
    page = queries.get_risk(scope, risk)
    form = forms.Rewording(
        request.POST or None, people=page.people, siblings=page.siblings, initial=_words(page)
    )
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            commands.change_risk(scope, risk=risk, version=version, statement=form.statement())
        except Invalid as error:
            form.tell(error)
        else:
            return to_risk(request, risk)
    context = {"form": form, "page": page}
    return render_page(request, "risks/risk_change.html", context, status=status_of(form))


def _words(page: queries.RiskPage) -> dict[str, Any]:
    names = ("cause", "event", "effect", "category", "phase", "owner", "arises_from", "version")
    return {name: getattr(page.line, name) for name in names}


@GET_OR_POST
@client_page(may=Permission.RISK_ASSESS)
def risk_score(request: Request, scope: Scope, risk: UUID) -> HttpResponse:
    """Ask for a step on each scale, with the words of every step in sight."""
    page = queries.get_risk(scope, risk)
    score = page.line.score
    initial = {axis.value: getattr(score, axis.value) for axis in Axis} if score else {}
    form = forms.Scored(request.POST or None, matrix=page.matrix, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            commands.score_risk(scope, risk=risk, **form.arguments())
        except Invalid as error:
            form.tell(error)
        else:
            return to_risk(request, risk)
    context = {"form": form, "page": page, "axes": page.matrix.axes}
    return render_page(request, "risks/risk_score.html", context, status=status_of(form))


@GET_OR_POST
@client_page(may=Permission.RISK_ASSESS)
def risk_close(request: Request, scope: Scope, risk: UUID) -> HttpResponse:
    """Ask why a risk cannot happen any more, and close it."""
    form = Because(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.close_risk(scope, risk=risk, version=form.cleaned_data["version"])
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Closed. It stays in the document, at its end."))
            return to_risk(request, risk)
    context = {"form": form, "page": queries.get_risk(scope, risk)}
    return render_page(request, "risks/risk_close.html", context, status=status_of(form))

"""Pages about the gates between the stages of a program."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.trust.forms import SignVersion
from catchball.trust.identity import prove
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.teams import commands, forms, queries
from catchball.workplace.teams.rules import PassedAlready
from catchball.workplace.teams.views.parts import GET_OR_POST, stage_of, to_page, with_form


def _to_gate(request: Request, page: queries.GatePage) -> HttpResponse:
    which: dict[str, Any] = {"program": page.program.id, "leaves": page.gate.leaves.value}
    return to_page(request, "gate-page", **which)


@require_GET
@client_page(may=Permission.PROGRAM_READ)
def gate_page(request: Request, scope: Scope, program: UUID, leaves: str) -> HttpResponse:
    """Show what a gate asks for, what was shown, and who signed."""
    page = queries.get_gate(scope, program=program, leaves=stage_of(leaves))
    return render_page(request, "teams/gate_page.html", {"page": page})


@GET_OR_POST
@client_page(may=Permission.GATE_WORK)
def criterion_add(request: Request, scope: Scope, program: UUID, leaves: str) -> HttpResponse:
    """Ask for one thing more that has to be so."""
    page = queries.get_gate(scope, program=program, leaves=stage_of(leaves))
    form = forms.Asking(request.POST or None, initial={"version": page.gate.version})
    if request.method == "POST" and form.is_valid():
        try:
            commands.add_criterion(
                scope, program=program, leaves=page.gate.leaves, **form.arguments()
            )
        except Invalid as error:
            form.tell(error)
        else:
            return _to_gate(request, page)
    return with_form(request, "teams/criterion_add.html", form, page=page)


@GET_OR_POST
@client_page(may=Permission.GATE_WORK)
def criterion_answer(request: Request, scope: Scope, criterion: UUID) -> HttpResponse:
    """Ask whether a criterion is met, and where one can see it."""
    page = queries.get_criterion(scope, criterion)
    line = next(one for one in page.gate.criteria if one.id == criterion)
    usual = {"version": page.gate.version, "state": line.state, "evidence": line.evidence}
    form = forms.Answering(request.POST or None, initial=usual)
    if request.method == "POST" and form.is_valid():
        try:
            commands.answer_criterion(scope, criterion=criterion, **form.cleaned_data)
        except Invalid as error:
            form.tell(error)
        else:
            return _to_gate(request, page)
    return with_form(request, "teams/criterion_answer.html", form, page=page, line=line)


@GET_OR_POST
@client_page(may=Permission.GATE_SIGN)
def gate_sign(request: Request, scope: Scope, program: UUID, leaves: str) -> HttpResponse:
    """Show exactly what is signed, and take a signature proven in this submission."""
    form = SignVersion(request.POST or None)
    page = queries.get_gate_to_sign(scope, program=program, leaves=stage_of(leaves))
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            proven = prove(scope, password=sent.pop("password"))
            commands.sign_gate(proven, program=program, leaves=page.gate.leaves, **sent)
        except PassedAlready:
            return _to_gate(request, page)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Signed for your company."))
            return _to_gate(request, page)
    return with_form(request, "teams/gate_sign.html", form, page=page)

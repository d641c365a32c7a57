"""Pages about the plan of a risk: written, approved by both, overtaken by what happens."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.trust.forms import SignVersion
from catchball.trust.identity import prove
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.plans.queries import list_task_choices
from catchball.workplace.risks import commands, forms, queries
from catchball.workplace.risks.rules import ApprovedAlready
from catchball.workplace.risks.views.parts import GET_OR_POST, status_of, to_risk


@GET_OR_POST
@client_page(may=Permission.RISK_ASSESS)
def risk_plan(request: Request, scope: Scope, risk: UUID) -> HttpResponse:
    """Ask how a risk is answered."""
    page = queries.get_risk(scope, risk)
    tasks = list_task_choices(scope, page.program)
    form = forms.Planning(
        request.POST or None, matrix=page.matrix, tasks=tasks, initial=_terms(page)
    )
    if request.method == "POST" and form.is_valid():
        try:
            commands.write_plan(scope, risk=risk, **form.arguments())
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Kept. Both companies approve it once it is complete."))
            return to_risk(request, risk)
    context = {"form": form, "page": page}
    return render_page(request, "risks/risk_plan.html", context, status=status_of(form))


def _terms(page: queries.RiskPage) -> dict[str, Any]:
    """Return the plan as it is, with the library's contingency where there is none yet."""
    return {
        "strategy": page.line.strategy,
        "trigger": page.trigger,
        "contingency": page.contingency or page.suggested_contingency,
        "residual_probability": page.residual_probability,
        "residual_impact": page.residual_impact,
        "residual_detection": page.residual_detection,
        "delay_days": page.delay_days,
        "task": page.struck.id if page.struck else None,
        "strikes_from": page.strikes_from,
        "strikes_until": page.strikes_until,
        "review_on": page.line.review_on,
    }


@GET_OR_POST
@client_page(may=Permission.RISK_ASSESS)
def risk_act(request: Request, scope: Scope, risk: UUID) -> HttpResponse:
    """Ask for an action of the plan, and offer it to its owner."""
    page = queries.get_risk(scope, risk)
    initial = {"title": "" if page.actions else page.suggested_response, "owner": page.line.owner}
    form = forms.Acting(request.POST or None, people=page.people, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            commands.add_plan_action(scope, risk=risk, **form.arguments())
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Offered. It counts in the plan once its owner accepts."))
            return to_risk(request, risk)
    context = {"form": form, "page": page}
    return render_page(request, "risks/risk_act.html", context, status=status_of(form))


@GET_OR_POST
@client_page(may=Permission.RISK_APPROVE)
def risk_approve(request: Request, scope: Scope, risk: UUID) -> HttpResponse:
    """Show exactly the plan that is approved, and take a signature proven in this submission."""
    form = SignVersion(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            proven = prove(scope, password=sent.pop("password"))
            commands.approve_plan(proven, risk=risk, **sent)
        except ApprovedAlready:
            return to_risk(request, risk)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Approved. Your signature stands under this plan."))
            return to_risk(request, risk)
    context = {"form": form, "page": queries.get_plan_to_approve(scope, risk)}
    return render_page(request, "risks/risk_approve.html", context, status=status_of(form))


@GET_OR_POST
@client_page(may=Permission.RISK_ASSESS)
def risk_decide(request: Request, scope: Scope, risk: UUID) -> HttpResponse:
    """Ask what is decided on a yellow risk."""
    form = forms.Deciding(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.decide_risk(scope, risk=risk, **form.arguments())
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Decided. Both companies see what, by whom and why."))
            return to_risk(request, risk)
    context = {"form": form, "page": queries.get_risk(scope, risk)}
    return render_page(request, "risks/risk_decide.html", context, status=status_of(form))


@GET_OR_POST
@client_page(may=Permission.RISK_ASSESS)
def risk_fire(request: Request, scope: Scope, risk: UUID) -> HttpResponse:
    """Ask what was seen of a trigger, and offer the action that follows."""
    page = queries.get_risk(scope, risk)
    initial = {"title": page.contingency[:200], "owner": page.line.owner}
    form = forms.Firing(request.POST or None, people=page.people, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            commands.fire_trigger(scope, risk=risk, **form.arguments())
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Told. The plan is open again until both approve it."))
            return to_risk(request, risk)
    context = {"form": form, "page": page}
    return render_page(request, "risks/risk_fire.html", context, status=status_of(form))

"""Pages about a round of blind scoring: begun, scored apart, closed, talked over, agreed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.risks import commands, forms, queries
from catchball.workplace.risks.queries import BlindLine, RoundItem, RoundPage
from catchball.workplace.risks.rules import Axis
from catchball.workplace.risks.views.parts import GET_OR_POST, client_of, status_of


def _to_round(request: Request, assessment: UUID) -> HttpResponse:
    return redirect("round-page", client=client_of(request), assessment=assessment)


@require_GET
@client_page(may=Permission.RISK_READ)
def round_page(request: Request, scope: Scope, assessment: UUID) -> HttpResponse:
    """Show the latest round of a document: one's own scores, and after the reveal the agenda."""
    page = queries.get_round(scope, assessment)
    return render_page(request, "risks/round_page.html", {"page": page, "axes": page.matrix.axes})


@GET_OR_POST
@client_page(may=Permission.RISK_ASSESS)
def round_begin(request: Request, scope: Scope, assessment: UUID) -> HttpResponse:
    """Ask which risks both companies score apart, and begin."""
    page = queries.get_assessment(scope, assessment)
    form = forms.Beginning(request.POST or None, risks=page.risks)
    if request.method == "POST" and form.is_valid():
        try:
            commands.begin_round(scope, assessment=assessment, risks=form.cleaned_data["risks"])
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Begun. Neither company sees the other's scores."))
            return _to_round(request, assessment)
    context = {"form": form, "page": page}
    return render_page(request, "risks/round_begin.html", context, status=status_of(form))


@GET_OR_POST
@client_page(may=Permission.RISK_ASSESS)
def round_close(request: Request, scope: Scope, assessment: UUID) -> HttpResponse:
    """Ask whether the company's scores are final, and close them."""

    def close() -> None:
        commands.close_round(scope, assessment=assessment)

    return _step(request, scope, assessment, close, template="risks/round_close.html")


@GET_OR_POST
@client_page(may=Permission.RISK_ASSESS)
def round_call_off(request: Request, scope: Scope, assessment: UUID) -> HttpResponse:
    """Ask why a round is called off, and end it without a reveal."""

    def call_off() -> None:
        commands.call_off_round(scope, assessment=assessment)

    return _step(request, scope, assessment, call_off, template="risks/round_call_off.html")


def _step(
    request: Request, scope: Scope, assessment: UUID, act: Callable[[], None], *, template: str
) -> HttpResponse:
    form = forms.Ending(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Invalid as error:
            form.tell(error)
        else:
            return _to_round(request, assessment)
    context = {"form": form, "page": queries.get_round(scope, assessment)}
    return render_page(request, template, context, status=status_of(form))


@require_POST
@client_page(may=Permission.RISK_ASSESS)
def round_keep_same(request: Request, scope: Scope, assessment: UUID) -> HttpResponse:
    """Keep each score on which both companies gave the same."""
    commands.keep_same_scores(scope, assessment=assessment)
    messages.success(request, _("Kept. What is left is what you differ on."))
    return _to_round(request, assessment)


@GET_OR_POST
@client_page(may=Permission.RISK_ASSESS)
def risk_score_blind(request: Request, scope: Scope, risk: UUID) -> HttpResponse:
    """Ask for the company's own score of a risk, and go on to the next one."""
    page, item = _page_and_item(scope, risk)
    initial = _steps(item.ours) | {"version": item.ours.version if item.ours else 0}
    form = forms.Scored(request.POST or None, matrix=page.matrix, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            commands.score_blind(scope, risk=risk, **form.arguments())
        except Invalid as error:
            form.tell(error)
        else:
            following = next((one for one in page.left if one.risk != risk), None)
            if following is None:
                return _to_round(request, page.assessment)
            return redirect("risk-score-blind", client=client_of(request), risk=following.risk)
    context = {"form": form, "page": page, "item": item, "axes": page.matrix.axes}
    return render_page(request, "risks/risk_score_blind.html", context, status=status_of(form))


@GET_OR_POST
@client_page(may=Permission.RISK_ASSESS)
def risk_reconcile(request: Request, scope: Scope, risk: UUID) -> HttpResponse:
    """Show what each company gave, and ask for the score that both agree on."""
    page, item = _page_and_item(scope, risk)
    initial = {
        axis: step
        for axis, step in _steps(item.ours).items()
        if _steps(item.theirs).get(axis) == step
    }
    form = forms.Scored(request.POST or None, matrix=page.matrix, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            commands.reconcile_score(scope, risk=risk, **form.arguments())
        except Invalid as error:
            form.tell(error)
        else:
            return _to_round(request, page.assessment)
    context = {"form": form, "page": page, "item": item, "axes": page.matrix.axes}
    return render_page(request, "risks/risk_reconcile.html", context, status=status_of(form))


def _page_and_item(scope: Scope, risk: UUID) -> tuple[RoundPage, RoundItem]:
    page = queries.get_round_of_risk(scope, risk)
    return page, next(one for one in page.items if one.risk == risk)


def _steps(line: BlindLine | None) -> dict[str, Any]:
    initial = {axis.value: getattr(line.score, axis.value) for axis in Axis} if line else {}
    return {**initial, "reason": line.why} if line else {}

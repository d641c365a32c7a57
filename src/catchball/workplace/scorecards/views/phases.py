"""Pages on which a phase of a chart begins, or is withdrawn."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.scorecards import commands, forms, queries, rules

_GET_OR_POST = require_http_methods(["GET", "POST"])


def _to_chart(request: Request, promise: UUID) -> HttpResponse:
    match = request.resolver_match
    client = match.kwargs["client"] if match else ""
    return redirect("promise-chart", client=client, promise=promise)


@_GET_OR_POST
@client_page(may=Permission.CHART_ANNOTATE)
def phase_begin(request: Request, scope: Scope, promise: UUID) -> HttpResponse:
    """Ask from which month on the process is another, and why."""
    chart = queries.read_promise_chart(scope, promise=promise)
    form = forms.BeginPhase(request.POST or None, months=[one.period for one in chart.cells[1:]])
    if request.method == "POST" and form.is_valid():
        try:
            starts_on = form.cleaned_data["starts_on"]
            commands.begin_phase(scope, promise=promise, starts_on=starts_on)
        except (rules.MayNotBegin, rules.WordsMissing) as error:
            form.tell(error)
        else:
            messages.success(request, _("The limits begin anew. Both companies see why."))
            return _to_chart(request, promise)
    context = {"form": form, "chart": chart}
    status = 422 if form.errors else 200
    return render_page(request, "scorecards/phase_begin.html", context, status=status)


@_GET_OR_POST
@client_page(may=Permission.CHART_ANNOTATE)
def phase_withdraw(request: Request, scope: Scope, promise: UUID, phase: UUID) -> HttpResponse:
    """Ask why a phase is withdrawn, and withdraw it."""
    form = forms.Withdraw(request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        commands.withdraw_phase(scope, promise=promise, phase=phase, version=version)
        messages.success(request, _("Withdrawn. The limits are those of the phase before again."))
        return _to_chart(request, promise)
    chart = queries.read_promise_chart(scope, promise=promise)
    shown = next((one for one in chart.phases if one.id == phase), None)
    if shown is None:
        raise NotFound(_("There is no such phase of this chart."))
    context = {"form": form, "chart": chart, "phase": shown}
    status = 422 if form.errors else 200
    return render_page(request, "scorecards/phase_withdraw.html", context, status=status)

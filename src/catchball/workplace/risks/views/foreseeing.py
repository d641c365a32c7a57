"""Pages about foresight: of one incident, and of the starter library over all clients."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from catchball.kernel.words import _
from catchball.trust.pages import Request, client_page, floor_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.risks import commands, forms, queries
from catchball.workplace.risks.views.parts import GET_OR_POST, status_of


@GET_OR_POST
@client_page(may=Permission.RISK_ASSESS)
def incident_foresee(request: Request, scope: Scope, incident: UUID) -> HttpResponse:
    """Ask which risk foresaw an incident."""
    page = queries.get_foreseeing(scope, incident)
    line = page.incident.line
    initial = {"version": line.version, "risk": line.foresaw or ""}
    form = forms.Foreseeing(request.POST or None, candidates=page.candidates, initial=initial)
    if request.method == "POST" and form.is_valid():
        commands.judge_foresight(scope, incident=incident, **form.cleaned_data)
        messages.success(request, _("Kept. It counts in the foresight of the risk assessment."))
        match = request.resolver_match
        client = match.kwargs["client"] if match else ""
        return redirect("incident-page", client=client, incident=incident)
    context = {"form": form, "page": page}
    return render_page(request, "risks/incident_foresee.html", context, status=status_of(form))


@require_GET
@floor_page(may=Permission.RISK_ASSESS)
def starter_record(request: Request, scope: Scope) -> HttpResponse:
    """Show how often what each starter warns of has happened, over all clients seen."""
    record = queries.get_starter_record(scope)
    return render_page(request, "risks/starter_record.html", {"record": record})

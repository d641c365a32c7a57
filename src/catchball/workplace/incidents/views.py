"""Pages about incidents: each asks one query, each submission runs one command."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.incidents import commands, forms, queries

_GET_OR_POST = require_http_methods(["GET", "POST"])


def _to_page(request: Request, incident: UUID) -> HttpResponse:
    match = request.resolver_match
    client = match.kwargs["client"] if match else ""
    return redirect("incident-page", client=client, incident=incident)


@require_GET
@client_page(may=Permission.INCIDENT_READ)
def incident_list(request: Request, scope: Scope) -> HttpResponse:
    """Show the incidents of a client."""
    overview = queries.get_incident_overview(scope)
    return render_page(request, "incidents/incident_list.html", {"overview": overview})


@require_GET
@client_page(may=Permission.INCIDENT_READ)
def incident_page(request: Request, scope: Scope, incident: UUID) -> HttpResponse:
    """Show an incident, and whether a risk foresaw it."""
    page = queries.get_incident(scope, incident)
    return render_page(request, "incidents/incident_page.html", {"page": page})


@_GET_OR_POST
@client_page(may=Permission.INCIDENT_RECORD)
def incident_record(request: Request, scope: Scope) -> HttpResponse:
    """Ask what happened, and tell both companies."""
    programs = queries.list_places_to_record(scope)
    form = forms.Recording(
        request.POST or None,
        programs=[(str(one.id), f"{one.code} · {one.name}") for one in programs],
        initial={"happened_on": scope.today, "program": request.GET.get("program", "")},
    )
    if request.method == "POST" and form.is_valid():
        program = form.cleaned_data["program"]
        try:
            made = commands.record_incident(scope, program=program, terms=form.terms())
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Told. Say next whether a risk foresaw it."))
            return _to_page(request, made)
    context = {"form": form, "has_programs": bool(programs)}
    status = 422 if form.errors else 200
    return render_page(request, "incidents/incident_record.html", context, status=status)


@_GET_OR_POST
@client_page(may=Permission.INCIDENT_RECORD)
def incident_correct(request: Request, scope: Scope, incident: UUID) -> HttpResponse:
    """Ask what was told wrongly, and put it right."""
    page = queries.get_incident(scope, incident)
    line = page.line
    told = {"title": line.title, "happened_on": line.happened_on, "place": line.place}
    told |= {"severity": line.severity.value, "what": page.what, "version": line.version}
    form = forms.Correcting(request.POST or None, initial=told)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            commands.correct_incident(scope, incident=incident, version=version, terms=form.terms())
        except Invalid as error:
            form.tell(error)
        else:
            return _to_page(request, incident)
    status = 422 if form.errors else 200
    context = {"form": form, "page": page}
    return render_page(request, "incidents/incident_correct.html", context, status=status)


@_GET_OR_POST
@client_page(may=Permission.INCIDENT_RECORD)
def incident_close(request: Request, scope: Scope, incident: UUID) -> HttpResponse:
    """Ask how an incident ended, and close it."""
    form = forms.Closing(request.POST or None, initial={"closed_on": scope.today})
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        end = {"version": sent["version"], "closed_on": sent["closed_on"]}
        try:
            commands.close_incident(scope, incident=incident, **end)
        except Invalid as error:
            form.tell(error)
        else:
            return _to_page(request, incident)
    status = 422 if form.errors else 200
    context = {"form": form, "page": queries.get_incident(scope, incident)}
    return render_page(request, "incidents/incident_close.html", context, status=status)

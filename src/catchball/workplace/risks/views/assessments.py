"""Pages about documents: all of a client, a new one, one as the article's table."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.risks import commands, forms, queries
from catchball.workplace.risks.rules import Method
from catchball.workplace.risks.views.parts import GET_OR_POST, status_of, to_assessment


@require_GET
@client_page(may=Permission.RISK_READ)
def assessment_list(request: Request, scope: Scope) -> HttpResponse:
    """Show the risk assessments of a client."""
    overview = queries.get_assessment_overview(scope)
    return render_page(request, "risks/assessment_list.html", {"overview": overview})


@GET_OR_POST
@client_page(may=Permission.RISK_ASSESS)
def assessment_open(request: Request, scope: Scope) -> HttpResponse:
    """Ask what a new risk assessment is of, and open it."""
    start = queries.get_assessment_start(scope)
    form = forms.Opening(
        request.POST or None,
        people=start.people,
        programs=[(str(one.id), f"{one.code} · {one.name}") for one in start.programs],
        starters=[
            *((one.key, _(one.event)) for one in start.starters),
            *((str(one.id), f"{one.event} · {one.site_name}") for one in start.site_starters),
        ],
        matrices=[(str(one.id), f"{one.name} · {one.site_name}") for one in start.matrices],
        initial={"held_on": scope.today, "team": [scope.actor_id]},
    )
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        made = {"program": sent["program"], "starters": tuple(sent["starters"])}
        made |= {"method": sent["method"] or Method.MATRIX, "matrix": sent["matrix"]}
        try:
            document = commands.open_assessment(scope, frame=form.frame(), **made)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Opened. Score each risk; both companies see it."))
            return to_assessment(request, document)
    context = {"form": form, "start": start}
    return render_page(request, "risks/assessment_open.html", context, status=status_of(form))


@require_GET
@client_page(may=Permission.RISK_READ)
def assessment_page(request: Request, scope: Scope, assessment: UUID) -> HttpResponse:
    """Show a risk assessment as the article's table."""
    page = queries.get_assessment(scope, assessment)
    return render_page(request, "risks/assessment_page.html", {"page": page})


@GET_OR_POST
@client_page(may=Permission.RISK_ASSESS)
def assessment_change(request: Request, scope: Scope, assessment: UUID) -> HttpResponse:
    """Ask for another title, day, extent or team."""
    page = queries.get_assessment(scope, assessment)
    initial = {
        "title": page.line.title,
        "held_on": page.line.held_on,
        "extent": page.extent,
        "team": [one.id for one in page.team],
        "decide_within": page.decide_within,
        "version": page.line.version,
    }
    people = queries.list_team(scope)
    form = forms.Reframing(request.POST or None, people=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            commands.change_assessment(
                scope, assessment=assessment, version=version, frame=form.frame()
            )
        except Invalid as error:
            form.tell(error)
        else:
            return to_assessment(request, assessment)
    context = {"form": form, "page": page}
    return render_page(request, "risks/assessment_change.html", context, status=status_of(form))


@GET_OR_POST
@client_page(may=Permission.RISK_ASSESS)
def assessment_review(request: Request, scope: Scope, assessment: UUID) -> HttpResponse:
    """Ask what a review noted, and keep how the document stands."""
    form = forms.Reviewing(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            commands.hold_review(scope, assessment=assessment, version=version)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Kept. What changes from now on is shown against it."))
            return to_assessment(request, assessment)
    context = {"form": form, "page": queries.get_assessment(scope, assessment)}
    return render_page(request, "risks/assessment_review.html", context, status=status_of(form))

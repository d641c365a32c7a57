"""Pages about the team of a program."""

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from catchball.kernel.days import month_start
from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.trust.forms import Step
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.teams import commands, forms, queries
from catchball.workplace.teams.views.parts import GET_OR_POST, to_page, with_form


@require_GET
@client_page(may=Permission.PROGRAM_READ)
def team_page(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Show who works on a program for each company, and who did."""
    page = queries.get_team(scope, program=program)
    return render_page(request, "teams/team_page.html", {"page": page})


@require_POST
@client_page(may=Permission.VALUE_ENTER)
def stability_count(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Enter the stability of the month before into the scorecard."""
    form = Step(request.POST)
    if form.is_valid():
        month_on = month_start(scope.today, -1)
        commands.count_stability(scope, program=program, month_on=month_on, **form.cleaned_data)
        messages.success(request, _("Entered. The scorecard holds it as a value with its source."))
    return to_page(request, "team-page", program=program)


@GET_OR_POST
@client_page(may=Permission.TEAM_MANAGE)
def member_join(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Ask who joins the team, and name them."""
    page = queries.get_joining(scope, program=program)
    usual = {
        "since_on": scope.today,
        "zone": scope.zone,
        "function": request.GET.get("function", ""),
    }
    form = forms.Joining(request.POST or None, page=page, initial=usual)
    if request.method == "POST" and form.is_valid():
        try:
            commands.join_team(scope, program=program, **form.arguments())
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Named. Both companies see them in the team."))
            return to_page(request, "team-page", program=program)
    return with_form(request, "teams/member_join.html", form, page=page)


@GET_OR_POST
@client_page(may=Permission.TEAM_MANAGE)
def member_change(request: Request, scope: Scope, member: UUID) -> HttpResponse:
    """Ask how a member is reached, and who stands in."""
    page = queries.get_member(scope, member)
    known = {**asdict(page.line.reach), "version": page.line.version}
    form = forms.Rereached(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            commands.change_member(scope, member=member, version=version, reach=form.reach())
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Changed."))
            return to_page(request, "team-page", program=page.program.id)
    return with_form(request, "teams/member_change.html", form, page=page)


@GET_OR_POST
@client_page(may=Permission.TEAM_MANAGE)
def member_leave(request: Request, scope: Scope, member: UUID) -> HttpResponse:
    """Ask since when and why somebody is not of the team any more."""
    page = queries.get_member(scope, member)
    usual = {"left_on": scope.today, "version": page.line.version}
    form = forms.Leaving(request.POST or None, initial=usual)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            commands.leave_team(
                scope, member=member, version=sent["version"], left_on=sent["left_on"]
            )
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Told. The history of the team keeps them."))
            return to_page(request, "team-page", program=page.program.id)
    return with_form(request, "teams/member_leave.html", form, page=page)

"""Milestones: the list of a program, and one with what became of its day."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from catchball.kernel.errors import Invalid, NotFound, Refused
from catchball.kernel.words import _
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.plans import commands, forms, queries

_GET_OR_POST = require_http_methods(["GET", "POST"])


@require_GET
@client_page(may=Permission.PROGRAM_READ)
def milestone_list(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Show the milestones of a program, and whose slips they carry."""
    page = queries.list_milestones(scope, program=program)
    return render_page(request, "plans/milestone_list.html", {"page": page})


@require_GET
@client_page(may=Permission.PROGRAM_READ)
def milestone_page(request: Request, scope: Scope, milestone: UUID) -> HttpResponse:
    """Show a milestone with every move of its day."""
    page = queries.get_milestone(scope, milestone=milestone)
    return render_page(request, "plans/milestone_page.html", {"page": page})


@_GET_OR_POST
@client_page(may=Permission.PLAN_MANAGE)
def milestone_commit(request: Request, scope: Scope, program: UUID, task: UUID) -> HttpResponse:
    """Ask for the day of a milestone, and commit it."""
    page = queries.list_milestones(scope, program=program)
    line = next((one for one in page.milestones if one.task == task), None)
    if line is None:
        raise NotFound(_("There is no such milestone in this plan."))
    if line.id:
        return _to_milestone(request, line.id)
    form = forms.CommitDay(request.POST or None, initial={"committed_on": line.planned_on})
    if request.method == "POST" and form.is_valid():
        try:
            made = commands.commit_milestone(scope, program=program, task=task, **form.cleaned_data)
        except (Invalid, Refused) as error:
            form.tell(error)
        else:
            return _to_milestone(request, made)
    context = {"page": page, "line": line, "form": form}
    status = 422 if form.errors else 200
    return render_page(request, "plans/milestone_commit.html", context, status=status)


@_GET_OR_POST
@client_page(may=Permission.PLAN_MANAGE)
def milestone_move(request: Request, scope: Scope, milestone: UUID) -> HttpResponse:
    """Ask for another day to forecast and why, and move the milestone."""
    page = queries.get_milestone(scope, milestone=milestone)
    seen = {"forecast_on": page.line.planned_on, "version": page.line.version}
    form = forms.MoveDay(request.POST or None, initial=seen)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            commands.move_milestone(
                scope,
                milestone=milestone,
                forecast_on=sent["forecast_on"],
                slip=form.slip(),
                version=sent["version"],
            )
        except Invalid as error:
            form.tell(error)
        else:
            return _to_milestone(request, milestone)
    return _asked(request, "plans/milestone_move.html", page, form)


@_GET_OR_POST
@client_page(may=Permission.PLAN_MANAGE)
def milestone_reach(request: Request, scope: Scope, milestone: UUID) -> HttpResponse:
    """Ask on which day a milestone was reached, and record it."""
    page = queries.get_milestone(scope, milestone=milestone)
    seen = {"actual_on": page.line.actual_on or scope.today, "version": page.line.version}
    form = forms.ReachDay(request.POST or None, initial=seen)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            commands.reach_milestone(
                scope,
                milestone=milestone,
                actual_on=sent["actual_on"],
                slip=form.slip(),
                version=sent["version"],
            )
        except Invalid as error:
            form.tell(error)
        else:
            return _to_milestone(request, milestone)
    return _asked(request, "plans/milestone_reach.html", page, form)


def _asked(
    request: Request, template: str, page: queries.MilestonePage, form: forms.SlipForm
) -> HttpResponse:
    status = 422 if form.errors else 200
    return render_page(request, template, {"page": page, "form": form}, status=status)


def _to_milestone(request: Request, milestone: UUID) -> HttpResponse:
    match = request.resolver_match
    client = match.kwargs["client"] if match else ""
    return redirect("milestone-page", client=client, milestone=milestone)

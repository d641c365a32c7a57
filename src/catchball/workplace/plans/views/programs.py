"""Programs and their plans: each page asks one query, each submission runs one command."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _, ngettext
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.plans import commands, forms, queries
from catchball.workplace.plans.views.drawing import drawn

_GET_OR_POST = require_http_methods(["GET", "POST"])


def to_program(request: Request, program: UUID) -> HttpResponse:
    """Go to the page of a program."""
    match = request.resolver_match
    client = match.kwargs["client"] if match else ""
    return redirect("program-page", client=client, program=program)


@require_GET
@client_page(may=Permission.PROGRAM_READ)
def program_list(request: Request, scope: Scope) -> HttpResponse:
    """Show the programs, and where the plan of each leads."""
    plans = queries.list_program_plans(scope)
    context = {"plans": plans, "may_open": scope.may(Permission.PROGRAM_STEER)}
    return render_page(request, "plans/program_list.html", context)


@require_GET
@client_page(may=Permission.PROGRAM_READ)
def program_page(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Show a program with its plan, drawn and as a table."""
    page = queries.get_program(scope, program=program)
    context = {"page": page, "gantt": _gantt(page, scope)}
    return render_page(request, "plans/program_page.html", context)


def _gantt(page: queries.ProgramPage, scope: Scope) -> dict[str, str] | None:
    if not page.bars or page.plan is None:
        return None
    title = ngettext(
        "%(count)s task decides when the plan ends",
        "%(count)s tasks decide when the plan ends",
        page.plan.critical,
    )
    return drawn(page.bars, title, scope)


@_GET_OR_POST
@client_page(may=Permission.PLAN_MANAGE)
def plan_begin(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Ask when the plan starts, and begin it."""
    page = queries.get_program(scope, program=program)
    if page.plan:
        return to_program(request, program)
    usual = {"start_on": scope.today, "day_hours": page.usual_day_minutes / 60}
    form = forms.Frame(request.POST or None, initial=usual)
    if request.method == "POST" and form.is_valid():
        try:
            commands.begin_plan(scope, program=program, **form.arguments())
        except Invalid as error:
            form.tell(error)
        else:
            return to_program(request, program)
    return _frame(request, page, form)


@_GET_OR_POST
@client_page(may=Permission.PLAN_MANAGE)
def plan_change(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Ask for another first day or length of a day, and change the plan."""
    page = queries.get_program(scope, program=program)
    if page.plan is None:
        return to_program(request, program)
    seen: dict[str, Any] = {
        "start_on": page.plan.start_on,
        "day_hours": page.plan.day_minutes / 60,
        "version": page.plan.version,
    }
    form = forms.ChangedFrame(request.POST or None, initial=seen)
    if request.method == "POST" and form.is_valid():
        try:
            commands.change_plan(scope, program=program, **form.arguments())
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Changed. The days below are reckoned anew."))
            return to_program(request, program)
    return _frame(request, page, form)


def _frame(request: Request, page: queries.ProgramPage, form: forms.Frame) -> HttpResponse:
    context = {"page": page, "form": form}
    status = 422 if form.errors else 200
    return render_page(request, "plans/plan_frame.html", context, status=status)

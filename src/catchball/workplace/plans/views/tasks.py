"""Tasks of a plan, one at a time."""

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.trust.forms import Step
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.plans import commands, forms, queries
from catchball.workplace.plans.views.programs import to_program

_GET_OR_POST = require_http_methods(["GET", "POST"])


@_GET_OR_POST
@client_page(may=Permission.PLAN_MANAGE)
def task_add(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Ask for a task, and put it into the plan."""
    page = queries.get_program(scope, program=program)
    if page.plan is None:
        return to_program(request, program)
    tasks = page.plan.tasks
    usual = {
        "version": page.plan.version,
        "after": len(tasks),
        "level": tasks[-1].level if tasks else 1,
        "waits_for": str(len(tasks)) if tasks else "",
    }
    form = forms.NewTask(request.POST or None, initial=usual)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            commands.add_task(
                scope,
                program=program,
                after=sent["after"],
                terms=form.terms(),
                version=sent["version"],
            )
        except Invalid as error:
            form.tell(error)
        else:
            return to_program(request, program)
    context = {"page": page, "form": form}
    status = 422 if form.errors else 200
    return render_page(request, "plans/task_add.html", context, status=status)


@_GET_OR_POST
@client_page(may=Permission.PLAN_MANAGE)
def task_change(request: Request, scope: Scope, program: UUID, task: UUID) -> HttpResponse:
    """Show a task as it is planned, and take other terms for it."""
    detail = queries.get_task(scope, program=program, task=task)
    form = forms.TaskForm(
        request.POST or None, initial={**asdict(detail.terms), "version": detail.version}
    )
    if request.method == "POST" and form.is_valid():
        try:
            commands.change_task(
                scope,
                program=program,
                task=task,
                terms=form.terms(),
                version=form.cleaned_data["version"],
            )
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Changed. The days below are reckoned anew."))
            return to_program(request, program)
    context = {"detail": detail, "form": form}
    status = 422 if form.errors else 200
    return render_page(request, "plans/task_change.html", context, status=status)


@require_POST
@client_page(may=Permission.PLAN_MANAGE)
def task_remove(request: Request, scope: Scope, program: UUID, task: UUID) -> HttpResponse:
    """Take a task out of the plan."""
    form = Step(request.POST)
    if form.is_valid():
        version = form.cleaned_data["version"]
        commands.remove_task(scope, program=program, task=task, version=version)
        messages.success(request, _("Removed, with its links."))
    return to_program(request, program)

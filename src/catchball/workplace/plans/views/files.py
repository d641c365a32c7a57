"""Files of plans: read, looked at, taken over or discarded."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.trust.forms import Step
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.plans import commands, forms, queries
from catchball.workplace.plans.rules import FileState
from catchball.workplace.plans.views.programs import to_program


@require_http_methods(["GET", "POST"])
@client_page(may=Permission.PLAN_MANAGE)
def plan_import(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Ask for a file of Microsoft Project or a workbook, and read it."""
    form = forms.NewFile(request.POST or None, request.FILES or None)
    refused = getattr(request, "upload_refused", "")
    if request.method == "POST" and refused:
        form.errors["file"] = form.error_class([refused])
    elif request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = commands.read_plan_file(
                scope, program=program, name=file.name, chunks=file.chunks()
            )
        except Invalid as error:
            form.add_error("file", str(error))
        else:
            return _to(request, "plan-file", made)
    context = {"form": form, "page": queries.get_program(scope, program=program)}
    status = 422 if form.errors else 200
    return render_page(request, "plans/plan_import.html", context, status=status)


@require_GET
@client_page(may=Permission.PLAN_MANAGE)
def plan_file(request: Request, scope: Scope, plan_file: UUID) -> HttpResponse:
    """Show what taking a file over would change."""
    page = queries.get_plan_file(scope, plan_file=plan_file)
    if page.state is FileState.UNMATCHED:
        return _to(request, "plan-match", plan_file)
    seen = {"version": page.version, "plan_version": page.plan_version}
    context = {"page": page, "form": forms.TakeFile(None, initial=seen)}
    return render_page(request, "plans/plan_file.html", context)


@require_http_methods(["GET", "POST"])
@client_page(may=Permission.PLAN_MANAGE)
def plan_match(request: Request, scope: Scope, plan_file: UUID) -> HttpResponse:
    """Ask which column of a workbook holds what, and read its rows as a plan."""
    page = queries.get_plan_sheet(scope, plan_file=plan_file)
    form = forms.MatchColumns(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid():
        try:
            commands.match_plan_file(scope, plan_file=plan_file, **form.arguments())
        except Invalid as error:
            form.tell(error)
        else:
            return _to(request, "plan-file", plan_file)
    status = 422 if form.errors else 200
    context = {"page": page, "form": form}
    return render_page(request, "plans/plan_match.html", context, status=status)


@require_POST
@client_page(may=Permission.PLAN_MANAGE)
def plan_file_take(request: Request, scope: Scope, plan_file: UUID) -> HttpResponse:
    """Take the plan of a file over."""
    form = forms.TakeFile(request.POST)
    page = queries.get_plan_file(scope, plan_file=plan_file)
    if form.is_valid():
        commands.take_plan_file(scope, plan_file=plan_file, **form.cleaned_data)
        messages.success(request, _("Taken over. The journal holds every task that changed."))
    return to_program(request, page.program.id)


@require_POST
@client_page(may=Permission.PLAN_MANAGE)
def plan_file_discard(request: Request, scope: Scope, plan_file: UUID) -> HttpResponse:
    """Give a file up."""
    form = Step(request.POST)
    page = queries.get_plan_file(scope, plan_file=plan_file)
    if form.is_valid():
        version = form.cleaned_data["version"]
        commands.discard_plan_file(scope, plan_file=plan_file, version=version)
    return to_program(request, page.program.id)


def _to(request: Request, page: str, plan_file: UUID) -> HttpResponse:
    match = request.resolver_match
    return redirect(page, client=match.kwargs["client"] if match else "", plan_file=plan_file)

"""Pages about who answers for which work, and how much people carry."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from catchball.kernel.errors import Invalid
from catchball.trust.forms import Step
from catchball.trust.pages import Request, client_page, floor_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.teams import commands, forms, queries
from catchball.workplace.teams.views.parts import GET_OR_POST, to_page, with_form


@require_GET
@client_page(may=Permission.PROGRAM_READ)
def duty_page(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Show who answers for which work of a program."""
    page = queries.get_duties(scope, program=program)
    return render_page(request, "teams/duty_page.html", {"page": page})


@GET_OR_POST
@client_page(may=Permission.TEAM_MANAGE)
def work_add(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Ask for a piece of work, and who answers for it."""
    page = queries.get_duties(scope, program=program)
    form = forms.Working(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.add_work(scope, program=program, terms=form.terms())
        except Invalid as error:
            form.tell(error)
        else:
            return to_page(request, "duty-page", program=program)
    return with_form(request, "teams/work_form.html", form, page=page, work=None)


@GET_OR_POST
@client_page(may=Permission.TEAM_MANAGE)
def work_change(request: Request, scope: Scope, work: UUID) -> HttpResponse:
    """Ask what is otherwise with a piece of work."""
    page = queries.get_work(scope, work)
    form = forms.Reworking(request.POST or None, terms=page.terms, version=page.version)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            commands.change_work(scope, work=work, version=version, terms=form.terms())
        except Invalid as error:
            form.tell(error)
        else:
            return to_page(request, "duty-page", program=page.program.id)
    return with_form(request, "teams/work_form.html", form, page=page, work=page)


@require_POST
@client_page(may=Permission.TEAM_MANAGE)
def work_remove(request: Request, scope: Scope, work: UUID) -> HttpResponse:
    """Take a piece of work out."""
    page = queries.get_work(scope, work)
    form = Step(request.POST)
    if form.is_valid():
        commands.remove_work(scope, work=work, **form.cleaned_data)
    return to_page(request, "duty-page", program=page.program.id)


@require_GET
@floor_page(may=Permission.LOAD_READ)
def load_list(request: Request, scope: Scope) -> HttpResponse:
    """Show how much the manufacturer's people carry across programs."""
    return render_page(request, "teams/load_list.html", {"loads": queries.list_loads(scope)})

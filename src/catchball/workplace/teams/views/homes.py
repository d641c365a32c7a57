"""The home of a program, and its stage."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.programs.rules import CodeTaken
from catchball.workplace.teams import commands, forms, queries
from catchball.workplace.teams.rules import MayNotMove
from catchball.workplace.teams.views.parts import GET_OR_POST, to_page, with_form


@require_GET
@client_page(may=Permission.PROGRAM_READ)
def program_home(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Show where a program stands, what is late and who works on it."""
    home = queries.get_program_home(scope, program=program)
    return render_page(request, "teams/program_home.html", {"home": home})


@GET_OR_POST
@client_page(may=Permission.PROGRAM_STEER)
def program_open(request: Request, scope: Scope) -> HttpResponse:
    """Ask what a new program begins with, and open it."""
    start = queries.get_opening(scope)
    usual = {"template": start.templates[0].key, "start_on": scope.today}
    form = forms.Opening(request.POST or None, start=start, initial=usual)
    if request.method == "POST" and form.is_valid():
        try:
            made = commands.open_program(scope, **form.cleaned_data)
        except (Invalid, CodeTaken) as error:
            form.tell(error)
        else:
            messages.success(request, _("Opened, with all that its template lays down."))
            return to_page(request, "program-home", program=made)
    return with_form(request, "teams/program_open.html", form, start=start)


@GET_OR_POST
@client_page(may=Permission.PROGRAM_STEER)
def stage_move(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Ask which stage a program enters, and why."""
    page = queries.get_course_to_move(scope, program=program)
    now = page.course.stage
    usual = {"version": page.course.version, "to": now.next}
    form = forms.Moving(request.POST or None, now=now, initial=usual)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            commands.move_stage(
                scope,
                program=program,
                to=sent["to"],
                version=sent["version"],
                is_exception=sent["is_exception"],
            )
        except MayNotMove as error:
            form.add_error("to", str(error))
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Told. Both companies see the stage and the reason."))
            return to_page(request, "program-home", program=program)
    return with_form(request, "teams/stage_move.html", form, page=page)

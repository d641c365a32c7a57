"""Pages about the charter of a program."""

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.trust.forms import SignVersion
from catchball.trust.identity import prove
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.teams import commands, forms, queries
from catchball.workplace.teams.rules import AgreedAlready
from catchball.workplace.teams.views.parts import GET_OR_POST, number_asked, to_page, with_form


@require_GET
@client_page(may=Permission.PROGRAM_READ)
def charter_page(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Show the newest charter of a program, or the version that the address asks for."""
    page = queries.get_charter(scope, program=program, number=number_asked(request))
    return render_page(request, "teams/charter_page.html", {"page": page})


@GET_OR_POST
@client_page(may=Permission.CHARTER_WRITE)
def charter_write(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Ask what the charter says: the open draft, or the next version after the agreed one."""
    page = queries.get_charter(scope, program=program)
    known = asdict(page.terms) if page.terms else {}
    initial = {**known, "version": page.draft_version}
    form = forms.Chartering(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            commands.write_charter(scope, program=program, **form.arguments())
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Kept as a draft. It binds once both have signed it."))
            return to_page(request, "charter-page", program=program)
    return with_form(request, "teams/charter_write.html", form, page=page)


@GET_OR_POST
@client_page(may=Permission.CHARTER_SIGN)
def charter_sign(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Show exactly the charter that is signed, and take a signature proven in this submission."""
    form = SignVersion(request.POST or None)
    page = queries.get_charter_to_sign(scope, program=program)
    if request.method == "POST" and form.is_valid() and page.shown:
        sent = form.cleaned_data
        try:
            proven = prove(scope, password=sent.pop("password"))
            commands.sign_charter(proven, charter=page.shown.id, **sent)
        except AgreedAlready:
            return to_page(request, "charter-page", program=program)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Signed for your company."))
            return to_page(request, "charter-page", program=program)
    return with_form(request, "teams/charter_sign.html", form, page=page)

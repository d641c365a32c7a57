"""Pages about statements."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _, period_name
from catchball.trust.forms import Because, SignVersion, TellingForm
from catchball.trust.identity import prove
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.consequences import commands, forms, queries
from catchball.workplace.consequences.rules import StatementSignedAlready
from catchball.workplace.consequences.views.telling import comes_to, show_statement

_GET_OR_POST = require_http_methods(["GET", "POST"])


def _to_page(request: Request, statement: UUID) -> HttpResponse:
    match = request.resolver_match
    client = match.kwargs["client"] if match else ""
    return redirect("statement-page", client=client, statement=statement)


def _status(form: TellingForm) -> int:
    return 422 if form.errors else 200


@require_GET
@client_page(may=Permission.SCORECARD_READ)
def statement_list(request: Request, scope: Scope) -> HttpResponse:
    """Show what the closed months came to, and which have not been worked out."""
    overview = queries.get_statement_overview(scope)
    totals = {
        line.id: comes_to(line.total, line.currency, scope.side)
        for line in overview.lines
        if line.total is not None
    }
    context = {"overview": overview, "totals": totals}
    return render_page(request, "consequences/statement_list.html", context)


@require_POST
@client_page(may=Permission.CLOSE_SIGN)
def statement_open(request: Request, scope: Scope, close: UUID) -> HttpResponse:
    """Work out what follows a closed month."""
    made = commands.open_statement(scope, close=close)
    messages.success(request, _("Worked out. Both companies see what is proposed."))
    return _to_page(request, made)


@require_GET
@client_page(may=Permission.SCORECARD_READ)
def statement_of(request: Request, scope: Scope, close: UUID) -> HttpResponse:
    """Lead from a closed month to its statement, or to the list where none was opened."""
    found = queries.find_statement_of(scope, close)
    if found:
        return _to_page(request, found.id)
    messages.info(request, _("What follows this month has not been worked out."))
    match = request.resolver_match
    return redirect("statement-list", client=match.kwargs["client"] if match else "")


@require_GET
@client_page(may=Permission.SCORECARD_READ)
def statement_page(request: Request, scope: Scope, statement: UUID) -> HttpResponse:
    """Show a statement: its findings, its arithmetic, its signatures."""
    shown = show_statement(queries.get_statement(scope, statement), scope.side)
    return render_page(request, "consequences/statement_page.html", {"shown": shown})


@_GET_OR_POST
@client_page(may=Permission.CLOSE_PROPOSE)
def statement_draft(request: Request, scope: Scope, statement: UUID) -> HttpResponse:
    """Ask for the amounts of the month, and draw the statement up."""
    form = forms.Draft(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.draft_statement(scope, statement=statement, **form.arguments())
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Drawn up. Both companies can read and sign it."))
            return _to_page(request, statement)
    shown = show_statement(queries.get_statement_to_draft(scope, statement), scope.side)
    context = {"form": form, "shown": shown}
    return render_page(request, "consequences/statement_draft.html", context, status=_status(form))


@_GET_OR_POST
@client_page(may=Permission.CLOSE_ANSWER)
def statement_return(request: Request, scope: Scope, statement: UUID) -> HttpResponse:
    """Ask what is wrong with a statement, and send it back."""
    form = Because(request.POST or None)
    if request.method == "POST" and form.is_valid():
        commands.return_statement(scope, statement=statement, version=form.cleaned_data["version"])
        messages.success(request, _("Sent back. It can be drawn up anew."))
        return _to_page(request, statement)
    page = queries.get_statement(scope, statement)
    context = {
        "form": form,
        "version": page.line.version,
        "headline": _("Send back the statement of %(month)s", month=period_name(page.line.period)),
        "explained": _("Signatures under it lose their effect; its findings stay decided."),
        "verb": _("Send it back"),
        "back": "../",
    }
    return render_page(
        request, "consequences/consequence_because.html", context, status=_status(form)
    )


@_GET_OR_POST
@client_page(may=Permission.CLOSE_SIGN)
def statement_sign(request: Request, scope: Scope, statement: UUID) -> HttpResponse:
    """Show exactly what is signed, and take a signature proven in this submission."""
    form = SignVersion(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            proven = prove(scope, password=sent.pop("password"))
            commands.sign_statement(proven, statement=statement, **sent)
        except StatementSignedAlready:
            return _to_page(request, statement)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Signed. Your signature stands under this statement."))
            return _to_page(request, statement)
    shown = show_statement(queries.get_statement_to_sign(scope, statement), scope.side)
    context = {"form": form, "shown": shown}
    return render_page(request, "consequences/statement_sign.html", context, status=_status(form))

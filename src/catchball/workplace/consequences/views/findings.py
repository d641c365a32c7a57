"""Pages about findings."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import Later, _
from catchball.trust.forms import Because, Confirm, TellingForm
from catchball.trust.identity import prove
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.consequences import commands, forms, queries
from catchball.workplace.consequences.views.telling import show_finding

_GET_OR_POST = require_http_methods(["GET", "POST"])
_CONTEST = (
    Later("Contest the finding on %(title)s"),
    Later("It then goes to the governance body. Until it rules, no statement is drawn up."),
    Later("Contest"),
)
_RETURN = (
    Later("Send the ruling on %(title)s back"),
    Later("It stays open until both companies confirm the same ruling."),
    Later("Send it back"),
)


def _to_page(request: Request, finding: UUID) -> HttpResponse:
    match = request.resolver_match
    client = match.kwargs["client"] if match else ""
    return redirect("finding-page", client=client, finding=finding)


def _status(form: TellingForm) -> int:
    return 422 if form.errors else 200


def _show(
    request: Request, template: str, page: queries.FindingPage, form: TellingForm | None = None
) -> HttpResponse:
    context = {"page": page, "shown": show_finding(page.line), "form": form}
    status = _status(form) if form else 200
    return render_page(request, f"consequences/{template}.html", context, status=status)


@require_GET
@client_page(may=Permission.SCORECARD_READ)
def finding_list(request: Request, scope: Scope) -> HttpResponse:
    """Show all findings, and whose turn it is."""
    shown = tuple(show_finding(one) for one in queries.list_findings_of(scope))
    ours = sum(scope.side in one.line.waits_for for one in shown)
    context = {"findings": shown, "ours": ours, "open": sum(o.line.state.is_open for o in shown)}
    return render_page(request, "consequences/finding_list.html", context)


@require_GET
@client_page(may=Permission.SCORECARD_READ)
def finding_page(request: Request, scope: Scope, finding: UUID) -> HttpResponse:
    """Show a finding: what was missed, what follows, how it was decided."""
    return _show(request, "finding_page", queries.get_finding(scope, finding))


@_GET_OR_POST
@client_page(may=Permission.CLOSE_ANSWER)
def finding_accept(request: Request, scope: Scope, finding: UUID) -> HttpResponse:
    """Ask for the plan of whoever missed, and accept the finding."""
    form = forms.Accept(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.accept_finding(scope, finding=finding, **form.arguments())
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Accepted for your company."))
            return _to_page(request, finding)
    return _show(request, "finding_accept", queries.get_finding(scope, finding), form)


@_GET_OR_POST
@client_page(may=Permission.CLOSE_ANSWER)
def finding_contest(request: Request, scope: Scope, finding: UUID) -> HttpResponse:
    """Ask why a finding is contested, and contest it."""
    return _because(request, scope, finding, commands.contest_finding, _CONTEST)


@_GET_OR_POST
@client_page(may=Permission.EXCLUSION_RULE)
def finding_return(request: Request, scope: Scope, finding: UUID) -> HttpResponse:
    """Ask what is wrong with a ruling as recorded, and send it back."""
    return _because(request, scope, finding, commands.return_finding_ruling, _RETURN)


def _because(
    request: Request,
    scope: Scope,
    finding: UUID,
    command: Callable[..., None],
    said: tuple[Later, Later, Later],
) -> HttpResponse:
    form = Because(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            command(scope, finding=finding, version=form.cleaned_data["version"])
        except Invalid as error:
            form.tell(error)
        else:
            return _to_page(request, finding)
    line = queries.get_finding(scope, finding).line
    headline, explained, verb = (str(one) for one in said)
    context = {
        "form": form,
        "version": line.version,
        "headline": headline % {"title": line.title},
        "explained": explained,
        "verb": verb,
        "back": "../",
    }
    return render_page(
        request, "consequences/consequence_because.html", context, status=_status(form)
    )


@_GET_OR_POST
@client_page(may=Permission.EXCLUSION_RULE)
def finding_record(request: Request, scope: Scope, finding: UUID) -> HttpResponse:
    """Ask what the governance body ruled, and take it down under a signature."""
    form = forms.Record(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            proven = prove(scope, password=form.cleaned_data["password"])
            commands.record_finding_ruling(proven, finding=finding, **form.arguments())
        except (Invalid, Refused) as error:
            form.tell(error)
        else:
            messages.success(request, _("Recorded and signed. The other company confirms it."))
            return _to_page(request, finding)
    return _show(request, "finding_record", queries.get_finding(scope, finding), form)


@_GET_OR_POST
@client_page(may=Permission.EXCLUSION_RULE)
def finding_confirm(request: Request, scope: Scope, finding: UUID) -> HttpResponse:
    """Show the ruling as recorded, and take the confirming signature."""
    form = Confirm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            proven = prove(scope, password=sent.pop("password"))
            commands.confirm_finding_ruling(proven, finding=finding, **sent)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Confirmed and signed. The ruling holds."))
            return _to_page(request, finding)
    return _show(request, "finding_confirm", queries.get_finding(scope, finding), form)

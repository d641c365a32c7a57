"""Pages about exclusions: each asks one query, each submission runs one command."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import Later, _
from catchball.trust.forms import Confirm, Step, TellingForm
from catchball.trust.identity import prove
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.exclusions import commands, forms, queries

_GET_OR_POST = require_http_methods(["GET", "POST"])
_DISPUTE = (
    Later("Dispute the claim on %(reference)s"),
    Later("It then goes to the governance body. Until it rules, the fact counts."),
    Later("Dispute"),
)
_RETURN = (
    Later("Send the ruling on %(reference)s back"),
    Later("It stays disputed until both companies confirm the same ruling."),
    Later("Send it back"),
)
_WITHDRAW = (
    Later("Withdraw the claim on %(reference)s"),
    Later("The fact counts, from today on if it was excluded; earlier days stay as known then."),
    Later("Withdraw the claim"),
)


def _to_page(request: Request, exclusion: UUID) -> HttpResponse:
    match = request.resolver_match
    client = match.kwargs["client"] if match else ""
    return redirect("exclusion-page", client=client, exclusion=exclusion)


def _status(form: TellingForm) -> int:
    return 422 if form.errors else 200


@require_GET
@client_page(may=Permission.SCORECARD_READ)
def exclusion_list(request: Request, scope: Scope) -> HttpResponse:
    """Show which facts were claimed, and whose turn it is."""
    overview = queries.get_overview(scope, with_past=request.GET.get("show") == "all")
    return render_page(request, "exclusions/exclusion_list.html", {"overview": overview})


@require_GET
@client_page(may=Permission.SCORECARD_READ)
def exclusion_page(request: Request, scope: Scope, exclusion: UUID) -> HttpResponse:
    """Show a claim, how it was answered and ruled, and what can be done."""
    page = queries.get_exclusion(scope, exclusion)
    return render_page(request, "exclusions/exclusion_page.html", {"page": page})


@_GET_OR_POST
@client_page(may=Permission.EXCLUSION_CLAIM)
def exclusion_claim(request: Request, scope: Scope, promise: UUID, fact: UUID) -> HttpResponse:
    """Ask why a fact should not count, and claim it."""
    form = forms.Claim(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = commands.claim_exclusion(scope, promise=promise, fact=fact, **form.arguments())
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Claimed. The other company has been asked to answer."))
            return _to_page(request, made)
    claiming = queries.get_claiming(scope, promise=promise, fact=fact)
    context = {"form": form, "claiming": claiming}
    return render_page(request, "exclusions/exclusion_claim.html", context, status=_status(form))


@require_POST
@client_page(may=Permission.EXCLUSION_ANSWER)
def exclusion_accept(request: Request, scope: Scope, exclusion: UUID) -> HttpResponse:
    """Accept a claim."""
    form = Step(request.POST)
    if form.is_valid():
        commands.accept_exclusion(scope, exclusion=exclusion, **form.cleaned_data)
        messages.success(request, _("Accepted. The fact is out of the attributable number."))
    return _to_page(request, exclusion)


@_GET_OR_POST
@client_page(may=Permission.EXCLUSION_ANSWER)
def exclusion_dispute(request: Request, scope: Scope, exclusion: UUID) -> HttpResponse:
    """Ask why a claim is disputed, and dispute it."""
    return _because(request, scope, exclusion, commands.dispute_exclusion, _DISPUTE)


@_GET_OR_POST
@client_page(may=Permission.EXCLUSION_RULE)
def ruling_return(request: Request, scope: Scope, exclusion: UUID) -> HttpResponse:
    """Ask what is wrong with a ruling as recorded, and send it back."""
    return _because(request, scope, exclusion, commands.return_ruling, _RETURN)


@_GET_OR_POST
@client_page(may=Permission.EXCLUSION_CLAIM)
def exclusion_withdraw(request: Request, scope: Scope, exclusion: UUID) -> HttpResponse:
    """Ask why a claim is given up, and withdraw it."""
    return _because(request, scope, exclusion, commands.withdraw_exclusion, _WITHDRAW)


def _because(
    request: Request,
    scope: Scope,
    exclusion: UUID,
    command: Callable[..., None],
    said: tuple[Later, Later, Later],
) -> HttpResponse:
    form = forms.Because(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            command(scope, exclusion=exclusion, version=form.cleaned_data["version"])
        except Invalid as error:
            form.tell(error)
        else:
            return _to_page(request, exclusion)
    page = queries.get_exclusion(scope, exclusion)
    headline, lead, verb = (str(one) for one in said)
    context = {
        "form": form,
        "page": page,
        "headline": headline % {"reference": page.line.reference},
        "explained": lead,
        "verb": verb,
    }
    return render_page(request, "exclusions/exclusion_because.html", context, status=_status(form))


@_GET_OR_POST
@client_page(may=Permission.EXCLUSION_RULE)
def ruling_record(request: Request, scope: Scope, exclusion: UUID) -> HttpResponse:
    """Ask what the governance body ruled, and take it down under a signature."""
    form = forms.Record(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            proven = prove(scope, password=form.cleaned_data["password"])
            commands.record_ruling(proven, exclusion=exclusion, **form.arguments())
        except (Invalid, Refused) as error:
            form.tell(error)
        else:
            messages.success(request, _("Recorded and signed. The other company confirms it."))
            return _to_page(request, exclusion)
    context = {"form": form, "page": queries.get_exclusion(scope, exclusion)}
    return render_page(request, "exclusions/ruling_record.html", context, status=_status(form))


@_GET_OR_POST
@client_page(may=Permission.EXCLUSION_RULE)
def ruling_confirm(request: Request, scope: Scope, exclusion: UUID) -> HttpResponse:
    """Show the ruling as recorded, and take the confirming signature."""
    form = Confirm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            proven = prove(scope, password=sent.pop("password"))
            commands.confirm_ruling(proven, exclusion=exclusion, **sent)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Confirmed and signed. The ruling holds from today."))
            return _to_page(request, exclusion)
    context = {"form": form, "page": queries.get_ruling_to_confirm(scope, exclusion)}
    return render_page(request, "exclusions/ruling_confirm.html", context, status=_status(form))

"""Pages about promises: each asks one query, each submission runs one command."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import _
from catchball.trust.forms import TellingForm
from catchball.trust.identity import prove
from catchball.trust.pages import Request, attachment, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.agreements import commands, forms, queries
from catchball.workplace.agreements.rules import SignedAlready

_GET_OR_POST = require_http_methods(["GET", "POST"])


def _to_page(request: Request, promise: UUID) -> HttpResponse:
    match = request.resolver_match
    return redirect("promise-page", client=match.kwargs["client"] if match else "", promise=promise)


def _status(form: TellingForm) -> int:
    return 422 if form.errors else 200


@require_GET
@client_page(may=Permission.PROMISE_READ)
def promise_list(request: Request, scope: Scope) -> HttpResponse:
    """Show what the two companies promised each other."""
    with_past = request.GET.get("show") == "all"
    overview = queries.get_overview(scope, with_past=with_past)
    return render_page(request, "agreements/promise_list.html", {"overview": overview})


@require_GET
@client_page(may=Permission.PROMISE_READ)
def promise_page(request: Request, scope: Scope, promise: UUID) -> HttpResponse:
    """Show a promise with its numbers, signatures, chain and history."""
    page = queries.get_promise(scope, promise)
    return render_page(request, "agreements/promise_page.html", {"page": page})


@require_GET
@client_page(may=Permission.PROMISE_READ)
def promise_content(request: Request, scope: Scope, promise: UUID) -> HttpResponse:
    """Hand out exactly the bytes whose hash stands beside the signatures."""
    content = queries.get_content(scope, promise)
    return attachment(content, kind="application/json", name=f"promise-{promise}.json")


@require_GET
@client_page(may=Permission.PROMISE_DRAFT)
def promise_choose(request: Request, scope: Scope) -> HttpResponse:
    """Show the metrics that can be promised."""
    metrics = queries.list_metrics_to_promise(scope)
    return render_page(request, "agreements/promise_choose.html", {"metrics": metrics})


@_GET_OR_POST
@client_page(may=Permission.PROMISE_DRAFT)
def promise_draft(request: Request, scope: Scope, metric: str) -> HttpResponse:
    """Draft a promise on a metric, starting from what is proposed."""
    return _draft(request, scope, queries.get_drafting(scope, metric_key=metric))


@_GET_OR_POST
@client_page(may=Permission.PROMISE_DRAFT)
def promise_follow(request: Request, scope: Scope, promise: UUID) -> HttpResponse:
    """Draft a promise that follows another, starting from its terms."""
    return _draft(request, scope, queries.get_following(scope, promise), after=promise)


def _draft(
    request: Request, scope: Scope, drafting: queries.Drafting, *, after: UUID | None = None
) -> HttpResponse:
    form = forms.Draft(request.POST or None, drafting=drafting)
    if request.method == "POST" and form.is_valid():
        try:
            promise = commands.draft_promise(scope, metric_key=drafting.metric.key, **form.terms)
        except (Invalid, Refused) as error:
            form.tell(error)
        else:
            messages.success(
                request, _("Drafted. The client sees nothing of it until you offer it.")
            )
            return _to_page(request, promise)
    context = {"form": form, "drafting": drafting, "after": after, "change": None}
    return render_page(request, "agreements/promise_draft.html", context, status=_status(form))


@_GET_OR_POST
@client_page(may=Permission.PROMISE_DRAFT)
def promise_change(request: Request, scope: Scope, promise: UUID) -> HttpResponse:
    """Change the terms of a draft."""
    drafting = queries.get_draft_to_change(scope, promise)
    form = forms.ChangeDraft(request.POST or None, drafting=drafting)
    if request.method == "POST" and form.is_valid():
        try:
            commands.change_draft(
                scope, promise=promise, version=form.cleaned_data["version"], **form.terms
            )
        except (Invalid, Refused) as error:
            form.tell(error)
        else:
            return _to_page(request, promise)
    context = {"form": form, "drafting": drafting, "after": None, "change": promise}
    return render_page(request, "agreements/promise_draft.html", context, status=_status(form))


@require_POST
@client_page(may=Permission.PROMISE_DRAFT)
def promise_discard(request: Request, scope: Scope, promise: UUID) -> HttpResponse:
    """Set a draft aside."""
    form = forms.Step(request.POST)
    if not form.is_valid():
        return _to_page(request, promise)
    commands.discard_draft(scope, promise=promise, **form.cleaned_data)
    messages.success(request, _("The draft is discarded. The client never saw it."))
    return _to_page(request, promise)


@_GET_OR_POST
@client_page(may=Permission.PROMISE_OFFER)
def promise_offer(request: Request, scope: Scope, promise: UUID) -> HttpResponse:
    """Show a draft as the client will see it, and offer it."""
    form = forms.Step(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.offer_promise(scope, promise=promise, **form.cleaned_data)
        except Refused as error:
            form.tell(error)
        else:
            messages.success(request, _("Offered. The client sees it now, and both can sign."))
            return _to_page(request, promise)
    page = queries.get_promise_to_offer(scope, promise)
    context = {"form": form, "page": page}
    return render_page(request, "agreements/promise_offer.html", context, status=_status(form))


@_GET_OR_POST
@client_page(may=Permission.PROMISE_SIGN)
def promise_sign(request: Request, scope: Scope, promise: UUID) -> HttpResponse:
    """Show exactly what is signed, and take a signature with the password of this submission."""
    form = forms.SignVersion(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            proven = prove(scope, password=sent.pop("password"))
            commands.sign_promise(proven, promise=promise, **sent)
        except SignedAlready:
            return _to_page(request, promise)
        except (Invalid, Refused) as error:
            form.tell(error)
        else:
            messages.success(request, _("Signed. Your signature stands under the promise."))
            return _to_page(request, promise)
    page = queries.get_promise_to_sign(scope, promise)
    context = {"form": form, "page": page}
    return render_page(request, "agreements/promise_sign.html", context, status=_status(form))


@_GET_OR_POST
@client_page(may=Permission.PROMISE_OFFER)
def promise_withdraw(request: Request, scope: Scope, promise: UUID) -> HttpResponse:
    """Ask why an offer is taken back, and take it back."""
    form = forms.Withdraw(request.POST or None)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        commands.withdraw_promise(scope, promise=promise, version=version)
        messages.success(request, _("The offer is withdrawn. Both companies see why."))
        return _to_page(request, promise)
    line = queries.get_promise_to_withdraw(scope, promise)
    context = {"form": form, "line": line}
    return render_page(request, "agreements/promise_withdraw.html", context, status=_status(form))

"""Pages about the agreement: its versions, one of them, offering, answering and signing it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from catchball.kernel.errors import Invalid, Refused, Stale
from catchball.kernel.words import _
from catchball.trust.identity import prove
from catchball.trust.pages import Request, attachment, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.agreements import commands, forms, queries
from catchball.workplace.agreements.rules import AgreementSignedAlready

_GET_OR_POST = require_http_methods(["GET", "POST"])


def slug_of(request: Request) -> str:
    """Return the client of the address."""
    match = request.resolver_match
    return str(match.kwargs["client"]) if match else ""


def to_agreement(request: Request, agreement: UUID, anchor: str = "") -> HttpResponse:
    """Send the browser on to the page of a version, at one of its parts."""
    answer = redirect("agreement-page", client=slug_of(request), agreement=agreement)
    if anchor:
        answer["Location"] += f"#{anchor}"
    return answer


@require_GET
@client_page(may=Permission.PROMISE_READ)
def agreement_list(request: Request, scope: Scope) -> HttpResponse:
    """Show all versions of the agreement."""
    overview = queries.get_agreements(scope)
    return render_page(request, "agreements/agreement_list.html", {"overview": overview})


@require_POST
@client_page(may=Permission.PROMISE_DRAFT)
def agreement_draft(request: Request, scope: Scope) -> HttpResponse:
    """Start a draft, from the template or from what was signed last."""
    from_in_force = request.POST.get("start") == "in-force"
    agreement = commands.start_draft(scope, from_in_force=from_in_force)
    messages.success(request, _("Drafted. The client sees nothing of it until you offer it."))
    return to_agreement(request, agreement)


@require_GET
@client_page(may=Permission.PROMISE_READ)
def agreement_page(request: Request, scope: Scope, agreement: UUID) -> HttpResponse:
    """Show a version in words, with its signatures and history."""
    page = queries.get_agreement(scope, agreement)
    return render_page(request, "agreements/agreement_page.html", {"page": page})


@require_GET
@client_page(may=Permission.PROMISE_READ)
def agreement_content(request: Request, scope: Scope, agreement: UUID) -> HttpResponse:
    """Hand out exactly the bytes whose hash stands beside the signatures."""
    content = queries.get_agreement_content(scope, agreement)
    return attachment(content, kind="application/json", name=f"agreement-{agreement}.json")


@require_POST
@client_page(may=Permission.PROMISE_DRAFT)
def agreement_discard(request: Request, scope: Scope, agreement: UUID) -> HttpResponse:
    """Set a draft aside."""
    form = forms.Step(request.POST)
    if not form.is_valid():
        return to_agreement(request, agreement)
    commands.discard_agreement(scope, agreement=agreement, **form.cleaned_data)
    messages.success(request, _("The draft is discarded. The client never saw it."))
    return redirect("agreement-list", client=slug_of(request))


@_GET_OR_POST
@client_page(may=Permission.PROMISE_OFFER)
def agreement_offer(request: Request, scope: Scope, agreement: UUID) -> HttpResponse:
    """Show a draft as the client will see it, and offer it."""
    form = forms.Offer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.offer_agreement(scope, agreement=agreement, **form.cleaned_data)
        except (Refused, Stale) as error:
            form.tell(error)
        else:
            messages.success(request, _("Offered. The client sees it now, and both can sign."))
            return to_agreement(request, agreement)
    page = queries.get_agreement_to_offer(scope, agreement)
    context = {"form": form, "page": page}
    status = 422 if form.errors else 200
    return render_page(request, "agreements/agreement_offer.html", context, status=status)


@_GET_OR_POST
@client_page(may=Permission.PROMISE_SIGN)
def agreement_sign(request: Request, scope: Scope, agreement: UUID) -> HttpResponse:
    """Show exactly what is signed, and take a signature with the password of this submission."""
    form = forms.SignContent(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            proven = prove(scope, password=sent.pop("password"))
            commands.sign_agreement(proven, agreement=agreement, **sent)
        except AgreementSignedAlready:
            return to_agreement(request, agreement)
        except (Invalid, Refused) as error:
            form.tell(error)
        else:
            messages.success(request, _("Signed. Your signature stands under the agreement."))
            return to_agreement(request, agreement)
    page = queries.get_agreement_to_sign(scope, agreement)
    context = {"form": form, "page": page}
    status = 422 if form.errors else 200
    return render_page(request, "agreements/agreement_sign.html", context, status=status)


@_GET_OR_POST
@client_page(may=Permission.PROMISE_SIGN)
def agreement_decline(request: Request, scope: Scope, agreement: UUID) -> HttpResponse:
    """Ask why an offer is declined, and decline it."""
    form = forms.Answer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = scope.because(form.cleaned_data["reason"])
        commands.decline_agreement(why, agreement=agreement)
        messages.success(request, _("The offer is declined. Both companies see why."))
        return to_agreement(request, agreement)
    page = queries.get_agreement_to_answer(scope, agreement)
    context = {"form": form, "page": page, "declines": True}
    status = 422 if form.errors else 200
    return render_page(request, "agreements/agreement_answer.html", context, status=status)


@_GET_OR_POST
@client_page(may=Permission.PROMISE_OFFER)
def agreement_withdraw(request: Request, scope: Scope, agreement: UUID) -> HttpResponse:
    """Ask why an offer is taken back, and take it back."""
    form = forms.Answer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = scope.because(form.cleaned_data["reason"])
        commands.withdraw_agreement(why, agreement=agreement)
        messages.success(request, _("The offer is withdrawn. Both companies see why."))
        return to_agreement(request, agreement)
    page = queries.get_agreement_to_answer(scope, agreement)
    context = {"form": form, "page": page, "declines": False}
    status = 422 if form.errors else 200
    return render_page(request, "agreements/agreement_answer.html", context, status=status)

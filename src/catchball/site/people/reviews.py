"""Pages of the review of who may see what."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import _
from catchball.site.people.forms import SignReview, WithdrawReview
from catchball.trust import commands, reviews
from catchball.trust.identity import prove
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope


def _back(request: Request) -> HttpResponse:
    match = request.resolver_match
    return redirect("access-review", client=match.kwargs["client"] if match else "")


@require_GET
@client_page(may=Permission.PERSON_READ)
def page(request: Request, scope: Scope) -> HttpResponse:
    """Show the newest review, and when the next is due."""
    context = {
        "review": reviews.find_newest_review(scope),
        "due": reviews.find_review_due(scope),
        "may": scope.may(Permission.PERSON_MANAGE),
    }
    return render_page(request, "access_review.html", context)


@require_POST
@client_page(may=Permission.PERSON_MANAGE)
def begin(request: Request, scope: Scope) -> HttpResponse:
    """Take down who may see what at this instant."""
    commands.begin_access_review(scope)
    return _back(request)


@require_http_methods(["GET", "POST"])
@client_page(may=Permission.PERSON_MANAGE)
def withdraw(request: Request, scope: Scope, review: UUID) -> HttpResponse:
    """Withdraw a review that is wrong."""
    page = reviews.get_review(scope, review)
    form = WithdrawReview(request.POST or None)
    if form.is_valid():
        commands.withdraw_access_review(scope, review=review)
        messages.success(request, _("The review is withdrawn. Begin another once all is right."))
        return _back(request)
    context = {"form": form, "review": page}
    status = 422 if form.errors else 200
    return render_page(request, "access_review_withdraw.html", context, status=status)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
@client_page(may=Permission.PERSON_MANAGE)
def sign(request: Request, scope: Scope, review: UUID) -> HttpResponse:
    """Show exactly what is signed, and take the signature of this submission."""
    form = SignReview(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            proven = prove(scope, password=sent["password"])
            commands.sign_access_review(proven, review=review, content_hash=sent["content_hash"])
        except (Invalid, Refused) as error:
            form.tell(error)
        else:
            messages.success(request, _("Signed. Your signature stands under the review."))
            return _back(request)
    context = {"form": form, "review": reviews.get_review(scope, review)}
    status = 422 if form.errors else 200
    return render_page(request, "access_review_sign.html", context, status=status)

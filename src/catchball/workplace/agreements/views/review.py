"""Pages on which an agreement is looked at before it is signed: rehearsed, checked, compared."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.agreements import queries


@require_GET
@client_page(may=Permission.PROMISE_READ)
def agreement_rehearse(request: Request, scope: Scope, agreement: UUID) -> HttpResponse:
    """Show how a version would have fared over the last twelve months."""
    rehearsal = queries.rehearse_agreement(scope, agreement)
    return render_page(request, "agreements/agreement_rehearse.html", {"rehearsal": rehearsal})


@require_GET
@client_page(may=Permission.PROMISE_READ)
def agreement_health(request: Request, scope: Scope, agreement: UUID) -> HttpResponse:
    """Show what would make a version unworkable."""
    health = queries.get_health(scope, agreement)
    return render_page(request, "agreements/agreement_health.html", {"health": health})


@require_GET
@client_page(may=Permission.PROMISE_READ)
def agreement_compare(request: Request, scope: Scope, agreement: UUID) -> HttpResponse:
    """Show a version beside another, clause by clause."""
    other = _id(request.GET.get("with", ""))
    comparison = queries.compare_agreements(scope, new=agreement, old=other)
    return render_page(request, "agreements/agreement_compare.html", {"comparison": comparison})


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise NotFound(_("There is no such agreement here.")) from error

"""Pages about editions: put up for signature, read, signed by both companies."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.trust.forms import SignVersion, Step
from catchball.trust.identity import prove
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.risks import commands, queries
from catchball.workplace.risks.rules import EditionSignedAlready
from catchball.workplace.risks.views.parts import (
    GET_OR_POST,
    client_of,
    status_of,
    to_assessment,
)


def _to_edition(request: Request, edition: UUID) -> HttpResponse:
    return redirect("edition-page", client=client_of(request), edition=edition)


@require_POST
@client_page(may=Permission.RISK_ASSESS)
def edition_issue(request: Request, scope: Scope, assessment: UUID) -> HttpResponse:
    """Freeze a document as it stands for both companies to sign."""
    form = Step(request.POST)
    if not form.is_valid():
        return to_assessment(request, assessment)
    version = form.cleaned_data["version"]
    made = commands.issue_edition(scope, assessment=assessment, version=version)
    messages.success(request, _("Frozen. Both companies sign exactly this."))
    return _to_edition(request, made)


@require_GET
@client_page(may=Permission.RISK_READ)
def edition_page(request: Request, scope: Scope, edition: UUID) -> HttpResponse:
    """Show an edition: what it says, and who has signed it."""
    page = queries.get_edition(scope, edition)
    may_sign = scope.side in page.line.waits_for and scope.may(Permission.RISK_APPROVE)
    context = {"page": page, "may_sign": may_sign}
    return render_page(request, "risks/edition_page.html", context)


@GET_OR_POST
@client_page(may=Permission.RISK_APPROVE)
def edition_sign(request: Request, scope: Scope, edition: UUID) -> HttpResponse:
    """Show exactly the edition that is signed, and take a signature proven in this submission."""
    form = SignVersion(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            proven = prove(scope, password=sent.pop("password"))
            commands.sign_edition(proven, edition=edition, **sent)
        except EditionSignedAlready:
            return _to_edition(request, edition)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Signed. Your signature stands under this edition."))
            return _to_edition(request, edition)
    context = {"form": form, "page": queries.get_edition_to_sign(scope, edition)}
    return render_page(request, "risks/edition_sign.html", context, status=status_of(form))

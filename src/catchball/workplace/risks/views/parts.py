"""What the pages about risks share."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from catchball.trust.forms import TellingForm
from catchball.trust.pages import Request

GET_OR_POST = require_http_methods(["GET", "POST"])


def status_of(form: TellingForm) -> int:
    """Return 422 for a form with errors."""
    return 422 if form.errors else 200


def client_of(request: Request) -> str:
    """Return the client in the address."""
    match = request.resolver_match
    return match.kwargs["client"] if match else ""


def to_assessment(request: Request, assessment: UUID) -> HttpResponse:
    """Go to the page of a risk assessment."""
    return redirect("assessment-page", client=client_of(request), assessment=assessment)


def to_risk(request: Request, risk: UUID) -> HttpResponse:
    """Go to the page of a risk."""
    return redirect("risk-page", client=client_of(request), risk=risk)

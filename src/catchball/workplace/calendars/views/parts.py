"""What the pages of calendars share."""

from typing import cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from catchball.trust.forms import TellingForm
from catchball.trust.models import Person
from catchball.trust.pages import Request

get_or_post = require_http_methods(["GET", "POST"])


def reader_of(request: Request) -> Person:
    """Return the person who reads the page."""
    return cast("Person", request.user)


def status_of(form: TellingForm) -> int:
    """Return the status of a page with this form on it."""
    return 422 if form.errors else 200


def to_page(request: Request, name: str, place: UUID) -> HttpResponse:
    """Lead to a page of the same calendar."""
    match = request.resolver_match
    return redirect(name, client=match.kwargs["client"] if match else "", place=place)

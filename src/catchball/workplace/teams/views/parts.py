"""What the pages about programs share."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from catchball.trust.forms import TellingForm
from catchball.trust.pages import Request, render_page

GET_OR_POST = require_http_methods(["GET", "POST"])


def to_page(request: Request, name: str, **which: UUID | str) -> HttpResponse:
    """Go to another page of the same client."""
    match = request.resolver_match
    client = match.kwargs["client"] if match else ""
    return redirect(reverse(name, kwargs={"client": client, **which}))


def with_form(request: Request, template: str, form: TellingForm, **context: Any) -> HttpResponse:
    """Show a form, with 422 where something in it is wrong."""
    status = 422 if form.errors else 200
    return render_page(request, template, {"form": form, **context}, status=status)

"""What the pages about programs share."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.forms import TellingForm
from catchball.trust.pages import Request, render_page
from catchball.workplace.teams.rules import Stage

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


def stage_of(leaves: str) -> Stage:
    """Return the stage that an address names.

    :raises NotFound: if it names none
    """
    try:
        return Stage(leaves)
    except ValueError as error:
        raise NotFound(_("There is no such stage.")) from error


def number_asked(request: Request) -> int | None:
    """Return the number of the version that an address asks for; None for the newest.

    :raises NotFound: if it is no number
    """
    asked = request.GET.get("number", "")
    if asked and not (asked.isascii() and asked.isdigit() and len(asked) < 6):
        raise NotFound(_("There is no such version of the charter."))
    return int(asked) if asked else None

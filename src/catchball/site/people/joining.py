"""Coming in by an invitation."""

from typing import Any, cast
from uuid import UUID

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters

from catchball.kernel.errors import Invalid, NotFound
from catchball.kernel.words import _
from catchball.site.people.forms import Join
from catchball.trust import commands
from catchball.trust.invitations import Invited, follow_link, scope_of_invited
from catchball.trust.models import Person
from catchball.trust.pages import render_page
from catchball.trust.wall import identified_as
from catchball.workplace.programs.queries import get_client


@sensitive_post_parameters("password")
def accept(request: HttpRequest, invitation: UUID, key: str) -> HttpResponse:
    """Let whoever holds the link come in, once."""
    now: Any = request.now  # type: ignore[attr-defined] # set by Reading
    invited = follow_link(invitation, key, now=now)
    if invited is None:
        raise NotFound(
            _("This invitation does not work any more. Ask whoever invited you for a new one.")
        )
    company = get_client(scope_of_invited(invited, name=invited.name, zone="UTC", now=now))
    form = Join(request.POST or None, initial={"name": invited.name, "zone": company.zone})
    if request.method == "POST" and form.is_valid() and _joined(request, form, invited):
        with identified_as(invited.person_id):
            person = Person.objects.get(pk=invited.person_id)
            login = Login(user=person, redirect_url="/")
            return cast(
                "HttpResponse", perform_password_login(request, {"email": person.email}, login)
            )
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "invited": invited, "company": company.name}
    return render_page(request, "join.html", context, status=status)


def _joined(request: HttpRequest, form: Join, invited: Invited) -> bool:
    """Let them come in, or leave on the form why not."""
    said = form.cleaned_data
    now: Any = request.now  # type: ignore[attr-defined] # set by Reading
    scope = scope_of_invited(invited, name=said["name"], zone=said["zone"], now=now)
    try:
        commands.join(scope, invitation=invited.id, **said)
    except Invalid as error:
        form.tell(error)
        return False
    return True

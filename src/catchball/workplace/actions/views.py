"""Pages about actions: each asks one query, each submission runs one command."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from catchball.kernel.errors import Invalid
from catchball.kernel.words import Later, _
from catchball.trust.forms import Because, Step, TellingForm
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.actions import commands, forms, queries

_GET_OR_POST = require_http_methods(["GET", "POST"])
_DECLINE = (
    Later("Decline “%(title)s”"),
    Later("Whoever offered it sees your reason and can offer it to somebody else."),
    Later("Decline"),
)
_FORECAST = (
    Later("When will “%(title)s” be done?"),
    Later("The day it was due on stays beside the forecast: a late action stays late."),
    Later("Tell the forecast"),
)
_COMPLETE = (
    Later("“%(title)s” is done"),
    Later("Say where one can see it, so that nobody has to ask."),
    Later("It is done"),
)
_WITHDRAW = (
    Later("Withdraw “%(title)s”"),
    Later("Its owner need not do it any more; the journal keeps that it was offered."),
    Later("Withdraw it"),
)


def _to_page(request: Request, action: UUID) -> HttpResponse:
    match = request.resolver_match
    client = match.kwargs["client"] if match else ""
    return redirect("action-page", client=client, action=action)


@require_GET
@client_page(may=Permission.ACTION_READ)
def action_list(request: Request, scope: Scope) -> HttpResponse:
    """Show the reader's own actions, then the others'."""
    overview = queries.get_overview(scope, with_past=request.GET.get("show") == "all")
    return render_page(request, "actions/action_list.html", {"overview": overview})


@_GET_OR_POST
@client_page(may=Permission.ACTION_OFFER)
def action_offer(request: Request, scope: Scope) -> HttpResponse:
    """Ask what is to be done, and offer it to its owner."""
    form = forms.Offer(request.POST or None, owners=queries.list_owners(scope))
    if request.method == "POST" and form.is_valid():
        try:
            made = commands.offer_action(scope, **form.cleaned_data)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Offered. It is theirs once they accept it."))
            return _to_page(request, made)
    status = 422 if form.errors else 200
    return render_page(request, "actions/action_offer.html", {"form": form}, status=status)


@require_GET
@client_page(may=Permission.ACTION_READ)
def action_page(request: Request, scope: Scope, action: UUID) -> HttpResponse:
    """Show an action, how it went, and what can be done."""
    page = queries.get_action(scope, action)
    return render_page(request, "actions/action_page.html", {"page": page})


@require_POST
@client_page(may=Permission.ACTION_DO)
def action_accept(request: Request, scope: Scope, action: UUID) -> HttpResponse:
    """Accept an action."""
    form = Step(request.POST)
    if form.is_valid():
        commands.accept_action(scope, action=action, **form.cleaned_data)
        messages.success(request, _("Accepted. It is yours until it is done."))
    return _to_page(request, action)


@_GET_OR_POST
@client_page(may=Permission.ACTION_DO)
def action_decline(request: Request, scope: Scope, action: UUID) -> HttpResponse:
    """Ask why an action is declined, and decline it."""
    form = Because(request.POST or None)
    return _step(request, scope, action, form, commands.decline_action, _DECLINE)


@_GET_OR_POST
@client_page(may=Permission.ACTION_DO)
def action_forecast(request: Request, scope: Scope, action: UUID) -> HttpResponse:
    """Ask when an action is expected."""
    form = forms.Forecast(request.POST or None)
    return _step(request, scope, action, form, commands.forecast_action, _FORECAST)


@_GET_OR_POST
@client_page(may=Permission.ACTION_DO)
def action_complete(request: Request, scope: Scope, action: UUID) -> HttpResponse:
    """Ask when an action was done and where one can see it."""
    form = forms.Complete(request.POST or None, initial={"done_on": scope.today})
    return _step(request, scope, action, form, commands.complete_action, _COMPLETE)


@_GET_OR_POST
@client_page(may=Permission.ACTION_OFFER)
def action_withdraw(request: Request, scope: Scope, action: UUID) -> HttpResponse:
    """Ask why an action is taken back, and withdraw it."""
    form = Because(request.POST or None)
    return _step(request, scope, action, form, commands.withdraw_action, _WITHDRAW)


def _step(
    request: Request,
    scope: Scope,
    action: UUID,
    form: TellingForm,
    run: Callable[..., None],
    said: tuple[Later, Later, Later],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            run(scope, action=action, **_sent(form))
        except Invalid as error:
            form.tell(error)
        else:
            return _to_page(request, action)
    page = queries.get_action(scope, action)
    headline, lead, verb = (str(one) for one in said)
    context = {
        "form": form,
        "page": page,
        "headline": headline % {"title": page.line.title},
        "explained": lead,
        "verb": verb,
    }
    status = 422 if form.errors else 200
    return render_page(request, "actions/action_step.html", context, status=status)


def _sent(form: TellingForm) -> dict[str, Any]:
    """Return what the command takes; the reason is in the scope already."""
    return {name: value for name, value in form.cleaned_data.items() if name != "reason"}

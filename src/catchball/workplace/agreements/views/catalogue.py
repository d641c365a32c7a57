"""Pages about the metrics on offer, and about values that people enter."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from catchball.kernel.errors import Invalid, NotFound, Stale
from catchball.kernel.words import _
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.agreements import commands, forms, queries
from catchball.workplace.agreements.views.agreements import slug_of


@require_GET
@client_page(may=Permission.PROMISE_READ)
def metric_list(request: Request, scope: Scope) -> HttpResponse:
    """Show every metric of the catalogue."""
    lines = queries.list_catalogue(scope)
    return render_page(request, "agreements/metric_list.html", {"lines": lines})


@require_GET
@client_page(may=Permission.PROMISE_READ)
def metric_page(request: Request, scope: Scope, metric: str) -> HttpResponse:
    """Show a metric with its definition and the months entered."""
    page = queries.get_metric_page(scope, metric_key=metric, program=_program(request))
    return render_page(request, "agreements/metric_page.html", {"page": page})


@require_http_methods(["GET", "POST"])
@client_page(may=Permission.VALUE_ENTER)
def value_enter(request: Request, scope: Scope, metric: str, month: str) -> HttpResponse:
    """Enter a month of a metric, or correct it."""
    month_on, program = _month(month), _program(request)
    entering = queries.get_entering(scope, metric_key=metric, month_on=month_on, program=program)
    form = forms.Enter(request.POST or None, entering=entering)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data | {"month_on": month_on, "program": program}
        try:
            commands.enter_value(scope, metric_key=metric, **sent)
        except (Invalid, Stale) as error:
            form.tell(error)
        else:
            messages.success(request, _("Entered. It is shown as entered, never as computed."))
            return _to_metric(request, metric)
    context = {"form": form, "entering": entering}
    status = 422 if form.errors else 200
    return render_page(request, "agreements/value_enter.html", context, status=status)


def _to_metric(request: Request, metric: str) -> HttpResponse:
    address = reverse("metric-page", kwargs={"client": slug_of(request), "metric": metric})
    program = request.GET.get("program", "")
    return redirect(f"{address}?program={program}" if program else address)


@require_GET
@client_page(may=Permission.PROMISE_READ)
def value_page(request: Request, scope: Scope, value: UUID) -> HttpResponse:
    """Show a month of a metric as it was entered."""
    page = queries.get_value(scope, value)
    return render_page(request, "agreements/value_page.html", {"page": page})


def _program(request: Request) -> UUID | None:
    text = request.GET.get("program", "")
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise NotFound(_("There is no such program here.")) from error


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise NotFound(_("There is no such month.")) from error

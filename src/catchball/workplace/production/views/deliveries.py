"""Pages about deliveries."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods

from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.production import commands, forms, queries
from catchball.workplace.production.rules import DeliveryState
from catchball.workplace.production.views.exports import Format, deliveries_as
from catchball.workplace.production.views.steps import DELIVERY, run_new, run_step

_form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@client_page(may=Permission.DELIVERY_READ)
def delivery_list(request: Request, scope: Scope) -> HttpResponse:
    """Show the deliveries that the address asks for."""
    filters = forms.FilterDeliveries(request.GET).filters()
    context = {
        "found": queries.get_delivery_list(scope, filters=filters),
        "filters": filters,
        "states": [(state.value, state.label) for state in DeliveryState],
        "may_record": scope.may(Permission.DELIVERY_RECORD),
    }
    return render_page(request, "production/delivery_list.html", context, block="rows")


@require_GET
@client_page(may=Permission.DELIVERY_READ)
def delivery_export(request: Request, scope: Scope, kind: Format) -> HttpResponseBase:
    """Give what the list shows as a file."""
    return deliveries_as(kind, scope, forms.FilterDeliveries(request.GET).filters())


@require_GET
@client_page(may=Permission.DELIVERY_READ)
def delivery_page(request: Request, scope: Scope, delivery: UUID) -> HttpResponse:
    """Show one delivery with its history."""
    detail = queries.get_delivery(scope, delivery)
    context = {"detail": detail, "line": detail.line, "own_side": scope.side}
    return render_page(request, "production/delivery_page.html", context)


@_form_page
@client_page(may=Permission.DELIVERY_RECORD)
def delivery_promise(request: Request, scope: Scope) -> HttpResponse:
    """Promise a new delivery."""
    return run_new(request, scope, DELIVERY, forms.PromiseDelivery, commands.record_promise)


@_form_page
@client_page(may=Permission.DELIVERY_RECORD)
def delivery_redate(request: Request, scope: Scope, delivery: UUID) -> HttpResponse:
    """Move the promised day."""
    command = commands.redate_delivery
    return run_step(request, scope, DELIVERY, delivery, forms.RedateDelivery, command)


@_form_page
@client_page(may=Permission.DELIVERY_RECORD)
def delivery_record(request: Request, scope: Scope, delivery: UUID) -> HttpResponse:
    """Record that it left."""
    command = commands.record_delivery
    return run_step(request, scope, DELIVERY, delivery, forms.RecordDelivery, command)


@_form_page
@client_page(may=Permission.DELIVERY_RECORD)
def delivery_cancel(request: Request, scope: Scope, delivery: UUID) -> HttpResponse:
    """Cancel it."""
    command = commands.cancel_delivery
    return run_step(request, scope, DELIVERY, delivery, forms.CancelDelivery, command)


@_form_page
@client_page(may=Permission.DELIVERY_CORRECT)
def delivery_correct(request: Request, scope: Scope, delivery: UUID) -> HttpResponse:
    """Put right what was recorded wrongly."""
    command = commands.correct_delivery
    return run_step(request, scope, DELIVERY, delivery, forms.CorrectDelivery, command)

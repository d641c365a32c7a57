"""Pages about batches."""

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET, require_http_methods

from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.production import commands, forms, queries
from catchball.workplace.production.rules import BatchState, Disposition
from catchball.workplace.production.views.exports import Format, batches_as
from catchball.workplace.production.views.steps import BATCH, run_new, run_step

_form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
@client_page(may=Permission.BATCH_READ)
def batch_list(request: Request, scope: Scope) -> HttpResponse:
    """Show the batches that the address asks for."""
    filters = forms.FilterBatches(request.GET).filters()
    context = {
        "found": queries.get_batch_list(scope, filters=filters),
        "filters": filters,
        "states": [(state.value, state.label) for state in BatchState],
        "decisions": [(one.value, one.label) for one in Disposition],
        "may_record": scope.may(Permission.BATCH_RECORD),
    }
    return render_page(request, "production/batch_list.html", context, block="rows")


@require_GET
@client_page(may=Permission.BATCH_READ)
def batch_export(request: Request, scope: Scope, kind: Format) -> HttpResponseBase:
    """Give what the list shows as a file."""
    return batches_as(kind, scope, forms.FilterBatches(request.GET).filters())


@require_GET
@client_page(may=Permission.BATCH_READ)
def batch_page(request: Request, scope: Scope, batch: UUID) -> HttpResponse:
    """Show one batch with its history."""
    detail = queries.get_batch(scope, batch)
    context = {"detail": detail, "line": detail.line, "own_side": scope.side}
    return render_page(request, "production/batch_page.html", context)


@_form_page
@client_page(may=Permission.BATCH_RECORD)
def batch_plan(request: Request, scope: Scope) -> HttpResponse:
    """Plan a new batch."""
    return run_new(request, scope, BATCH, forms.PlanBatch, commands.plan_batch)


@_form_page
@client_page(may=Permission.BATCH_RECORD)
def batch_start(request: Request, scope: Scope, batch: UUID) -> HttpResponse:
    """Record its start."""
    return run_step(request, scope, BATCH, batch, forms.StartBatch, commands.start_batch)


@_form_page
@client_page(may=Permission.BATCH_RECORD)
def batch_complete(request: Request, scope: Scope, batch: UUID) -> HttpResponse:
    """Record what came out."""
    return run_step(request, scope, BATCH, batch, forms.CompleteBatch, commands.complete_batch)


@_form_page
@client_page(may=Permission.BATCH_DISPOSE)
def batch_dispose(request: Request, scope: Scope, batch: UUID) -> HttpResponse:
    """Release or reject it."""
    return run_step(request, scope, BATCH, batch, forms.DisposeBatch, commands.dispose_batch)


@_form_page
@client_page(may=Permission.BATCH_RECORD)
def batch_cancel(request: Request, scope: Scope, batch: UUID) -> HttpResponse:
    """Cancel the plan."""
    return run_step(request, scope, BATCH, batch, forms.CancelBatch, commands.cancel_batch)


@_form_page
@client_page(may=Permission.BATCH_CORRECT)
def batch_correct(request: Request, scope: Scope, batch: UUID) -> HttpResponse:
    """Put right what was recorded wrongly."""
    return run_step(request, scope, BATCH, batch, forms.CorrectBatch, commands.correct_batch)

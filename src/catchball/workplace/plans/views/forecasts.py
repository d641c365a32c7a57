"""How a plan may end: one query, and what is supposed stands in the address alone."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from catchball.kernel.errors import Invalid
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.plans import forms, queries
from catchball.workplace.plans.views.drawing import drawn_curves


@require_GET
@client_page(may=Permission.PROGRAM_READ)
def plan_forecast(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Show how a plan may end, and how it would with other durations."""
    kept = tuple(request.GET.getlist("suppose"))
    form = forms.Suppose(request.GET if "duration" in request.GET else None)
    new = (form.sent,) if form.is_bound and form.is_valid() else ()
    try:
        page = queries.get_forecast(scope, program=program, suppose=(*kept, *new))
    except Invalid as error:
        form = forms.Suppose(request.GET)
        form.is_valid()
        form.tell(error)
        page = queries.get_forecast(scope, program=program)
    form.offer(page.choices)
    context = {"page": page, "form": form, "curves": drawn_curves(page.forecast)}
    status = 422 if form.errors else 200
    return render_page(request, "plans/plan_forecast.html", context, status=status)

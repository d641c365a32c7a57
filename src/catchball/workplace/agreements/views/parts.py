"""Pages that fill in the parts of a draft, one form each."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from catchball.kernel.errors import Invalid, Refused, Stale
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.agreements import commands, forms, queries
from catchball.workplace.agreements.views.agreements import to_agreement

_GET_OR_POST = require_http_methods(["GET", "POST"])


@_GET_OR_POST
@client_page(may=Permission.PROMISE_DRAFT)
def part_change(request: Request, scope: Scope, agreement: UUID, part: str) -> HttpResponse:
    """Fill in a part that says one thing of each kind."""
    editing = queries.get_editing(scope, agreement, part=part)
    if editing.part.many:
        return to_agreement(request, agreement, part)
    return _fill(request, scope, editing)


@_GET_OR_POST
@client_page(may=Permission.PROMISE_DRAFT)
def item_add(request: Request, scope: Scope, agreement: UUID, part: str) -> HttpResponse:
    """Fill in a new item of a part; of a promise the address names the metric."""
    metric = request.GET.get("metric", "")
    editing = queries.get_editing(scope, agreement, part=part, metric_key=metric)
    if not editing.part.many:
        return to_agreement(request, agreement, part)
    return _fill(request, scope, editing, metric=metric)


@_GET_OR_POST
@client_page(may=Permission.PROMISE_DRAFT)
def item_change(
    request: Request, scope: Scope, agreement: UUID, part: str, item: str
) -> HttpResponse:
    """Fill in an item of a part anew."""
    return _fill(request, scope, queries.get_editing(scope, agreement, part=part, item=item))


def _fill(
    request: Request, scope: Scope, editing: queries.Editing, *, metric: str = ""
) -> HttpResponse:
    form, status = forms.PartForm(request.POST or None, editing=editing), 200
    if request.method == "POST" and form.is_valid():
        try:
            _keep(scope, editing, form, metric)
        except Stale as error:
            form.tell(error)
            status = error.status
        except (Invalid, Refused) as error:
            form.tell(error)
        else:
            return to_agreement(request, editing.agreement, editing.part.key)
    status = status if status != 200 or not form.errors else 422
    # What somebody else did meanwhile is shown beside the form, which then stands on it.
    is_stale = status == Stale.status
    seen = editing.seen if is_stale else form["seen"].value()
    context = {"form": form, "editing": editing, "seen": seen, "is_stale": is_stale}
    return render_page(request, "agreements/part_form.html", context, status=status)


def _keep(scope: Scope, editing: queries.Editing, form: forms.PartForm, metric: str) -> None:
    which = {
        "agreement": editing.agreement,
        "part": editing.part.key,
        "seen": form.cleaned_data["seen"],
        "values": form.values,
    }
    if editing.part.many:
        commands.keep_item(scope, item=editing.item, metric_key=metric, **which)
    else:
        commands.keep_part(scope, **which)


@require_POST
@client_page(may=Permission.PROMISE_DRAFT)
def item_remove(
    request: Request, scope: Scope, agreement: UUID, part: str, item: str
) -> HttpResponse:
    """Take an item out of a part."""
    form = forms.Seen(request.POST)
    if form.is_valid():
        commands.remove_item(scope, agreement=agreement, part=part, item=item, **form.cleaned_data)
    return to_agreement(request, agreement, part)


@require_POST
@client_page(may=Permission.PROMISE_DRAFT)
def calendars_take(request: Request, scope: Scope, agreement: UUID) -> HttpResponse:
    """Write the calendars of both sides into a draft as they stand."""
    form = forms.Seen(request.POST)
    if form.is_valid():
        commands.take_calendars(scope, agreement=agreement, **form.cleaned_data)
    return to_agreement(request, agreement, "calendars")


@require_GET
@client_page(may=Permission.PROMISE_DRAFT)
def metric_choose(request: Request, scope: Scope, agreement: UUID) -> HttpResponse:
    """Show the metrics on which a promise can be added to a draft."""
    choice = queries.get_metrics_for_draft(scope, agreement)
    return render_page(request, "agreements/metric_choose.html", {"choice": choice})

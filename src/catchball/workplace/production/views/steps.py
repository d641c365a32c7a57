"""How a form runs a command on one record, and what is shown when it cannot."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from catchball.kernel.errors import Expected, Invalid, Refused, Stale
from catchball.kernel.words import _
from catchball.trust.pages import Request, render_page
from catchball.trust.scope import Scope
from catchball.workplace.production import queries
from catchball.workplace.production.forms import Step
from catchball.workplace.production.queries import HistoryLine


class NotNow(Refused):
    """The record is not in a state in which this can be done."""


@dataclass(frozen=True)
class Thing:
    """A kind of record as its forms need it: how it is called, found, and what changed."""

    name: str
    get: Callable[[Scope, UUID], Any]
    changes: Callable[..., tuple[HistoryLine, ...]]


DELIVERY = Thing("delivery", queries.get_delivery, queries.list_delivery_changes)
BATCH = Thing("batch", queries.get_batch, queries.list_batch_changes)


def run_new(
    request: Request,
    scope: Scope,
    thing: Thing,
    form_of: type[Step],
    command: Callable[..., UUID],
) -> HttpResponse:
    """Show the form of a new record, or make it: on to its page, or the form with what is wrong."""
    places = queries.list_places(scope)
    if request.method != "POST":
        return _show(request, f"{thing.name}_new", form_of(places=places))
    form, status = form_of(request.POST, places=places), 422
    if form.is_valid():
        try:
            made = command(scope, **form.arguments())
        except (Invalid, Refused) as error:
            put_on(form, error)
            status = error.status
        else:
            return _done(request, thing, made, form)
    return _show(request, f"{thing.name}_new", form, status=status)


def run_step(
    request: Request,
    scope: Scope,
    thing: Thing,
    record: UUID,
    form_of: type[Step],
    command: Callable[..., None],
) -> HttpResponse:
    """Show the form, or run its command: back to the record, or the form with what is wrong."""
    detail, places = thing.get(scope, record), queries.list_places(scope)
    page = f"{thing.name}_step"
    if request.method != "POST":
        if request.path.rstrip("/").rpartition("/")[2] not in detail.actions:
            raise NotNow(_("This cannot be done any more. Its page shows how it stands."))
        form = form_of(line=detail.line, today=scope.today, places=places)
        return _show(request, page, form, detail=detail)
    form = form_of(request.POST, line=detail.line, places=places)
    if not form.is_valid():
        return _show(request, page, form, detail=detail, status=422)
    try:
        command(scope, **{thing.name: record}, **form.arguments())
    except Stale as error:
        changes = thing.changes(scope, record, since_version=form.cleaned_data["version"])
        _show_as_it_is(form, thing.get(scope, record).line.version, error)
        return _show(request, page, form, detail=detail, changes=changes, status=409)
    except (Invalid, Refused) as error:
        put_on(form, error)
        return _show(request, page, form, detail=detail, status=error.status)
    return _done(request, thing, record, form)


def put_on(form: Step, error: Expected) -> None:
    """Show the reason beside the field that it is about, or above the form."""
    placed = [name for name in error.fields if name in form.fields]
    for name in placed:
        form.add_error(name, error.fields[name])
    if not placed:
        form.add_error(None, str(error))


def _show_as_it_is(form: Step, version: int, error: Stale) -> None:
    """Keep what was typed, so that it can be sent again by somebody who saw what changed."""
    form.data = {**form.data.dict(), "version": str(version)}  # type: ignore[attr-defined]
    form.add_error(None, str(error))


def _show(
    request: Request,
    page: str,
    form: Step,
    *,
    detail: Any = None,
    changes: tuple[HistoryLine, ...] = (),
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "changes": changes}
    if detail is not None:
        context |= {"detail": detail, "line": detail.line}
    return render_page(request, f"production/{page}.html", context, block="entry", status=status)


def _done(request: Request, thing: Thing, record: UUID, form: Step) -> HttpResponse:
    messages.success(request, str(form.done))
    client = request.resolver_match.kwargs["client"] if request.resolver_match else ""
    kwargs = {"client": client, thing.name: record}
    return redirect(reverse(f"{thing.name}-page", kwargs=kwargs))

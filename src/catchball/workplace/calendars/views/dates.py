"""Single entries of a calendar: added and removed on one page."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import _
from catchball.trust.forms import TellingForm
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.calendars import commands, forms, queries, rules
from catchball.workplace.calendars.views.parts import status_of, to_page

ADD = {
    "holiday": forms.AddHoliday,
    "closure": forms.AddClosure,
    "special": forms.SetSpecialHours,
}


@require_GET
@client_page(may=Permission.CALENDAR_MANAGE)
def calendar_days(request: Request, scope: Scope, place: UUID) -> HttpResponse:
    """Show what is still to come, with forms that add to it and take from it."""
    return _page(request, queries.get_days_page(scope, place=place), "", None)


def _page(
    request: Request, page: queries.DaysPage, kind: str, sent: TellingForm | None
) -> HttpResponse:
    """Show the page with all its forms, one of them as it was sent."""
    shown: dict[str, Any] = {name: form(edition=page.edition) for name, form in ADD.items()}
    if sent is not None:
        shown[kind] = sent
    context = {"page": page, "forms": shown}
    status = status_of(sent) if sent is not None else 200
    return render_page(request, "calendars/calendar_days.html", context, status=status)


def _added(
    request: Request, scope: Scope, place: UUID, kind: str, add: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """Run a command with what was sent, or show the page again with what is wrong."""
    page = queries.get_days_page(scope, place=place)
    form = ADD[kind](request.POST)
    if form.is_valid():
        try:
            add(form.cleaned_data)
        except (Invalid, Refused, rules.CalendarChanged) as error:
            form.tell(error)
            form.shows(page.edition)
        else:
            messages.success(request, _("Added. It counts from today on."))
            return to_page(request, "calendar-days", place)
    return _page(request, page, kind, form)


@require_POST
@client_page(may=Permission.CALENDAR_MANAGE)
def holiday_add(request: Request, scope: Scope, place: UUID) -> HttpResponse:
    """Add one holiday."""

    def add(sent: dict[str, Any]) -> None:
        commands.add_holidays(
            scope, place=place, holidays=[sent["holiday"]], edition=sent["edition"]
        )

    return _added(request, scope, place, "holiday", add)


@require_POST
@client_page(may=Permission.CALENDAR_MANAGE)
def closure_add(request: Request, scope: Scope, place: UUID) -> HttpResponse:
    """Add a closure."""

    def add(sent: dict[str, Any]) -> None:
        commands.add_closure(scope, place=place, closure=sent["closure"], edition=sent["edition"])

    return _added(request, scope, place, "closure", add)


@require_POST
@client_page(may=Permission.CALENDAR_MANAGE)
def special_set(request: Request, scope: Scope, place: UUID) -> HttpResponse:
    """Set other hours on a day."""

    def add(sent: dict[str, Any]) -> None:
        commands.set_special_hours(
            scope, place=place, special=sent["special"], edition=sent["edition"]
        )

    return _added(request, scope, place, "special", add)


def _removed(
    request: Request, place: UUID, form: TellingForm, remove: Callable[[dict[str, Any]], None]
) -> HttpResponse:
    """Run a command with what a button sent; the buttons of the page send nothing wrong."""
    if form.is_valid():
        remove(form.cleaned_data)
        messages.success(request, _("Removed. It counts from today on."))
    return to_page(request, "calendar-days", place)


@require_POST
@client_page(may=Permission.CALENDAR_MANAGE)
def holiday_remove(request: Request, scope: Scope, place: UUID) -> HttpResponse:
    """Take a holiday away."""
    queries.get_changing(scope, place=place)

    def remove(sent: dict[str, Any]) -> None:
        commands.remove_holiday(scope, place=place, **sent)

    return _removed(request, place, forms.RemoveDay(request.POST), remove)


@require_POST
@client_page(may=Permission.CALENDAR_MANAGE)
def special_remove(request: Request, scope: Scope, place: UUID) -> HttpResponse:
    """Take special hours away."""
    queries.get_changing(scope, place=place)

    def remove(sent: dict[str, Any]) -> None:
        commands.remove_special_hours(scope, place=place, **sent)

    return _removed(request, place, forms.RemoveDay(request.POST), remove)


@require_POST
@client_page(may=Permission.CALENDAR_MANAGE)
def closure_remove(request: Request, scope: Scope, place: UUID) -> HttpResponse:
    """Take a closure away."""
    queries.get_changing(scope, place=place)
    form = forms.RemoveClosure(request.POST)

    def remove(sent: dict[str, Any]) -> None:
        commands.remove_closure(
            scope, place=place, closure=sent["closure"], edition=sent["edition"]
        )

    return _removed(request, place, form, remove)

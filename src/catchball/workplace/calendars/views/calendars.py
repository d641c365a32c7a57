"""The calendars side by side, one calendar, and the editor of its week."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import _
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.calendars import commands, forms, queries, rules
from catchball.workplace.calendars.views.parts import get_or_post, reader_of, status_of, to_page


@require_GET
@client_page(may=Permission.CALENDAR_READ)
def calendar_list(request: Request, scope: Scope) -> HttpResponse:
    """Show all calendars of the relationship side by side, and what is due if asked now."""
    zone = reader_of(request).zone
    form = forms.Ask(request.GET, zone=zone)
    question = form.question(scope.now) if form.is_valid() else None
    overview = queries.get_overview(scope, zone=zone, question=question)
    context = {
        "overview": overview,
        "form": form,
        "question": question,
        "asked": form.as_asked() if question else "",
    }
    return render_page(
        request, "calendars/calendar_list.html", context, block="due", status=status_of(form)
    )


@require_GET
@client_page(may=Permission.CALENDAR_READ)
def calendar_page(request: Request, scope: Scope, place: UUID) -> HttpResponse:
    """Show one calendar: a year at a glance, its entries and its versions."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else 0
    known = year if rules.FIRST_YEAR <= year <= rules.LAST_YEAR else None
    page = queries.get_calendar_page(scope, place=place, year=known)
    return render_page(request, "calendars/calendar_page.html", {"page": page})


@get_or_post
@client_page(may=Permission.CALENDAR_MANAGE)
def calendar_set(request: Request, scope: Scope, place: UUID) -> HttpResponse:
    """Edit the week, the zone and the business day, from a day on."""
    changing = queries.get_changing(scope, place=place)
    form = forms.SetWeek(request.POST or None, changing=changing)
    if request.method == "POST" and form.is_valid():
        try:
            _set(scope, changing, form)
        except (Invalid, Refused, rules.CalendarChanged) as error:
            form.tell(error)
            form.shows(changing.edition)
        else:
            messages.success(request, _("The calendar is set. Earlier days keep their version."))
            return to_page(request, "calendar-page", place)
    context = {"form": form, "changing": changing}
    return render_page(request, "calendars/calendar_set.html", context, status=status_of(form))


def _set(scope: Scope, changing: queries.Changing, form: forms.SetWeek) -> None:
    from_on, edition = form.cleaned_data["from_on"], form.cleaned_data["edition"]
    calendar = form.calendar(changing.base(from_on))
    if changing.place.kind is rules.PlaceKind.CLIENT:
        commands.set_client_calendar(scope, calendar=calendar, from_on=from_on, edition=edition)
    else:
        commands.set_site_calendar(
            scope, site=changing.place.id, calendar=calendar, from_on=from_on, edition=edition
        )


@require_POST
@client_page(may=Permission.CALENDAR_MANAGE)
def plan_discard(request: Request, scope: Scope, place: UUID) -> HttpResponse:
    """Give up a version that has not begun."""
    queries.get_changing(scope, place=place)
    form = forms.Discard(request.POST)
    if form.is_valid():
        commands.discard_plan(scope, place=place, **form.cleaned_data)
        messages.success(request, _("The planned version is given up."))
    return to_page(request, "calendar-page", place)

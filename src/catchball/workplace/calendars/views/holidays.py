"""Many holidays at once: proposed from a country or a file, looked at, then added."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from catchball.kernel.words import _, ngettext
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.calendars import commands, forms, queries
from catchball.workplace.calendars.views.parts import get_or_post, reader_of, to_page


@get_or_post
@client_page(may=Permission.CALENDAR_MANAGE)
def holidays_propose(request: Request, scope: Scope, place: UUID) -> HttpResponse:
    """Ask where holidays come from, and show which would be added and which not."""
    changing = queries.get_changing(scope, place=place)
    country, file = _forms(request, changing)
    sent = next((form for form in (country, file) if form.is_bound), None)
    proposal = None
    if sent is not None and sent.is_valid():
        found = sent.cleaned_data
        proposal = queries.get_proposal(
            scope, place=place, proposed=found["proposed"], not_read=found["not_read"]
        )
    context = {"country": country, "file": file, "changing": changing, "proposal": proposal}
    status = 422 if sent is not None and sent.errors else 200
    return render_page(request, "calendars/holidays_propose.html", context, status=status)


def _forms(
    request: Request, changing: queries.Changing
) -> tuple[forms.ProposeFromCountry, forms.ProposeFromFile]:
    """Return both forms, the one that was sent with what was sent."""
    sent = request.method == "POST"
    by_file = sent and request.POST.get("source") == "file"
    year = changing.today.year
    return (
        forms.ProposeFromCountry(
            request.POST if sent and not by_file else None,
            year=year,
            country=changing.place.country,
            locale=reader_of(request).locale,
        ),
        forms.ProposeFromFile(
            request.POST if by_file else None,
            request.FILES if by_file else None,
            year=year,
        ),
    )


@require_POST
@client_page(may=Permission.CALENDAR_MANAGE)
def holidays_add(request: Request, scope: Scope, place: UUID) -> HttpResponse:
    """Add the holidays that stayed ticked."""
    queries.get_changing(scope, place=place)
    form = forms.Chosen(request.POST)
    if not form.is_valid():
        messages.warning(request, _("No holiday was ticked, so nothing was added."))
        return to_page(request, "holidays-propose", place)
    added = commands.add_holidays(
        scope, place=place, holidays=form.chosen, edition=form.cleaned_data["edition"]
    )
    messages.success(
        request, ngettext("One holiday was added.", "%(count)s holidays were added.", added)
    )
    return to_page(request, "calendar-page", place)

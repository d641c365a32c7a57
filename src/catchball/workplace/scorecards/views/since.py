"""What was restated between two days, number by number and fact by fact."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from catchball.kernel.days import month_start
from catchball.kernel.words import _, day_name, ngettext, period_name
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.scorecards import queries
from catchball.workplace.scorecards.queries import Cell, ChangedNumber, Restated, RestatedSince
from catchball.workplace.scorecards.views.asked import asked_of
from catchball.workplace.scorecards.views.attributing import value_of
from catchball.workplace.scorecards.views.grid import attributable_of


@dataclass(frozen=True)
class ShownChange:
    """A number that reads otherwise: where, what it read then and reads now, and its facts."""

    title: str
    period: str
    then: str
    now: str
    href: str
    facts: tuple[Restated, ...]
    promise: str


@require_GET
@client_page(may=Permission.SCORECARD_READ)
def restated_since(request: Request, scope: Scope) -> HttpResponse:
    """Show which numbers read otherwise than at the end of an earlier day, and why."""
    asked = asked_of(request)
    # Without a day, since the end of last month: what reviews usually compare.
    usual = month_start(scope.today) - timedelta(days=1)
    since = request.GET.get("since", "") or usual.isoformat()
    found = queries.read_restated_since(scope, since=since, known=asked.known)
    context = {
        "found": found,
        "headline": _headline(found),
        "changes": tuple(_change(one) for one in found.numbers),
        "since": since,
        "known": asked.known,
    }
    return render_page(request, "scorecards/restated_since.html", context)


def _headline(found: RestatedSince) -> str:
    since = day_name(found.since_on)
    count = len(found.numbers) + found.left_out
    if not count:
        return _("Nothing was restated since %(since)s", since=since)
    return ngettext(
        "One number was restated since %(since)s",
        "%(count)s numbers were restated since %(since)s",
        count,
        since=since,
    )


def _change(one: ChangedNumber) -> ShownChange:
    title = f"{one.title}, {one.program}" if one.program else one.title
    period = one.now.period
    return ShownChange(
        title=title,
        period=period_name(period),
        then=_said(one.then),
        now=_said(one.now),
        href=f"first={period.first}&until={period.until}",
        facts=one.facts,
        promise=str(one.promise),
    )


def _said(cell: Cell) -> str:
    parts = [value_of(cell), cell.detail]
    if cell.attributable is not None:
        parts.append(attributable_of(cell))
    return "; ".join(part for part in parts if part)

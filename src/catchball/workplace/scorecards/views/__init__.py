"""Pages of numbers: each asks one query; files come from the same queries."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from catchball.kernel.cells import CSV, XLSX
from catchball.measures.charts import draw
from catchball.trust.pages import Request, attachment, client_page, file_name, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.scorecards import queries
from catchball.workplace.scorecards.views import choosing, files, grid, telling
from catchball.workplace.scorecards.views.asked import asked_of, facts_asked, page_asked


@require_GET
@client_page(may=Permission.SCORECARD_READ)
def scorecard(request: Request, scope: Scope) -> HttpResponse:
    """Show every promise of both companies over twelve periods."""
    asked = asked_of(request)
    card = queries.read_scorecard(scope, **asked.view)
    context = {
        "card": card,
        "asked": asked,
        "groups": grid.groups_of(card, side=scope.side, asked=asked),
        "choices": choosing.choices_of(card, scope.today, asked),
        "begin": grid.begin_of(card, scope, asked),
    }
    return render_page(request, "scorecards/scorecard_page.html", context)


@require_GET
@client_page(may=Permission.SCORECARD_READ)
def scorecard_xlsx(request: Request, scope: Scope) -> HttpResponse:
    """Hand out the scorecard as a workbook."""
    asked = asked_of(request)
    card = queries.read_scorecard(scope, **asked.view)
    name = file_name(asked.client, "scorecard", f"{card.span.named[-1].first:%Y-%m}", kind="xlsx")
    return attachment(files.scorecard_workbook(card, scope), kind=XLSX, name=name)


@require_GET
@client_page(may=Permission.SCORECARD_READ)
def scorecard_csv(request: Request, scope: Scope) -> HttpResponse:
    """Hand out every number of the scorecard as a line of CSV."""
    asked = asked_of(request)
    card = queries.read_scorecard(scope, **asked.view)
    name = file_name(asked.client, "scorecard", f"{card.span.named[-1].first:%Y-%m}", kind="csv")
    return attachment(files.scorecard_csv(card, scope), kind=CSV, name=name)


@require_GET
@client_page(may=Permission.SCORECARD_READ)
def promise_chart(request: Request, scope: Scope, promise: UUID) -> HttpResponse:
    """Show the whole history of a promise, and what stands out in it."""
    asked = asked_of(request)
    chart = queries.read_promise_chart(scope, promise=promise, grain=asked.grain, **asked.sight)
    context = {"chart": chart, "shown": telling.chart_shown(chart, scope, asked), "asked": asked}
    return render_page(request, "scorecards/promise_chart_page.html", context)


@require_GET
@client_page(may=Permission.SCORECARD_READ)
def promise_chart_svg(request: Request, scope: Scope, promise: UUID) -> HttpResponse:
    """Hand out the chart as a drawing that stands alone."""
    asked = asked_of(request)
    chart = queries.read_promise_chart(scope, promise=promise, grain=asked.grain, **asked.sight)
    drawing = draw(chart.spec, key="chart", width=1160, height=420)
    name = file_name(asked.client, chart.title, kind="svg")
    return attachment(drawing.encode(), kind="image/svg+xml", name=name)


@require_GET
@client_page(may=Permission.SCORECARD_READ)
def passport(request: Request, scope: Scope, promise: UUID) -> HttpResponse:
    """Show where a number comes from, down to its facts."""
    asked = asked_of(request)
    found = queries.read_passport(
        scope,
        promise=promise,
        page=page_asked(request.GET),
        **asked.sight,
        **facts_asked(request.GET),
    )
    context = {"passport": found, "shown": telling.passport_shown(found, scope, asked)}
    return render_page(request, "scorecards/passport_page.html", context)


@require_GET
@client_page(may=Permission.SCORECARD_READ)
def passport_csv(request: Request, scope: Scope, promise: UUID) -> HttpResponse:
    """Hand out all facts of a number as CSV."""
    found = _whole_passport(request, scope, promise)
    return attachment(
        files.facts_csv(found, scope), kind=CSV, name=_facts_name(request, found, "csv")
    )


@require_GET
@client_page(may=Permission.SCORECARD_READ)
def passport_xlsx(request: Request, scope: Scope, promise: UUID) -> HttpResponse:
    """Hand out all facts of a number as a workbook."""
    found = _whole_passport(request, scope, promise)
    return attachment(
        files.facts_workbook(found, scope),
        kind=XLSX,
        name=_facts_name(request, found, "xlsx"),
    )


def _whole_passport(request: Request, scope: Scope, promise: UUID) -> queries.Passport:
    asked = asked_of(request)
    return queries.read_whole_passport(
        scope, promise=promise, **asked.sight, **facts_asked(request.GET)
    )


def _facts_name(request: Request, found: queries.Passport, kind: str) -> str:
    period = found.cell.period
    days = f"{period.first:%Y-%m-%d}-{period.last:%Y-%m-%d}"
    return file_name(asked_of(request).client, found.title, days, kind=kind)

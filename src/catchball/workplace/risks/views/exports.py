"""A risk assessment as a workbook: the article's table, a risk in a row."""

import io
from collections.abc import Callable
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from catchball.kernel.cells import XLSX, write_xlsx
from catchball.kernel.words import Later, _
from catchball.trust.pages import Request, attachment, client_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.risks import queries
from catchball.workplace.risks.queries import RiskLine
from catchball.workplace.risks.rules import Axis


def _step(axis: Axis) -> Callable[[RiskLine], Any]:
    return lambda line: getattr(line.score, axis.value) if line.score else None


COLUMNS: tuple[tuple[Later, Callable[[RiskLine], Any]], ...] = (
    (Later("Number"), attrgetter("number")),
    (Later("Cause"), attrgetter("cause")),
    (Later("Event"), attrgetter("event")),
    (Later("Effect"), attrgetter("effect")),
    (Later("About"), lambda line: line.category.label),
    (Later("Phase"), lambda line: line.phase.label),
    (Later("Probability"), _step(Axis.PROBABILITY)),
    (Later("Quality and patients"), _step(Axis.QUALITY)),
    (Later("Schedule"), _step(Axis.SCHEDULE)),
    (Later("Cost"), _step(Axis.COST)),
    (Later("Supply and authorities"), _step(Axis.SUPPLY)),
    (Later("Impact"), lambda line: line.score.impact if line.score else None),
    (Later("Detection"), _step(Axis.DETECTION)),
    (Later("Score"), attrgetter("points")),
    (Later("Its score says"), lambda line: _(line.level) if line.level else None),
    (Later("Shown as"), lambda line: _("closed") if line.is_closed else line.colour.label),
    (Later("Reverted because"), lambda line: "; ".join(one.label for one in line.reversals)),
    (Later("Strategy"), lambda line: line.strategy.label if line.strategy else None),
    (Later("Response"), attrgetter("response")),
    (Later("Actions"), attrgetter("actions")),
    (Later("Actions done"), attrgetter("done")),
    (Later("Score that is left"), attrgetter("residual_points")),
    (Later("Expected delay in business days"), attrgetter("expected_days")),
    (Later("Next review"), attrgetter("review_on")),
    (Later("Watched by"), attrgetter("owner_name")),
)


@require_GET
@client_page(may=Permission.RISK_READ)
def assessment_xlsx(request: Request, scope: Scope, assessment: UUID) -> HttpResponse:
    """Hand out a risk assessment as a workbook, closed risks at its end."""
    page = queries.get_assessment(scope, assessment)
    head = [str(title) for title, _value in COLUMNS]
    rows = [[value(line) for _title, value in COLUMNS] for line in (*page.risks, *page.closed)]
    file = io.BytesIO()
    write_xlsx(file, _("Risks"), head, rows)
    name = f"risks-{page.line.held_on}-version-{page.line.version}.xlsx"
    return attachment(file.getvalue(), kind=XLSX, name=name)

"""A risk assessment on paper: the article's table, who approved which plan, lines to sign on."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from catchball.kernel.canonical import fingerprint
from catchball.kernel.words import Later, _, ngettext
from catchball.site import formats, pdf
from catchball.trust.pages import Request, attachment, client_page
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.risks import queries
from catchball.workplace.risks.queries import AssessmentPage, RiskLine

HOME = Path(queries.__file__).resolve().parents[1] / "typst"
COLUMNS = (
    Later("Risk"),
    Later("Score"),
    Later("Plan"),
    Later("Response"),
    Later("Carried out"),
    Later("Watched by"),
)


@require_GET
@client_page(may=Permission.RISK_READ)
def assessment_pdf(request: Request, scope: Scope, assessment: UUID) -> HttpResponse:
    """Hand out a risk assessment as a PDF for the file, as it stands today."""
    page = queries.get_assessment(scope, assessment)
    match = request.resolver_match
    client = match.kwargs["client"] if match else ""
    name = f"{client}-risks-{scope.today}.pdf"
    return attachment(assessment_paper(page, scope), kind="application/pdf", name=name)


def assessment_paper(page: AssessmentPage, scope: Scope) -> bytes:
    """Return a risk assessment as a PDF; the hash in its foot is that of what its table says."""
    data = content_of(page, scope)
    return pdf.render("assessment", data, title=title_of(page), timestamp=page.opened_at, home=HOME)


def title_of(page: AssessmentPage) -> str:
    """Return what a paper of a risk assessment is called."""
    return _("Risk assessment: %(title)s", title=page.line.title)


def content_of(page: AssessmentPage, scope: Scope) -> dict[str, Any]:
    """Return all that a paper of a risk assessment says, with the hash of it."""
    rows = [_row(line) for line in page.risks]
    said = {
        "headline": _headline(page),
        "lead": f"{page.line.title} · {page.line.program_name}",
        "columns": [str(one) for one in COLUMNS],
        "rows": rows,
        "frame": _frame(page),
        "approvals": _approvals(page),
    }
    head = [
        [_("Relationship"), page.client_name],
        [_("Program"), page.line.program_name],
        [_("As of"), formats.day(scope.today)],
        [_("Version"), str(page.line.version)],
    ]
    return {**said, "signing": _signing(page), "paper": {"head": head, "hash": fingerprint(said)}}


def _headline(page: AssessmentPage) -> str:
    counts = page.line.counts
    if counts.red:
        return ngettext("One risk needs a plan", "%(count)s risks need a plan", counts.red)
    if counts.unscored:
        return ngettext("One risk is not scored", "%(count)s risks are not scored", counts.unscored)
    if not counts.grey:
        return _("No risk needs a plan")
    return _("Every risk that needs a plan has one, approved by both")


def _row(line: RiskLine) -> dict[str, Any]:
    score = line.score
    strategy = line.strategy.label if line.strategy else ""
    return {
        "event": f"{line.number}  {line.event}",
        "chain": " → ".join(part for part in (line.cause, line.effect) if part),
        "score": str(line.points or "–"),
        "pair": pair_of(score.probability, score.impact, score.detection) if score else "",
        "colour": line.colour.value,
        "word": line.colour.label,
        "demand": line.demand.value if line.demand else "",
        "next": _next(line),
        "response": ": ".join(part for part in (strategy, line.response) if part) or "–",
        "done": _("%(done)s of %(all)s", done=line.done, all=line.actions) if line.actions else "–",
        "owner": line.owner_name or "–",
    }


def pair_of(probability: int | None, impact: int | None, detection: int | None) -> str:
    """Return what a score is made of: under FMEA severity × occurrence × detection."""
    if detection:
        return f"{impact} × {probability} × {detection}"
    return f"{probability} × {impact}"


def _next(line: RiskLine) -> str:
    if line.reversals:
        return _("reverted: %(why)s", why=line.reversals[0].label)
    if line.approved_at and line.review_on:
        return _("next review %(day)s", day=formats.day(line.review_on))
    return ""


def _frame(page: AssessmentPage) -> dict[str, Any]:
    team = ", ".join(f"{one.name} ({one.role.label})" for one in page.team)
    return {
        "title": _("The document"),
        "columns": [_("What"), _("As stated")],
        "rows": [
            [_("What it covers"), page.extent or "–"],
            [_("Held on"), formats.day(page.line.held_on)],
            [_("Team of both companies"), team or "–"],
            [_("Matrix"), _(page.matrix.name)],
        ],
    }


def _approvals(page: AssessmentPage) -> dict[str, Any]:
    """Say which plans stand approved by both, and under which content."""
    approved = [line for line in page.risks if line.approved_at and not line.reversals]
    return {
        "title": _("Plans approved by both companies"),
        "columns": [_("Risk"), _("Approved at"), _("SHA-256 of the plan")],
        "rows": [
            [
                f"{line.number}  {line.event}",
                formats.instant(line.approved_at) if line.approved_at else "",
                line.approved_hash[:16] + "…",
            ]
            for line in approved
        ],
    }


def _signing(page: AssessmentPage) -> dict[str, Any]:
    words = [_("Name and role"), _("Signature"), _("Date")]
    companies = [
        page.client_name if side is Side.CLIENT else _("The manufacturer")
        for side in (Side.CMO, Side.CLIENT)
    ]
    return {
        "title": _("Signatures"),
        "lead": _(
            "I approve this risk assessment for my company, as printed here under the SHA-256 in "
            "the foot of each page. Plans are approved one by one, and the whole document as an "
            "edition, by electronic signatures in Catchball; the table above lists the plans."
        ),
        "companies": [{"name": name, "words": words} for name in companies],
    }

"""An edition of a risk assessment on paper: exactly what both sign, and who has signed it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from catchball.kernel.words import _
from catchball.site import formats, pdf
from catchball.site.assessment_paper import COLUMNS, HOME, pair_of
from catchball.trust.pages import Request, attachment, client_page
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.risks import queries
from catchball.workplace.risks.queries import EditionPage, EditionRisk
from catchball.workplace.risks.rules import EditionState


@require_GET
@client_page(may=Permission.RISK_READ)
def edition_pdf(request: Request, scope: Scope, edition: UUID) -> HttpResponse:
    """Hand out an edition as a PDF for the file, with its signatures and its hash."""
    page = queries.get_edition(scope, edition)
    match = request.resolver_match
    client = match.kwargs["client"] if match else ""
    name = f"{client}-risks-edition-{page.line.number}.pdf"
    return attachment(edition_paper(page), kind="application/pdf", name=name)


def edition_paper(page: EditionPage) -> bytes:
    """Return an edition as a PDF; the same one with the same signatures is the same file."""
    title = _("Risk assessment: %(title)s", title=page.line.title)
    last = max((one.signed_at for one in page.signatures), default=page.line.issued_at)
    return pdf.render("assessment", content_of(page), title=title, timestamp=last, home=HOME)


def content_of(page: EditionPage) -> dict[str, Any]:
    """Return what the paper says of an edition, as its template takes it."""
    line = page.line
    head = [
        [_("Relationship"), page.client_name],
        [_("Program"), page.program_name],
        [_("As of"), formats.day(page.as_of)],
        [_("Edition"), str(line.number)],
    ]
    return {
        "headline": _("%(title)s, edition %(number)s", title=line.title, number=line.number),
        "lead": _standing(page),
        "columns": [str(one) for one in COLUMNS],
        "rows": [_row(one) for one in page.risks],
        "frame": _frame(page),
        "approvals": {"title": "", "columns": [], "rows": []},
        "signing": _signing(page),
        "paper": {"head": head, "hash": page.content_hash},
    }


def _standing(page: EditionPage) -> str:
    if page.line.state is EditionState.SIGNED:
        return _("Signed by both companies.")
    return _("Not signed by both companies.")


def _row(one: EditionRisk) -> dict[str, Any]:
    strategy = one.strategy.label if one.strategy else ""
    review = one.review_on
    return {
        "event": f"{one.number}  {one.event}",
        "chain": " → ".join(part for part in (one.cause, one.effect) if part),
        "score": str(one.points or "–"),
        "pair": pair_of(one.probability, one.impact, one.detection) if one.points else "",
        "colour": "" if one.is_closed else one.colour.value,
        "word": _("closed") if one.is_closed else one.colour.label,
        "demand": one.demand.value if one.demand else "",
        "next": _("next review %(day)s", day=formats.day(review)) if review else "",
        "response": ": ".join(part for part in (strategy, one.response) if part) or "–",
        "done": _("%(done)s of %(all)s", done=one.done, all=one.actions) if one.actions else "–",
        "owner": one.owner or "–",
    }


def _frame(page: EditionPage) -> dict[str, Any]:
    return {
        "title": _("The document"),
        "columns": [_("What"), _("As stated")],
        "rows": [
            [_("What it covers"), page.extent or "–"],
            [_("Held on"), formats.day(page.held_on)],
            [_("Team of both companies"), ", ".join(page.team) or "–"],
            [_("Matrix"), _(page.matrix_name)],
            [_("Frozen by"), f"{page.line.issued_name}, {formats.instant(page.line.issued_at)}"],
        ],
    }


def _signing(page: EditionPage) -> dict[str, Any]:
    return {
        "title": _("Signatures"),
        "lead": _(
            "Each signature stands under exactly the content whose SHA-256 is %(hash)s, in the "
            "spelling of RFC 8785; the page of the edition shows those bytes.",
            hash=page.content_hash,
        ),
        "companies": [_company(page, side) for side in (Side.CMO, Side.CLIENT)],
    }


def _company(page: EditionPage, side: Side) -> dict[str, Any]:
    """Return the signature of a company, or the lines on which it signs."""
    name = page.client_name if side is Side.CLIENT else _("The manufacturer")
    one = page.signature_of(side)
    if one is None:
        return {"name": name, "words": [_("Name and role"), _("Signature"), _("Date")]}
    at = f"{formats.instant(one.signed_at, one.zone)} ({one.zone})"
    said = [f"{one.printed_name}, {one.role.label}", one.meaning.label, at]
    return {"name": name, "said": said, "words": []}

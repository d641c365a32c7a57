"""The statement of a month on paper: its arithmetic, its findings, the page of its signatures."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from catchball.kernel.words import _
from catchball.site import formats, pdf
from catchball.site.signing_page import signing_page
from catchball.trust.pages import Request, attachment, client_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.consequences import queries
from catchball.workplace.consequences.rules import StatementState
from catchball.workplace.consequences.views.telling import (
    ShownFinding,
    ShownStatement,
    comes_to,
    show_statement,
)

HOME = Path(queries.__file__).resolve().parents[1] / "typst"


@require_GET
@client_page(may=Permission.SCORECARD_READ)
def statement_pdf(request: Request, scope: Scope, statement: UUID) -> HttpResponse:
    """Hand out a statement as a PDF for the file, with its signature page and hash."""
    page = queries.get_statement(scope, statement)
    match = request.resolver_match
    client = match.kwargs["client"] if match else ""
    name = f"{client}-statement-{page.line.period.first:%Y-%m}.pdf"
    return attachment(statement_paper(page, scope), kind="application/pdf", name=name)


def statement_paper(page: queries.StatementPage, scope: Scope) -> bytes:
    """Return a statement as a PDF; the same one with the same signatures is the same file."""
    shown = show_statement(page, scope.side)
    month = formats.period(page.line.period)
    title = _("Statement of %(month)s with %(client)s", month=month, client=page.client_name)
    data = {
        "headline": _headline(page, month),
        "lead": _standing(page),
        "arithmetic": _arithmetic(shown),
        "findings": {
            "title": _("Findings"),
            "columns": [_("Promise"), _("Closed number"), _("What follows"), _("State")],
            "rows": [_finding(one) for one in shown.findings],
        },
        "rest": {
            "title": _("Misses without a consequence"),
            "items": [f"{one.title}: {one.count.label}" for one in page.passed_over],
        },
        "signing": _signing(page),
        "paper": {"head": _head(page, month, shown), "hash": page.content_hash},
    }
    drafted = page.drafted.at if page.drafted else scope.now
    last = max((one.signed_at for one in page.signatures), default=drafted)
    return pdf.render("statement", data, title=title, timestamp=last, home=HOME)


def _headline(page: queries.StatementPage, month: str) -> str:
    line = page.line
    if line.total is None:
        return _("%(month)s: not drawn up yet", month=month)
    return _("%(month)s: %(amount)s", month=month, amount=comes_to(line.total, line.currency))


def _standing(page: queries.StatementPage) -> str:
    if page.line.state is StatementState.SIGNED:
        return _("Signed by both companies.")
    return _("Not signed by both companies: nobody is bound by it.")


def _head(page: queries.StatementPage, month: str, shown: ShownStatement) -> list[list[str]]:
    version = _("version %(number)s", number=page.agreement_number)
    head = [
        [_("Relationship"), page.client_name],
        [_("Month"), month],
        [_("Agreement"), version],
    ]
    if shown.base:
        head.append([_("Invoiced"), f"{shown.base}, {page.source}"])
    return head


def _arithmetic(shown: ShownStatement) -> dict[str, Any]:
    lines = [
        {
            "title": " · ".join(part for part in (line.what, line.title) if part),
            "words": line.arithmetic,
            "amount": line.amount,
        }
        for line in shown.lines
    ]
    if shown.total:
        lines.append({"title": _("Total"), "words": "", "amount": shown.total})
    return {
        "title": _("Arithmetic"),
        "columns": [_("Line"), _("Worked out as"), _("To the client")],
        "lines": lines,
    }


def _finding(one: ShownFinding) -> list[str]:
    line = one.line
    follows = one.follows
    if line.restates:
        follows = _("restatement of %(month)s", month=formats.period(line.restates))
    return [line.title, f"{one.value} ({one.target})", follows, line.state.label]


def _signing(page: queries.StatementPage) -> dict[str, Any]:
    lead = _(
        "Each signature stands under exactly the content whose SHA-256 is %(hash)s, in the "
        "spelling of RFC 8785; the page of the statement shows those bytes.",
        hash=page.content_hash,
    )
    return signing_page(page, client_name=page.client_name, lead=lead)

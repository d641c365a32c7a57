"""What both companies sign of a program on paper: its charter, and the gates between its stages."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.site import formats, pdf
from catchball.site.signing_page import signing_page
from catchball.trust.pages import Request, attachment, client_page, file_name
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.teams import queries
from catchball.workplace.teams.queries import CharterLine, CharterPage, CriterionLine, GatePage
from catchball.workplace.teams.rules import CharterTerms, OwedBy
from catchball.workplace.teams.views.parts import number_asked, stage_of

HOME = Path(queries.__file__).resolve().parents[1] / "typst"


@require_GET
@client_page(may=Permission.PROGRAM_READ)
def charter_pdf(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Hand out a version of a charter as a PDF for the file, with its signatures and hash."""
    page = queries.get_charter(scope, program=program, number=number_asked(request))
    line, _terms = _written(page)
    name = file_name(page.program.code, "charter", str(line.number), kind="pdf")
    return attachment(charter_paper(page), kind="application/pdf", name=name)


@require_GET
@client_page(may=Permission.PROGRAM_READ)
def gate_pdf(request: Request, scope: Scope, program: UUID, leaves: str) -> HttpResponse:
    """Hand out the gate of a stage as a PDF for the file, with its signatures and hash."""
    page = queries.get_gate(scope, program=program, leaves=stage_of(leaves))
    if not page.gate.criteria:
        raise NotFound(_("This gate asks for nothing, so there is nothing to sign."))
    name = file_name(page.program.code, "gate", page.gate.leaves.value, kind="pdf")
    return attachment(gate_paper(page, scope), kind="application/pdf", name=name)


def charter_paper(page: CharterPage) -> bytes:
    """Return a charter as a PDF; the same version with the same signatures is the same file."""
    line, _terms = _written(page)
    title = _("Charter of %(program)s", program=page.program.name)
    last = max((one.signed_at for one in page.signatures), default=line.written_at)
    return pdf.render("charter", charter_content(page), title=title, timestamp=last, home=HOME)


def charter_content(page: CharterPage) -> dict[str, Any]:
    """Return what the paper says of a charter, as its template takes it."""
    line, terms = _written(page)
    version = _("version %(number)s", number=line.number)
    return {
        "headline": _(
            "Charter of %(program)s, %(version)s", program=page.program.name, version=version
        ),
        "lead": _standing(is_signed=line.is_agreed),
        "sections": [
            {"title": title, "paragraphs": [one for one in text.splitlines() if one.strip()]}
            for title, text in (
                (_("Scope"), terms.covers),
                (_("What the manufacturer wants to reach"), terms.cmo_objectives),
                (
                    _("What %(client)s wants to reach", client=page.client_name),
                    terms.client_objectives,
                ),
                (_("Constraints"), terms.constraints),
                (_("Out of scope"), terms.leaves_out),
            )
        ],
        "nothing": _("Nothing is said about it."),
        "signing": _signing(page),
        "paper": {
            "head": [*_head(page), [_("Charter"), version]],
            "hash": page.content_hash,
        },
    }


def _written(page: CharterPage) -> tuple[CharterLine, CharterTerms]:
    if page.shown is None or page.terms is None:
        raise NotFound(_("This program has no charter yet."))
    return page.shown, page.terms


def gate_paper(page: GatePage, scope: Scope) -> bytes:
    """Return a gate as a PDF; the same one with the same signatures is the same file."""
    title = _(
        "Gate of %(program)s after %(stage)s",
        program=page.program.name,
        stage=page.gate.leaves.label,
    )
    told = [one.told_at for one in page.gate.criteria if one.told_at]
    last = max([*told, *(one.signed_at for one in page.signatures)], default=scope.now)
    return pdf.render("gate", gate_content(page), title=title, timestamp=last, home=HOME)


def gate_content(page: GatePage) -> dict[str, Any]:
    """Return what the paper says of a gate, as its template takes it."""
    gate = page.gate
    return {
        "headline": _(
            "%(program)s: gate after %(stage)s",
            program=page.program.name,
            stage=gate.leaves.label,
        ),
        "lead": _standing(is_signed=gate.is_passed),
        "columns": [_("No."), _("Criterion and evidence"), _("Who shows it"), _("State")],
        "rows": [_row(one, page.client_name) for one in gate.criteria],
        "signing": _signing(page),
        "paper": {
            "head": [*_head(page), [_("Gate after"), gate.leaves.label]],
            "hash": page.content_hash,
        },
    }


def _row(one: CriterionLine, client_name: str) -> dict[str, str]:
    return {
        "number": str(one.number),
        "criterion": one.text,
        "evidence": one.evidence,
        "owed": client_name if one.owed_by is OwedBy.CLIENT else one.owed_by.label,
        "state": one.state.label,
        "told": f"{one.told_name}, {formats.day(one.told_at)}" if one.told_at else "",
    }


def _standing(*, is_signed: bool) -> str:
    if is_signed:
        return _("Signed by both companies.")
    return _("Not signed by both companies: nobody is bound by it.")


def _head(page: CharterPage | GatePage) -> list[list[str]]:
    return [[_("Relationship"), page.client_name], [_("Program"), page.program.code]]


def _signing(page: CharterPage | GatePage) -> dict[str, Any]:
    lead = _(
        "Each signature stands under exactly the content whose SHA-256 is %(hash)s, in the "
        "spelling of RFC 8785; its page shows those bytes.",
        hash=page.content_hash,
    )
    return signing_page(page, client_name=page.client_name, lead=lead)

"""The agreement on paper: every word that is signed, then the page of its signatures."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from catchball.kernel.words import _
from catchball.site import formats, pdf
from catchball.site.signing_page import signing_page
from catchball.trust.pages import Request, attachment, client_page
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.agreements import queries

HOME = Path(queries.__file__).resolve().parents[1] / "typst"


@require_GET
@client_page(may=Permission.PROMISE_READ)
def agreement_pdf(request: Request, scope: Scope, agreement: UUID) -> HttpResponse:
    """Hand out a version as a PDF for the file, with its signature page and hash."""
    page = queries.get_agreement(scope, agreement)
    match = request.resolver_match
    client = match.kwargs["client"] if match else ""
    number = page.line.number or "draft"
    name = f"{client}-agreement-{number}.pdf"
    return attachment(agreement_paper(page, scope), kind="application/pdf", name=name)


def agreement_paper(page: queries.AgreementPage, scope: Scope) -> bytes:
    """Return a version as a PDF; the same version with the same signatures is the same file."""
    version = _version(page)
    title = _(
        "Customer service agreement with %(client)s, %(version)s",
        client=page.client_name,
        version=version,
    )
    head = [[_("Relationship"), page.client_name], [_("Agreement"), version]]
    if page.line.from_on:
        head.append([_("In force from"), formats.day(page.line.from_on)])
    data = {
        "headline": title,
        "lead": _standing(page),
        "sections": [_section(one) for one in page.sections],
        "signing": _signing(page),
        "paper": {"head": head, "hash": page.content_hash},
    }
    last = max((one.signed_at for one in page.signatures), default=page.line.offered_at)
    return pdf.render("agreement", data, title=title, timestamp=last or scope.now, home=HOME)


def _version(page: queries.AgreementPage) -> str:
    if page.line.number is None:
        return _("draft")
    return _("version %(number)s", number=page.line.number)


def _standing(page: queries.AgreementPage) -> str:
    if page.line.signed_at:
        return _("Signed by both companies.")
    if page.line.number is None:
        return _("A draft: nobody is bound by it.")
    return _("Not signed by both companies: nobody is bound by it.")


def _section(section: Any) -> dict[str, Any]:
    return {
        "title": section.title,
        "intro": section.intro,
        "many": section.many,
        "head": section.head,
        "columns": [title for title, _is_number in section.columns],
        "items": [
            {
                "name": item.name,
                "cells": [{"title": one.title, "words": one.words} for one in item.cells],
                "rest": [{"title": one.title, "words": one.words} for one in item.rest],
            }
            for item in section.items
        ],
    }


def _signing(page: queries.AgreementPage) -> dict[str, Any]:
    sides = (Side.CLIENT, Side.CMO) if page.order == Side.CLIENT else (Side.CMO, Side.CLIENT)
    lead = _(
        "Each signature stands under exactly the content before this page, whose SHA-256 is "
        "%(hash)s, in the spelling of RFC 8785; Catchball hands out those bytes.",
        hash=page.content_hash,
    )
    return signing_page(page, client_name=page.client_name, lead=lead, sides=sides)

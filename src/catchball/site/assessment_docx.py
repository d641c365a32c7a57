"""A risk assessment for a word processor: what its PDF says, to be worked on."""

import io
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from catchball.kernel.documents import Block, Cell, Grid, Heading, Paper, Words, write_docx
from catchball.kernel.words import _
from catchball.site import formats
from catchball.site.assessment_paper import content_of, title_of
from catchball.trust.pages import Request, attachment, client_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.risks import queries
from catchball.workplace.risks.queries import AssessmentPage

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# The colours of css/tokens.css, light; the word and the mark stand beside them.
_RED, _YELLOW, _GREY = ("b3261e", "fde8e6"), ("8a5a00", "fdf1d8"), ("5f6b78", "eef0f3")
_TONES = {"red": _RED, "yellow": _YELLOW, "needed": _RED, "consider": _YELLOW}
_MARKS = {"red": "✕ ", "yellow": "▲ ", "grey": "✓ "}
_SHARES = (26, 7, 18, 24, 10, 12)


@require_GET
@client_page(may=Permission.RISK_READ)
def assessment_docx(request: Request, scope: Scope, assessment: UUID) -> HttpResponse:
    """Hand out a risk assessment as a document to be worked on, as it stands today."""
    page = queries.get_assessment(scope, assessment)
    match = request.resolver_match
    client = match.kwargs["client"] if match else ""
    name = f"{client}-risks-{scope.today}.docx"
    return attachment(assessment_document(page, scope), kind=_DOCX, name=name)


def assessment_document(page: AssessmentPage, scope: Scope) -> bytes:
    """Return a risk assessment as a DOCX; the hash in its foot is that of the PDF."""
    content = content_of(page, scope)
    head, content_hash = content["paper"]["head"], content["paper"]["hash"]
    paper = Paper(
        title=title_of(page),
        language=formats.reader().locale,
        head=" · ".join(("Catchball", *(f"{term}: {value}" for term, value in head))),
        foot=f"SHA-256 {content_hash}",
        page=_("Page [page] of [pages]"),
        made_at=page.opened_at,
        blocks=tuple(_blocks(content)),
    )
    file = io.BytesIO()
    write_docx(file, paper)
    return file.getvalue()


def _blocks(content: dict[str, Any]) -> Iterator[Block]:
    yield Heading(content["headline"], 1)
    yield Words(text=content["lead"])
    cover = [*content["paper"]["head"], ["SHA-256", content["paper"]["hash"]]]
    yield _plain([_("What"), _("As stated")], cover, (1, 5))
    yield Grid(head=content["columns"], shares=_SHARES, rows=[_row(one) for one in content["rows"]])
    for part, shares in ((content["frame"], (1, 5)), (content["approvals"], (4, 1, 1))):
        if part["rows"]:
            yield Heading(part["title"])
            yield _plain(part["columns"], part["rows"], shares)
    yield from _signing(content["signing"])


def _plain(head: list[str], rows: list[list[str]], shares: tuple[int, ...]) -> Grid:
    return Grid(head=head, shares=shares, rows=rows)


def _row(row: dict[str, Any]) -> list[Cell]:
    ink, fill = _TONES.get(row["colour"], _GREY)
    border = _TONES.get(row["demand"], ("",))[0] if row["colour"] == "grey" else ""
    word = _MARKS.get(row["colour"], "") + row["word"]
    return [
        (Words(text=row["event"], bold=True), Words(text=row["chain"], small=True)),
        (Words(text=row["score"], bold=True), Words(text=row["pair"], small=True)),
        (
            Words(text=f" {word} ", bold=True, ink=ink, fill=fill, border=border),
            Words(text=row["next"], small=True),
        ),
        row["response"],
        row["done"],
        row["owner"],
    ]


def _signing(signing: dict[str, Any]) -> Iterator[Block]:
    """Yield a table to sign in, a company in a row."""
    yield Heading(signing["title"])
    yield Words(text=signing["lead"])
    companies = signing["companies"]
    head = [_("Company"), *companies[0]["words"]]
    rows = [(one["name"], *("\n" * 3 for _word in one["words"])) for one in companies]
    yield Grid(head=head, shares=(2, 3, 3, 2), rows=rows)

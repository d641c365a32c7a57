"""Pages about imports: each asks one query, each submission runs one command."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.exchange import commands, forms, queries
from catchball.workplace.exchange.rules.limits import LIMITS, MIB
from catchball.workplace.exchange.rules.refusals import CannotRead
from catchball.workplace.exchange.rules.risk_rows import SHEET_LIMITS
from catchball.workplace.exchange.rules.steps import NotNow
from catchball.workplace.risks.queries import get_assessment

_GET_OR_POST = require_http_methods(["GET", "POST"])


def _to(name: str, request: Request, import_id: UUID) -> HttpResponse:
    match = request.resolver_match
    return redirect(name, client=match.kwargs["client"] if match else "", import_id=import_id)


@require_GET
@client_page(may=Permission.IMPORT_RUN)
def import_list(request: Request, scope: Scope) -> HttpResponse:
    """Show the client's imports, newest first."""
    imports = queries.list_imports(scope)
    return render_page(request, "exchange/import_list.html", {"imports": imports})


@_GET_OR_POST
@client_page(may=Permission.IMPORT_RUN)
def import_new(request: Request, scope: Scope) -> HttpResponse:
    """Ask for a file and what it holds, and keep it."""
    form = forms.NewImport(request.POST or None, request.FILES or None)
    refused = getattr(request, "upload_refused", "")
    if request.method == "POST" and refused:
        form.errors["file"] = form.error_class([refused])
    elif request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = commands.receive_file(
                scope,
                what=form.cleaned_data["what"],
                name=file.name,
                chunks=file.chunks(),
                root=settings.UPLOAD_ROOT,
            )
        except Invalid as error:
            form.add_error("file", str(error))
        else:
            return _to("import-match", request, made)
    context = {"form": form, "most": settings.UPLOAD_BYTES // MIB, "rows": LIMITS.rows}
    status = 422 if form.errors else 200
    return render_page(request, "exchange/import_new.html", context, status=status)


@_GET_OR_POST
@client_page(may=Permission.IMPORT_RUN)
def import_match(request: Request, scope: Scope, import_id: UUID) -> HttpResponse:
    """Ask what the columns mean, beginning with what is proposed, and have the file checked."""
    reading = forms.HowToRead(request.POST or request.GET)
    try:
        matching = queries.get_matching(
            scope, import_id=import_id, root=settings.UPLOAD_ROOT, choices=reading.choices
        )
    except CannotRead as error:
        return _unreadable(request, scope, import_id, reading, str(error))
    except NotNow:
        return _to("import-page", request, import_id)
    form = forms.Match(request.POST or None, matching=matching)
    if request.method == "POST" and form.is_valid():
        commands.match_columns(
            scope,
            import_id=import_id,
            mapping=form.mapping,
            header=matching.header,
            update_existing=form.is_update,
            version=form.cleaned_data["version"],
        )
        return _to("import-page", request, import_id)
    sheets, chosen = matching.found.sheets, forms.as_sent(matching.mapping.choices)
    context = {
        "form": form,
        "matching": matching,
        "reading": forms.HowToRead(None, sheets=sheets, initial=chosen),
        "chosen": chosen,
    }
    status = 422 if form.errors else 200
    return render_page(request, "exchange/import_match.html", context, status=status)


def _unreadable(
    request: Request, scope: Scope, import_id: UUID, reading: forms.HowToRead, why: str
) -> HttpResponse:
    """Say why the file cannot be read, and ask how to read it instead."""
    page = queries.get_import(scope, import_id=import_id, root=settings.UPLOAD_ROOT)
    again = forms.HowToRead(None, initial=reading.cleaned_data)
    context = {"page": page, "reading": again, "why": why}
    return render_page(request, "exchange/import_unreadable.html", context, status=422)


@require_GET
@client_page(may=Permission.IMPORT_RUN)
def import_page(request: Request, scope: Scope, import_id: UUID) -> HttpResponse:
    """Show where an import stands: at work, found, written; htmx asks how far it is."""
    page = queries.get_import(scope, import_id=import_id, root=settings.UPLOAD_ROOT)
    if request.is_htmx and (page.has_stalled or not page.line.state.is_working):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return _show(request, page)


def _show(
    request: Request,
    page: queries.ImportPage,
    *,
    answer: forms.Answer | None = None,
    undo: forms.Undo | None = None,
) -> HttpResponse:
    seen = {"version": page.line.version}
    context: dict[str, Any] = {
        "page": page,
        "answer": answer or forms.Answer(None, questions=page.questions, initial=seen),
        "undo": undo or forms.Undo(initial=seen),
    }
    status = 422 if answer or undo else 200
    template = "exchange/import_page.html"
    return render_page(request, template, context, block="at_work", status=status)


@require_GET
@client_page(may=Permission.IMPORT_RUN)
def import_errors(request: Request, scope: Scope, import_id: UUID) -> HttpResponse:
    """Hand out the refused rows as they stood in the file, each with its line and reasons."""
    rows = queries.get_error_rows(scope, import_id=import_id, root=settings.UPLOAD_ROOT)
    answer = StreamingHttpResponse(_pieces(rows.path), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=rows.name
    )
    return cast("HttpResponse", answer)  # it streams, else it is one


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(MIB):
            yield piece


@require_POST
@client_page(may=Permission.IMPORT_RUN)
def import_answer(request: Request, scope: Scope, import_id: UUID) -> HttpResponse:
    """Take the answers on how columns are written, and have the file checked again."""
    page = queries.get_import(scope, import_id=import_id, root=settings.UPLOAD_ROOT)
    form = forms.Answer(request.POST, questions=page.questions)
    if not form.is_valid():
        return _show(request, page, answer=form)
    commands.answer_styles(
        scope, import_id=import_id, styles=form.styles, version=form.cleaned_data["version"]
    )
    return _to("import-page", request, import_id)


def _step(
    request: Request, scope: Scope, import_id: UUID, act: Callable[..., None], **arguments: Any
) -> HttpResponse:
    """Run a command that needs to know no more than which version the person saw."""
    form = forms.Step(request.POST)
    if form.is_valid():
        version = form.cleaned_data["version"]
        act(scope, import_id=import_id, version=version, **arguments)
    return _to("import-page", request, import_id)


@require_POST
@client_page(may=Permission.IMPORT_RUN)
def import_confirm(request: Request, scope: Scope, import_id: UUID) -> HttpResponse:
    """Have the good rows written."""
    return _step(request, scope, import_id, commands.confirm_import)


@require_POST
@client_page(may=Permission.IMPORT_RUN)
def import_resume(request: Request, scope: Scope, import_id: UUID) -> HttpResponse:
    """Ask again for work that no worker came to."""
    return _step(request, scope, import_id, commands.resume_import)


@require_POST
@client_page(may=Permission.IMPORT_RUN)
def import_discard(request: Request, scope: Scope, import_id: UUID) -> HttpResponse:
    """Give an import up before anything was written."""
    return _step(request, scope, import_id, commands.discard_import, root=settings.UPLOAD_ROOT)


@require_POST
@client_page(may=Permission.IMPORT_RUN)
def import_undo(request: Request, scope: Scope, import_id: UUID) -> HttpResponse:
    """Have a written import rolled back."""
    form = forms.Undo(request.POST)
    if not form.is_valid():
        page = queries.get_import(scope, import_id=import_id, root=settings.UPLOAD_ROOT)
        return _show(request, page, undo=form)
    version = form.cleaned_data["version"]
    commands.undo_import(scope, import_id=import_id, version=version)
    return _to("import-page", request, import_id)


@_GET_OR_POST
@client_page(may=Permission.RISK_ASSESS)
def risk_sheet_new(request: Request, scope: Scope, assessment: UUID) -> HttpResponse:
    """Ask for a file with the risks of a document, and keep it."""
    form = forms.RiskSheetFile(request.POST or None, request.FILES or None)
    refused = getattr(request, "upload_refused", "")
    if request.method == "POST" and refused:
        form.errors["file"] = form.error_class([refused])
    elif request.method == "POST" and form.is_valid():
        chunks = form.cleaned_data["file"].chunks()
        try:
            kept = commands.receive_risk_sheet(
                scope, assessment=assessment, chunks=chunks, root=_sheets()
            )
        except Invalid as error:
            form.add_error("file", str(error))
        else:
            match = request.resolver_match
            slug = match.kwargs["client"] if match else ""
            return redirect(
                "risk-sheet-page", client=slug, assessment=assessment, content_hash=kept
            )
    return _ask_for_sheet(request, scope, assessment, form)


def _sheets() -> Path:
    root: Path = settings.UPLOAD_ROOT
    return root / "risks"


def _ask_for_sheet(
    request: Request, scope: Scope, assessment: UUID, form: forms.RiskSheetFile
) -> HttpResponse:
    context = {
        "form": form,
        "document": get_assessment(scope, assessment),
        "most": SHEET_LIMITS.upload_bytes // MIB,
        "rows": SHEET_LIMITS.rows,
    }
    status = 422 if form.errors else 200
    return render_page(request, "exchange/risk_sheet_new.html", context, status=status)


@_GET_OR_POST
@client_page(may=Permission.RISK_ASSESS)
def risk_sheet_page(
    request: Request, scope: Scope, assessment: UUID, content_hash: str
) -> HttpResponse:
    """Show what a file would add to a document; check it anew, or add all of it."""
    reading = forms.HowToRead(request.POST or request.GET)
    form = forms.RiskColumns(request.POST or None)
    is_sent = request.method == "POST" and form.is_valid()
    asked: dict[str, Any] = {"assessment": assessment, "content_hash": content_hash}
    asked["mapping"] = form.mapping(reading.choices) if is_sent else None
    if is_sent and "take" in request.POST:
        try:
            version = form.cleaned_data["version"]
            commands.take_risk_sheet(scope, **asked, version=version, root=_sheets())
        except Invalid as error:
            form.add_error(None, str(error))
        else:
            return _to_document(request, assessment)
    try:
        sheet = queries.get_risk_sheet(scope, **asked, root=_sheets(), choices=reading.choices)
    except CannotRead as error:
        again = forms.RiskSheetFile({}, {})
        again.errors["file"] = again.error_class([str(error)])
        return _ask_for_sheet(request, scope, assessment, again)
    return _show_sheet(request, sheet, form)


def _show_sheet(
    request: Request, sheet: queries.RiskSheet, form: forms.RiskColumns
) -> HttpResponse:
    chosen = forms.as_sent(sheet.mapping.choices)
    context = {
        "sheet": sheet,
        "form": form,
        "reading": forms.HowToRead(None, sheets=sheet.found.sheets, initial=chosen),
        "chosen": chosen,
    }
    status = 422 if form.errors else 200
    return render_page(request, "exchange/risk_sheet.html", context, status=status)


def _to_document(request: Request, assessment: UUID) -> HttpResponse:
    messages.success(request, _("Added, each row as a risk. Plans are approved one by one."))
    match = request.resolver_match
    client = match.kwargs["client"] if match else ""
    return redirect("assessment-page", client=client, assessment=assessment)

"""Baselines: taken, listed, compared on a page and in files."""

import io
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from catchball.kernel.cells import CSV, XLSX, as_csv, write_xlsx
from catchball.kernel.errors import Invalid, NotFound, Refused
from catchball.kernel.words import _
from catchball.trust.pages import Request, attachment, client_page, file_name, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.plans import commands, forms, queries
from catchball.workplace.plans.rules import Fate
from catchball.workplace.plans.views.drawing import drawn

_GET_OR_POST = require_http_methods(["GET", "POST"])


@require_GET
@client_page(may=Permission.PROGRAM_READ)
def baseline_list(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Show the baselines of a program's plan."""
    page = queries.list_baselines(scope, program=program)
    return render_page(request, "plans/baseline_list.html", {"page": page})


@_GET_OR_POST
@client_page(may=Permission.PLAN_MANAGE)
def baseline_take(request: Request, scope: Scope, program: UUID) -> HttpResponse:
    """Ask for a name, and keep the plan under it."""
    page = queries.list_baselines(scope, program=program)
    form = forms.NewBaseline(request.POST or None, initial={"version": page.plan_version})
    if request.method == "POST" and form.is_valid():
        try:
            made = commands.take_baseline(scope, program=program, **form.cleaned_data)
        except (Invalid, Refused) as error:
            form.tell(error)
        else:
            match = request.resolver_match
            client = match.kwargs["client"] if match else ""
            return redirect("baseline-page", client=client, baseline=made)
    context = {"page": page, "form": form}
    status = 422 if form.errors else 200
    return render_page(request, "plans/baseline_take.html", context, status=status)


@require_GET
@client_page(may=Permission.PROGRAM_READ)
def baseline_page(request: Request, scope: Scope, baseline: UUID) -> HttpResponse:
    """Show a baseline beside the plan of today, or beside another."""
    page = _compared(request, scope, baseline)
    title = _("Each task above its place in “%(name)s”", name=page.baseline.name)
    gantt = drawn(page.bars, title, scope) if page.bars else None
    return render_page(request, "plans/baseline_page.html", {"page": page, "gantt": gantt})


@require_GET
@client_page(may=Permission.PROGRAM_READ)
def baseline_csv(request: Request, scope: Scope, baseline: UUID) -> HttpResponse:
    """Hand out what drifted as comma-separated values."""
    page = _compared(request, scope, baseline)
    return attachment(as_csv(_heads(), _rows(page)), kind=CSV, name=_name(page, "csv"))


@require_GET
@client_page(may=Permission.PROGRAM_READ)
def baseline_xlsx(request: Request, scope: Scope, baseline: UUID) -> HttpResponse:
    """Hand out what drifted as a workbook."""
    page = _compared(request, scope, baseline)
    file = io.BytesIO()
    write_xlsx(file, _("Drift"), _heads(), _rows(page))
    return attachment(file.getvalue(), kind=XLSX, name=_name(page, "xlsx"))


def _compared(request: Request, scope: Scope, baseline: UUID) -> queries.ComparedPage:
    form = forms.Beside(request.GET)
    if not form.is_valid():
        raise NotFound(_("There is no such baseline here."))
    beside = form.cleaned_data["beside"]
    return queries.compare_baseline(scope, baseline=baseline, beside=beside)


def _heads() -> list[str]:
    return [
        _("Number"), _("Task"), _("What became of it"), _("Started on"), _("Ended on"),
        _("Starts on"), _("Ends on"), _("Start drifted by working days"),
        _("End drifted by working days"),
    ]  # fmt: skip


def _rows(page: queries.ComparedPage) -> list[list[Any]]:
    return [
        [
            one.number, one.name, one.fate.label, one.was_starts_on, one.was_ends_on,
            one.starts_on, one.ends_on, one.start_drift, one.end_drift,
        ]
        for fate in (Fate.REMOVED, Fate.ADDED, Fate.MOVED, Fate.KEPT)
        for one in page.comparison.of(fate)
    ]  # fmt: skip


def _name(page: queries.ComparedPage, kind: str) -> str:
    return file_name("drift", page.program.code, str(page.today), kind=kind)

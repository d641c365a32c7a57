"""Pages about matrices: those of the sites, one with its versions, a new one, another version."""

from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from catchball.kernel.errors import Invalid, NotFound, Stale
from catchball.kernel.words import _
from catchball.trust.forms import Step
from catchball.trust.pages import Request, client_page, floor_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.programs.queries import list_sites_at_work
from catchball.workplace.risks import commands, forms, queries
from catchball.workplace.risks.rules import (
    MATRIX,
    Matrix,
    check_may_draw,
    drawing_of,
    in_readers_steps,
)
from catchball.workplace.risks.views.parts import GET_OR_POST, client_of, status_of

BLANK = "blank"
_SIZES = ("probability", "impact")
Drawing = TypeVar("Drawing", bound=forms.Drawn)


@require_GET
@client_page(may=Permission.RISK_READ)
def matrix_list(request: Request, scope: Scope) -> HttpResponse:
    """Show the matrices of the sites that work for a client, and which document uses which."""
    context = {"page": queries.get_matrices(scope), "is_floor": False}
    return render_page(request, "risks/matrix_list.html", context)


@require_GET
@floor_page(may=Permission.RISK_ASSESS)
def matrix_record(request: Request, scope: Scope) -> HttpResponse:
    """Show the matrices of all sites, and the documents of all clients seen that use them."""
    context = {"page": queries.get_matrices(scope), "is_floor": True}
    return render_page(request, "risks/matrix_list.html", context)


@require_GET
@client_page(may=Permission.RISK_READ)
def matrix_page(request: Request, scope: Scope, matrix: UUID) -> HttpResponse:
    """Show a matrix of a site with its versions."""
    page = queries.get_matrix(scope, matrix)
    return render_page(request, "risks/matrix_page.html", {"page": page})


@require_GET
@client_page(may=Permission.RISK_READ)
def assessment_matrix(request: Request, scope: Scope, assessment: UUID) -> HttpResponse:
    """Show the matrix that a document was opened with."""
    page = queries.get_document_matrix(scope, assessment)
    return render_page(request, "risks/assessment_matrix.html", {"page": page})


@GET_OR_POST
@client_page(may=Permission.MATRIX_DRAW)
def matrix_draw(request: Request, scope: Scope) -> HttpResponse:
    """Ask for a new matrix of a site, and keep it once it is whole."""
    sites = [(str(one.id), one.name) for one in list_sites_at_work(scope)]
    initial = _begun(request, scope) if request.method == "GET" else {}
    form = forms.NewlyDrawn(request.POST or None, sites=sites, initial=initial)
    if request.method == "POST" and form.asks_for_size:
        form = _resized(request, forms.NewlyDrawn(None, sites=sites, initial=form.wanted))
    elif request.method == "POST" and form.is_valid():
        site, drawing = form.cleaned_data["site"], form.drawing()
        try:
            made = commands.draw_matrix(scope, site=site, drawing=drawing)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Kept. New documents of the site can be opened with it."))
            return redirect("matrix-page", client=client_of(request), matrix=made)
    context = {"form": form, "line": None, "newer": None}
    return render_page(request, "risks/matrix_form.html", context, status=status_of(form))


def _begun(request: Request, scope: Scope) -> dict[str, Any]:
    """Return what a new matrix begins with: that of five by five, another one, or nothing."""
    start = request.GET.get("start", "")
    if start == BLANK:
        return {axis: request.GET.get(axis, "") for axis in _SIZES}
    if start:
        return {**forms.as_typed(drawing_of(_matrix_of(scope, start))), "name": ""}
    return forms.as_typed(in_readers_steps(MATRIX))


def _matrix_of(scope: Scope, start: str) -> Matrix:
    try:
        key = UUID(start)
    except ValueError as error:
        raise NotFound(_("There is no such matrix here.")) from error
    return queries.get_matrix(scope, key).matrix


@GET_OR_POST
@client_page(may=Permission.MATRIX_DRAW)
def matrix_redraw(request: Request, scope: Scope, matrix: UUID) -> HttpResponse:
    """Ask for another version of a matrix, and keep it once it is whole.

    Whoever was slower than another is shown what that one drew, beside what they typed.
    """
    page, newer = queries.get_matrix(scope, matrix), None
    check_may_draw(is_retired=page.line.retired_at is not None)
    initial = {**forms.as_typed(drawing_of(page.matrix)), "version": page.line.version}
    form = forms.Redrawn(request.POST or None, initial=initial)
    if request.method == "POST" and form.asks_for_size:
        form = _resized(request, forms.Redrawn(None, initial=form.wanted))
    elif request.method == "POST" and form.is_valid():
        sent = {"version": form.cleaned_data["version"], "drawing": form.drawing()}
        try:
            commands.redraw_matrix(scope, matrix=matrix, **sent)
        except Stale:
            page = queries.get_matrix(scope, matrix)
            newer = page.versions[0]
            form.stand_on(page.line.version)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Kept as a new version. Documents keep the one they have."))
            return redirect("matrix-page", client=client_of(request), matrix=matrix)
    context = {"form": form, "line": page.line, "newer": newer}
    status = Stale.status if newer else status_of(form)
    return render_page(request, "risks/matrix_form.html", context, status=status)


@require_POST
@client_page(may=Permission.MATRIX_DRAW)
def matrix_retire(request: Request, scope: Scope, matrix: UUID) -> HttpResponse:
    """Offer a matrix to new documents no more."""
    queries.get_matrix(scope, matrix)
    form = Step(request.POST)
    if form.is_valid():
        commands.retire_matrix(scope, matrix=matrix, version=form.cleaned_data["version"])
        messages.success(request, _("Retired. Documents that were opened with it keep it."))
    return redirect("matrix-page", client=client_of(request), matrix=matrix)


def _resized(request: Request, form: Drawing) -> Drawing:
    """Say that a form shows another size, and that nothing is kept."""
    rows, columns = form.shown
    said = _("Now %(rows)s × %(columns)s steps. Nothing is kept yet.", rows=rows, columns=columns)
    messages.info(request, said)
    return form

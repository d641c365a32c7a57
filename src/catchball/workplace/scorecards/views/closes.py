"""Pages about closes: each asks one query, each submission runs one command."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import _, period_name
from catchball.trust.forms import SignVersion, TellingForm
from catchball.trust.identity import prove
from catchball.trust.pages import Request, client_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.scorecards import commands, forms, queries, rules
from catchball.workplace.scorecards.queries import Cell, ClosedLine, ClosePage
from catchball.workplace.scorecards.rules import CloseSignedAlready
from catchball.workplace.scorecards.views.attributing import told_apart, value_of
from catchball.workplace.scorecards.views.grid import attributable_of, status_of, word_of

_GET_OR_POST = require_http_methods(["GET", "POST"])


@dataclass(frozen=True)
class ShownLine:
    """A number of a close as shown: as it was frozen, and what it reads now."""

    line: ClosedLine
    value: str
    tally: str
    attributable: str
    status: str
    word: str
    now: str


def lines_of(page: ClosePage) -> tuple[ShownLine, ...]:
    """Return the numbers of a close as its template shows them."""
    return tuple(_shown(line) for line in page.numbers)


def _shown(line: ClosedLine) -> ShownLine:
    cell = line.cell
    now = line.now if line.is_restated else None
    value, reads = told_apart(cell, now) if now else (value_of(cell), "")
    return ShownLine(
        line,
        value,
        rules.tally(cell.metric, cell.reading),
        attributable_of(cell) if cell.attributable is not None else "",
        status_of(cell.standing),
        word_of(cell),
        _now(now, reads) if now else "",
    )


def _now(cell: Cell, said: str) -> str:
    return f"{said}; {attributable_of(cell)}" if cell.attributable is not None else said


def _to_page(request: Request, close: UUID) -> HttpResponse:
    match = request.resolver_match
    return redirect("close-page", client=match.kwargs["client"] if match else "", close=close)


def _status(form: TellingForm) -> int:
    return 422 if form.errors else 200


@require_GET
@client_page(may=Permission.SCORECARD_READ)
def close_list(request: Request, scope: Scope) -> HttpResponse:
    """Show which months are closed, and which could be."""
    return _list(request, queries.get_close_overview(scope), None)


def _list(
    request: Request, overview: queries.CloseOverview, sent: forms.Propose | None
) -> HttpResponse:
    form = sent or forms.Propose(None, overview=overview)
    context = {"overview": overview, "form": form}
    return render_page(request, "scorecards/close_list.html", context, status=_status(form))


@require_POST
@client_page(may=Permission.CLOSE_PROPOSE)
def close_propose(request: Request, scope: Scope) -> HttpResponse:
    """Freeze the numbers of a month, and propose them for signature."""
    overview = queries.get_close_overview(scope)
    form = forms.Propose(request.POST, overview=overview)
    if form.is_valid():
        try:
            made = commands.propose_close(scope, **form.arguments())
        except Refused as error:
            form.tell(error)
        else:
            messages.success(request, _("Frozen. Both companies see it, and can sign."))
            return _to_page(request, made)
    return _list(request, overview, form)


@require_GET
@client_page(may=Permission.SCORECARD_READ)
def close_page(request: Request, scope: Scope, close: UUID) -> HttpResponse:
    """Show a close: its numbers, disputes, signatures, and what was restated since."""
    page = queries.get_close(scope, close)
    context = {"page": page, "shown": lines_of(page)}
    return render_page(request, "scorecards/close_page.html", context)


@_GET_OR_POST
@client_page(may=Permission.CLOSE_SIGN)
def close_sign(request: Request, scope: Scope, close: UUID) -> HttpResponse:
    """Show exactly what is signed, and take a signature proven in this submission."""
    form = SignVersion(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        try:
            proven = prove(scope, password=sent.pop("password"))
            commands.sign_close(proven, close=close, **sent)
        except CloseSignedAlready:
            return _to_page(request, close)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Signed. Your signature stands under these numbers."))
            return _to_page(request, close)
    page = queries.get_close_to_sign(scope, close)
    context = {"form": form, "page": page, "shown": lines_of(page)}
    return render_page(request, "scorecards/close_sign.html", context, status=_status(form))


@_GET_OR_POST
@client_page(may=Permission.CLOSE_PROPOSE)
def close_withdraw(request: Request, scope: Scope, close: UUID) -> HttpResponse:
    """Ask why a close is withdrawn, and withdraw it."""
    form = forms.Withdraw(request.POST or None)
    if request.method == "POST" and form.is_valid():
        commands.withdraw_close(scope, close=close, version=form.cleaned_data["version"])
        messages.success(request, _("Withdrawn. The month can be closed anew."))
        return _to_page(request, close)
    page = queries.get_close(scope, close)
    said = (
        _("Withdraw the close of %(month)s", month=period_name(page.line.period)),
        _("Its numbers and disputes stay visible. The month can then be closed anew."),
        _("Withdraw"),
    )
    return _ask(request, form, page, said)


@_GET_OR_POST
@client_page(may=Permission.CLOSE_ANSWER)
def line_dispute(request: Request, scope: Scope, close: UUID, number: UUID) -> HttpResponse:
    """Ask what is wrong with a number, and dispute it."""
    form = forms.Because(request.POST or None)
    if request.method == "POST" and form.is_valid():
        commands.dispute_line(scope, close=close, line=number)
        return _to_page(request, close)
    page = queries.get_close(scope, close)
    line = next((one for one in page.numbers if one.id == number), None)
    said = (
        _("Dispute %(title)s", title=line.title if line else ""),
        _("The manufacturer answers. Nobody signs until you settle the dispute."),
        _("Dispute"),
    )
    return _ask(request, form, page, said)


@_GET_OR_POST
@client_page(may=Permission.CLOSE_ANSWER)
def line_answer(request: Request, scope: Scope, close: UUID, dispute: UUID) -> HttpResponse:
    """Ask for the answer to a dispute, and give it."""
    form = forms.Because(request.POST or None)
    if request.method == "POST" and form.is_valid():
        commands.answer_line(scope, close=close, dispute=dispute)
        return _to_page(request, close)
    page = queries.get_close(scope, close)
    said = (
        _("Answer the dispute"),
        _("If the client is right, correct the fact, withdraw this close and close anew."),
        _("Answer"),
    )
    return _ask(request, form, page, said)


@require_POST
@client_page(may=Permission.CLOSE_ANSWER)
def line_settle(request: Request, scope: Scope, close: UUID, dispute: UUID) -> HttpResponse:
    """Settle a dispute."""
    commands.settle_line(scope, close=close, dispute=dispute)
    messages.success(request, _("Settled. The number can be signed as it stands."))
    return _to_page(request, close)


def _ask(
    request: Request, form: TellingForm, page: ClosePage, said: tuple[str, str, str]
) -> HttpResponse:
    headline, explained, verb = said
    context = {
        "form": form,
        "page": page,
        "headline": headline,
        "explained": explained,
        "verb": verb,
    }
    return render_page(request, "scorecards/close_because.html", context, status=_status(form))

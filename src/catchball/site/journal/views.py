"""Pages and files of the journal, for one client and across all."""

import weakref
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from catchball.kernel.errors import Stale
from catchball.kernel.words import _
from catchball.site.journal import asked, exports
from catchball.site.journal.reviewing import ReviewJournal, tell_reviews
from catchball.site.journal.telling import (
    clients_of,
    journal_address,
    slug_of,
    tell_entry,
    tell_journal,
)
from catchball.site.sight import sighted_of
from catchball.trust.commands import review_journal
from catchball.trust.pages import Request, client_page, floor_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope


def _journal(request: Request, scope: Scope) -> HttpResponse:
    told = tell_journal(scope, asked.read(request.GET), clients_of(sighted_of(request)))
    return render_page(request, "journal.html", {"journal": told}, block="rows")


def _entry(request: Request, scope: Scope, entry: UUID) -> HttpResponse:
    page = asked.read(request.GET).filters.page
    told = tell_entry(scope, entry, page, clients_of(sighted_of(request)))
    return render_page(request, "journal_entry.html", {"told": told})


def _file(
    request: Request, scope: Scope, write: exports.Write, *, ending: str, kind: str
) -> HttpResponseBase:
    clients = clients_of(sighted_of(request))
    file = exports.export(scope, asked.read(request.GET).filters, clients, write)
    name = f"journal-{slug_of(scope, clients) or 'all'}-{scope.today.isoformat()}.{ending}"
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=kind)
    weakref.finalize(answer, file.close)  # also where nobody reads the answer to its end
    return answer


def _table(request: Request, scope: Scope) -> HttpResponseBase:
    return _file(request, scope, exports.write_table, ending="csv", kind="text/csv; charset=utf-8")


def _lines(request: Request, scope: Scope) -> HttpResponseBase:
    return _file(request, scope, exports.write_lines, ending="jsonl", kind="application/jsonl")


def _reviews(request: Request, scope: Scope) -> HttpResponse:
    return _show_reviews(request, scope, ReviewJournal(None))


def _show_reviews(request: Request, scope: Scope, form: ReviewJournal) -> HttpResponse:
    asking = asked.read(request.GET).filters
    told = tell_reviews(
        scope, risk=asking.risk, page=asking.page, clients=clients_of(sighted_of(request))
    )
    context = {"told": told, "form": form}
    return render_page(request, "journal_reviews.html", context, status=422 if form.errors else 200)


def _review(request: Request, scope: Scope) -> HttpResponse:
    """Mark the journal as reviewed up to an entry."""
    form = ReviewJournal(request.POST)
    if not form.is_valid():
        return _show_reviews(request, scope, form)
    try:
        review_journal(scope, **form.cleaned_data)
    except Stale as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Marked: you have reviewed the journal up to there."))
    slug = slug_of(scope, clients_of(sighted_of(request)))
    return redirect(journal_address("journal-reviews", slug))


_of_client, _of_floor = client_page(Permission.JOURNAL_READ), floor_page(Permission.JOURNAL_READ)

journal = require_GET(_of_client(_journal))
journal_entry = require_GET(_of_client(_entry))
journal_reviews = require_GET(_of_client(_reviews))
journal_review = require_POST(client_page(Permission.JOURNAL_REVIEW)(_review))
journal_table = require_GET(_of_client(_table))
journal_lines = require_GET(_of_client(_lines))
floor_journal = require_GET(_of_floor(_journal))
floor_journal_entry = require_GET(_of_floor(_entry))
floor_journal_reviews = require_GET(_of_floor(_reviews))
floor_journal_review = require_POST(floor_page(Permission.JOURNAL_REVIEW)(_review))
floor_journal_table = require_GET(_of_floor(_table))
floor_journal_lines = require_GET(_of_floor(_lines))

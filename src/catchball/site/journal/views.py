"""Pages and files of the journal, for one client and across all."""

import weakref
from typing import cast
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_GET

from catchball.site.journal import asked, exports
from catchball.site.journal.telling import clients_of, slug_of, tell_entry, tell_journal
from catchball.site.sight import Sighted
from catchball.trust.pages import Request, client_page, floor_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope


def _sighted(request: HttpRequest) -> Sighted:
    return cast("Sighted", request.sighted)  # type: ignore[attr-defined] # set by SignedIn


def _journal(request: Request, scope: Scope) -> HttpResponse:
    told = tell_journal(scope, asked.read(request.GET), clients_of(_sighted(request)))
    return render_page(request, "journal.html", {"journal": told}, block="rows")


def _entry(request: Request, scope: Scope, entry: UUID) -> HttpResponse:
    page = asked.read(request.GET).filters.page
    told = tell_entry(scope, entry, page, clients_of(_sighted(request)))
    return render_page(request, "journal_entry.html", {"told": told})


def _file(
    request: Request, scope: Scope, write: exports.Write, *, ending: str, kind: str
) -> HttpResponseBase:
    clients = clients_of(_sighted(request))
    file = exports.export(scope, asked.read(request.GET).filters, clients, write)
    name = f"journal-{slug_of(scope, clients) or 'all'}-{scope.today.isoformat()}.{ending}"
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=kind)
    weakref.finalize(answer, file.close)  # also where nobody reads the answer to its end
    return answer


def _table(request: Request, scope: Scope) -> HttpResponseBase:
    return _file(request, scope, exports.write_table, ending="csv", kind="text/csv; charset=utf-8")


def _lines(request: Request, scope: Scope) -> HttpResponseBase:
    return _file(request, scope, exports.write_lines, ending="jsonl", kind="application/jsonl")


_of_client, _of_floor = client_page(Permission.JOURNAL_READ), floor_page(Permission.JOURNAL_READ)

journal = require_GET(_of_client(_journal))
journal_entry = require_GET(_of_client(_entry))
journal_table = require_GET(_of_client(_table))
journal_lines = require_GET(_of_client(_lines))
floor_journal = require_GET(_of_floor(_journal))
floor_journal_entry = require_GET(_of_floor(_entry))
floor_journal_table = require_GET(_of_floor(_table))
floor_journal_lines = require_GET(_of_floor(_lines))

"""What goes to paper: the scorecard as a PDF of one page."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from catchball.kernel.days import Grain
from catchball.kernel.words import _
from catchball.site import formats, marks, pdf
from catchball.trust.pages import Request, attachment, client_page, file_name
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.scorecards.queries import Scorecard, read_scorecard
from catchball.workplace.scorecards.views.asked import Asked, asked_of
from catchball.workplace.scorecards.views.grid import ShownCell, ShownGroup, groups_of


@require_GET
@client_page(may=Permission.SCORECARD_READ)
def scorecard_pdf(request: Request, scope: Scope) -> HttpResponse:
    """Hand out the scorecard as a page for the file: A4 across, with its cut-off and hash."""
    asked = asked_of(request)
    card = read_scorecard(scope, **asked.view)
    month = f"{card.span.named[-1].first:%Y-%m}"
    return attachment(
        scorecard_paper(card, scope, asked),
        kind="application/pdf",
        name=file_name(asked.client, "scorecard", month, kind="pdf"),
    )


def scorecard_paper(card: Scorecard, scope: Scope, asked: Asked) -> bytes:
    """Return a scorecard as a PDF; the same scorecard read at the same instant is the same file."""
    title = _("Scorecard of %(client)s, %(span)s", client=card.client_name, span=_span(card))
    data = content_of(card, scope, asked)
    return pdf.render("scorecard", data, title=title, timestamp=card.known_at)


def _span(card: Scorecard) -> str:
    first, last = card.span.named[0], card.span.named[-1]
    return _("%(first)s – %(last)s", first=formats.period(first), last=formats.period(last))


def content_of(card: Scorecard, scope: Scope, asked: Asked) -> dict[str, Any]:
    """Return what stands on the paper of a scorecard, as `typst/scorecard.typ` takes it."""
    cut_off, span = formats.instant(card.known_at, scope.zone), _span(card)
    if card.span.is_rolling:
        span = _("%(span)s, each with the three quarters before", span=span)
    groups = groups_of(card, side=scope.side, asked=asked)
    return {
        "headline": card.headline,
        "lead": " ".join(card.lead),
        "promise": _("Promise"),
        "heads": _heads(card),
        "spark_head": _("Trend"),
        "signals_head": _("Signals"),
        "total_head": _("Together"),
        "groups": [_group(one) for one in groups],
        "signs": _signs(groups),
        "odds": _odds(groups),
        "closed": _closed(groups),
        "beside": _beside(groups),
        "legend": [str(marks.status_mark("below-target").word),
                   _("below floor, or below target again"), str(marks.status_mark("few").word),
                   _("not yet due, or no data"), _("provisional, some still open")],
        "foot": _("Known at %(instant)s", instant=cut_off),
        "paper": {
            "head": [
                [_("Relationship"), card.client_name],
                [_("Program"), card.program or _("all")],
                [_("Period"), span],
                [_("Known at"), cut_off],
            ],
            "hash": card.content_hash,
        },
    }  # fmt: skip


def _odds(groups: tuple[ShownGroup, ...]) -> str:
    """Return what the per cent under the signals are, where a promise has odds."""
    if not any(row.odds for group in groups for row in group.rows):
        return ""
    return _(
        "per cent under the signals: the estimated chance that the next period keeps the target"
    )


def _signs(groups: tuple[ShownGroup, ...]) -> list[dict[str, str]]:
    """Return what each drawing beside a promise says, once each."""
    found = {one.words: one.svg for group in groups for row in group.rows for one in row.icons}
    return [{"svg": found[words], "alt": words} for words in sorted(found)]


def _closed(groups: tuple[ShownGroup, ...]) -> str:
    """Return what a lock means, where a closed value was restated."""
    cells = (one for group in groups for row in group.rows for one in row.cells)
    return _("closed at this value, restated since") if any(one.closed for one in cells) else ""


def _beside(groups: tuple[ShownGroup, ...]) -> str:
    """Return what stands in small under a value, where facts are excluded."""
    every = (one for group in groups for row in group.rows for one in (*row.cells, row.total))
    if not any(one.beside for one in every):
        return ""
    return _("below in small: attributable, without what both agreed to exclude")


def _heads(card: Scorecard) -> list[str]:
    """Return the names of the periods, each year said under the first of its periods."""
    found, before = [], 0
    for period in card.span.named:
        year, name = period.first.year, formats.period(period, year=False)
        is_named = year == before or card.span.grain is Grain.YEAR
        found.append(name if is_named else f"{name}\n{year}")
        before = year
    return found


def _group(group: ShownGroup) -> dict[str, Any]:
    return {
        "title": group.title,
        "rows": [
            {
                "title": row.title,
                "note": row.note,
                "cells": [_cell(one) for one in row.cells],
                "spark": row.spark,
                "odds": row.odds.short if row.odds else "",
                "icons": [{"svg": one.svg, "alt": one.words} for one in row.icons],
                "spark_alt": _("%(title)s over the periods shown", title=row.title),
                "total": _total(row.total),
            }
            for row in group.rows
        ],
    }


def _cell(cell: ShownCell) -> dict[str, str | None]:
    return {
        "status": cell.status,
        "shown": cell.shown,
        "word": cell.word,
        "detail": cell.detail,
        "beside": cell.beside,
        "closed": cell.closed,
    }


def _total(cell: ShownCell) -> dict[str, str | None]:
    said = _("attributable %(value)s", value=cell.beside) if cell.beside else ""
    return _cell(cell) | {"beside": said}

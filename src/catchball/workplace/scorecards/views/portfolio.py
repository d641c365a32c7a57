"""The promises of all clients, for the manufacturer: where to go first."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from catchball.kernel.words import _, ngettext, period_name
from catchball.measures.language import Better
from catchball.measures.reading import Standing
from catchball.trust.pages import Request, floor_page, render_page
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.scorecards import queries, rules
from catchball.workplace.scorecards.queries import Portfolio, PortfolioCell, PortfolioRow
from catchball.workplace.scorecards.views.grid import attributable_of, status_of, word_of


@dataclass(frozen=True)
class ShownPromise:
    """A promise of a client as shown: its number, where it goes, and its passport."""

    title: str
    value: str
    status: str
    word: str
    detail: str
    way: str
    href: str


@dataclass(frozen=True)
class ShownClient:
    """A client with its promises by column; several of one metric lie in one cell."""

    name: str
    href: str
    note: str
    cells: tuple[tuple[ShownPromise, ...], ...]

    @property
    def has_promises(self) -> bool:
        """Answer whether anything is promised between the companies."""
        return any(self.cells)


@dataclass(frozen=True)
class ShownPortfolio:
    """All clients, the one to go to first on top."""

    headline: str
    lead: str
    heads: tuple[str, ...]
    clients: tuple[ShownClient, ...]

    @property
    def has_gaps(self) -> bool:
        """Answer whether some metric is not promised with some client."""
        return not all(promises for one in self.clients for promises in one.cells)


@require_GET
@floor_page(may=Permission.SCORECARD_READ)
def portfolio(request: Request, scope: Scope) -> HttpResponse:
    """Show every client seen with its promises, worst first."""
    found = queries.read_portfolio(scope)
    context = {"shown": shown_of(found), "known_at": found.known_at}
    return render_page(request, "scorecards/portfolio.html", context)


def shown_of(found: Portfolio) -> ShownPortfolio:
    """Return the portfolio as its template shows it."""
    titles = {one.metric_key: one.title for row in found.rows for one in row.cells}
    keys = sorted(titles, key=lambda key: titles[key])
    decimals: dict[str, int] = {}
    for one in (cell for row in found.rows for cell in row.cells):
        worth = one.cell.attributed.decimals if one.cell.attributed.value is not None else 0
        decimals[one.metric_key] = max(worth, decimals.get(one.metric_key, 0))
    return ShownPortfolio(
        headline=_headline(found),
        lead=_lead(found),
        heads=tuple(titles[key] for key in keys),
        clients=tuple(_client(row, keys, decimals) for row in found.rows),
    )


def _headline(found: Portfolio) -> str:
    first = found.rows[0] if found.rows else None
    worst = first.worst if first else None
    if first is None or worst is None:
        return _("No client has a signed promise yet")
    failing = sum(bool(row.count(Standing.BELOW_FLOOR)) for row in found.rows)
    said = {"client": first.client.name, "title": worst.title}
    if failing:
        clients = ngettext("One client", "%(count)s clients", failing)
        return _(
            "%(clients)s below a floor: go to %(client)s first, %(title)s", clients=clients, **said
        )
    if found.count(Standing.BELOW_TARGET):
        return _("No floor is broken; %(client)s is furthest from a target, %(title)s", **said)
    return _("Every promise that can be judged is kept")


def _lead(found: Portfolio) -> str:
    floor, target = found.count(Standing.BELOW_FLOOR), found.count(Standing.BELOW_TARGET)
    basis = _("The last three whole months beside the three before; attributable numbers decide.")
    counts = [
        *(
            [
                ngettext(
                    "%(count)s promise below its floor.",
                    "%(count)s promises below their floors.",
                    floor,
                )
            ]
            if floor
            else []
        ),
        *(
            [
                ngettext(
                    "%(count)s promise below its target.",
                    "%(count)s promises below their targets.",
                    target,
                )
            ]
            if target
            else []
        ),
    ]
    return " ".join([*counts, basis])


def _client(row: PortfolioRow, keys: list[str], decimals: Mapping[str, int]) -> ShownClient:
    slug = row.client.slug
    return ShownClient(
        name=row.client.name,
        href=reverse("scorecard", kwargs={"client": slug}),
        note=period_name(row.period),
        cells=tuple(
            tuple(_promise(one, slug, decimals[key]) for one in row.cells if one.metric_key == key)
            for key in keys
        ),
    )


def _promise(one: PortfolioCell, slug: str, decimals: int) -> ShownPromise:
    cell, less = one.cell, one.cell.attributed
    period = cell.period
    passport = reverse("passport", kwargs={"client": slug, "promise": one.promise})
    detail = [rules.tally(cell.metric, cell.reading)]
    if cell.attributable is not None:
        detail.append(attributable_of(cell))
    return ShownPromise(
        title=f"{one.title}, {one.program}" if one.program else one.title,
        value=word_of(less)
        if less.value is None
        else rules.shown(less.value, less.metric.unit, decimals),
        status=status_of(one.standing),
        word=word_of(less, one.standing),
        detail="; ".join(part for part in detail if part),
        way=_way(one),
        href=f"{passport}?first={period.first}&until={period.until}",
    )


def _way(one: PortfolioCell) -> str:
    """Return whether the number got better or worse than in the three months before."""
    now, before = one.cell.attributed.reading, one.before.attributed.reading
    if now.value is None or before.value is None or now.value == before.value:
        return ""
    is_better = (now.value > before.value) is (one.cell.metric.better is Better.HIGHER)
    return _("better") if is_better else _("worse")

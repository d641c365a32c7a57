"""What may be asked about the starter risks that sites keep."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission, Side
from catchball.trust.scope import Scope
from catchball.workplace.programs.queries import (
    get_client,
    list_products,
    list_programs,
    list_sites_at_work,
)
from catchball.workplace.risks.models import SiteStarter
from catchball.workplace.risks.rules import Category, Phase


@dataclass(frozen=True, kw_only=True)
class StarterLine:
    """A starter risk of a site."""

    id: UUID
    site: UUID
    site_name: str
    event: str
    cause: str
    effect: str
    response: str
    contingency: str
    category: Category
    phase: Phase
    added_name: str
    added_at: datetime
    retired_at: datetime | None
    version: int


@dataclass(frozen=True, kw_only=True)
class LibraryPage:
    """The starter risks of the sites that work for a client; retired ones at the end."""

    client_name: str
    sites: tuple[str, ...]
    starters: tuple[StarterLine, ...]
    retired: tuple[StarterLine, ...]
    may_keep: bool


def get_starter_for_change(scope: Scope, starter: UUID) -> SiteStarter:
    """Return the row of a starter risk of a site at work for the client, locked.

    :raises NotFound: if there is none
    """
    sites = [one.id for one in list_sites_at_work(scope)]
    rows = SiteStarter.objects.select_for_update().filter(site_id__in=sites)
    row = rows.filter(pk=starter).first()
    if row is None:
        raise NotFound(_("There is no such starter risk here."))
    return row


def list_starters(scope: Scope) -> tuple[StarterLine, ...]:
    """Return the starter risks of the sites at work for the client (two SQL queries)."""
    return _starters_of({one.id: one.name for one in list_sites_at_work(scope)})


def _starters_of(names: dict[UUID, str]) -> tuple[StarterLine, ...]:
    rows = SiteStarter.objects.filter(site_id__in=list(names)).order_by("event", "pk")
    return tuple(_line(row, names[row.site_id]) for row in rows)


def find_starter(key: str) -> SiteStarter | None:
    """Return the starter risk of a site with which a risk began, if it was one (one SQL query)."""
    try:
        found = UUID(key)
    except ValueError:
        return None
    return SiteStarter.objects.filter(pk=found).first()


def list_names(scope: Scope) -> Iterable[str]:
    """Return what would give the client away: its name, programs and products (three queries)."""
    yield get_client(scope).name
    for program in list_programs(scope):
        yield from (program.name, program.code)
    for product in list_products(scope):
        yield from (product.name, product.code)


@query(may=Permission.RISK_READ)
def get_library(scope: Scope) -> LibraryPage:
    """Return the starter risks that the sites at work for the client keep (three SQL queries)."""
    names = {one.id: one.name for one in list_sites_at_work(scope)}
    lines = _starters_of(names)
    return LibraryPage(
        client_name=get_client(scope).name,
        sites=tuple(names.values()),
        starters=tuple(line for line in lines if line.retired_at is None),
        retired=tuple(line for line in lines if line.retired_at),
        may_keep=scope.side is Side.CMO and scope.may(Permission.RISK_ASSESS),
    )


@query(may=Permission.RISK_ASSESS)
def get_starter(scope: Scope, starter: UUID) -> StarterLine:
    """Return a starter risk of a site at work for the client (two SQL queries).

    :raises NotFound: if there is none
    """
    found = next((one for one in list_starters(scope) if one.id == starter), None)
    if found is None:
        raise NotFound(_("There is no such starter risk here."))
    return found


def _line(row: SiteStarter, site_name: str) -> StarterLine:
    return StarterLine(
        id=row.pk,
        site=row.site_id,
        site_name=site_name,
        event=row.event,
        cause=row.cause,
        effect=row.effect,
        response=row.response,
        contingency=row.contingency,
        category=Category(row.category),
        phase=Phase(row.phase),
        added_name=row.added_name,
        added_at=row.added_at,
        retired_at=row.retired_at,
        version=row.version,
    )

"""Everything that may be asked about clients, sites, products and programs."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.asking import Ask, answer, rows_of
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.programs.models import Product, Program, Site


@dataclass(frozen=True)
class ClientLine:
    """A client that a person is assigned to."""

    id: UUID
    slug: str
    name: str
    zone: str
    is_synthetic: bool


@dataclass(frozen=True)
class SiteLine:
    """A plant of the manufacturer."""

    id: UUID
    code: str
    name: str
    zone: str
    country: str


@dataclass(frozen=True)
class ProgramLine:
    """A program, with the site that works on it."""

    id: UUID
    code: str
    name: str
    site: str
    product: str
    site_id: UUID


@dataclass(frozen=True)
class ProductLine:
    """A product of the client."""

    id: UUID
    code: str
    name: str


# Asked by nearly every page, hence written as SQL; the columns in the order of the lines above.
_CLIENTS = "SELECT id, slug, name, zone, is_synthetic FROM programs_client"
_PROGRAMS = """
    SELECT p.id, p.code, p.name, s.name, coalesce(d.name, ''), p.site_id
    FROM programs_program p JOIN programs_site s ON s.id = p.site_id
      LEFT JOIN programs_product d ON d.client_id = p.client_id AND d.id = p.product_id
    WHERE p.client_id = %(client)s ORDER BY p.code"""


def _its_id(scope: Scope) -> dict[str, Any]:
    return {"client": scope.client}


# What `get_client` and `list_programs` ask.
THE_CLIENT = Ask(f"{_CLIENTS} WHERE id = %(client)s", _its_id)
ITS_PROGRAMS = Ask(_PROGRAMS, _its_id)


def list_clients_of_actor() -> tuple[ClientLine, ...]:
    """Return the clients that the wall shows at this moment, by name (one SQL query)."""
    return tuple(ClientLine(*row) for row in rows_of(f"{_CLIENTS} ORDER BY name"))


@query(may=Permission.CLIENT_ADMINISTER)
def list_all_clients(scope: Scope) -> tuple[ClientLine, ...]:
    """Return every client that the wall shows; an operator's wall shows them all."""
    return list_clients_of_actor()


@query(may=Permission.PROGRAM_READ)
def get_client(scope: Scope) -> ClientLine:
    """Return the client worked for.

    :raises NotFound: if the scope does not see it
    """
    for row in answer(scope, THE_CLIENT):
        return ClientLine(*row)
    raise NotFound(_("There is no such client here."))


@query(may=Permission.PROGRAM_READ)
def list_programs(scope: Scope) -> tuple[ProgramLine, ...]:
    """Return the programs of the client worked for, by code (one SQL query)."""
    return tuple(ProgramLine(*row) for row in answer(scope, ITS_PROGRAMS))


def program_of(scope: Scope, program: UUID) -> ProgramLine:
    """Return a program of the client worked for (one SQL query).

    :raises NotFound: if the client has none such
    """
    found = next((one for one in list_programs(scope) if one.id == program), None)
    if found is None:
        raise NotFound(_("There is no such program here."))
    return found


@query(may=Permission.PROGRAM_READ)
def list_products(scope: Scope) -> tuple[ProductLine, ...]:
    """Return the products of the client worked for, by code (one SQL query)."""
    rows = Product.objects.filter(client_id=scope.client).order_by("code")
    return tuple(ProductLine(row.pk, row.code, row.name) for row in rows)


@query(may=Permission.PROGRAM_READ)
def list_sites(scope: Scope) -> tuple[SiteLine, ...]:
    """Return the manufacturer's sites, by name (one SQL query)."""
    return tuple(
        SiteLine(row.pk, row.code, row.name, row.zone, row.country)
        for row in Site.objects.order_by("name")
    )


@query(may=Permission.PROGRAM_READ)
def list_sites_at_work(scope: Scope) -> tuple[SiteLine, ...]:
    """Return the sites with a program of a client seen, by name (one SQL query)."""
    at_work = Program.objects.filter(client_id__in=scope.sees).values("site_id")
    return tuple(
        SiteLine(row.pk, row.code, row.name, row.zone, row.country)
        for row in Site.objects.filter(pk__in=at_work).order_by("name")
    )

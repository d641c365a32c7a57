"""What may be asked about matrices: those of the sites, one with its versions, a document's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.programs.queries import (
    SiteLine,
    list_clients_of_actor,
    list_sites_at_work,
)
from catchball.workplace.risks.models import Assessment, MatrixVersion, SiteMatrix
from catchball.workplace.risks.rules import FMEA, MATRIX, Demand, Matrix, matrix_from_json


@dataclass(frozen=True, kw_only=True)
class MatrixUse:
    """A document that was opened with a matrix; `number` is the version, 0 for a shipped one."""

    assessment: UUID
    client_id: UUID
    client_name: str
    client_slug: str
    title: str
    number: int


@dataclass(frozen=True, kw_only=True)
class MatrixLine:
    """A matrix of a site as its newest version has it, and the documents that use any version."""

    id: UUID
    site: UUID
    site_name: str
    name: str
    number: int
    probability: int
    impact: int
    needed: int
    considered: int
    drawn_name: str
    drawn_at: datetime
    retired_at: datetime | None
    uses: tuple[MatrixUse, ...]
    version: int

    @property
    def cells(self) -> int:
        """How many pairs it has."""
        return self.probability * self.impact


@dataclass(frozen=True, kw_only=True)
class Shipped:
    """A matrix of the product, and the documents that were opened with it."""

    name: str
    probability: int
    impact: int
    uses: tuple[MatrixUse, ...]


@dataclass(frozen=True, kw_only=True)
class MatricesPage:
    """The matrices of the sites at work for the clients seen; retired ones at the end."""

    sites: tuple[SiteLine, ...]
    matrices: tuple[MatrixLine, ...]
    retired: tuple[MatrixLine, ...]
    shipped: tuple[Shipped, ...]
    may_draw: bool


@dataclass(frozen=True, kw_only=True)
class DrawnVersion:
    """A version of a matrix: what it says, who drew it, and why."""

    id: UUID
    number: int
    matrix: Matrix
    drawn_name: str
    drawn_at: datetime
    why: str
    uses: tuple[MatrixUse, ...]


@dataclass(frozen=True, kw_only=True)
class MatrixPage:
    """A matrix of a site with all its versions, the newest first."""

    line: MatrixLine
    versions: tuple[DrawnVersion, ...]
    may_draw: bool

    @property
    def matrix(self) -> Matrix:
        """What it says now."""
        return self.versions[0].matrix


@dataclass(frozen=True, kw_only=True)
class DocumentMatrix:
    """The matrix that a document was opened with, and whether its site has drawn it anew since.

    `of` is the site's matrix that it was taken from, or None if the product ships it.
    """

    assessment: UUID
    client_id: UUID
    title: str
    matrix: Matrix
    of: UUID | None
    site_name: str
    number: int
    newest: int
    version: int


def get_matrix_for_change(scope: Scope, matrix: UUID) -> SiteMatrix:
    """Return the row of a matrix of a site at work for the client, locked.

    :raises NotFound: if there is none
    """
    row = SiteMatrix.objects.select_for_update().filter(pk=matrix).first()
    if row is None or row.site_id not in {one.id for one in list_sites_at_work(scope)}:
        raise _none()
    return row


def newest_version_of(row: SiteMatrix) -> MatrixVersion:
    """Return the newest version of a matrix (one SQL query)."""
    return MatrixVersion.objects.filter(matrix=row).latest("number")


def get_newest_version(scope: Scope, matrix: UUID) -> MatrixVersion:
    """Return the newest version of a matrix of a site at work for the client (two SQL queries).

    :raises NotFound: if there is none
    """
    rows = MatrixVersion.objects.filter(matrix_id=matrix).select_related("matrix")
    row = rows.order_by("-number").first()
    if row is None or row.matrix.site_id not in {one.id for one in list_sites_at_work(scope)}:
        raise _none()
    return row


@query(may=Permission.RISK_READ)
def get_matrices(scope: Scope) -> MatricesPage:
    """Return the matrices of the sites at work for the clients seen (four SQL queries)."""
    sites = list_sites_at_work(scope)
    uses = _uses(scope)
    lines = tuple(_line(row, sites, uses) for row in _newest(one.id for one in sites))
    return MatricesPage(
        sites=sites,
        matrices=tuple(line for line in lines if line.retired_at is None),
        retired=tuple(line for line in lines if line.retired_at),
        shipped=tuple(_shipped(one, uses) for one in (MATRIX, FMEA)),
        may_draw=scope.may(Permission.MATRIX_DRAW),
    )


@query(may=Permission.RISK_READ)
def get_matrix(scope: Scope, matrix: UUID) -> MatrixPage:
    """Return a matrix of a site at work for the client with its versions (four SQL queries).

    :raises NotFound: if there is none
    """
    sites = list_sites_at_work(scope)
    rows = list(
        MatrixVersion.objects.filter(matrix_id=matrix, matrix__site_id__in=[s.id for s in sites])
        .select_related("matrix")
        .order_by("-number")
    )
    if not rows:
        raise _none()
    uses = _uses(scope)
    return MatrixPage(
        line=_line(rows[0], sites, uses),
        versions=tuple(_version(row, uses) for row in rows),
        may_draw=scope.may(Permission.MATRIX_DRAW),
    )


@query(may=Permission.RISK_READ)
def get_document_matrix(scope: Scope, assessment: UUID) -> DocumentMatrix:
    """Return the matrix that a document was opened with (two SQL queries, or one).

    :raises NotFound: if there is no such document of the client
    """
    rows = Assessment.objects.select_related("drawn__matrix__site")
    row = rows.filter(client_id=scope.client, pk=assessment).first()
    if row is None:
        raise NotFound(_("There is no such risk assessment here."))
    drawn = row.drawn
    return DocumentMatrix(
        assessment=row.pk,
        client_id=row.client_id,
        title=row.title,
        matrix=matrix_from_json(row.matrix),
        of=drawn.matrix_id if drawn else None,
        site_name=drawn.matrix.site.name if drawn else "",
        number=drawn.number if drawn else 0,
        newest=newest_version_of(drawn.matrix).number if drawn else 0,
        version=row.version,
    )


def list_offered(scope: Scope) -> tuple[MatrixLine, ...]:
    """Return the matrices that a new document of the client may be opened with (two SQL queries)."""
    sites = list_sites_at_work(scope)
    lines = (_line(row, sites, ()) for row in _newest(one.id for one in sites))
    return tuple(line for line in lines if line.retired_at is None)


def _none() -> NotFound:
    return NotFound(_("There is no such matrix here."))


def _newest(sites: Iterable[UUID]) -> list[MatrixVersion]:
    """Return the newest version of every matrix of these sites, by name (one SQL query)."""
    rows = (
        MatrixVersion.objects.filter(matrix__site_id__in=list(sites))
        .select_related("matrix")
        .order_by("matrix_id", "-number")
        .distinct("matrix_id")
    )
    return sorted(rows, key=lambda row: (row.matrix.name.casefold(), str(row.matrix_id)))


def _uses(scope: Scope) -> tuple[tuple[UUID | None, str, MatrixUse], ...]:
    """Return every document of the clients seen with its matrix, by title (two SQL queries)."""
    clients = {one.id: one for one in list_clients_of_actor()}
    rows = (
        Assessment.objects.filter(client_id__in=scope.sees)
        .order_by("title", "pk")
        .values_list(
            "pk", "client_id", "title", "drawn__matrix_id", "drawn__number", "matrix__name"
        )
    )
    return tuple(
        (
            matrix,
            name,
            MatrixUse(
                assessment=key,
                client_id=client,
                client_name=clients[client].name,
                client_slug=clients[client].slug,
                title=title,
                number=number or 0,
            ),
        )
        for key, client, title, matrix, number, name in rows
    )


_Uses = tuple[tuple[UUID | None, str, MatrixUse], ...]


def _line(row: MatrixVersion, sites: Iterable[SiteLine], uses: _Uses) -> MatrixLine:
    said = matrix_from_json(row.content)
    demands = [said.levels[cell].demand for cells in said.cells for cell in cells]
    names = {one.id: one.name for one in sites}
    return MatrixLine(
        id=row.matrix_id,
        site=row.matrix.site_id,
        site_name=names[row.matrix.site_id],
        name=row.matrix.name,
        number=row.number,
        probability=len(said.probability),
        impact=len(said.impact),
        needed=demands.count(Demand.NEEDED),
        considered=demands.count(Demand.CONSIDER),
        drawn_name=row.drawn_name,
        drawn_at=row.drawn_at,
        retired_at=row.matrix.retired_at,
        uses=tuple(use for matrix, _name, use in uses if matrix == row.matrix_id),
        version=row.matrix.version,
    )


def _version(row: MatrixVersion, uses: _Uses) -> DrawnVersion:
    return DrawnVersion(
        id=row.pk,
        number=row.number,
        matrix=matrix_from_json(row.content),
        drawn_name=row.drawn_name,
        drawn_at=row.drawn_at,
        why=row.why,
        uses=tuple(
            use
            for matrix, _name, use in uses
            if matrix == row.matrix_id and use.number == row.number
        ),
    )


def _shipped(one: Matrix, uses: _Uses) -> Shipped:
    return Shipped(
        name=one.name,
        probability=len(one.probability),
        impact=len(one.impact),
        uses=tuple(use for matrix, name, use in uses if matrix is None and name == one.name),
    )

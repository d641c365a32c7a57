"""What happens to the matrices that a site draws: drawn, drawn anew, retired."""

from uuid import UUID

from django.db import IntegrityError, transaction

from catchball.kernel.errors import NotFound, Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.models import Audience
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.programs.queries import list_sites_at_work
from catchball.workplace.risks import queries, rules
from catchball.workplace.risks.models import MatrixVersion, SiteMatrix
from catchball.workplace.risks.rules import Drawing, Matrix, MatrixDoesNotFit

_INTERNAL = Audience.INTERNAL


@command(may=Permission.MATRIX_DRAW, event="risks.matrix-drawn", audience=_INTERNAL)
def draw_matrix(scope: Scope, *, site: UUID, drawing: Drawing) -> UUID:
    """Keep a new matrix of a site as its first version; return the matrix's id.

    Every client of the site may read it, so it names none.

    :raises NotFound: if the site does not work for the client
    :raises MatrixDoesNotFit: if it has a hole, steps without a name, a wrong size, a step down, a
        name that another matrix of the site has, or that of the client
    """
    if site not in {one.id for one in list_sites_at_work(scope)}:
        raise NotFound(_("There is no such site here."))
    matrix = rules.clean_drawing(drawing, names=queries.list_names(scope))
    row = SiteMatrix(site_id=site, name=matrix.name)
    _save_once(row)
    _keep(scope, row, matrix, number=1, why="")
    return row.pk


@command(may=Permission.MATRIX_DRAW, event="risks.matrix-redrawn", audience=_INTERNAL)
def redraw_matrix(scope: Scope, *, matrix: UUID, version: int, drawing: Drawing) -> None:
    """Keep a new version of a matrix, for the reason in the scope.

    Documents keep the version that they were opened with.

    :raises NotFound: if no site at work for the client has such a matrix
    :raises Stale: if somebody changed it since `version` was shown
    :raises MayNotDraw: if it is retired
    :raises MatrixDoesNotFit: as for a new one, without a reason, or if nothing has changed
    """
    row = _shown(scope, matrix, version)
    names = tuple(queries.list_names(scope))
    after = rules.clean_drawing(drawing, names=names)
    rules.check_why(scope.reason, names=names)
    before = queries.newest_version_of(row)
    rules.check_redrawn(rules.matrix_from_json(before.content), after)
    row.name = after.name
    _save_once(row)
    _keep(scope, row, after, number=before.number + 1, why=scope.reason)


@command(may=Permission.MATRIX_DRAW, event="risks.matrix-retired", audience=_INTERNAL)
def retire_matrix(scope: Scope, *, matrix: UUID, version: int) -> None:
    """Offer a matrix to new documents no more; those that were opened with it keep it.

    :raises NotFound: if no site at work for the client has such a matrix
    :raises Stale: if somebody changed it since `version` was shown
    :raises MayNotDraw: if it is retired already
    """
    row = _shown(scope, matrix, version)
    row.retired_at, row.retired_name = scope.now, scope.actor_name
    row.save()


def _shown(scope: Scope, matrix: UUID, version: int) -> SiteMatrix:
    row = queries.get_matrix_for_change(scope, matrix)
    if row.version != version:
        raise Stale(_("This matrix was changed while you had it open. Load the page again."))
    rules.check_may_draw(is_retired=row.retired_at is not None)
    row.version = version + 1
    return row


def _keep(scope: Scope, row: SiteMatrix, matrix: Matrix, *, number: int, why: str) -> None:
    MatrixVersion.objects.create(
        matrix=row,
        number=number,
        content=rules.matrix_to_json(matrix),
        drawn_name=scope.actor_name,
        drawn_at=scope.now,
        why=why,
    )


def _save_once(row: SiteMatrix) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "matrix_name_at_its_site" not in str(error):
            raise
        sentence = _("Another matrix of the site has this name.")
        raise MatrixDoesNotFit(sentence, name=sentence) from error

"""The programs and products that a record may name."""

from uuid import UUID

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.scope import Scope
from catchball.workplace.programs.queries import list_products, program_of


def check_place(scope: Scope, *, program: UUID, product: UUID | None = None) -> None:
    """Let only a program and a product of the client worked for pass.

    :raises NotFound: otherwise
    """
    program_of(scope, program)
    if product is not None and product not in {one.id for one in list_products(scope)}:
        raise NotFound(_("There is no such product here."))

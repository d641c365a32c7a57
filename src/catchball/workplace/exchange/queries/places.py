"""The programs and products that the rows of a file name by their codes."""

from uuid import UUID

from catchball.kernel.words import _
from catchball.trust.scope import Scope
from catchball.workplace.exchange.rules.mapping import Mapping, MappingDoesNotFit
from catchball.workplace.exchange.rules.records import Problem
from catchball.workplace.exchange.rules.rows import Bad, Judged
from catchball.workplace.programs.queries import list_products, list_programs

MOST_NEW_PRODUCTS = 500


class TooManyNewProducts(MappingDoesNotFit):
    """The column of products holds something else, as no client brings so many new ones."""


class CheckFirst(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """Something must be asked or added before rows of the file can be written."""


class Places:
    """The client's programs and products by code, and the codes of products still to be added.

    Where none may be added (`adds`), the first that is not there yet ends the work.
    """

    def __init__(self, scope: Scope, *, adds: bool = True) -> None:
        self._adds = adds
        self._programs = {one.code.casefold(): one.id for one in list_programs(scope)}
        self._products = {one.code.casefold(): one.id for one in list_products(scope)}
        self.new_products: dict[str, str] = {}

    def program(self, code: str) -> UUID | None:
        """Return the program of this code, if there is one."""
        return self._programs.get(code.casefold())

    def product(self, code: str | None) -> UUID | None:
        """Return the product of this code; one that is not there yet is noted, to be added.

        :raises CheckFirst: if it is not there yet and none may be added
        :raises TooManyNewProducts: if they are more than anybody adds at once
        """
        if not code:
            return None
        found = self._products.get(code.casefold())
        if found is None:
            if not self._adds:
                raise CheckFirst
            self.new_products.setdefault(code.casefold(), code)
            if len(self.new_products) > MOST_NEW_PRODUCTS:
                raise TooManyNewProducts(
                    _(
                        "The file names more than %(most)s products that are not here yet. "
                        "Probably another column holds the product: match the columns again.",
                        most=MOST_NEW_PRODUCTS,
                    )
                )
        return found

    def check_programs(self, judged: Judged, mapping: Mapping) -> list[UUID | None]:
        """Return the program of each row, and count those among the bad that name none."""
        programs = [self.program(str(code)) for code in judged.columns.get("program", ())]
        if None in programs:
            why = _("There is no program with this code. Add it first, or choose another.")
            column = mapping.columns.get("program", "")
            for at, (row, program) in enumerate(zip(judged.rows, programs, strict=True)):
                if program is None and at not in judged.bad:
                    code = str(judged.columns["program"][at])
                    problem = Problem(column, code, why)
                    judged.bad[at] = Bad(row.line_no, (problem,), row.cells)
        return programs

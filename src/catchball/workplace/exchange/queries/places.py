"""The programs and products that the rows of a file name by their codes."""

from uuid import UUID

from catchball.kernel.words import _
from catchball.trust.scope import Scope
from catchball.workplace.exchange.rules.mapping import Mapping, MappingDoesNotFit
from catchball.workplace.exchange.rules.records import Problem
from catchball.workplace.exchange.rules.rows import Bad, Good
from catchball.workplace.exchange.rules.tables import Row
from catchball.workplace.programs.queries import list_products, list_programs

MOST_NEW_PRODUCTS = 500


class TooManyNewProducts(MappingDoesNotFit):
    """The column of products holds something else, as no client brings so many new ones."""


class Places:
    """The client's programs and products by code, and the codes of products still to be added."""

    def __init__(self, scope: Scope) -> None:
        self._programs = {one.code.casefold(): one.id for one in list_programs(scope)}
        self._products = {one.code.casefold(): one.id for one in list_products(scope)}
        self.new_products: dict[str, str] = {}

    def program(self, code: str) -> UUID | None:
        """Return the program of this code, if there is one."""
        return self._programs.get(code.casefold())

    def product(self, code: str | None) -> UUID | None:
        """Return the product of this code; one that is not there yet is noted, to be added.

        :raises TooManyNewProducts: if they are more than anybody adds at once
        """
        if not code:
            return None
        found = self._products.get(code.casefold())
        if found is None:
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

    def fault(self, row: Row, verdict: Good | Bad, mapping: Mapping) -> Bad | None:
        """Return why a row cannot be written as far as the file and the programs tell."""
        if isinstance(verdict, Bad):
            return verdict
        code = str(verdict.values["program"])
        if self.program(code) is not None:
            return None
        why = _("There is no program with this code. Add it first, or choose another.")
        problem = Problem(mapping.columns.get("program", ""), code, why)
        return Bad(row.line_no, (problem,), row.cells)

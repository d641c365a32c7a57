"""Everything that may be asked about imports."""

from catchball.workplace.exchange.queries.checking import (
    Checked,
    Finding,
    Findings,
    RowBook,
    check_file,
    given_fields,
    open_good_rows,
)
from catchball.workplace.exchange.queries.imports import (
    ImportLine,
    ImportPage,
    Matching,
    get_import,
    get_import_for_change,
    get_matching,
    list_imports,
)

__all__ = [
    "Checked",
    "Finding",
    "Findings",
    "ImportLine",
    "ImportPage",
    "Matching",
    "RowBook",
    "check_file",
    "get_import",
    "get_import_for_change",
    "get_matching",
    "given_fields",
    "list_imports",
    "open_good_rows",
]

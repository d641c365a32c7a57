"""Everything that may be asked about imports."""

from catchball.workplace.exchange.queries.checking import (
    Checked,
    Reading,
    check_file,
    given_fields,
    open_good_rows,
    open_rows_at_once,
)
from catchball.workplace.exchange.queries.findings import Finding, Findings, RowBook, findings_of
from catchball.workplace.exchange.queries.hands import check_free, is_in_hand
from catchball.workplace.exchange.queries.imports import (
    Candidate,
    ErrorRows,
    HistoryLine,
    ImportLine,
    ImportPage,
    Question,
    get_error_rows,
    get_import,
    get_import_for_change,
    get_import_to_step,
    get_undo_reason,
    is_file_known,
    list_imports,
)
from catchball.workplace.exchange.queries.matching import Column, Matching, get_matching
from catchball.workplace.exchange.queries.places import CheckFirst
from catchball.workplace.exchange.queries.risk_sheets import (
    WHAT,
    RiskSheet,
    SheetRisk,
    get_risk_sheet,
    sheet_path,
)

__all__ = [
    "WHAT",
    "Candidate",
    "CheckFirst",
    "Checked",
    "Column",
    "ErrorRows",
    "Finding",
    "Findings",
    "HistoryLine",
    "ImportLine",
    "ImportPage",
    "Matching",
    "Question",
    "Reading",
    "RiskSheet",
    "RowBook",
    "SheetRisk",
    "check_file",
    "check_free",
    "findings_of",
    "get_error_rows",
    "get_import",
    "get_import_for_change",
    "get_import_to_step",
    "get_matching",
    "get_risk_sheet",
    "get_undo_reason",
    "given_fields",
    "is_file_known",
    "is_in_hand",
    "list_imports",
    "open_good_rows",
    "open_rows_at_once",
    "sheet_path",
]

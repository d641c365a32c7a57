"""Everything that can happen to an import."""

from catchball.workplace.exchange.commands.judging import judge_import
from catchball.workplace.exchange.commands.risk_sheets import (
    receive_risk_sheet,
    take_risk_sheet,
)
from catchball.workplace.exchange.commands.steps import (
    answer_styles,
    confirm_import,
    discard_import,
    fail_import,
    match_columns,
    receive_file,
    resume_import,
    undo_import,
    upload_file,
)
from catchball.workplace.exchange.commands.undoing import roll_back_import
from catchball.workplace.exchange.commands.writing import import_at_once, write_import

__all__ = [
    "answer_styles",
    "confirm_import",
    "discard_import",
    "fail_import",
    "import_at_once",
    "judge_import",
    "match_columns",
    "receive_file",
    "receive_risk_sheet",
    "resume_import",
    "roll_back_import",
    "take_risk_sheet",
    "undo_import",
    "upload_file",
    "write_import",
]

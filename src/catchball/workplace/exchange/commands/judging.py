"""Checking a file: every row is read and judged, and compared with what is recorded."""

from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

from catchball.kernel.errors import Expected
from catchball.trust.door import command
from catchball.trust.models import Audience
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.exchange import queries
from catchball.workplace.exchange.commands.steps import done_once, fail_import, move
from catchball.workplace.exchange.queries import Checked, check_file
from catchball.workplace.exchange.rules.keeping import Shelf
from catchball.workplace.exchange.rules.steps import ImportState, NotNow
from catchball.workplace.exchange.rules.styles import Ambiguous


def judge_import(scope: Scope, *, import_id: UUID, root: Path) -> None:
    """Check the file of an import, and keep what was found; or keep why that was impossible.

    Nothing of the file is written. The bad rows lie on the shelf, to be downloaded. Asked for
    twice, it is done once: whoever finds it done goes.

    :raises InOtherHands: if another worker has it in hand
    """
    shelf = Shelf(root, scope.client)
    with done_once():
        try:
            checked = check_file(scope, import_id=import_id, shelf=shelf)
        except NotNow:
            raise
        except Expected as error:
            shelf.forget_rows(import_id)
            fail_import(scope, import_id=import_id, why=str(error))
        else:
            note_findings(scope, import_id=import_id, checked=checked)
        shelf.end_progress(import_id)


@command(may=Permission.IMPORT_RUN, event="exchange.file-checked", audience=Audience.INTERNAL)
def note_findings(scope: Scope, *, import_id: UUID, checked: Checked) -> None:
    """Keep what was found in the file of an import.

    :raises NotNow: if it is not being checked
    """
    row = queries.get_import_for_change(scope, import_id)
    row.mapping = asdict(checked.mapping)
    row.questions = [_question(one) for one in checked.questions]
    row.findings = asdict(checked.findings)
    move(scope, row, ImportState.JUDGED, "mapping", "questions", "findings")


def _question(asked: Ambiguous) -> dict[str, Any]:
    """Return what is asked about a column as it is kept: the styles, each with an example."""
    return {
        "column": asked.column,
        "candidates": [
            {"key": one.style.key, "written": one.written, "read_as": one.read_as}
            for one in asked.candidates
        ],
    }

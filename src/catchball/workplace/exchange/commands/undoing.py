"""Rolling a written import back, all of it or nothing."""

from pathlib import Path
from uuid import UUID

from catchball.kernel.errors import Expected
from catchball.trust.door import command
from catchball.trust.models import Audience
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.exchange import queries
from catchball.workplace.exchange.commands.steps import done_once, fail_import, move
from catchball.workplace.exchange.rules.keeping import Shelf
from catchball.workplace.exchange.rules.steps import ImportState, NotNow, check_may_follow
from catchball.workplace.production.commands import undo_bulk


def roll_back_import(scope: Scope, *, import_id: UUID, root: Path) -> None:
    """Roll an import back in one transaction; or keep why that was impossible, as it then stays.

    Asked for twice, it is done once: whoever finds it done goes.

    :raises InOtherHands: if another worker has it in hand
    """
    reason = queries.get_undo_reason(scope, import_id=import_id)
    with done_once():
        try:
            _roll_back(scope.because(reason), import_id=import_id, root=str(root))
        except NotNow:
            raise
        except Expected as error:
            fail_import(scope, import_id=import_id, why=str(error))
        Shelf(root, scope.client).end_progress(import_id)


@command(may=Permission.IMPORT_RUN, event="exchange.import-undone", audience=Audience.INTERNAL)
def _roll_back(scope: Scope, *, import_id: UUID, root: str) -> None:
    queries.check_free(import_id)
    row = queries.get_import_for_change(scope, import_id)
    check_may_follow(ImportState(row.state), ImportState.UNDONE)
    shelf = Shelf(Path(root), scope.client)
    if row.written_entry is not None:
        undo_bulk(
            scope,
            entry=row.written_entry,
            tell=lambda done, total: shelf.note_progress(import_id, done=done, total=total),
        )
    move(scope, row, ImportState.UNDONE)

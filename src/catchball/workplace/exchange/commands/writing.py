"""Writing the good rows of a file, all of them or none: of a checked one, or as it is checked."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

from catchball.kernel.errors import Expected
from catchball.trust.door import command
from catchball.trust.models import Audience
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.exchange import queries
from catchball.workplace.exchange.commands.judging import judge_import, note_findings
from catchball.workplace.exchange.commands.steps import done_once, fail_import, move
from catchball.workplace.exchange.models import Import, ImportMapping
from catchball.workplace.exchange.queries import Checked, Reading
from catchball.workplace.exchange.rules.keeping import Shelf
from catchball.workplace.exchange.rules.mapping import Mapping, fields_written
from catchball.workplace.exchange.rules.steps import ImportState, NotNow, check_may_follow
from catchball.workplace.production.commands import bulk_record_batches, bulk_record_deliveries
from catchball.workplace.production.rules import BulkOutcome
from catchball.workplace.programs.commands import add_product
from catchball.workplace.programs.queries import list_products

_BULK: dict[str, Callable[..., BulkOutcome]] = {
    "deliveries": bulk_record_deliveries,
    "batches": bulk_record_batches,
}


def write_import(scope: Scope, *, import_id: UUID, root: Path) -> None:
    """Write the good rows of an import in one transaction; or keep why that was impossible.

    Asked for twice, it is done once: whoever finds it done goes.

    :raises InOtherHands: if another worker has it in hand
    """
    with done_once():
        try:
            _write(scope, import_id=import_id, root=str(root))
        except NotNow:
            raise
        except Expected as error:
            fail_import(scope, import_id=import_id, why=str(error))
        shelf = Shelf(root, scope.client)
        shelf.end_progress(import_id)
        shelf.forget_rows(import_id)


def import_at_once(scope: Scope, *, import_id: UUID, root: Path) -> None:
    """Write the good rows of a file while it is checked, for whoever would not look in between.

    Where something must be asked or added first, or nothing is to be written, it is only checked,
    as `judge_import` does. Asked for twice, it is done once.

    :raises InOtherHands: if another worker has it in hand
    """
    shelf = Shelf(root, scope.client)
    with done_once():
        try:
            _write_as_checked(scope, import_id=import_id, root=str(root))
        except NotNow:
            raise
        except queries.CheckFirst:
            judge_import(scope, import_id=import_id, root=root)
        except _NothingToWrite as found:
            note_findings(scope, import_id=import_id, checked=found.checked)
        except Expected as error:
            fail_import(scope, import_id=import_id, why=str(error))
        shelf.end_progress(import_id)


class _NothingToWrite(Exception):  # noqa: N818 -- reads as a sentence where it is raised
    """No row of the file changes anything, so that nothing is to stand in the journal either."""

    def __init__(self, checked: Checked) -> None:
        super().__init__()
        self.checked = checked


@command(may=Permission.IMPORT_RUN, event="exchange.import-written", audience=Audience.INTERNAL)
def _write(scope: Scope, *, import_id: UUID, root: str) -> None:
    queries.check_free(import_id)
    row = queries.get_import_for_change(scope, import_id)
    check_may_follow(ImportState(row.state), ImportState.DONE)
    mapping, before = Mapping(**row.mapping), queries.findings_of(row)
    _add_products(scope, before.new_products)
    with queries.open_good_rows(scope, row, mapping, Shelf(Path(root), scope.client)) as reading:
        outcome = _recorded(scope, row, reading)
    row.written_entry = outcome.entry
    row.findings = asdict(reading.found(outcome, new_products=before.new_products))
    move(scope, row, ImportState.DONE, "written_entry", "findings")
    _remember(scope, mapping)


@command(may=Permission.IMPORT_RUN, event="exchange.import-written", audience=Audience.INTERNAL)
def _write_as_checked(scope: Scope, *, import_id: UUID, root: str) -> None:
    queries.check_free(import_id)
    row = queries.get_import_for_change(scope, import_id)
    check_may_follow(ImportState(row.state), ImportState.JUDGED)
    with queries.open_rows_at_once(scope, row, Shelf(Path(root), scope.client)) as reading:
        outcome = _recorded(scope, row, reading)
    findings = reading.found(outcome, new_products=())
    if not findings.to_write:
        raise _NothingToWrite(Checked(reading.mapping, (), findings))
    row.mapping, row.findings = asdict(reading.mapping), asdict(findings)
    move(scope, row, ImportState.JUDGED, "mapping", "findings")
    move(scope, row, ImportState.WRITING)
    row.written_entry = outcome.entry
    move(scope, row, ImportState.DONE, "written_entry")
    _remember(scope, reading.mapping)


def _recorded(scope: Scope, row: Import, reading: Reading) -> BulkOutcome:
    return _BULK[row.what](
        scope,
        rows=reading.rows,
        import_id=str(row.pk),
        given=queries.given_fields(fields_written(reading.mapping)),
        update=row.update_existing,
    )


def _add_products(scope: Scope, codes: tuple[str, ...]) -> None:
    """Add those that nobody added meanwhile."""
    known = {one.code.casefold() for one in list_products(scope)} if codes else set()
    for code in codes:
        if code.casefold() not in known:
            add_product(scope, code=code, name=code)


def _remember(scope: Scope, mapping: Mapping) -> None:
    ImportMapping.objects.update_or_create(
        client_id=scope.client, what=mapping.what, defaults={"mapping": asdict(mapping)}
    )

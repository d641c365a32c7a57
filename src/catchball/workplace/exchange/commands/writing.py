"""Writing the good rows of a checked file, all of them or none."""

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
from catchball.workplace.exchange.commands.steps import done_once, fail_import, move
from catchball.workplace.exchange.models import ImportMapping
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


@command(may=Permission.IMPORT_RUN, event="exchange.import-written", audience=Audience.INTERNAL)
def _write(scope: Scope, *, import_id: UUID, root: str) -> None:
    queries.check_free(import_id)
    row = queries.get_import_for_change(scope, import_id)
    check_may_follow(ImportState(row.state), ImportState.DONE)
    mapping, before = Mapping(**row.mapping), queries.findings_of(row)
    _add_products(scope, before.new_products)
    with queries.open_good_rows(scope, row, mapping, Shelf(Path(root), scope.client)) as reading:
        outcome = _BULK[row.what](
            scope,
            rows=reading.rows,
            import_id=str(import_id),
            given=queries.given_fields(fields_written(mapping)),
            update=row.update_existing,
        )
    row.written_entry = outcome.entry
    row.findings = asdict(reading.found(outcome, new_products=before.new_products))
    move(scope, row, ImportState.DONE, "written_entry", "findings")
    _remember(scope, mapping)


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

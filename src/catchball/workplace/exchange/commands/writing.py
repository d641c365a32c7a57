"""Writing the good rows of a checked file, all of them or none."""

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
from catchball.workplace.exchange.commands.steps import fail_import, move
from catchball.workplace.exchange.models import ImportMapping
from catchball.workplace.exchange.queries import Findings, open_good_rows
from catchball.workplace.exchange.rules.keeping import Shelf
from catchball.workplace.exchange.rules.mapping import Mapping, fields_written
from catchball.workplace.exchange.rules.steps import ImportState
from catchball.workplace.production.commands import bulk_record_batches, bulk_record_deliveries
from catchball.workplace.production.rules import BulkOutcome
from catchball.workplace.programs.commands import add_product

_BULK: dict[str, Any] = {"deliveries": bulk_record_deliveries, "batches": bulk_record_batches}


def write_import(scope: Scope, *, import_id: UUID, root: Path) -> None:
    """Write the good rows of an import in one transaction; or keep why that was impossible."""
    shelf = Shelf(root, scope.client)
    try:
        _write(scope, import_id=import_id, root=str(root))
    except Expected as error:
        fail_import(scope, import_id=import_id, why=str(error))
    finally:
        shelf.progress(import_id).unlink(missing_ok=True)


@command(may=Permission.IMPORT_RUN, event="exchange.import-written", audience=Audience.INTERNAL)
def _write(scope: Scope, *, import_id: UUID, root: str) -> None:
    row = queries.get_import_for_change(scope, import_id)
    mapping = Mapping(**row.mapping)
    before = Findings(**row.findings)
    for code in before.new_products:
        add_product(scope, code=code, name=code)
    shelf = Shelf(Path(root), scope.client)
    with open_good_rows(scope, row.content_hash, import_id, mapping, shelf) as (rows, book):
        outcome: BulkOutcome = _BULK[row.what](
            scope.because(row.file_name),
            rows=rows,
            import_id=str(import_id),
            given=queries.given_fields(fields_written(mapping)),
            update=row.update_existing,
        )
    row.written_entry = outcome.entry
    row.findings = asdict(before.written(read=book.read, bad=book.bad, outcome=outcome))
    move(row, ImportState.DONE, "written_entry", "findings")
    _remember(scope, mapping)


def _remember(scope: Scope, mapping: Mapping) -> None:
    ImportMapping.objects.update_or_create(
        client_id=scope.client, what=mapping.what, defaults={"mapping": asdict(mapping)}
    )

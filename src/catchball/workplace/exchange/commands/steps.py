"""The steps that a person takes with an import."""

from dataclasses import asdict
from uuid import UUID

from catchball.kernel.errors import Stale
from catchball.kernel.words import _
from catchball.trust.door import command
from catchball.trust.models import Audience
from catchball.trust.permissions import Permission
from catchball.trust.queue import defer
from catchball.trust.scope import Scope
from catchball.workplace.exchange import queries
from catchball.workplace.exchange.models import Import
from catchball.workplace.exchange.rules.columns import TARGETS
from catchball.workplace.exchange.rules.keeping import Kept
from catchball.workplace.exchange.rules.mapping import Mapping, MappingDoesNotFit, check_mapping
from catchball.workplace.exchange.rules.steps import ImportState, check_may_follow
from catchball.workplace.production.commands import undo_bulk

JUDGE = "exchange.judge"
WRITE = "exchange.write"
_INTERNAL = Audience.INTERNAL


def move(row: Import, then: ImportState, *fields: str) -> None:
    """Take a step with a locked import, and write these fields with it.

    :raises NotNow: if the step cannot follow
    """
    check_may_follow(ImportState(row.state), then)
    row.state, row.version = then, row.version + 1
    row.save(update_fields=["state", "version", *fields])


def _get_to_change(scope: Scope, import_id: UUID, version: int) -> Import:
    row = queries.get_import_for_change(scope, import_id)
    if row.version != version:
        raise Stale(_("This import moved on while you looked at it. Look again."))
    return row


@command(may=Permission.IMPORT_RUN, event="exchange.file-uploaded", audience=_INTERNAL)
def upload_file(scope: Scope, *, what: str, name: str, kept: Kept) -> UUID:
    """Begin an import of a file that lies on the shelf; return its id.

    :raises MappingDoesNotFit: if such things cannot be imported
    """
    if what not in TARGETS:
        raise MappingDoesNotFit(_("Choose deliveries or batches."))
    row = Import.objects.create(
        client_id=scope.client,
        what=what,
        file_name="".join(letter for letter in name if letter.isprintable())[-200:] or "file",
        size_bytes=kept.size,
        content_hash=kept.content_hash,
        asked_by_id=scope.actor,
        asked_at=scope.now,
    )
    return row.pk


@command(may=Permission.IMPORT_RUN, event="exchange.columns-matched", audience=_INTERNAL)
def match_columns(
    scope: Scope,
    *,
    import_id: UUID,
    mapping: Mapping,
    header: tuple[str, ...],
    update_existing: bool,
    version: int,
    in_background: bool = True,
) -> None:
    """Say what each column means, and have every row checked; nothing is written yet.

    :raises MappingDoesNotFit: if the mapping and the header do not fit
    :raises NotNow, Stale: if the import is elsewhere, or moved on meanwhile
    """
    row = _get_to_change(scope, import_id, version)
    check_mapping(mapping, header)
    row.mapping, row.update_existing = asdict(mapping), update_existing
    row.questions, row.findings, row.failure = [], {}, ""
    move(
        row,
        ImportState.JUDGING,
        "mapping",
        "update_existing",
        "questions",
        "findings",
        "failure",
    )
    if in_background:
        defer(scope, JUDGE, import_id=str(import_id))


@command(may=Permission.IMPORT_RUN, event="exchange.import-confirmed", audience=_INTERNAL)
def confirm_import(
    scope: Scope, *, import_id: UUID, version: int, in_background: bool = True
) -> None:
    """Have all good rows written.

    :raises NotNow, Stale: if the import is elsewhere, or moved on meanwhile
    """
    row = _get_to_change(scope, import_id, version)
    if row.questions:
        raise MappingDoesNotFit(_("Answer how the days or numbers are written first."))
    move(row, ImportState.WRITING)
    if in_background:
        defer(scope, WRITE, import_id=str(import_id))


@command(may=Permission.IMPORT_RUN, event="exchange.import-failed", audience=_INTERNAL)
def fail_import(scope: Scope, *, import_id: UUID, why: str) -> None:
    """Keep that an import could not be checked or written, and why; nothing was written.

    :raises NotNow: if nobody was at work on it
    """
    row = queries.get_import_for_change(scope, import_id)
    row.failure = why
    move(row, ImportState.FAILED, "failure")


@command(may=Permission.IMPORT_RUN, event="exchange.import-discarded", audience=_INTERNAL)
def discard_import(scope: Scope, *, import_id: UUID, version: int) -> None:
    """Give an import up before anything was written.

    :raises NotNow, Stale: if the import is elsewhere, or moved on meanwhile
    """
    move(_get_to_change(scope, import_id, version), ImportState.DISCARDED)


@command(may=Permission.IMPORT_RUN, event="exchange.import-undone", audience=_INTERNAL)
def undo_import(scope: Scope, *, import_id: UUID, version: int) -> None:
    """Roll a written import back: what it made is removed, what it changed is put back.

    Products that it added stay.

    :raises NotNow, Stale: if the import is elsewhere, or moved on meanwhile
    :raises CannotUndo: if one of its rows was changed since, naming the first ones
    """
    row = _get_to_change(scope, import_id, version)
    if row.written_entry is not None:
        undo_bulk(scope, entry=row.written_entry)
    move(row, ImportState.UNDONE)

"""The steps that a person takes with an import."""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingOf
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
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
from catchball.workplace.exchange.rules.heads import head_of
from catchball.workplace.exchange.rules.keeping import Kept, Shelf
from catchball.workplace.exchange.rules.mapping import Mapping, MappingDoesNotFit, check_mapping
from catchball.workplace.exchange.rules.refusals import (
    CannotRead,
    HeaderIsMissing,
    TextIsUnreadable,
)
from catchball.workplace.exchange.rules.sheets import open_table
from catchball.workplace.exchange.rules.steps import (
    ImportState,
    InOtherHands,
    NotNow,
    check_is_worked_on,
    check_may_follow,
)
from catchball.workplace.exchange.rules.tables import showable

JUDGE = "exchange.judge"
WRITE = "exchange.write"
UNDO = "exchange.undo"
_WORK = {ImportState.JUDGING: JUDGE, ImportState.WRITING: WRITE, ImportState.UNDOING: UNDO}
_INTERNAL = Audience.INTERNAL


def move(scope: Scope, row: Import, then: ImportState, *fields: str) -> None:
    """Take a step with a locked import, and write these fields with it.

    :raises NotNow: if the step cannot follow
    """
    check_may_follow(ImportState(row.state), then)
    row.state, row.version, row.moved_at = then, row.version + 1, scope.now
    row.save(update_fields=["state", "version", "moved_at", *fields])


@contextmanager
def done_once() -> Iterator[None]:
    """Let whoever finds the work done, or given up, go without a word.

    :raises InOtherHands: if another worker has it in hand, who may yet die in it
    """
    try:
        yield
    except InOtherHands:
        raise
    except NotNow:
        return


def _get_to_change(scope: Scope, import_id: UUID, version: int) -> Import:
    row = queries.get_import_to_step(scope, import_id)
    if row.version != version:
        raise Stale(_("This import moved on while you looked at it. Look again."))
    return row


def receive_file(
    scope: Scope, *, what: str, name: str, chunks: Iterable[bytes], root: Path
) -> UUID:
    """Keep a file that comes in pieces and begin its import; return the import's id.

    A file that no choice of encoding, sheet or header could make readable is not kept.

    :raises CannotRead: if it cannot be read at all, in words that say what to do
    :raises MappingDoesNotFit: if such things cannot be imported
    """
    shelf = Shelf(root, scope.client)
    kept = shelf.keep(chunks)
    try:
        with open_table(shelf.path(kept.content_hash)) as table:
            if table.found.kind == "workbook":
                shelf.head(kept.content_hash).write_text(head_of(table).to_json())
    except (TextIsUnreadable, HeaderIsMissing):
        pass  # the person may know the encoding, or where the header is
    except CannotRead:
        if not queries.is_file_known(scope, content_hash=kept.content_hash):
            shelf.path(kept.content_hash).unlink(missing_ok=True)
        raise
    return upload_file(scope, what=what, name=name, kept=kept)


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
        moved_at=scope.now,
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
    if mapping.what != row.what:
        raise MappingDoesNotFit(
            _(
                "The mapping is for %(theirs)s, the import is of %(ours)s.",
                theirs=mapping.what,
                ours=row.what,
            )
        )
    check_mapping(mapping, header)
    row.mapping, row.update_existing = asdict(mapping), update_existing
    _have_judged(scope, row, in_background=in_background)


@command(may=Permission.IMPORT_RUN, event="exchange.styles-answered", audience=_INTERNAL)
def answer_styles(
    scope: Scope,
    *,
    import_id: UUID,
    styles: MappingOf[str, str],
    version: int,
    in_background: bool = True,
) -> None:
    """Say how the columns are written that can be read in more than one way; check again.

    `styles` goes by column.

    :raises MappingDoesNotFit: if a column is left open, or answered with what was not offered
    :raises NotNow, Stale: if the import is elsewhere, or moved on meanwhile
    """
    row = _get_to_change(scope, import_id, version)
    for question in row.questions:
        offered = {one["key"] for one in question["candidates"]}
        if styles.get(question["column"]) not in offered:
            raise MappingDoesNotFit(
                _("Say how “%(column)s” is written.", column=question["column"])
            )
    asked = {question["column"] for question in row.questions}
    chosen = {column: key for column, key in styles.items() if column in asked}
    row.mapping = asdict(Mapping(**row.mapping).styled(chosen))
    _have_judged(scope, row, in_background=in_background)


def _have_judged(scope: Scope, row: Import, *, in_background: bool) -> None:
    row.questions, row.findings, row.failure = [], {}, ""
    kept = ("mapping", "update_existing", "questions", "findings", "failure")
    move(scope, row, ImportState.JUDGING, *kept)
    if in_background:
        defer(scope, JUDGE, import_id=str(row.pk))


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
    move(scope, row, ImportState.WRITING)
    if in_background:
        defer(scope, WRITE, import_id=str(import_id))


@command(may=Permission.IMPORT_RUN, event="exchange.work-resumed", audience=_INTERNAL)
def resume_import(scope: Scope, *, import_id: UUID, version: int) -> None:
    """Ask for the work again that a worker did not come to, or died in; it is done once.

    :raises NotNow, Stale: if nothing is being done, or the import moved on meanwhile
    """
    row = _get_to_change(scope, import_id, version)
    check_is_worked_on(ImportState(row.state))
    row.moved_at = scope.now
    row.save(update_fields=["moved_at"])
    defer(scope, _WORK[ImportState(row.state)], import_id=str(import_id))


@command(may=Permission.IMPORT_RUN, event="exchange.import-failed", audience=_INTERNAL)
def fail_import(scope: Scope, *, import_id: UUID, why: str) -> None:
    """Keep that the worker could not do its work on an import, and why; nothing was changed.

    One that could not be rolled back stands as it was written.

    :raises NotNow: if nobody was at work on it
    """
    row = queries.get_import_for_change(scope, import_id)
    row.failure = showable(why, 4_000)
    move(scope, row, ImportState(row.state).if_given_up, "failure")


@command(may=Permission.IMPORT_RUN, event="exchange.import-discarded", audience=_INTERNAL)
def _discard(scope: Scope, *, import_id: UUID, version: int) -> str:
    row = _get_to_change(scope, import_id, version)
    move(scope, row, ImportState.DISCARDED)
    return row.content_hash


def discard_import(scope: Scope, *, import_id: UUID, version: int, root: Path) -> None:
    """Give an import up before anything was written; its file goes, unless another needs it.

    :raises NotNow, Stale: if the import is elsewhere, or moved on meanwhile
    """
    content_hash = _discard(scope, import_id=import_id, version=version)
    needed = queries.is_file_known(scope, content_hash=content_hash)
    Shelf(root, scope.client).forget(import_id, content_hash="" if needed else content_hash)


@command(may=Permission.IMPORT_RUN, event="exchange.undo-asked", audience=_INTERNAL)
def undo_import(scope: Scope, *, import_id: UUID, version: int, in_background: bool = True) -> None:
    """Have a written import rolled back: what it made removed, what it changed put back.

    Products that it added stay. The reason stands in this entry and in that of the roll-back.

    :raises NotNow, Stale: if the import is elsewhere, or moved on meanwhile
    """
    row = _get_to_change(scope, import_id, version)
    row.failure = ""
    move(scope, row, ImportState.UNDOING, "failure")
    if in_background:
        defer(scope, UNDO, import_id=str(import_id))

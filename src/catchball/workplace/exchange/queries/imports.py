"""What may be asked about imports: all of them, one of them, what happened to one."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import F

from catchball.kernel.errors import NotFound
from catchball.kernel.words import Later, _
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.queries import list_history
from catchball.trust.scope import Scope
from catchball.workplace.exchange.models import Import
from catchball.workplace.exchange.queries.findings import Findings, findings_of
from catchball.workplace.exchange.queries.hands import is_in_hand
from catchball.workplace.exchange.rules.columns import TARGETS
from catchball.workplace.exchange.rules.dates import date_style
from catchball.workplace.exchange.rules.keeping import Shelf
from catchball.workplace.exchange.rules.mapping import Mapping
from catchball.workplace.exchange.rules.numbers import number_style
from catchball.workplace.exchange.rules.steps import ImportState, NotNow, has_stalled

LISTED = 100

_SAID = {
    "exchange.file-uploaded": Later("brought the file"),
    "exchange.columns-matched": Later("said what the columns mean"),
    "exchange.styles-answered": Later("said how days and numbers are written"),
    "exchange.file-checked": Later("had the file checked"),
    "exchange.import-confirmed": Later("had the good rows written"),
    "exchange.import-written": Later("wrote the good rows"),
    "exchange.work-resumed": Later("asked for the work again"),
    "exchange.import-failed": Later("could not go on with it"),
    "exchange.import-discarded": Later("discarded the import"),
    "exchange.undo-asked": Later("asked for it to be rolled back"),
    "exchange.import-undone": Later("rolled the import back"),
}


@dataclass(frozen=True, kw_only=True)
class ImportLine:
    """An import in a list."""

    id: UUID
    what: str
    file_name: str
    size_bytes: int
    state: ImportState
    asked_by: str
    asked_at: datetime
    findings: Findings
    has_questions: bool
    version: int


@dataclass(frozen=True)
class Candidate:
    """One way in which a column may be written, with a cell and the day or number it would be."""

    key: str
    title: str
    written: str
    day: date | None
    number: Decimal | None

    @property
    def decimals(self) -> int:
        """How many decimals the number needs to be shown whole."""
        exponent = self.number.normalize().as_tuple().exponent if self.number is not None else 0
        return max(0, -exponent) if isinstance(exponent, int) else 0


@dataclass(frozen=True)
class Question:
    """What must be asked about a column."""

    column: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class HistoryLine:
    """One step of an import, as the timeline shows it."""

    at: datetime
    who: str
    what: str
    why: str
    side: str = ""
    changes: tuple[Any, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ImportPage:
    """Everything that the page of an import shows; `done` of `total` rows while it works."""

    line: ImportLine
    content_hash: str
    mapping: Mapping | None
    means: tuple[tuple[str, str, str], ...]
    update_existing: bool
    questions: tuple[Question, ...]
    failure: str
    written_entry: UUID | None
    moved_at: datetime
    done: int
    total: int
    has_stalled: bool
    has_error_file: bool
    history: tuple[HistoryLine, ...]


@dataclass(frozen=True)
class ErrorRows:
    """The file of bad rows of an import, and the name under which it is downloaded."""

    path: Path
    name: str


@query(may=Permission.IMPORT_RUN)
def list_imports(scope: Scope) -> tuple[ImportLine, ...]:
    """Return the client's newest imports, newest first, without their problems (one SQL query)."""
    rows = (
        Import.objects.filter(client_id=scope.client)
        .select_related("asked_by")
        .defer("findings", "mapping")
        .annotate(**{f"found_{name}": F(f"findings__{name}") for name in _COUNTS})
        .order_by("-asked_at", "-id")
    )
    return tuple(_line(row, _counts(row)) for row in rows[:LISTED])


_COUNTS = ("read", "created", "updated", "unchanged", "refused")


def _counts(row: Import) -> Findings:
    counts: dict[str, int] = {name: getattr(row, f"found_{name}") or 0 for name in _COUNTS}
    return Findings().told(**counts)


@query(may=Permission.IMPORT_RUN)
def get_import(scope: Scope, *, import_id: UUID, root: Path) -> ImportPage:
    """Return an import with its history and, while a worker has it, how far it is.

    Three SQL queries, four while it is being worked on.

    :raises NotFound: if the client has no such import
    """
    row = get_row(scope, import_id)
    shelf, state = Shelf(root, scope.client), ImportState(row.state)
    progress = shelf.read_progress(import_id) if state.is_working else None
    heard_at = max(row.moved_at, progress.at) if progress else row.moved_at
    mapping = Mapping(**row.mapping) if row.mapping else None
    findings = findings_of(row)
    return ImportPage(
        line=_line(row, findings),
        content_hash=row.content_hash,
        mapping=mapping,
        means=_means(mapping) if mapping else (),
        update_existing=row.update_existing,
        questions=tuple(_question(one) for one in row.questions),
        failure=row.failure,
        written_entry=row.written_entry,
        moved_at=row.moved_at,
        done=progress.done if progress else 0,
        total=progress.total if progress else 0,
        has_stalled=has_stalled(
            state,
            in_hand=state.is_working and is_in_hand(import_id),
            silent=scope.now - heard_at,
        ),
        has_error_file=bool(findings.refused) and shelf.errors(import_id).exists(),
        history=_history(scope, import_id),
    )


@query(may=Permission.IMPORT_RUN)
def get_error_rows(scope: Scope, *, import_id: UUID, root: Path) -> ErrorRows:
    """Return where the bad rows of an import lie (one SQL query).

    :raises NotFound: if the client has no such import, or nothing in it was refused
    """
    row = get_row(scope, import_id)
    path = Shelf(root, scope.client).errors(import_id)
    if not row.findings.get("refused") or not path.exists():
        raise NotFound(_("There is no file of refused rows for this import."))
    return ErrorRows(path, f"{Path(row.file_name).stem}-refused.csv")


@query(may=Permission.IMPORT_RUN)
def get_undo_reason(scope: Scope, *, import_id: UUID) -> str:
    """Return why the import is to be rolled back, as whoever asked for it said (two queries)."""
    told = (one for one in list_history(scope, row=import_id) if one.event == "exchange.undo-asked")
    return next((one.reason for one in told), "")


@query(may=Permission.IMPORT_RUN)
def is_file_known(scope: Scope, *, content_hash: str) -> bool:
    """Answer whether an import that was not discarded needs this file (one SQL query)."""
    rows = Import.objects.filter(client_id=scope.client, content_hash=content_hash)
    return rows.exclude(state=ImportState.DISCARDED).exists()


def get_import_for_change(scope: Scope, import_id: UUID) -> Import:
    """Return the import, locked.

    :raises NotFound: if the client has no such import
    """
    rows = Import.objects.select_for_update().filter(client_id=scope.client, pk=import_id)
    row = rows.first()
    if row is None:
        raise NotFound(_("There is no such import here."))
    return row


def get_import_to_step(scope: Scope, import_id: UUID) -> Import:
    """Return the import, locked at once: a person does not wait for a worker that writes it.

    :raises NotFound: if the client has no such import
    :raises NotNow: if a worker, or somebody who was faster, has it
    """
    rows = Import.objects.filter(client_id=scope.client, pk=import_id)
    row = rows.select_for_update(skip_locked=True).first()
    if row is None and rows.exists():
        raise NotNow(_("Somebody is changing this import at this moment. Look again."))
    if row is None:
        raise NotFound(_("There is no such import here."))
    return row


def get_row(scope: Scope, import_id: UUID) -> Import:
    """Return the import for the queries beside this one.

    :raises NotFound: if the client has no such import
    """
    rows = Import.objects.filter(client_id=scope.client, pk=import_id)
    row = rows.select_related("asked_by").first()
    if row is None:
        raise NotFound(_("There is no such import here."))
    return row


def line_of(row: Import) -> ImportLine:
    """Return a loaded import as a line."""
    return _line(row, findings_of(row))


def _line(row: Import, findings: Findings) -> ImportLine:
    return ImportLine(
        id=row.pk,
        what=row.what,
        file_name=row.file_name,
        size_bytes=row.size_bytes,
        state=ImportState(row.state),
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
        findings=findings,
        has_questions=bool(row.questions),
        version=row.version,
    )


def _means(mapping: Mapping) -> tuple[tuple[str, str, str], ...]:
    """Return each field that is filled, with its column or the value of all rows."""
    return tuple(
        (
            str(target.title),
            mapping.columns.get(target.field, "")[:80],
            mapping.constants.get(target.field, ""),
        )
        for target in TARGETS[mapping.what]
        if target.field in mapping.columns or target.field in mapping.constants
    )


def _question(kept: dict[str, Any]) -> Question:
    return Question(kept["column"], tuple(_candidate(one) for one in kept["candidates"]))


def _candidate(kept: dict[str, str]) -> Candidate:
    key, read_as = kept["key"], kept["read_as"]
    day = date_style(key)
    style = day or number_style(key)
    return Candidate(
        key=key,
        title=str(style.title) if style else key,
        written=kept["written"],
        day=date.fromisoformat(read_as) if day else None,
        number=None if day else Decimal(read_as),
    )


def _history(scope: Scope, import_id: UUID) -> tuple[HistoryLine, ...]:
    return tuple(
        HistoryLine(one.happened_at, one.actor_name, str(_SAID[one.event]), one.reason)
        for one in list_history(scope, row=import_id)
        if one.event in _SAID
    )

"""What may be asked about imports: all of them, one of them, how its columns may be matched."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.exchange.models import Import, ImportMapping
from catchball.workplace.exchange.queries.checking import Findings
from catchball.workplace.exchange.rules.columns import TARGETS, Proposal, Target, propose
from catchball.workplace.exchange.rules.keeping import Shelf
from catchball.workplace.exchange.rules.mapping import Mapping
from catchball.workplace.exchange.rules.sheets import open_table
from catchball.workplace.exchange.rules.steps import ImportState
from catchball.workplace.exchange.rules.tables import Choices, Found, Row, text_of
from catchball.workplace.programs.queries import list_programs

SAMPLE_ROWS = 20
LISTED = 100


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
    version: int


@dataclass(frozen=True, kw_only=True)
class ImportPage:
    """Everything that the page of an import shows; `done` rows so far while it works."""

    line: ImportLine
    content_hash: str
    mapping: Mapping | None
    update_existing: bool
    questions: tuple[dict[str, Any], ...]
    failure: str
    done: int
    has_error_file: bool


@dataclass(frozen=True, kw_only=True)
class Matching:
    """What somebody who matches columns is shown: the table's head, and what is proposed."""

    line: ImportLine
    header: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    found: Found
    targets: tuple[Target, ...]
    proposal: Proposal
    mapping: Mapping
    programs: tuple[tuple[str, str], ...]


@query(may=Permission.IMPORT_RUN)
def list_imports(scope: Scope) -> tuple[ImportLine, ...]:
    """Return the client's newest imports, newest first (one SQL query)."""
    rows = Import.objects.filter(client_id=scope.client).select_related("asked_by")
    return tuple(_line(row) for row in rows.order_by("-asked_at", "-id")[:LISTED])


@query(may=Permission.IMPORT_RUN)
def get_import(scope: Scope, *, import_id: UUID, root: Path) -> ImportPage:
    """Return an import and, while the worker has it in hand, how far it is (one SQL query).

    :raises NotFound: if the client has no such import
    """
    row = _get(scope, import_id)
    shelf, state = Shelf(root, scope.client), ImportState(row.state)
    return ImportPage(
        line=_line(row),
        content_hash=row.content_hash,
        mapping=Mapping(**row.mapping) if row.mapping else None,
        update_existing=row.update_existing,
        questions=tuple(row.questions),
        failure=row.failure,
        done=_progress(shelf, import_id) if state.is_working else 0,
        has_error_file=bool(row.findings.get("refused")) and shelf.errors(import_id).exists(),
    )


@query(may=Permission.IMPORT_RUN)
def get_matching(
    scope: Scope, *, import_id: UUID, root: Path, choices: Choices | None = None
) -> Matching:
    """Return the head of an import's table and what its columns probably mean (three SQL queries).

    What was chosen before for this import counts most, then what this client's files had before.

    :raises NotFound: if the client has no such import
    :raises CannotRead: if the file is no table, in words that say what to do
    """
    row = _get(scope, import_id)
    before = ImportMapping.objects.filter(client_id=scope.client, what=row.what).first()
    remembered = Mapping(**(row.mapping or (before.mapping if before else {"what": row.what})))
    path = Shelf(root, scope.client).path(row.content_hash)
    chosen = choices or (remembered.choices if row.mapping else Choices())
    with open_table(path, chosen) as table:
        header, found = table.header, table.found
        sample: tuple[Row, ...] = tuple(islice(table.rows, SAMPLE_ROWS))
    proposal = propose(row.what, header, sample, remembered.columns)
    programs = tuple((one.code, f"{one.code} {one.name}") for one in list_programs(scope))
    return Matching(
        line=_line(row),
        header=header,
        sample=tuple(tuple(text_of(cell)[:80] for cell in one.cells) for one in sample),
        found=found,
        targets=tuple(TARGETS[row.what]),
        proposal=proposal,
        mapping=_proposed(row, remembered, proposal, header, programs, chosen),
        programs=programs,
    )


def _proposed(
    row: Import,
    remembered: Mapping,
    proposal: Proposal,
    header: tuple[str, ...],
    programs: tuple[tuple[str, str], ...],
    choices: Choices,
) -> Mapping:
    constants, columns = dict(remembered.constants), dict(proposal.columns)
    if "started_on" in columns and {"quantity_actual", "yield_percent"} & columns.keys():
        # A file that gives what came out but no day of completion: the person sees and confirms
        # that the day of the start stands for it.
        columns.setdefault("completed_on", columns["started_on"])
    if "program" not in proposal.columns and len(programs) == 1:
        constants.setdefault("program", programs[0][0])
    return replace(
        Mapping(row.what),
        columns=columns,
        constants={name: one for name, one in constants.items() if name not in proposal.columns},
        styles={name: one for name, one in remembered.styles.items() if name in header},
        sheet=choices.sheet,
        header_row=choices.header_row,
        encoding=choices.encoding,
        delimiter=choices.delimiter,
    )


def get_import_for_change(scope: Scope, import_id: UUID) -> Import:
    """Return the import, locked.

    :raises NotFound: if the client has no such import
    """
    rows = Import.objects.select_for_update().filter(client_id=scope.client, pk=import_id)
    row = rows.first()
    if row is None:
        raise NotFound(_("There is no such import here."))
    return row


def _get(scope: Scope, import_id: UUID) -> Import:
    rows = Import.objects.filter(client_id=scope.client, pk=import_id)
    row = rows.select_related("asked_by").first()
    if row is None:
        raise NotFound(_("There is no such import here."))
    return row


def _line(row: Import) -> ImportLine:
    return ImportLine(
        id=row.pk,
        what=row.what,
        file_name=row.file_name,
        size_bytes=row.size_bytes,
        state=ImportState(row.state),
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
        findings=Findings(**row.findings),
        version=row.version,
    )


def _progress(shelf: Shelf, import_id: UUID) -> int:
    with suppress(OSError, ValueError):
        return int(shelf.progress(import_id).read_text())
    return 0

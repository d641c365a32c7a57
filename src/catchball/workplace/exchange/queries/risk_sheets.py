"""A file with the risks of a document: how it is understood, and what would come of it."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from catchball.kernel.errors import NotFound
from catchball.kernel.words import _
from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.exchange.models import ImportMapping
from catchball.workplace.exchange.queries.matching import Column, columns_of
from catchball.workplace.exchange.rules.columns import propose
from catchball.workplace.exchange.rules.heads import head_of
from catchball.workplace.exchange.rules.keeping import Shelf
from catchball.workplace.exchange.rules.mapping import Mapping, problems
from catchball.workplace.exchange.rules.risk_columns import RISKS
from catchball.workplace.exchange.rules.risk_rows import (
    SHEET_LIMITS,
    RisksRead,
    RowFault,
    read_risks,
)
from catchball.workplace.exchange.rules.settling import settle_styles
from catchball.workplace.exchange.rules.sheets import open_table
from catchball.workplace.exchange.rules.styles import Ambiguous
from catchball.workplace.exchange.rules.tables import Choices, Found
from catchball.workplace.exchange.rules.targets import Target
from catchball.workplace.risks.queries import AssessmentPage, get_assessment, list_unfit
from catchball.workplace.risks.rules import Brought, Matrix, points_of

WHAT = "risks"
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class SheetRisk:
    """A row of the file as the risk that it would become."""

    line_no: int
    risk: Brought
    points: int | None
    level: str


@dataclass(frozen=True, kw_only=True)
class RiskSheet:
    """What somebody who brings risks is shown: how the file is understood, and what it would add.

    `misfits` are sentences about the columns as a whole; with one of them no row is read.
    """

    document: AssessmentPage
    content_hash: str
    columns: tuple[Column, ...]
    found: Found
    targets: tuple[Target, ...]
    mapping: Mapping
    unused: tuple[str, ...]
    is_remembered: bool
    misfits: tuple[str, ...]
    questions: tuple[Ambiguous, ...]
    risks: tuple[SheetRisk, ...]
    faults: tuple[RowFault, ...]

    @property
    def may_be_taken(self) -> bool:
        """Whether every row can be added, and there is one."""
        return bool(self.risks) and not (self.misfits or self.questions or self.faults)


@query(may=Permission.RISK_ASSESS)
def get_risk_sheet(
    scope: Scope,
    *,
    assessment: UUID,
    content_hash: str,
    root: Path,
    choices: Choices | None = None,
    mapping: Mapping | None = None,
) -> RiskSheet:
    """Return how a file is understood and what it would add to a document (twelve SQL queries).

    Without a mapping it is the one of this client's last file, and what the names of the columns
    propose. Nothing is written.

    :raises NotFound: if there is no such document or file of the client
    :raises CannotRead: if the file is no table, in words that say what to do
    """
    document = get_assessment(scope, assessment)
    path = sheet_path(scope, root, content_hash)
    before = ImportMapping.objects.filter(client_id=scope.client, what=WHAT).first()
    remembered = Mapping(**before.mapping) if before else Mapping(WHAT)
    chosen = choices or Choices()
    with open_table(path, chosen, SHEET_LIMITS) as table:
        head = head_of(table)
        proposal = propose(WHAT, head.header, head.sample, remembered.columns)
        used = mapping or _proposed(remembered, proposal.columns, chosen)
        misfits = tuple(str(one) for one in problems(used, head.header))
        settled, read = used, RisksRead((), (), ())
        questions: tuple[Ambiguous, ...] = ()
        if not misfits:
            found = settle_styles(table.anew(), used, remembered.styles)
            settled, questions = found.mapping, found.questions
            if not questions:
                read = read_risks(table.anew(), settled, document.matrix)
    return RiskSheet(
        document=document,
        content_hash=content_hash,
        columns=columns_of(head.header, head.sample),
        found=head.found,
        targets=RISKS,
        mapping=settled,
        unused=tuple(name for name in head.header if name not in settled.columns.values()),
        is_remembered=bool(remembered.columns),
        misfits=misfits,
        questions=questions,
        risks=_shown(read, document.matrix),
        faults=_faults(scope, assessment, read, settled),
    )


def sheet_path(scope: Scope, root: Path, content_hash: str) -> Path:
    """Return where the file of this hash lies among the client's.

    :raises NotFound: if there is none
    """
    path = Shelf(root, scope.client).path(content_hash)
    if not _HASH.fullmatch(content_hash) or not path.is_file():
        raise NotFound(_("The file is not kept any more. Bring it in again."))
    return path


def _proposed(remembered: Mapping, columns: dict[str, str], choices: Choices) -> Mapping:
    used = set(columns.values())
    return replace(
        Mapping(WHAT),
        columns=columns,
        styles={name: key for name, key in remembered.styles.items() if name in used},
        sheet=choices.sheet,
        header_row=choices.header_row,
        encoding=choices.encoding,
        delimiter=choices.delimiter,
    )


def _shown(read: RisksRead, matrix: Matrix) -> tuple[SheetRisk, ...]:
    found = []
    for line_no, one in zip(read.lines, read.risks, strict=True):
        score = one.score
        found.append(
            SheetRisk(
                line_no=line_no,
                risk=one,
                points=points_of(score) if score else None,
                level=matrix.level_of(score).word if score else "",
            )
        )
    return tuple(found)


def _faults(
    scope: Scope, assessment: UUID, read: RisksRead, mapping: Mapping
) -> tuple[RowFault, ...]:
    """Return what cannot be read and what does not fit, in the order of the file."""
    unfit = list_unfit(scope, assessment=assessment, risks=read.risks) if read.risks else ()
    found = [
        RowFault(
            line_no=read.lines[one.place],
            column=mapping.columns.get(one.field, ""),
            shown="",
            why=one.why,
        )
        for one in unfit
    ]
    return tuple(sorted((*read.faults, *found), key=lambda one: one.line_no))

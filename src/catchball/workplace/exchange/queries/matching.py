"""How the columns of a file may be matched: its head, and what is proposed."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from uuid import UUID

from catchball.trust.door import query
from catchball.trust.permissions import Permission
from catchball.trust.scope import Scope
from catchball.workplace.exchange.models import ImportMapping
from catchball.workplace.exchange.queries.imports import ImportLine, get_row, line_of
from catchball.workplace.exchange.rules.columns import TARGETS, Proposal, propose
from catchball.workplace.exchange.rules.heads import Head, head_from_json, head_of
from catchball.workplace.exchange.rules.keeping import Shelf
from catchball.workplace.exchange.rules.mapping import Mapping
from catchball.workplace.exchange.rules.sheets import open_table
from catchball.workplace.exchange.rules.steps import ImportState, check_may_follow
from catchball.workplace.exchange.rules.tables import Choices, Found, Row, showable, text_of
from catchball.workplace.exchange.rules.targets import Target
from catchball.workplace.programs.queries import list_programs

_LONGEST = 40
_SAMPLES = 3


@dataclass(frozen=True)
class Column:
    """A column of the file, with the first different things that stand in it."""

    name: str
    samples: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Matching:
    """What somebody who matches columns is shown: the table's head, and what is proposed."""

    line: ImportLine
    header: tuple[str, ...]
    columns: tuple[Column, ...]
    found: Found
    targets: tuple[Target, ...]
    proposal: Proposal
    mapping: Mapping
    is_remembered: bool
    update_existing: bool
    programs: tuple[tuple[str, str], ...]


@query(may=Permission.IMPORT_RUN)
def get_matching(
    scope: Scope, *, import_id: UUID, root: Path, choices: Choices | None = None
) -> Matching:
    """Return the head of an import's table and what its columns probably mean (three SQL queries).

    What was chosen before for this import counts most, then what this client's files had before.

    :raises NotFound: if the client has no such import
    :raises NotNow: if the import is beyond being matched
    :raises CannotRead: if the file is no table, in words that say what to do
    """
    row = get_row(scope, import_id)
    check_may_follow(ImportState(row.state), ImportState.JUDGING)
    before = ImportMapping.objects.filter(client_id=scope.client, what=row.what).first()
    remembered = Mapping(**(row.mapping or (before.mapping if before else {"what": row.what})))
    shelf = Shelf(root, scope.client)
    chosen = choices or (remembered.choices if row.mapping else Choices())
    head = _get_head(shelf, row.content_hash, chosen)
    header, found, sample = head.header, head.found, head.sample
    proposal = propose(row.what, header, sample, remembered.columns)
    programs = tuple((one.code, f"{one.code} {one.name}") for one in list_programs(scope))
    return Matching(
        line=line_of(row),
        header=header,
        columns=columns_of(header, sample),
        found=found,
        targets=tuple(TARGETS[row.what]),
        proposal=proposal,
        mapping=_proposed(row.what, remembered, proposal, header, programs, chosen),
        is_remembered=bool(remembered.columns),
        update_existing=row.update_existing,
        programs=programs,
    )


def _get_head(shelf: Shelf, content_hash: str, choices: Choices) -> Head:
    """Return the head as it was kept, or from the file where it is read in a way of its own."""
    if choices == Choices():
        with suppress(OSError, ValueError, KeyError, TypeError):
            return head_from_json(shelf.head(content_hash).read_text())
    with open_table(shelf.path(content_hash), choices) as table:
        return head_of(table)


def columns_of(header: tuple[str, ...], sample: Sequence[Row]) -> tuple[Column, ...]:
    """Return the columns of a table, each with the first different things that stand in it."""
    found = []
    for index, name in enumerate(header):
        texts = (text_of(row.cells[index]) for row in sample if index < len(row.cells))
        different = dict.fromkeys(" ".join(text.split()) for text in texts)
        filled = (showable(text, _LONGEST) for text in different if text)
        found.append(Column(name[:_LONGEST], tuple(islice(filled, _SAMPLES))))
    return tuple(found)


def _proposed(
    what: str,
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
        Mapping(what),
        columns=columns,
        constants={name: one for name, one in constants.items() if name not in columns},
        styles={name: one for name, one in remembered.styles.items() if name in header},
        sheet=choices.sheet,
        header_row=choices.header_row,
        encoding=choices.encoding,
        delimiter=choices.delimiter,
    )

"""The columns of a spreadsheet with a plan: what they hold, and what they are called elsewhere."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from catchball.kernel.errors import Invalid
from catchball.kernel.words import Later, _
from catchball.workplace.plans.rules.mspdi import NotAPlanFile
from catchball.workplace.plans.rules.workbook_reading import Row

_HEAD_WITHIN = 20


class PlanField(StrEnum):
    """What a column of a spreadsheet may hold."""

    UID = "uid"
    NUMBER = "number"
    NAME = "name"
    LEVEL = "level"
    DURATION = "duration"
    SHORTEST = "shortest"
    LONGEST = "longest"
    OWNER = "owner"
    CONSTRAINT = "constraint"
    CONSTRAINT_ON = "constraint_on"
    WAITS_FOR = "waits_for"

    @property
    def label(self) -> str:
        """The field as people call it, and as the head of an exported column."""
        return str(_LABELS[self])


_LABELS = {
    PlanField.UID: Later("Lasting number"),
    PlanField.NUMBER: Later("Number"),
    PlanField.NAME: Later("Task"),
    PlanField.LEVEL: Later("Outline level"),
    PlanField.DURATION: Later("Duration"),
    PlanField.SHORTEST: Later("Shortest"),
    PlanField.LONGEST: Later("Longest"),
    PlanField.OWNER: Later("Whose task"),
    PlanField.CONSTRAINT: Later("Rule for its date"),
    PlanField.CONSTRAINT_ON: Later("Date"),
    PlanField.WAITS_FOR: Later("Waits for"),
}
# What the heads of such columns are called elsewhere.
_SYNONYMS: dict[PlanField, tuple[str, ...]] = {
    PlanField.UID: ("unique id", "uid"),
    PlanField.NUMBER: ("id", "no", "nr", "wbs id", "task id", "#"),
    PlanField.NAME: ("name", "task name", "activity", "title", "vorgang", "vorgangsname"),
    PlanField.LEVEL: ("level", "outline", "gliederungsebene", "ebene"),
    PlanField.DURATION: ("dauer", "days", "duration days", "working days", "likeliest"),
    PlanField.SHORTEST: ("optimistic", "min", "minimum", "best case"),
    PlanField.LONGEST: ("pessimistic", "max", "maximum", "worst case"),
    PlanField.OWNER: ("owner", "responsible", "party", "company"),
    PlanField.CONSTRAINT: ("constraint", "constraint type"),
    PlanField.CONSTRAINT_ON: ("constraint date", "fixed date"),
    PlanField.WAITS_FOR: ("predecessors", "predecessor", "depends on", "vorgänger", "after"),
}


# What an exported plan shows beside them; it is reckoned anew and not read.
RECKONED = (Later("Starts"), Later("Ends"), Later("May slip by"))


@dataclass(frozen=True, kw_only=True)
class SheetColumns:
    """Which column, from 0, holds what; None where no column does."""

    uid: int | None = None
    number: int | None = None
    name: int | None = None
    level: int | None = None
    duration: int | None = None
    shortest: int | None = None
    longest: int | None = None
    owner: int | None = None
    constraint: int | None = None
    constraint_on: int | None = None
    waits_for: int | None = None

    @property
    def chosen(self) -> dict[PlanField, int]:
        """The fields that a column was chosen for."""
        columns = {one: getattr(self, one.value) for one in PlanField}
        return {one: column for one, column in columns.items() if column is not None}


@dataclass(frozen=True)
class SheetRead:
    """A sheet: the names of its columns, and the rows below them."""

    head: Row
    rows: tuple[Row, ...]

    def samples(self, column: int) -> tuple[str, ...]:
        """Return the first three different values of a column."""
        filled = (row[column] for row in self.rows if column < len(row) and row[column])
        return tuple(dict.fromkeys(filled))[:3]


class ColumnsContradict(Invalid):
    """The columns chosen make no plan: none has the tasks, or one is to be two things."""


def sheet_of(rows: Sequence[Row]) -> SheetRead:
    """Find the head of a sheet: the first row with most names, near its top.

    :raises NotAPlanFile: if nothing stands below it
    """
    near = rows[:_HEAD_WITHIN]
    widest = max((sum(map(bool, row)) for row in near), default=0)
    place = next((at for at, row in enumerate(near) if sum(map(bool, row)) == widest), 0)
    if widest < 1 or len(rows) <= place + 1:
        raise NotAPlanFile(_("There is no task in this file."))
    return SheetRead(rows[place], tuple(rows[place + 1 :]))


def proposed(head: Row) -> dict[PlanField, int]:
    """Return which column probably holds what, by its name.

    >>> proposed(("ID", "Task Name", "Duration", "Predecessors"))[PlanField.WAITS_FOR]
    3
    """
    names = [plain(one) for one in head]
    found: dict[PlanField, int] = {}
    for field in PlanField:
        wanted = (plain(field.label), plain(_LABELS[field].message), *_SYNONYMS[field])
        places = [names.index(one) for one in wanted if one in names]
        free = [one for one in places if one not in found.values()]
        if free:
            found[field] = free[0]
    return found


def plain(text: str) -> str:
    """Return a name without case and punctuation, so that names can be compared."""
    return re.sub(r"[\s_\-./()%]+", " ", text.casefold()).strip()


def check_columns(columns: Mapping[PlanField, int], width: int) -> None:
    """Let columns pass that name the tasks and are one thing each.

    :raises ColumnsContradict: beside the field that does not do
    """
    if PlanField.NAME not in columns:
        sentence = _("Say which column holds the names of the tasks.")
        raise ColumnsContradict(sentence, name=sentence)
    for field, column in columns.items():
        twice = [one for one, other in columns.items() if other == column and one is not field]
        if twice:
            sentence = _("This column is taken for “%(other)s” too.", other=twice[0].label)
            raise ColumnsContradict(sentence, **{field.value: sentence})
        if not 0 <= column < width:
            sentence = _("There is no such column.")
            raise ColumnsContradict(sentence, **{field.value: sentence})

"""The rows of a spreadsheet as a plan: which column is what, and what cannot be understood."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.workplace.plans.rules.checking import DEEPEST, LONGEST_NAME, check_plan
from catchball.workplace.plans.rules.columns import (
    RECKONED,
    PlanField,
    SheetRead,
    check_columns,
    plain,
)
from catchball.workplace.plans.rules.content import (
    Constraint,
    Owner,
    PlanContent,
    PlanLink,
    PlanTask,
)
from catchball.workplace.plans.rules.durations import read_duration, read_links_by
from catchball.workplace.plans.rules.editing import FIRST_OWN_UID
from catchball.workplace.plans.rules.mspdi import FileRead, NotAPlanFile
from catchball.workplace.plans.rules.remarks import RemarkKind, Remarks
from catchball.workplace.plans.rules.workbook_reading import Row

T = TypeVar("T")
_MOST_UID = 2**31 - 1
_EPOCH = date(1899, 12, 30)  # where the days of a spreadsheet begin
_MOST_DAYS = 200_000


@dataclass(frozen=True)
class _Reader:
    """Reads the cells of a sheet, remarking on what it cannot understand."""

    sheet: SheetRead
    columns: Mapping[PlanField, int]
    day_minutes: int
    remarks: Remarks

    def text(self, row: Row, field: PlanField) -> str:
        column = self.columns.get(field)
        return row[column].strip() if column is not None and column < len(row) else ""

    def read(
        self, row: Row, field: PlanField, kind: RemarkKind, how: Callable[[str], T | None]
    ) -> T | None:
        """Return what a cell says; where it says something else, remark on it."""
        text = self.text(row, field)
        try:
            found = how(text) if text else None
        except Invalid:
            found = None
        if text and found is None:
            self.remarks.add(kind, self.text(row, PlanField.NAME)[:LONGEST_NAME])
        return found

    def minutes(self, row: Row, field: PlanField) -> int | None:
        return self.read(
            row,
            field,
            RemarkKind.DURATION_UNREADABLE,
            lambda text: read_duration(text, self.day_minutes),
        )


def read_sheet(
    sheet: SheetRead,
    columns: Mapping[PlanField, int],
    *,
    start_on: date,
    day_minutes: int,
    old: PlanContent | None,
) -> FileRead:
    """Read the rows of a spreadsheet as a sound plan, with remarks on what is not understood.

    A row without a lasting number is the task of the same name in the plan that is here, or new.

    :raises ColumnsContradict: if the columns make no plan
    :raises NotAPlanFile: if no row names a task
    :raises PlanUnsound, ActivityNeedsItself: if what it says cannot be a plan
    """
    check_columns(columns, len(sheet.head))
    remarks = Remarks()
    reckoned = {plain(str(one)) for one in RECKONED} | {plain(one.message) for one in RECKONED}
    for column, name in enumerate(sheet.head):
        is_left = column not in columns.values() and plain(name) not in reckoned
        if is_left and sheet.samples(column):
            remarks.add(RemarkKind.COLUMN, name or _("no name"))
    reader = _Reader(sheet, columns, day_minutes, remarks)
    rows = [row for row in sheet.rows if reader.text(row, PlanField.NAME)]
    if len(rows) < len(sheet.rows):
        remarks.count(RemarkKind.NAMELESS_ROWS, len(sheet.rows) - len(rows))
    if not rows:
        raise NotAPlanFile(_("There is no task in this file."))
    uids = _uids(reader, rows, old)
    levels = _levels(reader, rows)
    tasks = tuple(
        _task(reader, row, uid, level, is_summary=after > level)
        for row, uid, level, after in zip(rows, uids, levels, [*levels[1:], 0], strict=True)
    )
    bare = PlanContent(start_on, day_minutes, tasks)
    content = PlanContent(start_on, day_minutes, tasks, _links(reader, rows, bare))
    check_plan(content)
    carries = {
        name
        for name, field in (("owner", PlanField.OWNER), ("estimates", PlanField.SHORTEST))
        if field in columns
    }
    return FileRead(content, {}, remarks.all(), frozenset(carries))


def _uids(reader: _Reader, rows: Sequence[Row], old: PlanContent | None) -> list[int]:
    """Return a lasting number for each row: its own, that of the same name, or a new one."""
    by_name: dict[str, list[int]] = {}
    for task in old.tasks if old else ():
        by_name.setdefault(task.name, []).append(task.uid)
    said = [_uid(reader.text(row, PlanField.UID)) for row in rows]
    taken = {one for one in said if one}
    free = max([FIRST_OWN_UID - 1, *taken, *(old.by_uid if old else ())])
    found: list[int] = []
    used: set[int] = set()
    for row, own in zip(rows, said, strict=True):
        same = [one for one in by_name.get(_name(reader, row), ()) if one not in taken | used]
        uid = own if own and own not in used else same[0] if same else 0
        if not uid:
            free += 1
            uid = free
        used.add(uid)
        found.append(uid)
    return found


def _uid(text: str) -> int:
    number = text.removesuffix(".0")
    is_one = number.isascii() and number.isdigit() and len(number) <= 10
    return int(number) if is_one and 0 < int(number) <= _MOST_UID else 0


def _levels(reader: _Reader, rows: Sequence[Row]) -> list[int]:
    levels: list[int] = []
    for row in rows:
        wanted = _whole(reader.text(row, PlanField.LEVEL)) or 1
        level = min(wanted, (levels[-1] if levels else 0) + 1, DEEPEST)
        if level < wanted:
            reader.remarks.add(RemarkKind.LEVEL, _name(reader, row))
        levels.append(level)
    return levels


def _whole(text: str) -> int:
    number = text.removesuffix(".0")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0


def _name(reader: _Reader, row: Row) -> str:
    return reader.text(row, PlanField.NAME)[:LONGEST_NAME].rstrip()


def _task(reader: _Reader, row: Row, uid: int, level: int, *, is_summary: bool) -> PlanTask:
    name = _name(reader, row)
    if len(reader.text(row, PlanField.NAME)) > LONGEST_NAME:
        reader.remarks.add(RemarkKind.NAME_CUT, name[:60])
    minutes = 0 if is_summary else reader.minutes(row, PlanField.DURATION) or 0
    low, high = _estimate(reader, row, minutes, is_summary=is_summary)
    owner = reader.read(row, PlanField.OWNER, RemarkKind.OWNER_UNKNOWN, _owner)
    rule, on = _dated(reader, row, is_summary=is_summary)
    return PlanTask(
        uid=uid,
        name=name,
        level=level,
        minutes=minutes,
        shortest=low,
        longest=high,
        owner=owner or Owner.CMO,
        constraint=rule,
        constraint_on=on,
    )


def _estimate(
    reader: _Reader, row: Row, minutes: int, *, is_summary: bool
) -> tuple[int | None, int | None]:
    low, high = (reader.minutes(row, one) for one in (PlanField.SHORTEST, PlanField.LONGEST))
    if low is None and high is None:
        return None, None
    if is_summary or low is None or high is None or not low <= minutes <= high:
        reader.remarks.add(RemarkKind.ESTIMATE_DROPPED, _name(reader, row))
        return None, None
    return low, high


def _owner(text: str) -> Owner | None:
    words = {one.value: one for one in Owner} | {plain(one.label): one for one in Owner}
    words |= {"sponsor": Owner.CLIENT, "manufacturer": Owner.CMO, "both companies": Owner.BOTH}
    return words.get(plain(text))


def _dated(reader: _Reader, row: Row, *, is_summary: bool) -> tuple[Constraint, date | None]:
    rule = reader.read(row, PlanField.CONSTRAINT, RemarkKind.RULE_UNKNOWN, _rule)
    on = reader.read(row, PlanField.CONSTRAINT_ON, RemarkKind.DATE_UNREADABLE, _day)
    if rule in {None, Constraint.NONE} or on is None:
        if on or rule not in {None, Constraint.NONE}:
            reader.remarks.add(RemarkKind.RULE_UNKNOWN, _name(reader, row))
        return Constraint.NONE, None
    if is_summary and rule not in {Constraint.START_NO_EARLIER, Constraint.FINISH_NO_LATER}:
        reader.remarks.add(RemarkKind.SUMMARY_DATE, _name(reader, row))
        return Constraint.NONE, None
    return rule or Constraint.NONE, on


def _rule(text: str) -> Constraint | None:
    words = {plain(one.value): one for one in Constraint}
    words |= {plain(one.label): one for one in Constraint}
    return words.get(plain(text))


def _day(text: str) -> date | None:
    """Return a day: as spreadsheets count days, or written as 2026-11-23.

    >>> _day("46349"), _day("2026-11-23")
    (datetime.date(2026, 11, 23), datetime.date(2026, 11, 23))
    """
    if re.fullmatch(r"\d{1,6}(\.\d*)?", text):
        days = int(text.partition(".")[0])
        return _EPOCH + timedelta(days=days) if days < _MOST_DAYS else None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _links(reader: _Reader, rows: Sequence[Row], content: PlanContent) -> tuple[PlanLink, ...]:
    said = [_whole(reader.text(row, PlanField.NUMBER)) for row in rows]
    numbers = said if all(said) and len(set(said)) == len(said) else range(1, len(rows) + 1)
    uids = {number: one.uid for number, one in zip(numbers, content.tasks, strict=True)}
    found: dict[tuple[int, int], PlanLink] = {}
    for row, task in zip(rows, content.tasks, strict=True):
        into = reader.read(
            row,
            PlanField.WAITS_FOR,
            RemarkKind.LINK_UNREADABLE,
            partial(read_links_by, uids=uids, day_minutes=content.day_minutes, after=task.uid),
        )
        for link in into or ():
            kind = _why_not(content, link, found)
            if kind:
                reader.remarks.add(kind, task.name)
            else:
                found[link.before, link.after] = link
    return tuple(found.values())


def _why_not(
    content: PlanContent, link: PlanLink, found: Mapping[tuple[int, int], PlanLink]
) -> RemarkKind | None:
    """Tell why a link cannot be taken over; None where it can."""
    if (link.before, link.after) in found:
        return RemarkKind.LINK_TWICE
    if {link.before, link.after} & content.summaries and (
        link.kind != "FS"
        or set(content.leaves_of[link.before]) & set(content.leaves_of[link.after])
    ):
        return RemarkKind.SUMMARY_LINK
    return None

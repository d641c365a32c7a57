"""A file of Microsoft Project (MSPDI, “Project XML”) as a plan, and all that is not taken over.

Source: Microsoft, Project XML Data Interchange Schema (mspdi_pj12.xsd and after): link types
0 FF, 1 FS, 2 SF, 3 SS; lags in tenths of a minute; units of durations by number.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.workplace.plans.rules.checking import check_plan
from catchball.workplace.plans.rules.content import PlanContent
from catchball.workplace.plans.rules.mspdi_links import links_of
from catchball.workplace.plans.rules.mspdi_own import OwnField, own_fields
from catchball.workplace.plans.rules.mspdi_tasks import FileFrame, FileTask, tasks_of
from catchball.workplace.plans.rules.remarks import Remark, RemarkKind, Remarks
from catchball.workplace.plans.rules.xml_reading import Element, read_xml

_ROOT = "Project"
_USUAL_DAY = 480
_NO_RESOURCE = {"", "-65535"}
_ROWS_AT_MOST = 20_000


class NotAPlanFile(Invalid):
    """The file is XML, but no plan of Microsoft Project."""


@dataclass(frozen=True)
class FileRead:
    """A file as a plan: its content, the local times it names by uid, and what was not taken over.

    `carries` says what of “owner” and “estimates” the file itself holds.
    """

    content: PlanContent
    times: dict[int, tuple[datetime, datetime]]
    remarks: tuple[Remark, ...]
    carries: frozenset[str] = frozenset()


@dataclass
class _Parts:
    """What is kept of a file while it is read."""

    project: Element | None = None
    tasks: list[Element] = field(default_factory=list)
    resources: int = 0
    assignments: int = 0
    calendars: list[str] = field(default_factory=list)

    def take(self, path: tuple[str, ...], one: Element) -> bool:
        """Keep what a plan needs, count the rest, and let go of it."""
        if not path:
            self.project = one
            return False
        if path[0] != _ROOT:
            return True
        keep = _KEPT.get((*path[1:], one.name))
        if keep is None:
            return False
        keep(self, one)
        return True

    def keep_task(self, one: Element) -> None:
        """Keep a row of the outline.

        :raises NotAPlanFile: if there are more than any plan has
        """
        self.tasks.append(one)
        if len(self.tasks) > _ROWS_AT_MOST:
            raise NotAPlanFile(_("The file has more rows than any plan. Divide it."))

    def count_resource(self, one: Element) -> None:
        """Count a person or thing; the first has no name and is nobody."""
        self.resources += bool(one.first("Name"))

    def count_assignment(self, one: Element) -> None:
        """Count a task that is given to somebody."""
        self.assignments += one.first("ResourceUID") not in _NO_RESOURCE

    def keep_calendar(self, one: Element) -> None:
        """Keep what a working calendar of all is called."""
        if one.first("IsBaseCalendar") == "1":
            self.calendars.append(one.first("Name"))


_KEPT: dict[tuple[str, ...], Callable[[_Parts, Element], None]] = {
    ("Tasks", "Task"): _Parts.keep_task,
    ("Resources", "Resource"): _Parts.count_resource,
    ("Assignments", "Assignment"): _Parts.count_assignment,
    ("Calendars", "Calendar"): _Parts.keep_calendar,
}


def read_mspdi(chunks: Iterable[bytes]) -> FileRead:
    """Read a file of Microsoft Project, in pieces, as a sound plan.

    :raises FileHostile, FileBroken, FileTooLarge, NotAPlanFile: if it cannot be read
    :raises PlanUnsound, ActivityNeedsItself: if what it says cannot be a plan
    """
    parts = _Parts()
    read_xml(chunks, parts.take)
    project = parts.project
    if project is None or project.name != _ROOT:
        raise NotAPlanFile(
            _("This XML is no plan of Microsoft Project. There choose “Save as”, type XML.")
        )
    remarks = Remarks()
    _remark_on_file(project, parts, remarks)
    day_minutes = _number(project.first("MinutesPerDay")) or _USUAL_DAY
    own = own_fields(project)
    frame = FileFrame(day_minutes, project.first("CalendarUID"), own)
    rows = tasks_of(parts.tasks, frame, remarks)
    if not rows:
        raise NotAPlanFile(_("There is no task in this file."))
    start_on = _day(project.first("StartDate")) or min(
        (one.times[0].date() for one in rows if one.times), default=None
    )
    if start_on is None:
        raise NotAPlanFile(_("The file does not say when the plan starts."))
    bare = PlanContent(start_on, day_minutes, tuple(one.task for one in rows))
    content = PlanContent(start_on, day_minutes, bare.tasks, links_of(rows, bare, remarks))
    check_plan(content)
    carries = {_CARRIED[one] for one in own.values()}
    return FileRead(content, _times(rows), remarks.all(), frozenset(carries))


_CARRIED = {
    OwnField.OWNER: "owner",
    OwnField.SHORTEST: "estimates",
    OwnField.LONGEST: "estimates",
}


def _times(rows: Iterable[FileTask]) -> dict[int, tuple[datetime, datetime]]:
    return {one.task.uid: one.times for one in rows if one.times}


def _remark_on_file(project: Element, parts: _Parts, remarks: Remarks) -> None:
    if parts.resources:
        remarks.count(RemarkKind.RESOURCES, parts.resources)
    if parts.assignments:
        remarks.count(RemarkKind.ASSIGNMENTS, parts.assignments)
    for name in parts.calendars:
        remarks.add(RemarkKind.CALENDARS, name)
    if project.first("ScheduleFromStart") == "0":
        remarks.count(RemarkKind.FROM_FINISH, 1)


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,5}", text) else 0


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None

"""The tasks of a file of Microsoft Project."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from catchball.workplace.plans.rules.checking import DEEPEST, LONGEST_NAME
from catchball.workplace.plans.rules.content import Constraint, PlanTask
from catchball.workplace.plans.rules.mspdi_fields import KNOWN
from catchball.workplace.plans.rules.mspdi_own import (
    OwnField,
    others,
    own_values,
    owner_of,
)
from catchball.workplace.plans.rules.remarks import RemarkKind, Remarks
from catchball.workplace.plans.rules.xml_reading import Element

ELAPSED = {"4", "6", "8", "10", "12", "20", "36", "38", "40", "42", "44", "52"}
_DURATION = re.compile(
    r"(?P<minus>-?)P(?:(?P<days>\d{1,5})D)?(?:T(?:(?P<hours>-?\d{1,7})H)?(?:(?P<minutes>-?\d{1,7})M)?"
    r"(?:(?P<seconds>-?\d{1,7}(?:\.\d+)?)S)?)?"
)
_DAY = 24 * 60
_CONSTRAINTS = {
    "2": Constraint.START_ON,
    "3": Constraint.FINISH_ON,
    "4": Constraint.START_NO_EARLIER,
    "5": Constraint.START_NO_LATER,
    "6": Constraint.FINISH_NO_EARLIER,
    "7": Constraint.FINISH_NO_LATER,
}
_OF_SUMMARIES = {Constraint.START_NO_EARLIER, Constraint.FINISH_NO_LATER}
_AS_LATE = "1"
_NOTHING = re.compile(r"0|0\.0+|false|PT0H0M0S|-?P?T?0*|NA|", re.IGNORECASE)


@dataclass(frozen=True)
class FileTask:
    """A task as it is taken over, its times in the file, and the links that lead into it."""

    task: PlanTask
    times: tuple[datetime, datetime] | None
    links: tuple[Element, ...]


@dataclass(frozen=True)
class FileFrame:
    """What a file says of all its tasks: the length of a day, the calendar, fields of ours."""

    day_minutes: int
    calendar: str
    own: Mapping[str, OwnField]


def tasks_of(elements: Sequence[Element], frame: FileFrame, remarks: Remarks) -> list[FileTask]:
    """Return the tasks in outline order, with remarks on what they do not bring along."""
    kept = [one for one in elements if _is_kept(one, remarks)]
    levels = _levels(kept, remarks)
    found = []
    for place, one in enumerate(kept):
        is_summary = place + 1 < len(kept) and levels[place + 1] > levels[place]
        name = _name(one, remarks)
        _remark(one, name, frame, remarks)
        minutes = 0 if is_summary else _minutes(one, name, frame.day_minutes, remarks)
        found.append(
            FileTask(
                PlanTask(
                    uid=int(one.first("UID")),
                    name=name,
                    level=levels[place],
                    minutes=minutes,
                    **_own(one, name, minutes, frame, remarks),
                    **_constraint(one, name, remarks, is_summary=is_summary),
                ),
                _times(one),
                tuple(part for part in one.parts if part.name == "PredecessorLink"),
            )
        )
    return found


def _is_kept(one: Element, remarks: Remarks) -> bool:
    """Tell whether a row is a task here; the one of level 0 is the project itself."""
    uid, level = one.first("UID"), one.first("OutlineLevel")
    if not re.fullmatch(r"\d{1,10}", uid) or one.first("IsNull") == "1":
        remarks.count(RemarkKind.EMPTY_ROWS, 1)
        return False
    if level == "0" or (uid == "0" and not level):
        return False
    for field, off, kind in (
        ("Active", "0", RemarkKind.INACTIVE),
        ("ExternalTask", "1", RemarkKind.EXTERNAL),
    ):
        if one.first(field) == off:
            remarks.add(kind, one.first("Name"))
            return False
    return True


def _levels(kept: Iterable[Element], remarks: Remarks) -> list[int]:
    levels: list[int] = []
    for one in kept:
        said = one.first("OutlineLevel")
        wanted = int(said) if re.fullmatch(r"\d{1,3}", said) else 1
        level = min(wanted, (levels[-1] if levels else 0) + 1, DEEPEST)
        if level < wanted:
            remarks.add(RemarkKind.LEVEL, one.first("Name"))
        levels.append(max(level, 1))
    return levels


def _name(one: Element, remarks: Remarks) -> str:
    name = " ".join(
        "".join(each if each.isprintable() else " " for each in one.first("Name")).split()
    )
    if not name:
        name = f"Task {one.first('ID') or one.first('UID')}"
        remarks.add(RemarkKind.NAMELESS, name)
    if len(name) > LONGEST_NAME:
        remarks.add(RemarkKind.NAME_CUT, name[:60])
        name = name[:LONGEST_NAME].rstrip()
    return name


def minutes_of(text: str) -> float | None:
    """Return a duration of XML Schema in minutes; None if it is none.

    >>> minutes_of("PT8H30M0S"), minutes_of("P1DT0H0M0S"), minutes_of("-PT1H0M0S")
    (510.0, 1440.0, -60.0)
    """
    found = _DURATION.fullmatch(text)
    if not found or text in {"P", "-P", "PT"}:
        return None
    minutes = (
        int(found["days"] or 0) * _DAY
        + int(found["hours"] or 0) * 60
        + int(found["minutes"] or 0)
        + float(found["seconds"] or 0) / 60
    )
    return -minutes if found["minus"] else minutes


def _minutes(one: Element, name: str, day_minutes: int, remarks: Remarks) -> int:
    said = one.first("Duration")
    minutes = minutes_of(said) if said else 0
    if minutes is None:
        remarks.add(RemarkKind.DURATION_UNREADABLE, name)
        return 0
    if one.first("DurationFormat") in ELAPSED:
        remarks.add(RemarkKind.ELAPSED, name)
        minutes = minutes * day_minutes / _DAY
    if minutes > 0 and one.first("Milestone") == "1":
        remarks.add(RemarkKind.MILESTONE_TAKES_TIME, name)
    return round(minutes)


def _constraint(one: Element, name: str, remarks: Remarks, *, is_summary: bool) -> dict[str, Any]:
    kind = one.first("ConstraintType")
    if kind == _AS_LATE:
        remarks.add(RemarkKind.AS_LATE, name)
    constraint, on = _CONSTRAINTS.get(kind), _day(one.first("ConstraintDate"))
    if constraint is None or on is None:
        return {}
    if is_summary and constraint not in _OF_SUMMARIES:
        remarks.add(RemarkKind.SUMMARY_DATE, name)
        return {}
    return {"constraint": constraint, "constraint_on": on}


def _times(one: Element) -> tuple[datetime, datetime] | None:
    start, finish = (_time(one.first(name)) for name in ("Start", "Finish"))
    return (start, finish) if start and finish else None


def _time(text: str) -> datetime | None:
    """Return a local time of the file, in no zone."""
    try:
        return datetime.fromisoformat(text[:19]).replace(tzinfo=None)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _own(
    one: Element, name: str, minutes: int, frame: FileFrame, remarks: Remarks
) -> dict[str, Any]:
    """Return whose task it is and its estimate, where a file of ours says so."""
    said = own_values(one, frame.own)
    owner = owner_of(said.get(OwnField.OWNER, ""))
    found: dict[str, Any] = {"owner": owner} if owner else {}
    low, high = (minutes_of(said.get(one, "")) for one in (OwnField.SHORTEST, OwnField.LONGEST))
    if low is None or high is None:
        return found
    if not low <= minutes <= high:
        remarks.add(RemarkKind.ESTIMATE_DROPPED, name)
        return found
    return found | {"shortest": round(low), "longest": round(high)}


def _remark(one: Element, name: str, frame: FileFrame, remarks: Remarks) -> None:
    if one.first("Manual") == "1":
        remarks.add(RemarkKind.MANUAL, name)
    if one.first("CalendarUID") not in {"", "-1", frame.calendar}:
        remarks.add(RemarkKind.TASK_CALENDAR, name)
    if one.first("Deadline"):
        remarks.add(RemarkKind.DEADLINE, name)
    if one.first("LevelingDelay") not in {"", "0"}:
        remarks.add(RemarkKind.LEVELING, name)
    if one.first("PercentComplete") not in {"", "0"} or one.first("ActualStart"):
        remarks.add(RemarkKind.PROGRESS, name)
    _remark_on_fields(one, frame, remarks)


def _remark_on_fields(one: Element, frame: FileFrame, remarks: Remarks) -> None:
    if others(one, frame.own):
        remarks.add(RemarkKind.OTHER_FIELD, "ExtendedAttribute")
    for part in one.parts:
        if part.name not in KNOWN and (part.parts or not _NOTHING.fullmatch(part.text.strip())):
            remarks.add(RemarkKind.OTHER_FIELD, part.name)

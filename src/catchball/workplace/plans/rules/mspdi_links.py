"""The links of a file of Microsoft Project."""

import re
from collections.abc import Sequence

from catchball.kernel.schedule import Link
from catchball.workplace.plans.rules.content import PlanContent, PlanLink
from catchball.workplace.plans.rules.mspdi_tasks import ELAPSED, FileTask
from catchball.workplace.plans.rules.remarks import RemarkKind, Remarks
from catchball.workplace.plans.rules.xml_reading import Element

_KINDS = {
    "0": Link.FINISH_FINISH,
    "1": Link.FINISH_START,
    "2": Link.START_FINISH,
    "3": Link.START_START,
}
_PERCENT = {"19", "20", "51", "52"}
_TENTHS = 10
_DAY = 24 * 60


def links_of(
    rows: Sequence[FileTask], content: PlanContent, remarks: Remarks
) -> tuple[PlanLink, ...]:
    """Return the links between the tasks taken over; `content` has their outline."""
    found: dict[tuple[int, int], PlanLink] = {}
    for row in rows:
        for element in row.links:
            link = _link(element, row, content, remarks)
            if link is None:
                continue
            if (link.before, link.after) in found:
                remarks.add(RemarkKind.LINK_TWICE, row.task.name)
            else:
                found[link.before, link.after] = link
    return tuple(found.values())


def _link(
    element: Element, row: FileTask, content: PlanContent, remarks: Remarks
) -> PlanLink | None:
    before, task = element.first("PredecessorUID"), row.task
    is_here = re.fullmatch(r"\d{1,10}", before) and int(before) in content.by_uid
    if not is_here or element.first("CrossProject") == "1":
        remarks.add(RemarkKind.LINK_ELSEWHERE, task.name)
        return None
    kind = _KINDS.get(element.first("Type"), Link.FINISH_START)
    uid = int(before)
    if {uid, task.uid} & content.summaries and (
        kind is not Link.FINISH_START
        or set(content.leaves_of[uid]) & set(content.leaves_of[task.uid])
    ):
        remarks.add(RemarkKind.SUMMARY_LINK, task.name)
        return None
    lag = _lag(element, content.by_uid[uid].minutes, row, content.day_minutes, remarks)
    return PlanLink(before=uid, after=task.uid, kind=kind, lag=lag)


def _lag(element: Element, before: int, row: FileTask, day_minutes: int, remarks: Remarks) -> int:
    """Return the lag in minutes of working time; a percentage is one of the task before."""
    said, unit = element.first("LinkLag"), element.first("LagFormat")
    if not re.fullmatch(r"-?\d{1,9}", said) or not int(said):
        return 0
    if unit in _PERCENT:
        remarks.add(RemarkKind.PERCENT_LAG, row.task.name)
        return round(before * int(said) / 100)
    lag = int(said) / _TENTHS
    if unit in ELAPSED:
        remarks.add(RemarkKind.ELAPSED_LAG, row.task.name)
        lag = lag * day_minutes / _DAY
    return round(lag)

"""A plan from a file in the place of the plan that is here."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from catchball.kernel.errors import Refused
from catchball.kernel.words import _
from catchball.kernel.worktime import Clock
from catchball.workplace.plans.rules.content import PlanContent, PlanTask
from catchball.workplace.plans.rules.reckoning import Reckoned
from catchball.workplace.plans.rules.remarks import Remark, RemarkKind, Remarks

_MOVES = (
    RemarkKind.MANUAL,
    RemarkKind.TASK_CALENDAR,
    RemarkKind.AS_LATE,
    RemarkKind.PROGRESS,
    RemarkKind.LEVELING,
    RemarkKind.ELAPSED,
    RemarkKind.ELAPSED_LAG,
    RemarkKind.PERCENT_LAG,
    RemarkKind.LINK_ELSEWHERE,
    RemarkKind.SUMMARY_LINK,
    RemarkKind.SUMMARY_DATE,
)


class FileState(StrEnum):
    """Where a file of a plan stands."""

    UNMATCHED = "unmatched"
    READ = "read"
    TAKEN = "taken"
    DISCARDED = "discarded"

    @property
    def label(self) -> str:
        """The state in words."""
        return {
            FileState.UNMATCHED: _("columns to be matched"),
            FileState.READ: _("read, nothing written"),
            FileState.TAKEN: _("taken over"),
            FileState.DISCARDED: _("discarded"),
        }[self]


class FileSettled(Refused):
    """The file was taken over or discarded already."""


class ColumnsUnmatched(Refused):
    """Nobody has said yet what the columns of the spreadsheet hold."""


def check_is_matched(state: FileState) -> None:
    """Let only a file be taken over that was read as a plan.

    :raises ColumnsUnmatched: if its columns are to be matched first
    """
    if state is FileState.UNMATCHED:
        raise ColumnsUnmatched(_("Say first which column of the spreadsheet holds what."))


def check_is_open(state: FileState) -> None:
    """Let only a file be taken over or discarded that neither happened to.

    :raises FileSettled: otherwise
    """
    if state not in {FileState.UNMATCHED, FileState.READ}:
        raise FileSettled(_("This file was taken over or discarded already. Read it again."))


@dataclass(frozen=True)
class DateDifference:
    """A task that comes out on other days than its file says, and why."""

    number: int
    name: str
    file_starts_on: date
    file_ends_on: date
    starts_on: date
    ends_on: date
    why: str


def merged(
    old: PlanContent | None, read: PlanContent, carries: Collection[str] = ()
) -> tuple[PlanContent, tuple[Remark, ...]]:
    """Keep what only is known here: owners, and estimates that fit; with remarks.

    What the file itself `carries` of these is taken from it.
    """
    if old is None:
        return read, ()
    remarks = Remarks()
    tasks = tuple(_kept(old.by_uid.get(one.uid), one, carries, remarks) for one in read.tasks)
    return replace(read, tasks=tasks), remarks.all()


def _kept(
    old: PlanTask | None, new: PlanTask, carries: Collection[str], remarks: Remarks
) -> PlanTask:
    if old is None:
        return new
    kept = new if "owner" in carries else replace(new, owner=old.owner)
    if "estimates" in carries or old.shortest is None or old.longest is None:
        return kept
    if old.shortest <= new.minutes <= old.longest:
        return replace(kept, shortest=old.shortest, longest=old.longest)
    remarks.add(RemarkKind.ESTIMATE_DROPPED, new.name)
    return kept


def differences_of(
    content: PlanContent,
    reckoned: Reckoned,
    times: Mapping[int, tuple[datetime, datetime]],
    remarks: Iterable[Remark],
    clock: Clock,
) -> tuple[DateDifference, ...]:
    """List the tasks whose days are not those of the file, in outline order.

    `times` are the file's, read as the site's; the evening of a day and the next morning with
    work are one time.
    """
    reasons = {one.kind: set(one.names) for one in remarks}
    found = []
    for one in content.tasks:
        days, said = reckoned.tasks[one.uid], times.get(one.uid)
        if said is None or (
            _is_same(days.starts_at, said[0], clock) and _is_same(days.ends_at, said[1], clock)
        ):
            continue
        why = [kind.label for kind in _MOVES if one.name in reasons.get(kind, ())]
        found.append(
            DateDifference(
                content.numbers[one.uid],
                one.name,
                said[0].date(),
                said[1].date(),
                days.starts_on,
                days.ends_on,
                why[0] if why else _usual(content, one),
            )
        )
    return tuple(found)


def _is_same(here: datetime, there: datetime, clock: Clock) -> bool:
    if here.astimezone(clock.zone).date() == there.date():
        return True
    said = there.replace(tzinfo=clock.zone)
    return not clock.elapsed(min(here, said), max(here, said))


def _usual(content: PlanContent, one: PlanTask) -> str:
    if one.uid in content.summaries:
        return _("Its parts come out on other days.")
    if content.links_into(one.uid):
        return _(
            "The site’s working calendar is not the file’s, or a task that it waits for moved."
        )
    return _("The site’s working calendar is not the file’s.")

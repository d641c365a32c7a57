"""One change to a plan at a time, as people make it in a form."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from catchball.kernel.errors import Invalid
from catchball.kernel.words import _
from catchball.workplace.plans.rules.checking import PlanUnsound, check_plan
from catchball.workplace.plans.rules.content import (
    Constraint,
    Owner,
    PlanContent,
    PlanTask,
)
from catchball.workplace.plans.rules.durations import read_duration, read_links

T = TypeVar("T")
# Beyond what files number, so that a task made here never is taken for one of a file.
FIRST_OWN_UID = 1_000_000_000


@dataclass(frozen=True, kw_only=True)
class TaskTerms:
    """A task as people write it: durations like 5d or 4h, links like 3, 5SS+1d."""

    name: str
    level: int = 1
    duration: str = "1d"
    shortest: str = ""
    longest: str = ""
    owner: Owner = Owner.CMO
    constraint: Constraint = Constraint.NONE
    constraint_on: date | None = None
    waits_for: str = ""


class HasParts(PlanUnsound):
    """A task with parts cannot be removed before them."""


def with_task(content: PlanContent, after: int, terms: TaskTerms) -> tuple[PlanContent, int]:
    """Put a task below the one with the number `after` (0: first); and tell its uid.

    :raises Invalid: saying beside which field what is wrong
    """
    uid = max([FIRST_OWN_UID, *(one.uid + 1 for one in content.tasks)])
    place = min(max(after, 0), len(content.tasks))
    task = _task(uid, terms, content.day_minutes)
    tasks = (*content.tasks[:place], task, *content.tasks[place:])
    return _linked(replace(content, tasks=tasks), uid, terms), uid


def with_task_changed(content: PlanContent, uid: int, terms: TaskTerms) -> PlanContent:
    """Put other terms in the place of a task's.

    :raises Invalid: saying beside which field what is wrong
    """
    task = _task(uid, terms, content.day_minutes)
    tasks = tuple(task if one.uid == uid else one for one in content.tasks)
    return _linked(replace(content, tasks=tasks), uid, terms)


def without_task(content: PlanContent, uid: int) -> PlanContent:
    """Take a task away, with its links.

    :raises HasParts: if it has parts
    :raises PlanUnsound: if what remains is no sound plan
    """
    if uid in content.summaries:
        raise HasParts(_("This task has parts. Remove them first."))
    left = replace(
        content,
        tasks=tuple(one for one in content.tasks if one.uid != uid),
        links=tuple(one for one in content.links if uid not in {one.before, one.after}),
    )
    check_plan(left)
    return left


def with_frame(content: PlanContent, *, start_on: date, day_minutes: int) -> PlanContent:
    """Let the plan start on another day, or a day mean another length of work.

    :raises PlanUnsound: if a task has a date before that day
    """
    framed = replace(content, start_on=start_on, day_minutes=day_minutes)
    check_plan(framed)
    return framed


def _task(uid: int, terms: TaskTerms, day_minutes: int) -> PlanTask:
    def minutes(field: str) -> int | None:
        text = getattr(terms, field).strip()
        return _beside(field, lambda: read_duration(text, day_minutes)) if text else None

    return PlanTask(
        uid=uid,
        name=" ".join(terms.name.split()),
        level=terms.level,
        minutes=minutes("duration") or 0,
        shortest=minutes("shortest"),
        longest=minutes("longest"),
        owner=terms.owner,
        constraint=terms.constraint,
        constraint_on=terms.constraint_on,
    )


def _linked(content: PlanContent, uid: int, terms: TaskTerms) -> PlanContent:
    into = _beside("waits_for", lambda: read_links(terms.waits_for, content, uid))
    others = tuple(one for one in content.links if one.after != uid)
    linked = replace(content, links=(*others, *into))
    check_plan(linked)
    return linked


def _beside(field: str, read: Callable[[], T]) -> T:
    """Return what is read, or say beside its field why it cannot be."""
    try:
        return read()
    except Invalid as error:
        raise PlanUnsound(str(error), **{field: str(error)}) from error

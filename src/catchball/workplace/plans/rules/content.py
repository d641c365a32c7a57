"""What a plan says: tasks in outline order, and the links that hold them in order."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from catchball.kernel.schedule import Link
from catchball.kernel.words import _


class Owner(StrEnum):
    """Whose task it is."""

    CMO = "cmo"
    CLIENT = "client"
    BOTH = "both"

    @property
    def label(self) -> str:
        """The company in words."""
        return {
            Owner.CMO: _("manufacturer"),
            Owner.CLIENT: _("client"),
            Owner.BOTH: _("both companies"),
        }[self]


class Constraint(StrEnum):
    """What a task keeps to beside its links."""

    NONE = "none"
    START_NO_EARLIER = "start-no-earlier"
    START_NO_LATER = "start-no-later"
    START_ON = "start-on"
    FINISH_NO_EARLIER = "finish-no-earlier"
    FINISH_NO_LATER = "finish-no-later"
    FINISH_ON = "finish-on"

    @property
    def label(self) -> str:
        """The constraint as people call it."""
        return {
            Constraint.NONE: _("as early as its links allow"),
            Constraint.START_NO_EARLIER: _("starts no earlier than"),
            Constraint.START_NO_LATER: _("starts no later than"),
            Constraint.START_ON: _("starts on"),
            Constraint.FINISH_NO_EARLIER: _("ends no earlier than"),
            Constraint.FINISH_NO_LATER: _("ends no later than"),
            Constraint.FINISH_ON: _("ends on"),
        }[self]


@dataclass(frozen=True, kw_only=True)
class PlanTask:
    """A line of a plan. Durations are whole minutes of the site's working time.

    `uid` stays the same for the task's life, also in files; its place among the tasks is its
    number. `shortest` and `longest` go with `minutes` as the likeliest, both or neither.
    """

    uid: int
    name: str
    level: int = 1
    minutes: int = 0
    shortest: int | None = None
    longest: int | None = None
    owner: Owner = Owner.CMO
    constraint: Constraint = Constraint.NONE
    constraint_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PlanLink:
    """`after` waits for `before` (both by uid) and `lag` minutes of working time more."""

    before: int
    after: int
    kind: Link = Link.FINISH_START
    lag: int = 0


@dataclass(frozen=True)
class PlanContent:
    """All of a plan; `day_minutes` is how much working time “one day” of a duration means."""

    start_on: date
    day_minutes: int
    tasks: tuple[PlanTask, ...] = ()
    links: tuple[PlanLink, ...] = ()

    @cached_property
    def by_uid(self) -> dict[int, PlanTask]:
        """The tasks by their lasting number."""
        return {one.uid: one for one in self.tasks}

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The number of each task in the outline, from 1, by its uid."""
        return {one.uid: number for number, one in enumerate(self.tasks, 1)}

    @cached_property
    def leaves_of(self) -> dict[int, tuple[int, ...]]:
        """The uids of the tasks without parts: under each summary, or the task's own."""
        found: dict[int, tuple[int, ...]] = {}
        for place, one in enumerate(self.tasks):
            below = _below(self.tasks, place)
            found[one.uid] = tuple(
                each.uid
                for number, each in enumerate(below, place + 1)
                if not _is_summary(self.tasks, number)
            ) or (one.uid,)
        return found

    @cached_property
    def summaries(self) -> frozenset[int]:
        """The uids of the tasks that have parts."""
        return frozenset(
            one.uid for place, one in enumerate(self.tasks) if _is_summary(self.tasks, place)
        )

    @cached_property
    def linked(self) -> frozenset[int]:
        """The uids of the tasks that a link leads to or from, of their own or a summary's."""
        return frozenset(
            uid
            for link in self.links
            for end in (link.before, link.after)
            for uid in (end, *self.leaves_of[end])
        )

    def is_milestone(self, task: PlanTask) -> bool:
        """Answer whether the task is a point in time."""
        return not task.minutes and task.uid not in self.summaries

    def links_into(self, uid: int) -> tuple[PlanLink, ...]:
        """Return what a task waits for, in the order of the outline."""
        return self._into.get(uid, ())

    @cached_property
    def _into(self) -> dict[int, tuple[PlanLink, ...]]:
        into: dict[int, tuple[PlanLink, ...]] = {}
        for link in sorted(self.links, key=lambda one: self.numbers.get(one.before, 0)):
            into[link.after] = (*into.get(link.after, ()), link)
        return into


def _is_summary(tasks: Sequence[PlanTask], place: int) -> bool:
    return place + 1 < len(tasks) and tasks[place + 1].level > tasks[place].level


def _below(tasks: Sequence[PlanTask], place: int) -> Sequence[PlanTask]:
    end = place + 1
    while end < len(tasks) and tasks[end].level > tasks[place].level:
        end += 1
    return tasks[place + 1 : end]


def content_as_json(content: PlanContent) -> dict[str, Any]:
    """Return a plan as JSON can hold it."""
    return {
        "start_on": content.start_on.isoformat(),
        "day_minutes": content.day_minutes,
        "tasks": [
            asdict(one)
            | {"constraint_on": one.constraint_on.isoformat() if one.constraint_on else None}
            for one in content.tasks
        ],
        "links": [asdict(one) for one in content.links],
    }


def content_from_json(stored: Mapping[str, Any]) -> PlanContent:
    """Return the plan that was stored so."""
    return PlanContent(
        date.fromisoformat(stored["start_on"]),
        stored["day_minutes"],
        tuple(_task(one) for one in stored["tasks"]),
        tuple(PlanLink(**{**one, "kind": Link(one["kind"])}) for one in stored["links"]),
    )


def _task(one: Mapping[str, Any]) -> PlanTask:
    on = one["constraint_on"]
    return PlanTask(
        **{
            **one,
            "owner": Owner(one["owner"]),
            "constraint": Constraint(one["constraint"]),
            "constraint_on": date.fromisoformat(on) if on else None,
        }
    )

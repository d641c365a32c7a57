"""Baselines: a plan and its days as they were, and what has drifted since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import _
from catchball.kernel.worktime import Clock
from catchball.workplace.plans.rules.content import (
    PlanContent,
    content_as_json,
    content_from_json,
)
from catchball.workplace.plans.rules.reckoning import Reckoned

LONGEST_BASELINE = 80
_MINUTE = timedelta(minutes=1)


class BaselineNameless(Invalid):
    """A baseline goes by a name."""


class BaselineExists(Refused):
    """The plan has a baseline of this name, and baselines never change."""


class NothingToKeep(Refused):
    """A plan without tasks or days is no baseline."""


@dataclass(frozen=True)
class Span:
    """When a task was to begin and to end: as instants, and as days of the site."""

    starts_at: datetime
    ends_at: datetime
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class PlanState:
    """A plan with the days that it came to, by uid; without days where none could be told."""

    content: PlanContent
    days: Mapping[int, Span]

    @property
    def ends_on(self) -> date | None:
        """The day on which the whole ends."""
        return max((one.ends_on for one in self.days.values()), default=None)


def state_with(content: PlanContent, reckoned: Reckoned | None) -> PlanState:
    """Return a plan with the days that it comes to now."""
    found = reckoned.tasks if reckoned else {}
    return PlanState(
        content,
        {
            uid: Span(one.starts_at, one.ends_at, one.starts_on, one.ends_on)
            for uid, one in found.items()
        },
    )


def state_as_json(state: PlanState) -> dict[str, Any]:
    """Return a plan and its days as JSON can hold them."""
    return {
        "plan": content_as_json(state.content),
        "days": {
            str(uid): [
                one.starts_at.isoformat(),
                one.ends_at.isoformat(),
                one.starts_on.isoformat(),
                one.ends_on.isoformat(),
            ]
            for uid, one in state.days.items()
        },
    }


def state_from_json(stored: Mapping[str, Any]) -> PlanState:
    """Return the plan and days that were stored so."""
    return PlanState(
        content_from_json(stored["plan"]),
        {
            int(uid): Span(
                datetime.fromisoformat(one[0]),
                datetime.fromisoformat(one[1]),
                date.fromisoformat(one[2]),
                date.fromisoformat(one[3]),
            )
            for uid, one in stored["days"].items()
        },
    )


def clean_baseline_name(name: str) -> str:
    """Return the name without needless spaces.

    :raises BaselineNameless: if nothing is left, or too much
    """
    cleaned = " ".join(name.split())
    if not 0 < len(cleaned) <= LONGEST_BASELINE or not cleaned.isprintable():
        sentence = _("Enter between 1 and %(longest)s characters.", longest=LONGEST_BASELINE)
        raise BaselineNameless(sentence, name=sentence)
    return cleaned


def check_may_keep(state: PlanState, why_undated: str) -> None:
    """Let only a plan with tasks and days become a baseline.

    :raises NothingToKeep: otherwise
    """
    if not state.content.tasks:
        raise NothingToKeep(_("This plan has no tasks yet; there is nothing to keep."))
    if not state.days:
        raise NothingToKeep(why_undated)


class Fate(StrEnum):
    """What became of a task between two states of a plan."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    KEPT = "kept"

    @property
    def label(self) -> str:
        """What became of it, in a word."""
        return {
            Fate.ADDED: _("added"),
            Fate.REMOVED: _("removed"),
            Fate.MOVED: _("moved"),
            Fate.KEPT: _("as it was"),
        }[self]


@dataclass(frozen=True, kw_only=True)
class TaskDrift:
    """A task in two states of a plan. Drifts are working days, later above nothing.

    The number is that of the later state, or of the earlier where the task is gone.
    """

    number: int
    name: str
    fate: Fate
    is_milestone: bool
    was_starts_on: date | None = None
    was_ends_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    start_drift: float | None = None
    end_drift: float | None = None


@dataclass(frozen=True)
class Comparison:
    """Every task of two states in the outline of the later, removed ones last."""

    tasks: tuple[TaskDrift, ...]
    was_ends_on: date | None
    ends_on: date | None
    end_drift: float | None

    def of(self, fate: str) -> tuple[TaskDrift, ...]:
        """Return the tasks with one fate."""
        return tuple(one for one in self.tasks if one.fate == fate)


def compared(old: PlanState, new: PlanState, clock: Clock) -> Comparison:
    """Compare two states of a plan; a working day is as long as the later plan says.

    How far a task drifted is the working time between then and now by the calendar of `clock`, to
    a tenth of a day.
    """
    length = new.content.day_minutes * _MINUTE

    def drift(was: datetime, now: datetime) -> float:
        away = clock.elapsed(min(was, now), max(was, now)) / length
        return round(away if now >= was else -away, 1) + 0.0

    kept = [_drifted(old, new, uid, drift) for uid in new.content.by_uid]
    gone = [_gone(old, uid) for uid in old.content.by_uid if uid not in new.content.by_uid]
    ends = [max((one.ends_at for one in each.days.values()), default=None) for each in (old, new)]
    return Comparison(
        (*kept, *gone),
        old.ends_on,
        new.ends_on,
        drift(ends[0], ends[1]) if ends[0] and ends[1] else None,
    )


def _drifted(old: PlanState, new: PlanState, uid: int, drift: Any) -> TaskDrift:
    task, was, now = new.content.by_uid[uid], old.days.get(uid), new.days.get(uid)
    start = drift(was.starts_at, now.starts_at) if was and now else None
    end = drift(was.ends_at, now.ends_at) if was and now else None
    fate = Fate.MOVED if start or end else Fate.KEPT
    return TaskDrift(
        number=new.content.numbers[uid],
        name=task.name,
        fate=fate if uid in old.content.by_uid else Fate.ADDED,
        is_milestone=new.content.is_milestone(task),
        was_starts_on=was.starts_on if was else None,
        was_ends_on=was.ends_on if was else None,
        starts_on=now.starts_on if now else None,
        ends_on=now.ends_on if now else None,
        start_drift=start,
        end_drift=end,
    )


def _gone(old: PlanState, uid: int) -> TaskDrift:
    task, was = old.content.by_uid[uid], old.days.get(uid)
    return TaskDrift(
        number=old.content.numbers[uid],
        name=task.name,
        fate=Fate.REMOVED,
        is_milestone=old.content.is_milestone(task),
        was_starts_on=was.starts_on if was else None,
        was_ends_on=was.ends_on if was else None,
    )

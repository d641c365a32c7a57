"""A plan as a network: activities, and the links that hold them in order.

Times and durations are whole numbers of one unit of working time, counted from the plan's start;
which unit, and which calendar turns them into dates, is the caller's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from catchball.kernel.schedule.problems import (
    ActivityNeedsItself,
    ActivityRepeated,
    ActivityUnknown,
    DurationNegative,
)
from catchball.kernel.words import _


class Link(StrEnum):
    """Which end of an activity waits for which end of the one before it."""

    FINISH_START = "FS"
    START_START = "SS"
    FINISH_FINISH = "FF"
    START_FINISH = "SF"


@dataclass(frozen=True, slots=True)
class Limits:
    """Times that an activity keeps to, whatever its links say; None where it is free.

    The earliest ones push it later. The latest ones never move it: they take its float, below
    nothing if need be.
    """

    start_no_earlier: int | None = None
    start_no_later: int | None = None
    finish_no_earlier: int | None = None
    finish_no_later: int | None = None


FREE = Limits()


@dataclass(frozen=True, slots=True)
class Activity:
    """A piece of work; one of no duration is a milestone."""

    key: str
    duration: int
    limits: Limits = FREE


@dataclass(frozen=True, slots=True)
class Dependency:
    """`after` waits for `before` and `lag` more; a negative lag lets it overlap."""

    before: str
    after: str
    link: Link = Link.FINISH_START
    lag: int = 0


@dataclass(frozen=True)
class Network:
    """Activities and the links between them, free of circles.

    :raises ActivityRepeated, ActivityUnknown, ActivityNeedsItself, DurationNegative: if it is none
    """

    activities: Sequence[Activity]
    dependencies: Sequence[Dependency] = ()
    names: Mapping[str, str] = field(default_factory=dict)  # by key, for messages to people

    def __post_init__(self) -> None:
        for one in self.activities:
            if one.duration < 0:
                raise DurationNegative(
                    _("“%(name)s” has a negative duration. Give it none, or more.")
                    % {"name": self._name(one.key)}
                )
        if len(self.by_key) < len(self.activities):
            keys = [one.key for one in self.activities]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise ActivityRepeated(
                _("“%(name)s” stands in the plan twice.") % {"name": self._name(twice)}
            )
        for link in self.dependencies:
            for key in (link.before, link.after):
                if key not in self.by_key:
                    raise ActivityUnknown(
                        _("A link leads to “%(name)s”, which is not in the plan.") % {"name": key}
                    )
        self.order  # noqa: B018 -- finds circles

    @cached_property
    def by_key(self) -> dict[str, Activity]:
        """The activities by their keys."""
        return {one.key: one for one in self.activities}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Keys such that each activity stands after all that it waits for."""
        sorter: TopologicalSorter[str] = TopologicalSorter(
            {key: [link.before for link in before] for key, before in self.before.items()}
        )
        try:
            return tuple(sorter.static_order())
        except CycleError as error:
            circle = " → ".join(f"“{self._name(key)}”" for key in error.args[1])
            raise ActivityNeedsItself(
                _(
                    "These tasks wait for each other in a circle: %(circle)s. Remove one of the links."
                )
                % {"circle": circle}
            ) from error

    @cached_property
    def before(self) -> dict[str, list[Dependency]]:
        """The links into each activity."""
        into: dict[str, list[Dependency]] = {one.key: [] for one in self.activities}
        for link in self.dependencies:
            into[link.after].append(link)
        return into

    @cached_property
    def after(self) -> dict[str, list[Dependency]]:
        """The links out of each activity."""
        out: dict[str, list[Dependency]] = {one.key: [] for one in self.activities}
        for link in self.dependencies:
            out[link.before].append(link)
        return out

    def _name(self, key: str) -> str:
        return self.names.get(key, key)

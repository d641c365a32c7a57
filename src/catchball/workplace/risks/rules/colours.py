"""What colour a risk shows, and why grey reverts: the article's red, yellow and grey.

Grey is a planning state that overrides severity; it does not mean “low”. Hence what the score
demands is kept beside it, and shown as its border.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from catchball.kernel.words import Later
from catchball.workplace.risks.rules.scales import Demand


class Colour(StrEnum):
    """What a risk shows."""

    RED = "red"
    YELLOW = "yellow"
    GREY = "grey"
    MONITOR = "monitor"
    UNSCORED = "unscored"

    @property
    def label(self) -> str:
        """The colour in a word: it never stands alone."""
        return str(_COLOURS[self])


_COLOURS = {
    Colour.RED: Later("plan needed"),
    Colour.YELLOW: Later("consider a plan"),
    Colour.GREY: Later("plan completed"),
    Colour.MONITOR: Later("monitor"),
    Colour.UNSCORED: Later("not scored"),
}
_BY_DEMAND = {
    Demand.NEEDED: Colour.RED,
    Demand.CONSIDER: Colour.YELLOW,
    Demand.MONITOR: Colour.MONITOR,
}


class PlanPart(StrEnum):
    """What a plan is made of; without one of them it is not complete."""

    STRATEGY = "strategy"
    ACTION = "action"
    CONTINGENCY = "contingency"
    TRIGGER = "trigger"
    RESIDUAL = "residual"
    REVIEW = "review"

    @property
    def label(self) -> str:
        """The part as people call it."""
        return str(_PARTS[self])


_PARTS = {
    PlanPart.STRATEGY: Later("a strategy"),
    PlanPart.ACTION: Later("an action with a day that its owner has accepted"),
    PlanPart.CONTINGENCY: Later("what is done if it happens all the same"),
    PlanPart.TRIGGER: Later("the sign that it is happening"),
    PlanPart.RESIDUAL: Later("the score that is left once the plan is carried out"),
    PlanPart.REVIEW: Later("the day of the next review"),
}


class Reversal(StrEnum):
    """Why a plan that both companies approved does not count as completed any more."""

    ACTION_OVERDUE = "action-overdue"
    TRIGGER_FIRED = "trigger-fired"
    REVIEW_LAPSED = "review-lapsed"
    SECONDARY_UNASSESSED = "secondary-unassessed"
    ABOVE_RESIDUAL = "above-residual"
    CHANGED = "changed"

    @property
    def label(self) -> str:
        """The reason as people say it."""
        return str(_REVERSALS[self])


_REVERSALS = {
    Reversal.CHANGED: Later("the plan was changed after both had approved it"),
    Reversal.ACTION_OVERDUE: Later("an action is overdue"),
    Reversal.TRIGGER_FIRED: Later("its trigger has fired"),
    Reversal.REVIEW_LAPSED: Later("the day of its review has passed"),
    Reversal.SECONDARY_UNASSESSED: Later("a risk that follows from it is not scored"),
    Reversal.ABOVE_RESIDUAL: Later("it was scored anew, above the residual that was approved"),
}


@dataclass(frozen=True, kw_only=True)
class Exposure:
    """A score as a matrix sees it: points, and what they demand."""

    points: int
    demand: Demand

    def exceeds(self, other: "Exposure") -> bool:
        """Answer whether it has more points than another, or demands more.

        >>> ten = Exposure(points=10, demand=Demand.CONSIDER)
        >>> Exposure(points=10, demand=Demand.NEEDED).exceeds(ten), ten.exceeds(ten)
        (True, False)
        """
        return self.points > other.points or self.demand.rank > other.demand.rank


@dataclass(frozen=True, kw_only=True)
class Situation:
    """All that the colour of a risk is worked out from.

    `approved_at` is when the second company approved the plan, `is_as_approved` whether the plan
    is still what they approved. `scored_at` is of the latest score, `fired_at` of the trigger.
    """

    current: Exposure | None
    residual: Exposure | None
    missing: frozenset[PlanPart]
    approved_at: datetime | None
    is_as_approved: bool
    overdue: int
    fired_at: datetime | None
    scored_at: datetime | None
    review_on: date | None
    unassessed: int
    today: date


def missing_parts(
    *, words: Collection[PlanPart], owned_actions: int, residual: bool, review_on: date | None
) -> frozenset[PlanPart]:
    """Return what a plan lacks; `words` are the parts that somebody has written.

    >>> sorted(missing_parts(words=[PlanPart.STRATEGY], owned_actions=1, residual=True,
    ...                      review_on=date(2027, 1, 5)))
    [<PlanPart.CONTINGENCY: 'contingency'>, <PlanPart.TRIGGER: 'trigger'>]
    """
    there = set(words)
    if owned_actions:
        there.add(PlanPart.ACTION)
    if residual:
        there.add(PlanPart.RESIDUAL)
    if review_on:
        there.add(PlanPart.REVIEW)
    return frozenset(PlanPart) - there


def reversals_of(now: Situation) -> tuple[Reversal, ...]:
    """Return every reason why an approved plan has reverted; nothing for one never approved.

    A trigger, and a score, count from the approval on: approving anew answers them.
    """
    if now.approved_at is None:
        return ()
    is_scored_since = now.scored_at is not None and now.scored_at > now.approved_at
    found = {
        Reversal.ACTION_OVERDUE: now.overdue > 0,
        Reversal.TRIGGER_FIRED: now.fired_at is not None and now.fired_at > now.approved_at,
        Reversal.REVIEW_LAPSED: now.review_on is not None and now.review_on < now.today,
        Reversal.SECONDARY_UNASSESSED: now.unassessed > 0,
        Reversal.ABOVE_RESIDUAL: is_scored_since
        and now.current is not None
        and now.residual is not None
        and now.current.exceeds(now.residual),
        Reversal.CHANGED: not now.is_as_approved or bool(now.missing),
    }
    return tuple(reason for reason, holds in found.items() if holds)


def colour_of(now: Situation) -> Colour:
    """Return what a risk shows: grey for a complete plan approved by both, else what it demands.

    Source: Soikes & Dixon, “Strategies for Optimizing the CMO-Client Relationship” (red: plan
    needed; yellow: consider a plan; grey: plan completed). Reversal is a rule of this product.
    """
    if now.current is None:
        return Colour.UNSCORED
    is_completed = now.approved_at is not None and not reversals_of(now)
    return Colour.GREY if is_completed else _BY_DEMAND[now.current.demand]


class Decision(StrEnum):
    """What was decided about a yellow risk."""

    PLAN = "plan"
    ACCEPT = "accept"


class Consideration(StrEnum):
    """How far a yellow risk has been considered."""

    OPEN = "open"
    OVERDUE = "overdue"
    PLANNED = "planned"
    ACCEPTED = "accepted"
    LAPSED = "lapsed"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide."""
        return self not in {Consideration.PLANNED, Consideration.ACCEPTED}


def consideration_of(
    *,
    decision: Decision | None,
    decide_by: date | None,
    accepted_until: date | None,
    today: date,
) -> Consideration:
    """Return how far a yellow risk has been considered.

    >>> consideration_of(decision=None, decide_by=date(2026, 3, 2), accepted_until=None,
    ...                  today=date(2026, 3, 3)).value
    'overdue'
    """
    if decision is Decision.PLAN:
        return Consideration.PLANNED
    if decision is Decision.ACCEPT:
        has_lapsed = accepted_until is None or accepted_until < today
        return Consideration.LAPSED if has_lapsed else Consideration.ACCEPTED
    is_late = decide_by is not None and decide_by < today
    return Consideration.OVERDUE if is_late else Consideration.OPEN

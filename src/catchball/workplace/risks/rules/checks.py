"""What does not fit in a risk assessment: said in a standing list until it is put right."""

from dataclasses import dataclass
from enum import StrEnum

from catchball.kernel.words import Later
from catchball.workplace.risks.rules.colours import (
    Colour,
    Consideration,
    PlanPart,
    Situation,
)
from catchball.workplace.risks.rules.words import Strategy


class Misfit(StrEnum):
    """What does not fit in what a document says of a risk."""

    RED_WITHOUT_PLAN = "red-without-plan"
    RESIDUAL_ABOVE = "residual-above"
    NO_TRIGGER = "no-trigger"
    REVIEW_OVERDUE = "review-overdue"
    ACCEPTED_UNAPPROVED = "accepted-unapproved"
    ACCEPTANCE_PAST = "acceptance-past"
    DECISION_OVERDUE = "decision-overdue"

    @property
    def label(self) -> str:
        """What does not fit, as people say it."""
        return str(_MISFITS[self])


_MISFITS = {
    Misfit.RED_WITHOUT_PLAN: Later("a plan is needed, and it is not complete"),
    Misfit.RESIDUAL_ABOVE: Later("the score that is to be left is above the present one"),
    Misfit.NO_TRIGGER: Later("the plan names no sign to watch for"),
    Misfit.REVIEW_OVERDUE: Later("the day of its review has passed"),
    Misfit.ACCEPTED_UNAPPROVED: Later("it is accepted, and not both companies have approved that"),
    Misfit.ACCEPTANCE_PAST: Later("the day until which it was accepted has passed"),
    Misfit.DECISION_OVERDUE: Later("the day on which it was to be decided has passed"),
}


@dataclass(frozen=True, kw_only=True)
class Stated:
    """What a document states of an open risk."""

    now: Situation
    colour: Colour
    strategy: Strategy | None
    has_actions: bool
    standing: Consideration | None


def misfits_of(one: Stated) -> tuple[Misfit, ...]:
    """Return what does not fit in what a document states of an open risk."""
    now = one.now
    is_begun = one.strategy is not None or one.has_actions
    is_accepted = one.strategy is Strategy.ACCEPT
    found = {
        Misfit.RED_WITHOUT_PLAN: one.colour is Colour.RED and bool(now.missing),
        Misfit.RESIDUAL_ABOVE: now.current is not None
        and now.residual is not None
        and now.residual.exceeds(now.current),
        Misfit.NO_TRIGGER: is_begun and PlanPart.TRIGGER in now.missing,
        Misfit.REVIEW_OVERDUE: now.review_on is not None and now.review_on < now.today,
        Misfit.ACCEPTED_UNAPPROVED: is_accepted
        and (now.approved_at is None or not now.is_as_approved),
        Misfit.ACCEPTANCE_PAST: one.standing is Consideration.LAPSED,
        Misfit.DECISION_OVERDUE: one.standing is Consideration.OVERDUE,
    }
    return tuple(misfit for misfit, holds in found.items() if holds)

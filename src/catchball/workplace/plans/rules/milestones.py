"""Milestones: the day that was committed first, the day forecast now, the day reached.

Both a later forecast and a late arrival are slips: each carries a cause and the party it lies with.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import Later, _, day_name
from catchball.workplace.plans.rules.content import PlanContent

LONGEST_WHY = 500


class SlipParty(StrEnum):
    """With whom the cause of a slip lies."""

    CMO = "cmo"
    CLIENT = "client"
    NEITHER = "neither"

    @property
    def label(self) -> str:
        """The party in words."""
        return {
            SlipParty.CMO: _("manufacturer"),
            SlipParty.CLIENT: _("client"),
            SlipParty.NEITHER: _("neither: a third party or nobody"),
        }[self]


class SlipCause(StrEnum):
    """Why a milestone comes later."""

    MATERIAL = "material"
    ANSWER = "answer"
    EQUIPMENT = "equipment"
    RESULT = "result"
    CAPACITY = "capacity"
    SCOPE = "scope"
    ESTIMATE = "estimate"
    VENDOR = "vendor"
    FORCE_MAJEURE = "force-majeure"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The cause as people call it."""
        return str(_CAUSES[self])


_CAUSES = {
    SlipCause.MATERIAL: Later("Late or wrong material"),
    SlipCause.ANSWER: Later("Late answer or approval"),
    SlipCause.EQUIPMENT: Later("Equipment not ready"),
    SlipCause.RESULT: Later("A batch or test failed"),
    SlipCause.CAPACITY: Later("People or slots missing"),
    SlipCause.SCOPE: Later("The scope changed"),
    SlipCause.ESTIMATE: Later("Work took longer than estimated"),
    SlipCause.VENDOR: Later("Delay of a vendor or of the market"),
    SlipCause.FORCE_MAJEURE: Later("Force majeure"),
    SlipCause.OTHER: Later("Another cause, told below"),
}


class MilestoneState(StrEnum):
    """Where a milestone stands."""

    OPEN = "uncommitted"
    KEPT = "on-course"
    SLIPPED = "slipped"
    OVERDUE = "overdue"
    MET = "met"
    MISSED = "missed"

    @property
    def label(self) -> str:
        """The state in words."""
        return str(_STATES[self])


_STATES = {
    MilestoneState.OPEN: Later("not committed"),
    MilestoneState.KEPT: Later("on its first day"),
    MilestoneState.SLIPPED: Later("slipped"),
    MilestoneState.OVERDUE: Later("overdue"),
    MilestoneState.MET: Later("reached on time"),
    MilestoneState.MISSED: Later("reached late"),
}


class NotAMilestone(Refused):
    """Only a task of no duration is a point in time that can be committed."""


class MilestoneCommitted(Refused):
    """The day of a milestone is committed once."""


class MayNotMove(Invalid):
    """The milestone cannot be forecast for that day."""


class MayNotReach(Invalid):
    """The milestone cannot have been reached on that day."""


@dataclass(frozen=True)
class Slip:
    """Why a milestone comes later, and with whom that lies."""

    cause: SlipCause | None = None
    party: SlipParty | None = None
    why: str = ""


def check_may_commit(content: PlanContent, uid: int, committed_on: date) -> None:
    """Let only a milestone be committed, for a day within the plan.

    :raises NotAMilestone: if the task takes time or has parts
    :raises MayNotMove: if the plan begins later
    """
    task = content.by_uid[uid]
    if not content.is_milestone(task):
        raise NotAMilestone(
            _("“%(name)s” takes time; only a milestone has one day to commit.", name=task.name)
        )
    _check_within(content.start_on, committed_on, "committed_on")


def check_may_move(
    *, forecast_on: date, to: date, actual_on: date | None, today: date, slip: Slip
) -> None:
    """Let a milestone that is not reached be forecast for another day, with a cause if later.

    :raises MayNotMove: saying beside which field what is missing
    """
    if actual_on:
        raise MayNotMove(
            _("This milestone was reached on %(day)s: its day stays.", day=day_name(actual_on))
        )
    if to == forecast_on:
        sentence = _("It is forecast for this day already.")
        raise MayNotMove(sentence, forecast_on=sentence)
    if to < today:
        sentence = _("A forecast looks ahead: today or later. Reached already? Record that.")
        raise MayNotMove(sentence, forecast_on=sentence)
    if to > forecast_on:
        _check_slip(slip)


def check_may_reach(
    *, start_on: date, forecast_on: date, actual_on: date, today: date, slip: Slip
) -> None:
    """Let a milestone be reached on a day that has come, with a cause if later than forecast.

    :raises MayNotReach: if the day is still to come
    :raises MayNotMove: saying beside which field what is missing
    """
    if actual_on > today:
        sentence = _("A milestone is recorded on the day it is reached, not before.")
        raise MayNotReach(sentence, actual_on=sentence)
    _check_within(start_on, actual_on, "actual_on")
    if actual_on > forecast_on:
        _check_slip(slip)


def _check_within(start_on: date, on: date, field: str) -> None:
    if on < start_on:
        sentence = _("The plan begins on %(day)s, after this day.", day=day_name(start_on))
        raise MayNotMove(sentence, **{field: sentence})


def _check_slip(slip: Slip) -> None:
    """Demand cause, party and words of whoever lets a milestone come later."""
    missing = {}
    if slip.cause is None:
        missing["cause"] = _("A later day needs a cause.")
    if slip.party is None:
        missing["party"] = _("Say with whom the cause lies.")
    if not slip.why.strip():
        missing["why"] = _("Say in a sentence what happened.")
    elif len(slip.why) > LONGEST_WHY:
        missing["why"] = _("Enter between 1 and %(longest)s characters.", longest=LONGEST_WHY)
    if missing:
        raise MayNotMove(" ".join(missing.values()), **missing)


def state_of(
    *, committed_on: date, forecast_on: date, actual_on: date | None, today: date
) -> MilestoneState:
    """Return where a committed milestone stands on a day; the first day alone decides.

    >>> day = date(2026, 3, 2)
    >>> state_of(committed_on=day, forecast_on=day, actual_on=None, today=day).value
    'on-course'
    >>> later = date(2026, 3, 9)
    >>> state_of(committed_on=day, forecast_on=later, actual_on=later, today=later).value
    'missed'
    """
    if actual_on:
        return MilestoneState.MET if actual_on <= committed_on else MilestoneState.MISSED
    if today > forecast_on:
        return MilestoneState.OVERDUE
    return MilestoneState.SLIPPED if forecast_on > committed_on else MilestoneState.KEPT


@dataclass(frozen=True)
class PartyDays:
    """How many calendar days of slips lie with a party."""

    party: SlipParty
    days: int


def days_by_party(moves: Iterable[tuple[date, date, SlipParty | None]]) -> tuple[PartyDays, ...]:
    """Add up by party the calendar days by which milestones came later, the largest first.

    Days won back have no party and are not set against any.

    >>> days_by_party([(date(2026, 3, 2), date(2026, 3, 9), SlipParty.CLIENT)])
    (PartyDays(party=<SlipParty.CLIENT: 'client'>, days=7),)
    """
    found: dict[SlipParty, int] = {}
    for before, after, party in moves:
        if party and after > before:
            found[party] = found.get(party, 0) + (after - before).days
    return tuple(
        PartyDays(*one) for one in sorted(found.items(), key=lambda one: (-one[1], one[0]))
    )

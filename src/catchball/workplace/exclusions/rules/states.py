"""Where a claim stands, whom it waits for, and whether the fact is out of the number."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from catchball.kernel.words import Later
from catchball.trust.permissions import Side


class ExclusionState(StrEnum):
    """Where a claim stands."""

    CLAIMED = "claimed"
    ACCEPTED = "accepted"
    DISPUTED = "disputed"
    RECORDED = "recorded"
    UPHELD = "upheld"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The state as people call it."""
        return str(_STATES[self])

    @property
    def excludes(self) -> bool:
        """Whether the fact is out of the attributable number."""
        return self in {ExclusionState.ACCEPTED, ExclusionState.UPHELD}

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided it."""
        return self in OPEN


_STATES = {
    ExclusionState.CLAIMED: Later("claimed"),
    ExclusionState.ACCEPTED: Later("accepted"),
    ExclusionState.DISPUTED: Later("disputed"),
    ExclusionState.RECORDED: Later("ruling to be confirmed"),
    ExclusionState.UPHELD: Later("upheld by ruling"),
    ExclusionState.DENIED: Later("denied by ruling"),
    ExclusionState.WITHDRAWN: Later("withdrawn"),
}
OPEN = frozenset({ExclusionState.CLAIMED, ExclusionState.DISPUTED, ExclusionState.RECORDED})


class Ground(StrEnum):
    """Why a fact should not count, as contracts name it."""

    OTHER_MATERIAL = "other-material"
    OTHER_ANSWER = "other-answer"
    VENDOR = "vendor"
    FORCE_MAJEURE = "force-majeure"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The ground as people call it."""
        return str(_GROUNDS[self])


_GROUNDS = {
    Ground.OTHER_MATERIAL: Later("Late or wrong material of the other company"),
    Ground.OTHER_ANSWER: Later("Late answer or approval of the other company"),
    Ground.VENDOR: Later("Delay of a vendor or of the market"),
    Ground.FORCE_MAJEURE: Later("Force majeure"),
    Ground.OTHER: Later("Another cause under the clause named"),
}


def other_side(side: Side) -> Side:
    """Return the other of the two companies."""
    return Side.CLIENT if side is Side.CMO else Side.CMO


def waits_for(
    state: ExclusionState, *, claimed_by: Side, recorded_by: Side | None = None
) -> frozenset[Side]:
    """Return the companies that a claim waits for: both where the governance body rules.

    >>> sorted(waits_for(ExclusionState.CLAIMED, claimed_by=Side.CMO))
    [<Side.CLIENT: 'client'>]
    """
    match state:
        case ExclusionState.CLAIMED:
            return frozenset({other_side(claimed_by)})
        case ExclusionState.DISPUTED:
            return frozenset(Side)
        case ExclusionState.RECORDED:
            return frozenset({other_side(recorded_by or claimed_by)})
        case _:
            return frozenset()


@dataclass(frozen=True, kw_only=True)
class Days:
    """The days, in the zone of the relationship, on which a claim moved on; None: it did not."""

    claimed_on: date
    answered_on: date | None = None
    recorded_on: date | None = None
    ruled_on: date | None = None
    withdrawn_on: date | None = None


def state_on(day: date, *, state: ExclusionState, was_accepted: bool, days: Days) -> ExclusionState:
    """Return how a claim stood at the end of a past day, given how it stands now.

    `was_accepted` says which way the other company answered. A claim that had not been made by
    then is the caller's to leave out.

    >>> early = Days(claimed_on=date(2026, 3, 2), answered_on=date(2026, 3, 9))
    >>> state_on(date(2026, 3, 5), state=ExclusionState.ACCEPTED, was_accepted=True,
    ...     days=early).value
    'claimed'
    """
    if days.withdrawn_on and days.withdrawn_on <= day:
        return ExclusionState.WITHDRAWN
    if days.ruled_on and days.ruled_on <= day:
        return state
    if days.recorded_on and days.recorded_on <= day:
        return ExclusionState.RECORDED
    if days.answered_on and days.answered_on <= day:
        return ExclusionState.ACCEPTED if was_accepted else ExclusionState.DISPUTED
    return ExclusionState.CLAIMED


def is_excluded_on(day: date, *, excluded_on: date | None, restored_on: date | None) -> bool:
    """Answer whether the fact was out of the attributable number at the end of a day.

    >>> is_excluded_on(date(2026, 3, 9), excluded_on=date(2026, 3, 9), restored_on=None)
    True
    """
    if excluded_on is None or day < excluded_on:
        return False
    return restored_on is None or day < restored_on

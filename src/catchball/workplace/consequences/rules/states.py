"""Where a finding and a statement stand, and whom they wait for."""

from collections.abc import Collection
from enum import StrEnum

from catchball.kernel.words import Later, _
from catchball.trust.permissions import Side
from catchball.workplace.exclusions.rules import other_side


class FindingState(StrEnum):
    """Where a finding stands."""

    PROPOSED = "proposed"
    CONTESTED = "contested"
    RECORDED = "recorded"
    ACCEPTED = "accepted"
    UPHELD = "upheld"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The state as people call it."""
        return str(_FINDINGS[self])

    @property
    def holds(self) -> bool:
        """Whether its consequences follow."""
        return self in {FindingState.ACCEPTED, FindingState.UPHELD}

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided it."""
        return self in {FindingState.PROPOSED, FindingState.CONTESTED, FindingState.RECORDED}


_FINDINGS = {
    FindingState.PROPOSED: Later("proposed"),
    FindingState.CONTESTED: Later("contested"),
    FindingState.RECORDED: Later("ruling to be confirmed"),
    FindingState.ACCEPTED: Later("accepted by both"),
    FindingState.UPHELD: Later("upheld by ruling"),
    FindingState.DROPPED: Later("dropped by ruling"),
}


class StatementState(StrEnum):
    """How far a statement is."""

    OPEN = "open"
    DRAFTED = "drafted"
    SIGNED = "signed"

    @property
    def label(self) -> str:
        """The state as people call it."""
        return str(_STATEMENTS[self])


_STATEMENTS = {
    StatementState.OPEN: Later("findings being decided"),
    StatementState.DRAFTED: Later("drafted"),
    StatementState.SIGNED: Later("signed by both"),
}


def statement_word(state: StatementState, *, undecided: int) -> str:
    """Return how far a statement is in words: an open one may wait for findings or for its pen."""
    if state is StatementState.OPEN and not undecided:
        return _("to be drawn up")
    return state.label


def finding_waits_for(
    state: FindingState, *, accepted_by: Collection[Side], recorded_by: Side | None
) -> frozenset[Side]:
    """Return the companies that a finding waits for: both where the governance body rules.

    >>> found = finding_waits_for(
    ...     FindingState.PROPOSED, accepted_by={Side.CMO}, recorded_by=None
    ... )
    >>> sorted(found)
    [<Side.CLIENT: 'client'>]
    """
    match state:
        case FindingState.PROPOSED:
            return frozenset(Side) - frozenset(accepted_by)
        case FindingState.CONTESTED:
            return frozenset(Side)
        case FindingState.RECORDED:
            return frozenset({other_side(recorded_by)}) if recorded_by else frozenset()
        case _:
            return frozenset()


def statement_waits_for(
    state: StatementState, *, undecided: int, signed: Collection[Side]
) -> frozenset[Side]:
    """Return the companies that a statement itself waits for.

    An open one waits for the manufacturer to draw it up, once all its findings are decided.
    """
    match state:
        case StatementState.OPEN:
            return frozenset() if undecided else frozenset({Side.CMO})
        case StatementState.DRAFTED:
            return frozenset(Side) - frozenset(signed)
        case StatementState.SIGNED:
            return frozenset()

"""The stages of a program, and how it moves from one to another."""

from enum import StrEnum

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import Later, _


class Stage(StrEnum):
    """Where a program stands, from its start to its end."""

    INITIATE = "initiate"
    PLAN = "plan"
    TRANSFER = "transfer"
    EXECUTE = "execute"
    MONITOR = "monitor"
    CLOSE = "close"

    @property
    def label(self) -> str:
        """The stage as people call it."""
        return str(_STAGES[self])

    @property
    def place(self) -> int:
        """Which of all it is, from 1."""
        return STAGES.index(self) + 1

    @property
    def next(self) -> "Stage | None":
        """The stage that follows; none after the last.

        >>> Stage.INITIATE.next, Stage.CLOSE.next
        (<Stage.PLAN: 'plan'>, None)
        """
        return STAGES[self.place] if self.place < len(STAGES) else None


_STAGES = {
    Stage.INITIATE: Later("Initiate"),
    Stage.PLAN: Later("Plan"),
    Stage.TRANSFER: Later("Transfer"),
    Stage.EXECUTE: Later("Execute"),
    Stage.MONITOR: Later("Monitor and control"),
    Stage.CLOSE: Later("Close"),
}
STAGES = tuple(Stage)


class MayNotMove(Refused):
    """The program cannot go to this stage now."""


class MoveUnexplained(Invalid):
    """A program changes its stage for a reason only."""


def check_move(
    now: Stage, to: Stage, *, reason: str, is_held: bool = False, is_exception: bool = False
) -> None:
    """Let a program go on by one stage, or back by any number, for a reason.

    `is_held`: the gate of the stage that it leaves is not passed, so that it goes on only as an
    exception, which stands beside the stage for ever.

    :raises MayNotMove: if it is there already, would leave a stage out, or its gate holds it
    :raises MoveUnexplained: without a reason
    """
    if to is now:
        raise MayNotMove(_("The program is in this stage already. Load the page again."))
    if to.place > now.place + 1:
        raise MayNotMove(_("A program goes on one stage at a time."))
    if to.place > now.place and is_held and not is_exception:
        raise MayNotMove(
            _(
                "The gate of this stage is not passed: both companies sign it when its criteria "
                "are met. To go on without it, say that this is an exception."
            )
        )
    if not reason.strip():
        sentence = _("Say why the program changes its stage.")
        raise MoveUnexplained(sentence, reason=sentence)

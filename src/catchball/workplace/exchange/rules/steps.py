"""The steps that an import goes through, and what may follow what."""

from datetime import timedelta
from enum import StrEnum

from catchball.kernel.errors import Refused
from catchball.kernel.words import _


class ImportState(StrEnum):
    """Where an import stands."""

    UPLOADED = "uploaded"
    JUDGING = "judging"
    JUDGED = "judged"
    WRITING = "writing"
    DONE = "done"
    UNDOING = "undoing"
    FAILED = "failed"
    UNDONE = "undone"
    DISCARDED = "discarded"

    @property
    def label(self) -> str:
        """The step as people call it."""
        return {
            ImportState.UPLOADED: _("to be matched"),
            ImportState.JUDGING: _("being checked"),
            ImportState.JUDGED: _("checked"),
            ImportState.WRITING: _("being written"),
            ImportState.DONE: _("written"),
            ImportState.UNDOING: _("being rolled back"),
            ImportState.FAILED: _("failed"),
            ImportState.UNDONE: _("rolled back"),
            ImportState.DISCARDED: _("discarded"),
        }[self]

    @property
    def is_working(self) -> bool:
        """Whether the worker has it in hand."""
        return self in {ImportState.JUDGING, ImportState.WRITING, ImportState.UNDOING}

    @property
    def if_given_up(self) -> "ImportState":
        """Where it stands if the worker cannot do what it does: as before, where that is whole."""
        return ImportState.DONE if self is ImportState.UNDOING else ImportState.FAILED


class NotNow(Refused):
    """The import does not stand where this could follow."""


class InOtherHands(NotNow):
    """Another worker has the import in hand at this moment."""


_MAY_FOLLOW = {
    ImportState.JUDGING: {ImportState.UPLOADED, ImportState.JUDGED, ImportState.FAILED},
    ImportState.JUDGED: {ImportState.JUDGING},
    ImportState.WRITING: {ImportState.JUDGED},
    ImportState.DONE: {ImportState.WRITING, ImportState.UNDOING},
    ImportState.UNDOING: {ImportState.DONE},
    ImportState.FAILED: {ImportState.JUDGING, ImportState.WRITING},
    ImportState.UNDONE: {ImportState.UNDOING},
    ImportState.DISCARDED: {
        ImportState.UPLOADED,
        ImportState.JUDGING,
        ImportState.JUDGED,
        ImportState.WRITING,
        ImportState.FAILED,
    },
}

PATIENCE = timedelta(minutes=1)
"""So long an import may wait for a worker before a person is told that nobody is at work on it."""


def has_stalled(state: ImportState, *, in_hand: bool, silent: timedelta) -> bool:
    """Answer whether an import waits for a worker that does not come, or died with it.

    `in_hand` is certain: a worker holds a lock while it lives. `silent` is the time since the
    last sign of life.

    >>> has_stalled(ImportState.WRITING, in_hand=False, silent=timedelta(minutes=2))
    True
    >>> has_stalled(ImportState.WRITING, in_hand=True, silent=timedelta(hours=2))
    False
    """
    return state.is_working and not in_hand and silent > PATIENCE


def check_is_worked_on(now: ImportState) -> None:
    """Let work be asked for again only where it was asked for.

    :raises NotNow: with where it stands
    """
    if not now.is_working:
        raise _not_now(now)


def _not_now(now: ImportState) -> NotNow:
    return NotNow(
        _("This import is %(state)s; that is not possible now. Look again.", state=now.label)
    )


def check_may_follow(now: ImportState, then: ImportState) -> None:
    """Let an import take only the next step that makes sense.

    :raises NotNow: with where it stands
    """
    if now not in _MAY_FOLLOW[then]:
        raise _not_now(now)

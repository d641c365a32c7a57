"""The steps that an import goes through, and what may follow what."""

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
            ImportState.FAILED: _("failed"),
            ImportState.UNDONE: _("rolled back"),
            ImportState.DISCARDED: _("discarded"),
        }[self]

    @property
    def is_working(self) -> bool:
        """Whether the worker has it in hand."""
        return self in {ImportState.JUDGING, ImportState.WRITING}


class NotNow(Refused):
    """The import does not stand where this could follow."""


_MAY_FOLLOW = {
    ImportState.JUDGING: {ImportState.UPLOADED, ImportState.JUDGED, ImportState.FAILED},
    ImportState.JUDGED: {ImportState.JUDGING},
    ImportState.WRITING: {ImportState.JUDGED},
    ImportState.DONE: {ImportState.WRITING},
    ImportState.FAILED: {ImportState.JUDGING, ImportState.WRITING},
    ImportState.UNDONE: {ImportState.DONE},
    ImportState.DISCARDED: {ImportState.UPLOADED, ImportState.JUDGED, ImportState.FAILED},
}


def check_may_follow(now: ImportState, then: ImportState) -> None:
    """Let an import take only the next step that makes sense.

    :raises NotNow: with where it stands
    """
    if now not in _MAY_FOLLOW[then]:
        raise NotNow(
            _("This import is %(state)s; that is not possible now. Look again.", state=now.label)
        )

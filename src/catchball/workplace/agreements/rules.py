"""Words and decisions about promises; pure."""

from enum import StrEnum

from catchball.kernel.words import _


class PromiseState(StrEnum):
    """Where a promise stands between the two companies."""

    DRAFT = "draft"
    OFFERED = "offered"
    SIGNED = "signed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The state as people call it."""
        return {
            PromiseState.DRAFT: _("draft"),
            PromiseState.OFFERED: _("offered"),
            PromiseState.SIGNED: _("signed by both"),
            PromiseState.WITHDRAWN: _("withdrawn"),
        }[self]

"""A risk assessment as a whole, frozen as an edition that both companies sign."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from catchball.kernel.errors import Refused
from catchball.kernel.words import Later, _
from catchball.trust.permissions import Side
from catchball.workplace.risks.rules.steps import AssessmentIncomplete


class EditionState(StrEnum):
    """How far an edition of a risk assessment has come."""

    WAITING = "waiting"
    SIGNED = "signed"
    REPLACED = "replaced"

    @property
    def label(self) -> str:
        """The state as people call it."""
        return str(_STATES[self])


_STATES = {
    EditionState.WAITING: Later("waits for signatures"),
    EditionState.SIGNED: Later("signed by both"),
    EditionState.REPLACED: Later("replaced before both had signed"),
}


class MayNotSignEdition(Refused):
    """The edition cannot be signed now."""


class EditionSignedAlready(MayNotSignEdition):
    """Somebody of the same company has signed the edition."""


def edition_state(*, signed_at: datetime | None, replaced_at: datetime | None) -> EditionState:
    """Return how far an edition has come.

    >>> edition_state(signed_at=None, replaced_at=None).value
    'waiting'
    """
    if signed_at:
        return EditionState.SIGNED
    return EditionState.REPLACED if replaced_at else EditionState.WAITING


def check_may_issue(*, open_risks: int) -> None:
    """Let an edition be made of a document that has an open risk.

    :raises AssessmentIncomplete: otherwise
    """
    if not open_risks:
        raise AssessmentIncomplete(_("There is no open risk in this document to sign."))


def check_may_sign_edition(state: EditionState, *, side: Side, signed_by: Collection[Side]) -> None:
    """Let each company sign an edition once, as long as no newer one has taken its place.

    :raises EditionSignedAlready: if this company, or both, have signed it
    :raises MayNotSignEdition: if a newer edition has taken its place
    """
    if state is EditionState.SIGNED:
        raise EditionSignedAlready(_("Both companies have signed this edition."))
    if state is EditionState.REPLACED:
        raise MayNotSignEdition(_("A newer edition has taken the place of this one. Sign that."))
    if side in signed_by:
        raise EditionSignedAlready(_("Your company has signed this edition already."))

"""What a reviewer of the journal looks at first, told by how an event is called; pure."""

from enum import StrEnum

from catchball.kernel.words import _


class Risk(StrEnum):
    """Why an entry deserves a second look."""

    CORRECTED = "corrected"
    ROLLED_BACK = "rolled-back"
    REMOVED = "removed"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The kind of entries, as a reviewer calls them."""
        return {
            Risk.CORRECTED: _("Corrections"),
            Risk.ROLLED_BACK: _("Roll-backs"),
            Risk.REMOVED: _("Deletions and withdrawals"),
            Risk.REFUSED: _("Refusals to sign or agree"),
        }[self]


# Events are named context.noun-verbed, so the verb tells the risk whatever the record.
_BY_VERB = {
    "corrected": Risk.CORRECTED,
    "undone": Risk.ROLLED_BACK,
    "removed": Risk.REMOVED,
    "discarded": Risk.REMOVED,
    "withdrawn": Risk.REMOVED,
    "cancelled": Risk.REMOVED,
    "unassigned": Risk.REMOVED,
    "revoked": Risk.REMOVED,
    "declined": Risk.REFUSED,
    "disputed": Risk.REFUSED,
    "returned": Risk.REFUSED,
}


def risk_of(event: str) -> Risk | None:
    """Return why an event deserves a second look; None where it is ordinary work.

    Source: EU GMP Annex 11, 9 (audit trails of changes and deletions, regularly reviewed).

    >>> risk_of("production.delivery-corrected").value, risk_of("exchange.import-undone").value
    ('corrected', 'rolled-back')
    >>> risk_of("production.delivery-recorded") is None
    True
    """
    return _BY_VERB.get(event.rpartition("-")[2])

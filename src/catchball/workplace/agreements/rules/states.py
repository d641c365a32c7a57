"""Where a promise stands: between the two companies, and on a day."""

from datetime import date
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


class Validity(StrEnum):
    """Whether a promise binds anybody on a day."""

    DRAFT = "draft"
    OFFERED = "offered"
    SIGNED = "signed"
    IN_FORCE = "in-force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"

    @property
    def binds(self) -> bool:
        """Whether both companies hold each other to it, now or from a later day."""
        return self in {Validity.SIGNED, Validity.IN_FORCE}


def validity_on(
    day: date, *, state: PromiseState, from_on: date, until_on: date | None
) -> Validity:
    """Return whether a promise binds on a day; signed for a later day is a validity of its own.

    `until_on` is the first day on which it no longer holds, None while there is none.

    >>> validity_on(date(2026, 3, 1), state=PromiseState.SIGNED,
    ...     from_on=date(2026, 1, 1), until_on=date(2026, 3, 1)).value
    'superseded'
    """
    if state is not PromiseState.SIGNED:
        return Validity(state.value)
    if until_on and until_on <= from_on:
        return Validity.SUPERSEDED
    if day < from_on:
        return Validity.SIGNED
    return Validity.SUPERSEDED if until_on and until_on <= day else Validity.IN_FORCE

"""Closing a month: when it may be done, what stays frozen, and how later numbers differ."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from catchball.kernel.days import month_start
from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import Later, _
from catchball.measures.basis import Outcome
from catchball.measures.language import Metric, Share
from catchball.measures.reading import Reading
from catchball.trust.permissions import Side


class CloseState(StrEnum):
    """How far a month is closed."""

    PROPOSED = "proposed"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The state as people call it."""
        return str(_STATES[self])


_STATES = {
    CloseState.PROPOSED: Later("proposed"),
    CloseState.CLOSED: Later("closed"),
    CloseState.WITHDRAWN: Later("withdrawn"),
}


class MayNotClose(Refused):
    """The month cannot be closed."""


class MoreThanKept(MayNotClose):
    """A number is made of more facts than a close keeps."""


class MayNotSignClose(Refused):
    """The close cannot be signed."""


class CloseSignedAlready(MayNotSignClose):
    """Somebody of the same company has signed the close."""


class MayNotDispute(Refused):
    """The line cannot be disputed, answered or settled."""


class MayNotWithdrawClose(Refused):
    """The close cannot be withdrawn."""


class WordsMissing(Invalid):
    """The other company is owed a reason or an answer."""


def check_is_over(month: date, *, today: date) -> None:
    """Let a month be closed that is named by its first day and is over.

    Asked before anything is reckoned: beyond the last month of all there is no next one.

    :raises MayNotClose: otherwise
    """
    if month.day != 1:
        raise MayNotClose(_("Close whole months: name the first day of one."))
    if month >= month_start(today):
        raise MayNotClose(_("This month is not over. Close it from the first day of the next on."))


def check_may_propose(*, is_taken: bool, numbers: int) -> None:
    """Let a month be closed that has promises, and that nobody closes already.

    :raises MayNotClose: otherwise
    """
    if is_taken:
        raise MayNotClose(_("This month is closed already, or its close waits for signatures."))
    if not numbers:
        raise MayNotClose(_("No promise was in force in this month, so there is nothing to close."))


def check_may_sign_close(
    state: CloseState, *, side: Side, signed: Collection[Side], disputes: int
) -> None:
    """Let each company sign a proposed close once, when no line is disputed.

    :raises CloseSignedAlready: if somebody of this company has signed
    :raises MayNotSignClose: if it is not proposed, or a dispute is not settled
    """
    if side in signed:
        raise CloseSignedAlready(_("Your company has signed this close already."))
    if state is not CloseState.PROPOSED:
        raise MayNotSignClose(_("This close is %(state)s.", state=state.label))
    if disputes:
        raise MayNotSignClose(_("A line is disputed. Settle the dispute before anybody signs."))


def check_may_dispute(
    state: CloseState, *, side: Side, signed: Collection[Side], is_open: bool
) -> None:
    """Let the client dispute a line of a proposed close that it has not signed.

    :raises MayNotDispute: otherwise
    """
    if side is not Side.CLIENT:
        raise MayNotDispute(_("The client disputes lines of a close; the manufacturer answers."))
    if state is not CloseState.PROPOSED or Side.CLIENT in signed:
        raise MayNotDispute(_("This close takes no dispute any more."))
    if is_open:
        raise MayNotDispute(_("This line is disputed already."))


def check_may_answer_line(state: CloseState, *, side: Side, is_answered: bool) -> None:
    """Let the manufacturer answer a dispute once.

    :raises MayNotDispute: otherwise
    """
    if side is not Side.CMO:
        raise MayNotDispute(_("The manufacturer answers a dispute."))
    if state is not CloseState.PROPOSED or is_answered:
        raise MayNotDispute(_("This dispute takes no answer any more."))


def check_may_settle(state: CloseState, *, side: Side, is_settled: bool) -> None:
    """Let the client settle its own dispute.

    :raises MayNotDispute: otherwise
    """
    if side is not Side.CLIENT:
        raise MayNotDispute(_("Whoever disputed a line settles it."))
    if state is not CloseState.PROPOSED or is_settled:
        raise MayNotDispute(_("This dispute is settled."))


def check_may_withdraw_close(state: CloseState, *, reason: str) -> None:
    """Let a proposed close be withdrawn with a reason, to be drawn up anew.

    :raises MayNotWithdrawClose: if both have signed, or it is withdrawn
    :raises WordsMissing: without a reason
    """
    if state is CloseState.CLOSED:
        raise MayNotWithdrawClose(
            _("Both companies have signed. What is corrected now shows as a restatement.")
        )
    if state is CloseState.WITHDRAWN:
        raise MayNotWithdrawClose(_("This close is withdrawn already."))
    check_words(reason)


def check_words(reason: str) -> None:
    """Let a step go on only if it says something.

    :raises WordsMissing: otherwise
    """
    if not reason.strip():
        sentence = _("Say why, so that the other company understands it.")
        raise WordsMissing(sentence, reason=sentence)


def as_kept(reading: Reading | None) -> dict[str, Any] | None:
    """Return a reading as a close keeps it, exact; `as_read` turns it back.

    >>> as_kept(Reading(Decimal(17), Decimal(20), n=20))
    {'top': '17', 'bottom': '20', 'n': 20, 'pending': 0, 'per': 1}
    """
    if reading is None:
        return None
    return {
        "top": f"{reading.top:f}",
        "bottom": f"{reading.bottom:f}",
        "n": reading.n,
        "pending": reading.pending,
        "per": reading.per,
    }


def as_read(kept: Mapping[str, Any] | None) -> Reading | None:
    """Return the reading that a close keeps."""
    if kept is None:
        return None
    return Reading(
        Decimal(kept["top"]), Decimal(kept["bottom"]), kept["n"], kept["pending"], kept["per"]
    )


@dataclass(frozen=True)
class KeptFact:
    """A fact as it stood in a number: its version, what became of it, its values as text."""

    id: UUID
    version: int
    reference: str
    outcome: Outcome
    is_excluded: bool
    values: Mapping[str, str | None]
    among_events: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the fact as a close keeps it."""
        return {
            "id": str(self.id),
            "version": self.version,
            "reference": self.reference,
            "outcome": self.outcome.value,
            "excluded": self.is_excluded,
            "values": dict(self.values),
            "events": self.among_events,
        }


def fact_from(kept: Mapping[str, Any]) -> KeptFact:
    """Return a fact that a close keeps."""
    return KeptFact(
        UUID(kept["id"]),
        kept["version"],
        kept["reference"],
        Outcome(kept["outcome"]),
        kept["excluded"],
        kept["values"],
        kept["events"],
    )


@dataclass(frozen=True)
class FactDifference:
    """A fact that stands otherwise in two readings of one number; None: it was not in it."""

    id: UUID
    reference: str
    before: KeptFact | None
    after: KeptFact | None

    @property
    def fields(self) -> tuple[tuple[str, str | None, str | None], ...]:
        """The fields that differ: name, old and new."""
        if self.before is None or self.after is None:
            return ()
        old, new = self.before.values, self.after.values
        return tuple(
            (name, old.get(name), new.get(name)) for name in new if old.get(name) != new.get(name)
        )


def differences(
    before: Iterable[KeptFact], after: Iterable[KeptFact], metric: Metric
) -> tuple[FactDifference, ...]:
    """Return the facts that stand otherwise in two readings of one number, by reference.

    In a share only what became of a fact matters; elsewhere its values do too.
    """
    has_amounts = not isinstance(metric.form, Share)
    old = {(fact.id, fact.among_events): fact for fact in before}
    new = {(fact.id, fact.among_events): fact for fact in after}
    found = []
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        if was is None or now is None or _stands(was, has_amounts) != _stands(now, has_amounts):
            known = now or was
            assert known is not None  # noqa: S101 -- the key is of one of the two
            found.append(FactDifference(known.id, known.reference, was, now))
    return tuple(sorted(found, key=lambda one: (one.reference, str(one.id))))


def _stands(fact: KeptFact, has_amounts: bool) -> tuple[object, ...]:
    return fact.outcome, fact.is_excluded, dict(fact.values) if has_amounts else None

"""What may be done with a promise, by where it stands and who has signed."""

from collections.abc import Collection

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import _
from catchball.trust.permissions import Side
from catchball.workplace.agreements.rules.states import PromiseState


class MayNotChange(Refused):
    """The terms of the promise are fixed."""


class MayNotOffer(Refused):
    """The promise cannot be offered."""


class MayNotSign(Refused):
    """The promise cannot be signed."""


class SignedAlready(MayNotSign):
    """Somebody of the same company has signed the promise."""


class MayNotWithdraw(Refused):
    """The promise cannot be taken back."""


class ReasonMissing(Invalid):
    """The other company is owed a reason."""


def check_may_change(state: PromiseState) -> None:
    """Let only a draft be changed or discarded.

    :raises MayNotChange: once it was offered
    """
    if state is not PromiseState.DRAFT:
        raise MayNotChange(
            _(
                "This promise is %(state)s, and its terms are fixed. Draft another one instead.",
                state=state.label,
            )
        )


def check_may_offer(state: PromiseState, *, others_offered: int) -> None:
    """Let a draft be offered while no other offer on the same metric and program waits.

    :raises MayNotOffer: otherwise
    """
    if state is not PromiseState.DRAFT:
        raise MayNotOffer(_("This promise is already %(state)s.", state=state.label))
    if others_offered:
        raise MayNotOffer(
            _(
                "Another promise on this metric is offered and waits for signatures. "
                "Have it signed, or withdraw it first."
            )
        )


def check_may_sign(state: PromiseState, *, side: Side, signed: Collection[Side]) -> None:
    """Let each company sign an offered promise once, in either order.

    :raises SignedAlready: if somebody of this company has signed
    :raises MayNotSign: if it is not offered
    """
    if side in signed:
        raise SignedAlready(_("Your company has signed this promise already."))
    if state is PromiseState.DRAFT:
        raise MayNotSign(_("This promise is a draft. Offer it before it is signed."))
    if state is not PromiseState.OFFERED:
        raise MayNotSign(_("This promise is %(state)s and takes no signature.", state=state.label))


def check_may_withdraw(state: PromiseState, *, reason: str) -> None:
    """Let an offer be taken back with a reason while one company has not signed.

    :raises MayNotWithdraw: if it is not offered, or signed by both
    :raises ReasonMissing: without a reason
    """
    if state is PromiseState.SIGNED:
        raise MayNotWithdraw(
            _("Both companies have signed this promise. Offer one that follows it instead.")
        )
    if state is not PromiseState.OFFERED:
        raise MayNotWithdraw(_("This promise is %(state)s, not offered.", state=state.label))
    if not reason.strip():
        sentence = _("Say why, so that the other company understands it.")
        raise ReasonMissing(sentence, reason=sentence)

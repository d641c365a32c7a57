"""Where a version of the agreement stands between the two companies, and what may be done."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import _, day_name
from catchball.trust.permissions import Side


class AgreementState(StrEnum):
    """Where a version stands between the two companies."""

    DRAFT = "draft"
    OFFERED = "offered"
    SIGNED = "signed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"

    @property
    def label(self) -> str:
        """The state as people call it."""
        return {
            AgreementState.DRAFT: _("a draft"),
            AgreementState.OFFERED: _("offered"),
            AgreementState.SIGNED: _("signed by both"),
            AgreementState.DECLINED: _("declined"),
            AgreementState.WITHDRAWN: _("withdrawn"),
            AgreementState.REPLACED: _("replaced by a later offer"),
        }[self]


class AgreementFixed(Refused):
    """The version can no longer be changed."""


class NotReady(Refused):
    """The draft cannot be offered as it stands."""


class MayNotOfferAgreement(Refused):
    """The version cannot be offered."""


class MayNotSignAgreement(Refused):
    """The version cannot be signed."""


class AgreementSignedAlready(MayNotSignAgreement):
    """Somebody of the same company has signed the version."""


class MayNotAnswer(Refused):
    """The offer can be neither declined nor withdrawn."""


class AnswerNeedsReason(Invalid):
    """The other company is owed a reason."""


def check_may_edit(state: AgreementState) -> None:
    """Let only a draft be changed or discarded.

    :raises AgreementFixed: once it was offered
    """
    if state is not AgreementState.DRAFT:
        raise AgreementFixed(
            _(
                "This version is %(state)s, and its words are fixed. Start a new draft from it.",
                state=state.label,
            )
        )


def check_may_publish(state: AgreementState, *, lacks: Collection[str]) -> None:
    """Let a draft be offered in which nothing is missing.

    :raises MayNotOfferAgreement: if it is no draft
    :raises NotReady: with what is missing
    """
    if state is not AgreementState.DRAFT:
        raise MayNotOfferAgreement(_("This version is %(state)s already.", state=state.label))
    if lacks:
        raise NotReady(" ".join(lacks))


def check_may_put_name(
    state: AgreementState,
    *,
    side: Side,
    actor: UUID,
    parties: dict[str, Any],
    signed: Collection[Side],
    newest: int | None = None,
) -> None:
    """Let each company sign an offered version once, by whom and in the order that it says.

    `newest` is the number of the version offered or signed last.

    :raises AgreementSignedAlready: if somebody of this company has signed
    :raises MayNotSignAgreement: if it is not offered, out of turn, or another person is named
    """
    if side in signed:
        raise AgreementSignedAlready(_("Your company has signed this version already."))
    if state in {AgreementState.REPLACED, AgreementState.SIGNED} and newest is not None:
        raise MayNotSignAgreement(
            _(
                "This version was superseded before you signed: version %(newest)s has taken its "
                "place. Nothing was signed. Read and sign that one.",
                newest=newest,
            )
        )
    if state is not AgreementState.OFFERED:
        raise MayNotSignAgreement(
            _("This version is %(state)s and takes no signature.", state=state.label)
        )
    _check_turn(side, actor, parties, signed)


def _check_turn(side: Side, actor: UUID, parties: dict[str, Any], signed: Collection[Side]) -> None:
    first = parties["order"]
    if first not in ("any", side.value) and not signed:
        raise MayNotSignAgreement(
            _("By its order of signing, the other company signs first. You are told when it has.")
        )
    named = parties[f"{side.value}_signatory"]
    if named and named["id"] != str(actor):
        raise MayNotSignAgreement(
            _("For your company %(name)s signs this version.", name=named["name"])
        )


def check_may_answer(state: AgreementState, *, reason: str) -> None:
    """Let an offer be declined or withdrawn with a reason while one company has not signed.

    :raises MayNotAnswer: if it is not offered, or signed by both
    :raises AnswerNeedsReason: without a reason
    """
    if state is AgreementState.SIGNED:
        raise MayNotAnswer(
            _("Both companies have signed this version. Offer one that follows it instead.")
        )
    if state is not AgreementState.OFFERED:
        raise MayNotAnswer(_("This version is %(state)s, not offered.", state=state.label))
    if not reason.strip():
        sentence = _("Say why, so that the other company understands it.")
        raise AnswerNeedsReason(sentence, reason=sentence)


class AgreementPlace(Refused):
    """The version would change the past, or come before one that was signed."""


def check_first_day(from_on: date, *, today: date, signed: Collection[date]) -> None:
    """Let a version come into force after all that were signed, and ahead once there is one.

    :raises AgreementPlace: otherwise
    """
    if not signed:
        return
    if from_on < today:
        sentence = _(
            "A signed version is in force, so this one cannot begin in the past: days that were "
            "judged already would be judged anew. Choose today or a later day."
        )
        raise AgreementPlace(sentence, from_on=sentence)
    if from_on <= max(signed):
        sentence = _(
            "A signed version comes into force on %(day)s. Choose a later day.",
            day=day_name(max(signed)),
        )
        raise AgreementPlace(sentence, from_on=sentence)


class Standing(StrEnum):
    """What a version is on a day."""

    DRAFT = "draft"
    OFFERED = "offered"
    SIGNED = "signed"
    IN_FORCE = "in-force"
    SUPERSEDED = "superseded"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


def standing_on(
    day: date, *, state: AgreementState, from_on: date | None, until_on: date | None
) -> Standing:
    """Return what a version is on a day; `until_on` is the first day of the one that follows.

    >>> standing_on(date(2026, 3, 1), state=AgreementState.SIGNED,
    ...     from_on=date(2026, 1, 1), until_on=None).value
    'in-force'
    """
    if state is not AgreementState.SIGNED or from_on is None:
        return Standing(state.value)
    if day < from_on:
        return Standing.SIGNED
    return Standing.SUPERSEDED if until_on and until_on <= day else Standing.IN_FORCE


def check_may_decline(side: Side) -> None:
    """Let the client decline; whoever made the offer withdraws it.

    :raises MayNotAnswer: for the manufacturer
    """
    if side is not Side.CLIENT:
        raise MayNotAnswer(_("Your company made this offer. Withdraw it instead."))

"""What may be done with a claim, by whom and when."""

from dataclasses import dataclass, replace
from datetime import date

from catchball.kernel.errors import Invalid, Refused
from catchball.kernel.words import _
from catchball.measures.basis import Outcome
from catchball.trust.permissions import Side
from catchball.workplace.exclusions.rules.states import ExclusionState

LONGEST = 2_000
CLAUSE_LENGTH = 120


@dataclass(frozen=True)
class Ruling:
    """What the governance body ruled: on which day, who sat for each company, and why."""

    upheld: bool
    body: str
    ruled_on: date
    ruled_cmo: str
    ruled_client: str
    ruling: str


class MayNotClaim(Refused):
    """The fact cannot be claimed."""


class MayNotAnswer(Refused):
    """The claim cannot be answered, or not by this company."""


class MayNotRule(Refused):
    """The claim cannot be ruled on, or the ruling not confirmed."""


class MayNotWithdraw(Refused):
    """The claim cannot be withdrawn, or not by this company."""


class ClaimIncomplete(Invalid):
    """A claim needs cause, clause and evidence; a ruling needs its people and its reason."""


class ReasonMissing(Invalid):
    """The other company is owed a reason."""


def check_may_claim(outcome: Outcome | None, *, is_claimed: bool) -> None:
    """Let only a fact be claimed that counts against a number, and only once.

    `outcome` is what became of the fact in the number; None if it is not among its facts.

    :raises MayNotClaim: otherwise
    """
    if is_claimed:
        raise MayNotClaim(_("An exclusion of this fact was claimed already."))
    if outcome is Outcome.GOOD:
        raise MayNotClaim(_("This fact counts as good, so there is nothing to exclude."))
    if outcome not in {Outcome.NOT_GOOD, Outcome.COUNTED}:
        raise MayNotClaim(_("This fact does not count in the number, at least not yet."))


def check_may_answer(
    state: ExclusionState, *, claimed_by: Side, side: Side, reason: str | None = None
) -> None:
    """Let the other company answer a claim once, also after the day; None accepts without reason.

    :raises MayNotAnswer: if it is answered, or the company's own
    :raises ReasonMissing: if a dispute says nothing
    """
    if claimed_by is side:
        raise MayNotAnswer(_("Your company claimed this. The other one answers."))
    if state is not ExclusionState.CLAIMED:
        raise MayNotAnswer(_("This claim is %(state)s already.", state=state.label))
    if reason is not None:
        _require_reason(reason)


def check_may_record(state: ExclusionState, *, answer_due_on: date, today: date) -> None:
    """Let a ruling be recorded on what is disputed, or was not answered by its day.

    :raises MayNotRule: otherwise
    """
    if state is ExclusionState.CLAIMED and today <= answer_due_on:
        raise MayNotRule(_("The other company has time to answer. The body rules on a dispute."))
    if state not in {ExclusionState.CLAIMED, ExclusionState.DISPUTED}:
        raise MayNotRule(_("This claim is %(state)s.", state=state.label))


def check_may_confirm(state: ExclusionState, *, recorded_by: Side | None, side: Side) -> None:
    """Let the company that did not record a ruling confirm it, or send it back.

    :raises MayNotRule: otherwise
    """
    if state is not ExclusionState.RECORDED:
        raise MayNotRule(
            _("No ruling waits for confirmation: this is %(state)s.", state=state.label)
        )
    if recorded_by is side:
        raise MayNotRule(_("Your company recorded this ruling. The other one confirms it."))


def check_may_withdraw(state: ExclusionState, *, claimed_by: Side, side: Side, reason: str) -> None:
    """Let the claimant give a claim up with a reason, unless a ruling stands or waits.

    An accepted one too: from that day on the fact counts again.

    :raises MayNotWithdraw: if it is the other company's, ruled on, or withdrawn
    :raises ReasonMissing: without a reason
    """
    if claimed_by is not side:
        raise MayNotWithdraw(_("The other company claimed this; only it can withdraw."))
    if state not in {ExclusionState.CLAIMED, ExclusionState.DISPUTED, ExclusionState.ACCEPTED}:
        raise MayNotWithdraw(_("This claim is %(state)s and stays so.", state=state.label))
    _require_reason(reason)


def check_reason(reason: str) -> None:
    """Let a step go on only if it says why.

    :raises ReasonMissing: otherwise
    """
    _require_reason(reason)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        sentence = _("Say why, so that the other company understands it.")
        raise ReasonMissing(sentence, reason=sentence)


def clean_words(longest: int = LONGEST, **words: str) -> dict[str, str]:
    """Return texts without outer blanks, each of which must say something.

    :raises ClaimIncomplete: with a sentence for each that is empty or too long
    """
    cleaned = {name: text.replace("\0", "").strip() for name, text in words.items()}
    faults = {
        name: _("Write something here.")
        if not text
        else _("Write at most %(most)s characters.", most=longest)
        for name, text in cleaned.items()
        if not 0 < len(text) <= longest
    }
    if faults:
        raise ClaimIncomplete(" ".join(dict.fromkeys(faults.values())), **faults)
    return cleaned


def clean_ruling(ruling: Ruling, *, claimed_on: date, today: date) -> Ruling:
    """Return a ruling whose people, body and reason are named, of a day since the claim.

    :raises ClaimIncomplete: otherwise
    """
    if not claimed_on <= ruling.ruled_on <= today:
        sentence = _("Enter the day of the meeting: not before the claim, not after today.")
        raise ClaimIncomplete(sentence, ruled_on=sentence)
    people = clean_words(
        2 * CLAUSE_LENGTH, ruled_cmo=ruling.ruled_cmo, ruled_client=ruling.ruled_client
    )
    return replace(
        ruling,
        body=clean_words(CLAUSE_LENGTH, body=ruling.body)["body"],
        ruling=clean_words(ruling=ruling.ruling)["ruling"],
        ruled_cmo=people["ruled_cmo"],
        ruled_client=people["ruled_client"],
    )
